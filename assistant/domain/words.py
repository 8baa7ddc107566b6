"""Words for people as values: a text's key and its arguments, buttons, and where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import IntEnum, StrEnum

HOME = "id"
"""The language of tickets, letters and companies, and of those who have chosen none."""
Plain = str | int | Decimal | date | datetime
"""Typed text, a count, rupiah, a day, a moment (UTC)."""


@dataclass(frozen=True, slots=True)
class Say:
    """Words of ours inside other words: a message's key and its arguments."""

    key: str
    args: Mapping[str, Arg] = field(default_factory=dict)


Arg = Plain | Say | tuple[Say, ...]
"""What may stand in a text; several :class:`Say` stand on lines of their own."""


@dataclass(frozen=True, slots=True)
class Twins:
    """The keys of what a chat is told, and of the mail with the same facts that can go instead."""

    in_chat: str
    by_mail: str


class AnswerError(ValueError):
    """What a person typed can't be taken. ``code`` says why, and the dialogs word it; ``facts`` are
    what to name in the explanation. They may hold personal data, so no log sees them."""

    def __init__(self, code: StrEnum, **facts: Plain) -> None:
        super().__init__(str(code))
        self.code = code
        self.facts = facts


class Priority(IntEnum):
    """Lower goes first."""

    ANSWER = 0
    NOTICE = 5
    FAKTUR = 7


@dataclass(frozen=True, slots=True)
class Go:
    """A button under a pushed message: its label's key and the feature it opens."""

    label: str
    feature: str
    id: str = ""

    @property
    def callback(self) -> str:
        return f"go:{self.feature}:{self.id}"


@dataclass(frozen=True, slots=True)
class Tap:
    """A button in the staff chat: its label's key, and what its tap says."""

    label: str
    callback: str = ""
    """1 to 57 bytes; empty where it opens a page."""
    args: Mapping[str, Plain] = field(default_factory=dict)
    """Of the label."""
    url: str = ""
    """The page that it opens."""


@dataclass(frozen=True, slots=True)
class Carries:
    """What a message of the bot belongs to: a reply to it is said in this conversation."""

    conversation: str
    said: int | None = None
    """Whose copy it is."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A message that is copied as it is, with all that it carries."""

    chat: int
    message: int
    captioned: bool
    """Words of ours can stand under it."""


class Place(StrEnum):
    """Where in the staff chat; the topic of a request goes by the request's number."""

    GENERAL = "general"
    FINANCE = "finance"


@dataclass(frozen=True, slots=True)
class StaffMessage:
    """A message for the staff chat, in a request's topic or in a place."""

    key: str
    args: Mapping[str, Arg] = field(default_factory=dict)
    place: Place = Place.GENERAL
    topic: str | None = None
    """The number of the request or conversation whose topic it goes into; wins over ``place``."""
    buttons: tuple[Tap, ...] = ()
    document: str | None = None
    """The sha256 of a stored document that it carries."""
    document_name: str | None = None
    carries: Carries | None = None
    """The conversation that a reply to it is said in."""
    prompt: int | None = None
    """The prompt that it belongs to."""
    asks: bool = False
    """Whoever is named in it is led to write a reply to it."""
    answers: int | None = None
    """The message of the staff chat that it answers."""
    thread: int | None = None
    """The topic by its id at Telegram; wins over all others."""
    copy: Copy | None = None
    """The message that is copied; the words stand under it."""
    quotes: int | None = None
    """What was said before, whose message in the staff chat it answers."""
    whole: bool = False
    """Of its words nothing is cut."""
    edits: int | None = None
    """The message of ours, by its id at Telegram, whose place it takes."""
