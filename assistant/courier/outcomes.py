"""What became of one call that was to send something."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sent:
    message_id: int | None = None
    """Telegram's; None for mail."""
    file_id: str | None = None
    """What Telegram calls the document from now on."""


@dataclass(frozen=True, slots=True)
class TooFast:
    """Not sent: Telegram asks to be left alone for so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class NotSent:
    """It surely did not get there, and may the next time."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """It was on its way when the answer failed to come."""

    reason: str


@dataclass(frozen=True, slots=True)
class Closed:
    """This chat does not take messages from us (any more)."""

    reason: str


@dataclass(frozen=True, slots=True)
class TopicClosed:
    """This topic takes none; the rest of its chat does."""

    reason: str


@dataclass(frozen=True, slots=True)
class CantEdit:
    """The message that was to be edited can't be (any more); a new one may be sent."""

    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The group became a supergroup with another id."""

    chat: int


@dataclass(frozen=True, slots=True)
class ThreadGone:
    """The topic was deleted."""


@dataclass(frozen=True, slots=True)
class FileGone:
    """Telegram does not know the document by its id any more."""


@dataclass(frozen=True, slots=True)
class Refused:
    """No, and it would be no again."""

    reason: str


Outcome = (
    Sent | TooFast | NotSent | Unknown | Closed | TopicClosed | CantEdit | Moved | ThreadGone
    | FileGone | Refused
)  # fmt: skip
