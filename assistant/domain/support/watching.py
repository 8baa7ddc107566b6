"""What goes by the clock: staff are reminded of who waits, and what is silent ends by itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from assistant.domain.support.answering import Staff
from assistant.domain.support.hours import Late, Since
from assistant.domain.support.model import ConversationState
from assistant.domain.support.news import WaitsLong
from assistant.domain.support.taking import close
from assistant.domain.work import Work

SILENT_FOR = timedelta(days=7)
"""After our answer: then a conversation is settled."""
A_ROUND = 50
"""So that no transaction is long."""


async def waits_twice(work: Work) -> bool:
    """Whether somebody has to be reminded together with the administrators."""
    since = work.promise.since(work.now, Late.TWICE)
    return bool(await work.queue.late(Late.TWICE, since, 1))


async def remind_of_waiting(work: Work, administrators: Sequence[Staff] | None) -> int:
    """A word in each topic where somebody has waited for half of the time, all of it, and twice
    as long; once each, and the latest alone where several are due. The last names the
    administrators; it waits while nobody could say who they are (None). Returns how many."""
    latest = Late.FULL if administrators is None else Late.TWICE
    count = 0
    later: Since | None = None
    for late in (one for one in (Late.TWICE, Late.FULL, Late.HALF) if one <= latest):
        since = work.promise.since(work.now, late)
        for overdue in await work.queue.late(late, since, A_ROUND, later):
            named = tuple(administrators or ()) if late is Late.TWICE else ()
            await work.desk.tell(
                WaitsLong(overdue, tuple((one.id, one.name) for one in named)),
                unique=f"late:{overdue.number}:{overdue.since.isoformat()}:{int(late)}",
            )
            await work.queue.reminded(overdue)
            count += 1
        later = since
    return count


async def close_silent(work: Work) -> int:
    """What was answered and is silent for :data:`SILENT_FOR` is settled, with a word. Returns how
    many."""
    numbers = await work.queue.silent(work.now - SILENT_FOR, A_ROUND)
    for number in numbers:
        conversation = await work.conversations.locked(number)
        if conversation is not None and conversation.state is ConversationState.ANSWERED:
            await close(work, conversation, "ntf-silent")
            await work.audit("clock", "conversation-silent", f"conversation:{number}")
    return len(numbers)
