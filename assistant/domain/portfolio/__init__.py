"""Many services for many companies at once: read, planned, and led to their end."""
