"""What staff hear of a conversation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.domain.acting.model import WantedAct
from assistant.domain.staff import News
from assistant.domain.support.directory import AtPortal, FoundPerson, Past, Profile
from assistant.domain.support.figures import Figures, Span
from assistant.domain.support.model import Said
from assistant.domain.support.queue import Overdue
from assistant.domain.words import Copy


class NotArrived(StrEnum):
    """Why something said does not stand in the customer's chat."""

    CLOSED = "closed"
    """They have blocked the bot; it goes when they come back."""
    UNKNOWN = "unknown"
    """Sent twice, and nobody knows."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class CustomerSaid(News):
    """A customer's words, as they go into the topic; a reply to them is an answer."""

    said: Said
    copy: Copy | None
    quotes: int | None
    """What was said before, that it answers."""


@dataclass(frozen=True, slots=True)
class SaidNotArrived(News):
    """What staff said did not reach the customer."""

    number: str
    message: int | None
    """Theirs, in the staff chat."""
    why: NotArrived
    text: str


@dataclass(frozen=True, slots=True)
class SaidInPortal(News):
    """Somebody of staff answered in the portal; the customer has got it."""

    number: str
    ticket: str
    text: str


@dataclass(frozen=True, slots=True)
class FileInPortal(News):
    """A file that the customer put into the ticket; ``sha256`` None: it can't be passed on."""

    number: str
    ticket: str
    name: str
    sha256: str | None


@dataclass(frozen=True, slots=True)
class WaitsLong(News):
    """Somebody waits for staff, and longer than they should."""

    overdue: Overdue
    administrators: tuple[tuple[int, str], ...]
    """Telegram's ids and names of those who are called."""


@dataclass(frozen=True, slots=True)
class FilesNotInTicket(News):
    """The portal does not take these files; the words are in the ticket."""

    number: str
    ticket: str
    names: str


@dataclass(frozen=True, slots=True)
class FoundPeople(News):
    """Who fits what somebody looked for; perhaps nobody."""

    wanted: WantedAct
    people: tuple[FoundPerson, ...]
    alone: tuple[AtPortal, ...]
    """Accounts that nobody here is linked to."""
    asked: bool
    """Whether the portal answered."""
    page: str
    """An account's in the portal's admin area, with ``{id}``; empty without one."""
    near: bool = False
    """They only nearly fit."""


@dataclass(frozen=True, slots=True)
class ProfileShown(News):
    wanted: WantedAct
    profile: Profile
    page: str


@dataclass(frozen=True, slots=True)
class NobodyThere(News):
    """The one who was found had their data deleted since."""

    wanted: WantedAct


@dataclass(frozen=True, slots=True)
class HistoryShown(News):
    wanted: WantedAct
    of: str
    """A number, or a person's name."""
    past: tuple[Past, ...]


@dataclass(frozen=True, slots=True)
class WritesFirst(News):
    """Somebody of staff wants to write to a customer: a reply to this is said."""

    wanted: WantedAct
    number: str
    name: str
    """The customer's."""


@dataclass(frozen=True, slots=True)
class FiguresShown(News):
    wanted: WantedAct | None
    """None: the clock did."""
    figures: Figures
    today: date


@dataclass(frozen=True, slots=True)
class FiguresSheetMade(News):
    wanted: WantedAct | None
    span: Span
    sha256: str
