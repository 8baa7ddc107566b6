"""Documents written and read: the faktur as Coretax prints it."""
