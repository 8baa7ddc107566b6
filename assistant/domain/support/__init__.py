"""Conversations: what customers and staff say to each other."""
