"""Takes each chat's turn: one update, one transaction, then shows what is owed."""
