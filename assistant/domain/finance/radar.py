"""The deadline of a faktur: how near it is.

What was paid in a month must be issued and approved by the 20th of the next (PER-11/PJ/2025
art. 44), and made within three months of the payment (art. 59). Days are days in Asia/Jakarta,
passed in as ``today``.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from assistant.domain.months import OfficeDays, faktur_deadline, last_good_day

AMBER_FROM = 10
"""The day of the following month from which finance is reminded, or the provider's own last day
where that is earlier."""
RED_FROM = 17
"""The day of the following month from which finance is reminded louder, or the last working day
before the 20th where that is earlier."""
LAPSE_WARNED = timedelta(days=30)
"""How long before a faktur lapses finance is told that it will."""

NO_OFFICE_DAYS = OfficeDays()


class Level(StrEnum):
    """How near the deadline of one month's payments is."""

    QUIET = "quiet"
    AMBER = "amber"
    RED = "red"
    OVERDUE = "overdue"
    LAPSING = "lapsing"
    """Past the 20th, and it soon counts as never issued."""
    LAPSED = "lapsed"
    """More than three months after the payment: it counts as never issued."""


def level_of(paid: date, today: date, office: OfficeDays = NO_OFFICE_DAYS) -> Level:
    """Of what was paid on that day."""
    due, lapses = faktur_deadline(paid), last_good_day(paid)
    if today > lapses:
        return Level.LAPSED
    if today > due:
        return Level.LAPSING if today >= lapses - LAPSE_WARNED else Level.OVERDUE
    if today >= min(due.replace(day=RED_FROM), office.last_warning(paid)):
        return Level.RED
    amber = min(due.replace(day=AMBER_FROM), office.cutoff(paid))
    return Level.AMBER if today >= amber else Level.QUIET
