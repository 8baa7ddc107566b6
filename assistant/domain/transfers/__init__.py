"""The move of services from one account to another, from asking to arrival."""
