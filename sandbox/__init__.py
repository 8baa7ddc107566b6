"""A local Telegram, mailbox and portal page, for the demo and for end-to-end tests.

The product does not know this package: it runs as a process of its own (``python -m
sandbox``) and is reached over HTTP and SMTP like the real ones.
"""
