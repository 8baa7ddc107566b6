"""Days and months as the tax office counts them (Asia/Jakarta)."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

JAKARTA = timezone(timedelta(hours=7), "WIB")  # it has no summer time


def tax_moment(moment: datetime) -> datetime:
    """The same moment on the tax office's clock: in Asia/Jakarta."""
    return moment.astimezone(JAKARTA)


def tax_day(moment: datetime) -> date:
    """The day that a moment falls on for the tax office."""
    return tax_moment(moment).date()


def tax_month(month: date) -> tuple[datetime, datetime]:
    """When a month begins and ends in Asia/Jakarta; ``month`` is any day of it."""
    begins, ends = (
        datetime.combine(day, time(), JAKARTA) for day in (month.replace(day=1), month_after(month))
    )
    return begins, ends


def month_after(day: date) -> date:
    """The first of the following month."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def month_before(day: date) -> date:
    """The first of the month before."""
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def masa_pajak(day: date) -> date:
    """The tax month of a faktur of this day: its first day."""
    return day.replace(day=1)


def faktur_deadline(paid: date) -> date:
    """Until when a faktur of this day must be uploaded and approved: the 20th of the following
    month (PER-11/PJ/2025 art. 44). Days are days in Asia/Jakarta."""
    return month_after(paid).replace(day=20)


LAPSES_AFTER = 3
"""Months after the day it should have been made: a faktur made later counts as not issued
(PER-11/PJ/2025 art. 59)."""


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it has none such."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_good_day(due: date) -> date:
    """The last day on which a faktur may be made that should have been made on ``due``, the day
    of the payment: from the next day on it has lapsed, and the buyer can't credit it."""
    return months_after(due, LAPSES_AFTER)


def month_end(day: date) -> date:
    """The last day of its month: when a faktur for several payments of a month should be made
    (PER-11/PJ/2025 art. 32)."""
    return day.replace(day=monthrange(day.year, day.month)[1])


OWN_LAST_DAY = 10
"""Of the following month, where the provider has set no other."""


@dataclass(frozen=True, slots=True)
class OfficeDays:
    """When this provider works, and until when it makes the fakturs of a month."""

    holidays: frozenset[date] = frozenset()
    """Besides Saturdays and Sundays."""
    last_day: int = OWN_LAST_DAY
    """Of the following month, 1 to 20: what belongs into a month's fakturs has come by then."""

    def works(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self.holidays

    def working_day(self, day: date) -> date:
        """This day, or the last working one before it."""
        while not self.works(day):
            day -= timedelta(days=1)
        return day

    def last_warning(self, paid: date) -> date:
        """The last working day before the 20th. Coretax's day does not move for a holiday, so what
        is left has to be done by then."""
        return self.working_day(faktur_deadline(paid) - timedelta(days=1))

    def cutoff(self, paid: date) -> date:
        """The provider's own last day for what was paid in that month: a working one."""
        return self.working_day(faktur_deadline(paid).replace(day=self.last_day))


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


@dataclass(frozen=True, slots=True)
class Period:
    """A masa pajak, or all of a year's."""

    first: date
    whole_year: bool = False

    @classmethod
    def read(cls, text: str) -> Period:
        """``2026-11`` or ``2026``. Raises ValueError."""
        if len(text) == len("2026"):
            return cls(date.fromisoformat(f"{text}-01-01"), whole_year=True)
        return cls(date.fromisoformat(f"{text}-01"))

    @property
    def text(self) -> str:
        return self.first.strftime("%Y" if self.whole_year else "%Y-%m")

    @property
    def last(self) -> date:
        """The first day of its last month."""
        return self.first.replace(month=12) if self.whole_year else self.first

    @property
    def end(self) -> date:
        """The first day after it."""
        return month_after(self.last)


def parse_period(typed: str) -> Period | None:
    """``2026-11``, ``11/2026`` or ``2026``; None for anything else."""
    typed = typed.strip()
    if re.fullmatch(r"20\d{2}", typed):
        return Period(date(int(typed), 1, 1), whole_year=True)
    month = parse_month(typed)
    return Period(month) if month else None
