"""What customers and staff are told in the same words: text keys for values of the domain."""
