"""What is done outside of a chat's turn: portal calls, codes by mail, decisions, PDFs."""
