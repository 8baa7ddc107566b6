"""The way of a faktur: paid, received, read, matched, checked, then released or held."""
