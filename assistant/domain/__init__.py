"""Rules and use cases: what is decided, whatever it comes in by or goes out by."""
