"""Somebody in the finance topic wants something done."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from assistant.domain.finance.model import LOST_TOPIC_MARK, TOPIC_MARK, Act, ActState, WantedAct
from assistant.domain.words import Place
from assistant.domain.work import Job, Work

Perform = Callable[[Work, WantedAct], Awaitable[ActState]]
"""Does a permitted act in one transaction. What takes long or needs the network it leaves to a
job. Any state but MADE is said to the one who asked."""


async def want_act(
    work: Work,
    staff: int,
    staff_name: str,
    act: Act,
    subject: str = "",
    text: str = "",
    *,
    place: Place = Place.FINANCE,
    thread: int | None = None,
) -> None:
    """Somebody in the staff chat wants this. Whether it counts, a job finds out."""
    wanted = await work.finance.want(staff, staff_name, act, subject, text, place, thread)
    await work.jobs.put(Job.FINANCE_ACT, wanted.id)


async def in_finance_topic(work: Work, thread: int | None) -> bool:
    """Whether this topic of the staff chat is finance's; General is where there is none."""
    topic = int(await work.marks.get(TOPIC_MARK) or 0)
    return (thread or 0) == topic


async def finance_topic_lost(work: Work, thread: int) -> None:
    """It was deleted: a new one is made."""
    if await work.marks.get(TOPIC_MARK) != str(thread):
        return
    await work.marks.set(TOPIC_MARK, "")
    await work.marks.set(LOST_TOPIC_MARK, str(thread))
    await work.jobs.put(Job.FINANCE_TOPIC, "", once=True)
