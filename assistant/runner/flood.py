"""One person who sends far more than can be meant: their last word counts."""

from __future__ import annotations

from assistant.storage import inbox
from assistant.storage.work import SqlWork

TOO_MANY = 20
"""Updates of one chat that may wait behind the one whose turn it is."""
PASSED_OVER = "passed-over"
"""The result of an update that nobody handled."""


async def pass_over(work: SqlWork, chat: int, update: int) -> bool:
    """Mark all messages of this chat that wait, except for documents and the last one; its person
    is told, once an hour. Whether this update is one of them. Taps keep their turns."""
    passed = await inbox.pass_over(work.connection, chat, PASSED_OVER)
    if passed and await work.people.get(chat) is not None:
        hour = f"{work.now:%Y%m%d%H}"
        await work.deliveries.tell(chat, "problem-too-many", unique=f"too-many:{chat}:{hour}")
    return update in passed
