"""Days and months as the tax office counts them (Asia/Jakarta)."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, timezone

_JAKARTA = timezone(timedelta(hours=7))  # it has no summer time


def tax_moment(moment: datetime) -> datetime:
    """The same moment on the tax office's clock: in Asia/Jakarta."""
    return moment.astimezone(_JAKARTA)


def tax_day(moment: datetime) -> date:
    """The day that a moment falls on for the tax office."""
    return tax_moment(moment).date()


def tax_month(month: date) -> tuple[datetime, datetime]:
    """When a month begins and ends in Asia/Jakarta; ``month`` is any day of it."""
    first = month.replace(day=1)
    after = (first + timedelta(days=32)).replace(day=1)
    begins, ends = (datetime.combine(day, time(), _JAKARTA) for day in (first, after))
    return begins, ends


def masa_pajak(day: date) -> date:
    """The tax month of a faktur of this day: its first day."""
    return day.replace(day=1)


def faktur_deadline(paid: date) -> date:
    """Until when a faktur of this day must be uploaded and approved: the 20th of the following
    month (PER-11/PJ/2025 art. 44). Days are days in Asia/Jakarta."""
    return (paid.replace(day=1) + timedelta(days=32)).replace(day=20)


_MONTH = re.compile(
    r"(?P<year>20[0-9]{2})-(?P<month>[0-9]{1,2})|(?P<m>[0-9]{1,2})[-/](?P<y>20[0-9]{2})"
)


def parse_month(typed: str) -> date | None:
    """``2026-10`` or ``10/2026`` as the first day of that month; None for anything else."""
    found = _MONTH.fullmatch(typed.strip())
    if found is None:
        return None
    month = int(found["month"] or found["m"])
    return date(int(found["year"] or found["y"]), month, 1) if 1 <= month <= 12 else None
