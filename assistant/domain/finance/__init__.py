"""What finance does in its topic: months are exported, compared, and watched."""
