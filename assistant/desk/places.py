"""Where in the staff chat something stands."""

from __future__ import annotations

from aiogram.types import Message

ANONYMOUS_ADMIN = 1087968824
"""GroupAnonymousBot: what an administrator writes who hides behind the group's name."""


def topic_of(message: Message) -> int | None:
    """The topic; General has none, though replies there can carry a thread's id."""
    return message.message_thread_id if message.is_topic_message else None
