"""What was kept back goes out when its chat is open again. Told by turns, which load no courier."""

from __future__ import annotations

from assistant.courier import queue
from assistant.storage.work import SqlWork


async def resume(work: SqlWork, person: int) -> None:
    """The person wrote again: what was kept back for their chat goes out."""
    await queue.resume_person(work.connection, person, work.now)


async def resume_staff(work: SqlWork) -> None:
    """The bot is back in the staff chat."""
    await queue.resume_channel(work.connection, "staff", work.now)
