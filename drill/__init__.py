"""The drill: people at work while processes are killed, and what became of all they asked for."""
