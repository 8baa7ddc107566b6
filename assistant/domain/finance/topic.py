"""The topic of the staff chat that is finance's."""

from __future__ import annotations

from assistant.domain.finance.model import LOST_TOPIC_MARK, TOPIC_MARK
from assistant.domain.work import Job, Work


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
