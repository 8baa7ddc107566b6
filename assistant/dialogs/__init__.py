"""The customer's conversation, a module per feature."""
