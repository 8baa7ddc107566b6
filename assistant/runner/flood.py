"""One person who sends far more than can be meant: their last word counts."""

from __future__ import annotations

from sqlalchemy import text

from assistant.storage.work import SqlWork

TOO_MANY = 20
"""Updates of one chat that may wait behind the one whose turn it is."""
PASSED_OVER = "passed-over"
"""The result of an update that nobody handled."""

_PASS_OVER = text(
    """
    with words as (
        select id from inbox
        where chat = :chat and done_at is null and source = 'telegram'
          and body ? 'message' and not body -> 'message' ? 'document'
    )
    update inbox set done_at = clock_timestamp(), result = :result
    where id in (select id from words where id < (select max(id) from words))
    returning id
    """
)


async def pass_over(work: SqlWork, chat: int, update: int) -> bool:
    """Mark all messages of this chat that wait, except for documents and the last one; its person
    is told, once an hour. Whether this update is one of them. Taps keep their turns."""
    rows = await work.connection.execute(_PASS_OVER, {"chat": chat, "result": PASSED_OVER})
    passed = set(rows.scalars())
    if passed and await work.people.get(chat) is not None:
        hour = f"{work.now:%Y%m%d%H}"
        await work.deliveries.tell(chat, "problem-too-many", unique=f"too-many:{chat}:{hour}")
    return update in passed
