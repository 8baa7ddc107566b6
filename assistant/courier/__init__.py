"""What goes out: deliveries and the send budget."""
