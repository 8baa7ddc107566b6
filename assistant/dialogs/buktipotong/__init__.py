"""``/buktipotong``: slips of withheld tax, announced, sent and followed."""
