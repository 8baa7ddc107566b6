"""The customer assistant of a hosting provider, in a Telegram chat."""
