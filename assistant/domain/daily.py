"""What is done once a day, when those who read it are at work."""

from __future__ import annotations

from datetime import date

from assistant.domain.months import tax_moment
from assistant.domain.work import Work

FROM_HOUR = 9
"""Asia/Jakarta."""


async def first_today(work: Work, mark: str) -> date | None:
    """Today in Jakarta, once a day for what has this mark, whoever asks and however often; None:
    it is done already, or too early."""
    now = tax_moment(work.now)
    today = now.date()
    if now.hour < FROM_HOUR or await work.marks.get(mark) == today.isoformat():
        return None
    await work.marks.set(mark, today.isoformat())
    return today
