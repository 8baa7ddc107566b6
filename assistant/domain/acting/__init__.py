"""Acts: what somebody in the staff chat wants done, who may, and what became of it."""
