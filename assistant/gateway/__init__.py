"""What comes in: Telegram updates and portal events, stored before they are acknowledged."""
