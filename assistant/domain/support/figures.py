"""How people were answered in a week or a month, and what they said of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol

from assistant.domain.months import parse_month, tax_day, tax_month
from assistant.domain.support.model import About

ASK_AGAIN_AFTER = timedelta(days=14)
"""How often a person is asked at most what they thought of it."""
SCORES = range(1, 6)
"""1 is bad, 5 is good."""
LONGEST_OPINION = 500
"""Characters."""


@dataclass(frozen=True, slots=True)
class Span:
    """A week from its Monday, or a month; days in Asia/Jakarta."""

    first: date
    week: bool

    @classmethod
    def week_of(cls, day: date) -> Span:
        return cls(day - timedelta(days=day.weekday()), week=True)

    @classmethod
    def read(cls, text: str) -> Span | None:
        """``2026-11-23`` as the week of that day, ``2026-11`` as the month."""
        if month := parse_month(text):
            return cls(month, week=False)
        try:
            return cls.week_of(date.fromisoformat(text.strip()))
        except ValueError:
            return None

    @property
    def text(self) -> str:
        return self.first.isoformat() if self.week else f"{self.first:%Y-%m}"

    @property
    def before(self) -> Span:
        """The week or the month before it."""
        day = self.first - timedelta(days=1)
        return Span.week_of(day) if self.week else Span(day.replace(day=1), week=False)

    @property
    def last(self) -> date:
        return tax_day(self.moments[1] - timedelta(seconds=1))

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """When it begins, and when the next one does."""
        begins, ends = tax_month(self.first)
        if not self.week:
            return begins, ends
        start = datetime.combine(self.first, time(), begins.tzinfo)
        return start, start + timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Talked:
    """A conversation that a customer's words began."""

    number: str
    about: About
    ref: str
    begun_at: datetime
    """The customer's first words."""
    answered_at: datetime | None
    """The first words of staff after them."""
    by: str
    """Who looks after it, or answered first; empty: nobody yet."""
    solved: bool
    score: int | None
    opinion: str

    @property
    def wait(self) -> timedelta | None:
        return self.answered_at - self.begun_at if self.answered_at else None


Kept = Callable[[datetime, datetime], bool]
"""Whether an answer at the second moment to words of the first was within what is promised."""


@dataclass(frozen=True, slots=True)
class Figures:
    span: Span
    talked: tuple[Talked, ...]
    within: int
    """Answered first within what is promised."""

    @property
    def answered(self) -> int:
        return len(self._waits)

    @property
    def _waits(self) -> list[timedelta]:
        return sorted(one.wait for one in self.talked if one.wait is not None)

    def wait_of(self, share: float) -> int | None:
        """Minutes within which this share of those who were answered had their first answer: 0.5
        is the median. None where nobody was answered."""
        waits = self._waits
        if not waits:
            return None
        rank = max(1, -int(-share * len(waits) // 1))  # the nearest rank, rounded up
        return round(waits[rank - 1] / timedelta(minutes=1))

    @property
    def solved(self) -> int:
        return sum(one.solved for one in self.talked)

    @property
    def by_whom(self) -> list[tuple[str, int]]:
        """Who looked after how many; most first."""
        return Counter(one.by for one in self.talked if one.by).most_common()

    @property
    def by_what(self) -> list[tuple[About, int]]:
        return Counter(one.about for one in self.talked).most_common()

    @property
    def scores(self) -> list[int]:
        return [one.score for one in self.talked if one.score is not None]

    @property
    def score(self) -> float | None:
        """The mean, from 1 to 5."""
        return sum(self.scores) / len(self.scores) if self.scores else None


def figures_of(span: Span, talked: Sequence[Talked], kept: Kept) -> Figures:
    within = sum(
        kept(one.begun_at, one.answered_at) for one in talked if one.answered_at is not None
    )
    return Figures(span, tuple(talked), within)


@dataclass(frozen=True, slots=True)
class Rating:
    """A question to a customer what they thought of a conversation."""

    id: int
    conversation: str
    person: int
    score: int | None
    opinion: str


class Ratings(Protocol):
    async def asked_since(self, person: int, since: datetime) -> bool: ...

    async def ask(self, conversation: str, person: int) -> Rating: ...

    async def get(self, rating: int) -> Rating | None: ...

    async def score(self, rating: int, score: int) -> None: ...

    async def opinion(self, rating: int, text: str) -> None: ...

    async def talked(self, begins: datetime, ends: datetime) -> list[Talked]:
        """The conversations that began then, oldest first."""
