"""What customers look up later: each faktur, and why one is not there yet."""
