"""What was kept back goes out when its chat is open again. Told by turns, which load no courier."""

from __future__ import annotations

from assistant.storage import deliveries, troubles
from assistant.storage.work import SqlWork


async def resume(work: SqlWork, person: int) -> None:
    """The person wrote again: what was kept back for their chat goes out."""
    await deliveries.resume_person(work.connection, person, work.now)


async def resume_staff(work: SqlWork, chat: int) -> None:
    """The bot is back in the staff chat, or may do there what it might not."""
    await troubles.let_in(work.connection, chat, work.now)


async def staff_lost(work: SqlWork, chat: int, reason: str) -> None:
    """The bot is out of the staff chat: what is owed there waits."""
    await troubles.note_closed(work.connection, chat, troubles.WHOLE, reason, work.now)
