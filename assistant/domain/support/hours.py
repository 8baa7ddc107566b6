"""When people are there to answer, and how long a customer may wait. Only hours in which people
are there count. Pure arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import IntEnum

from assistant.domain.months import JAKARTA

_WEEK = timedelta(days=7)
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
"""Nothing has waited for so long."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A part of a day, by the clock on the wall. It belongs to the day on which it begins, and goes
    over midnight where it ends no later than it begins: 00.00 to 00.00 is the whole day."""

    begins: time
    ends: time

    @property
    def lasts(self) -> timedelta:
        length = _of_clock(self.ends) - _of_clock(self.begins)
        return length if length > timedelta(0) else length + timedelta(days=1)


ALL_DAY = Shift(time(), time())


def _of_clock(clock: time) -> timedelta:
    return timedelta(hours=clock.hour, minutes=clock.minute)


@dataclass(frozen=True, slots=True)
class Hours:
    """Raises ValueError when there is no shift at all, or when two are at the same time."""

    week: tuple[tuple[Shift, ...], ...] = ((ALL_DAY,),) * 7
    """Monday first."""
    holidays: frozenset[date] = frozenset()
    """No shift begins on them."""
    zone: tzinfo = JAKARTA

    def __post_init__(self) -> None:
        spans = sorted(
            (timedelta(days=day) + _of_clock(shift.begins), shift.lasts)
            for day, shifts in enumerate(self.week)
            for shift in shifts
        )
        if not spans:
            raise ValueError("nobody is ever there: put the hours of at least one day there")
        following = [*spans[1:], (spans[0][0] + _WEEK, spans[0][1])]
        pairs = zip(spans, following, strict=True)
        if any(begins + lasts > then for (begins, lasts), (then, _) in pairs):
            raise ValueError("two are at the same time: put hours there that follow one another")

    def is_open(self, moment: datetime) -> bool:
        day = moment.astimezone(self.zone).date()
        spans = (*self._of(day - timedelta(days=1)), *self._of(day))
        return any(begins <= moment < ends for begins, ends in spans)

    def opens(self, moment: datetime) -> datetime:
        """When people are there next; the moment itself while they are."""
        if self.is_open(moment):
            return moment
        day = moment.astimezone(self.zone).date()
        while True:  # it ends: a week without holidays comes, and has a shift
            for begins, _ in self._of(day):
                if begins > moment:
                    return begins
            day += timedelta(days=1)

    def passed(self, now: datetime, wait: timedelta) -> datetime:
        """The latest moment since which ``wait`` has passed by ``now``, open hours alone counted:
        whoever has waited since then has waited for so long."""
        for begins, ends in self._backwards(now):
            if ends - begins >= wait:
                return ends - wait
            wait -= ends - begins
        return LONG_AGO

    def _backwards(self, now: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The open times before ``now``, newest first, as far as they have passed."""
        day = now.astimezone(self.zone).date()
        while day > LONG_AGO.date():
            for begins, ends in reversed(self._of(day)):
                if begins < now:
                    yield begins, min(ends, now)
            day -= timedelta(days=1)

    def _of(self, day: date) -> list[tuple[datetime, datetime]]:
        """The shifts of a day, in their order (UTC)."""
        if day in self.holidays:
            return []
        spans = []
        for shift in sorted(self.week[day.weekday()], key=lambda one: one.begins):
            begins = datetime.combine(day, shift.begins, self.zone).astimezone(UTC)
            spans.append((begins, begins + shift.lasts))
        return spans


class Late(IntEnum):
    """How far beyond what is promised somebody waits."""

    HALF = 1
    """Half of the time has passed."""
    FULL = 2
    TWICE = 3


_TIMES = {Late.HALF: 0.5, Late.FULL: 1.0, Late.TWICE: 2.0}


@dataclass(frozen=True, slots=True)
class Since:
    """Who has waited since these moments or longer is late to some degree."""

    first: datetime
    """For the first answer of a conversation."""
    next: datetime
    """For another one."""
    decision: datetime
    """For a decision on a request."""


@dataclass(frozen=True, slots=True)
class Promise:
    """When people are there, and within how much of that time they mean to act."""

    hours: Hours = field(default_factory=Hours)
    first_answer: timedelta = timedelta(hours=1)
    next_answer: timedelta = timedelta(hours=4)
    decision: timedelta = timedelta(hours=24)

    def since(self, now: datetime, late: Late) -> Since:
        def passed(wait: timedelta) -> datetime:
            return self.hours.passed(now, wait * _TIMES[late])

        return Since(passed(self.first_answer), passed(self.next_answer), passed(self.decision))
