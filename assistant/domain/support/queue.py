"""Who waits: for staff, or for a customer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from assistant.domain.support.directory import Topic
from assistant.domain.support.hours import Late, Since


class Which(StrEnum):
    """A list of the queue."""

    NOBODYS = "nobodys"
    MINE = "mine"
    OVERDUE = "overdue"
    CUSTOMER = "customer"
    """Those in which staff wait for the customer, or for a recipient."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One that waits."""

    number: str
    """Of the conversation, or of the request."""
    name: str
    """The customer's; empty where their data is deleted."""
    since: datetime
    taken_by_name: str
    topic: Topic | None
    """As soon as it has one."""


@dataclass(frozen=True, slots=True)
class Hand:
    """How many somebody looks after."""

    name: str
    """Empty: nobody."""
    count: int


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """What the pinned message says."""

    waiting: int
    """For staff."""
    nobodys: int
    overdue: int
    customer: int
    """Waited for by staff."""
    oldest: Waiting | None
    hands: Sequence[Hand]
    """Whose those that wait are: nobody's first, then the most."""


@dataclass(frozen=True, slots=True)
class Overdue:
    """Somebody waits so long that staff are reminded; locked."""

    number: str
    late: Late
    since: datetime
    decision: bool
    """It is a request that waits for a decision."""
    taken_by_name: str


class Queue(Protocol):
    async def counts(self, since: Since) -> QueueCounts:
        """``since``: who is overdue."""

    async def listed(
        self, which: Which, staff: int, since: Since, most: int
    ) -> tuple[int, list[Waiting]]:
        """How many there are, and the first ones: who waits longest, or was answered last."""

    async def late(
        self, late: Late, since: Since, most: int, later: Since | None = None
    ) -> list[Overdue]:
        """Some that are as late as that and of whom staff were not reminded yet at this stage;
        without those that are as late as ``later``, though somebody else has them in hand now."""

    async def reminded(self, overdue: Overdue) -> None: ...

    async def silent(self, since: datetime, most: int) -> list[str]:
        """Some conversations in which nothing happened since, after staff's answer; none of a
        request under way."""
