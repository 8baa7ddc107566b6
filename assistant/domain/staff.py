"""The staff chat as the domain knows it: who is in it, and what they hear of.

What happened is a value; how it reads, where it stands and which buttons it has is the desk's.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

STAFF_CHAT_MARK = "staff-chat"
"""The mark that holds the staff chat's new id, once Telegram has given it one."""


class Standing(StrEnum):
    """What Telegram says of somebody in the staff chat."""

    DECIDER = "decider"
    """An administrator who acts under their own name."""
    ANONYMOUS = "anonymous"
    MEMBER = "member"
    OUTSIDE = "outside"


class AskStanding(Protocol):
    async def __call__(self, staff: int, /) -> Standing:
        """What Telegram says of this user now. Raises when it can't be asked."""


class News:
    """Something that happened and that staff hear of, as a frozen dataclass. Each kind is worded
    once, in ``assistant.desk``; a test finds the ones that are not."""


# Trouble that people have to look at


@dataclass(frozen=True, slots=True)
class JobParked(News):
    """A job failed for the last time."""

    id: int
    job: str
    """Its name and its key."""
    error: str
    """Masked and short."""


@dataclass(frozen=True, slots=True)
class DeliveryInDoubt(News):
    """Sent twice, and nobody knows whether it arrived."""

    what: str


@dataclass(frozen=True, slots=True)
class MailRefused(News):
    """The address of a customer takes no mail."""

    what: str
