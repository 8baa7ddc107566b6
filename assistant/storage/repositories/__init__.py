"""The domain's repositories on PostgreSQL."""
