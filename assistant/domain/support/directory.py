"""Whom staff look for, by what, and what they see of somebody they found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from assistant.domain.people.model import Person
from assistant.domain.support.model import Conversation
from assistant.domain.transfers.model import Transfer

MOST_FOUND = 8
"""People in one answer; whoever needs others says more."""
MOST_TOLD = 5
"""Requests, conversations and fakturs on a profile, newest first."""
MOST_PAST = 20
"""Lines of a history, newest first."""


class By(StrEnum):
    """What something that staff typed looks like."""

    USERNAME = "username"
    EMAIL = "email"
    NUMBER = "number"
    """Of a request (``PND-…``), a conversation (``CS-…``), an invoice, a faktur, a ticket, an
    account, an NPWP, or Telegram's of a person."""
    HOST = "host"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Query:
    by: By
    text: str
    """As it is looked for: a number without its ``#``, a host without ``www.``."""


_USERNAME = re.compile(r"(?:@|(?:https?://)?t\.me/)([A-Za-z0-9_]{3,32})/?")
_EMAIL = re.compile(
    r"(?:[^@<>]*(?=<))?(?:mailto:)?<?([^\s@<>]+@[^\s@<>]*[^\s@<>.])>?\.?", re.IGNORECASE
)
_NUMBER = re.compile(r"#?\s?([A-Za-z]{0,8}[-/#.]?\d[\dA-Za-z./#-]*(?: \d+)*)")
_SPACED = re.compile(r"([A-Za-z]{2,8}) (\d{4}) (\d{3,8})")
"""An invoice's number that was said or copied without its dashes."""
_LABEL = re.compile(
    r"(?:(?:domain|host|situs|website|web|e-?mail|surel|tiket|ticket|invoice|tagihan|faktur|fp|npwp|nik"
    r"|permintaan|percakapan|request|akun|account|id|no(?:mor)?|user(?:name)?)[\s:]+)+(?=\S)",
    re.IGNORECASE,
)
"""What staff write before a number or an address that says by itself what it is."""
_CALLED = re.compile(
    r"^(?:pak|bapak|bpk|bu|ibu|mas|mbak|mba|kak|sdri?)\b\.? +(?=\S)", re.IGNORECASE
)
_CODE = re.compile(r"(PND|CS)[-\s]?([0-9A-Z]{4})[-\s]?([0-9A-Z]{4})", re.IGNORECASE)
_HOST = re.compile(
    r"(?:https?://)?(?:www\.)?((?:[\w-]+\.)+[^\W\d_][\w-]*[^\W_])\.?(?:[:/?#]\S*)?", re.IGNORECASE
)


def read_query(text: str) -> Query:
    """What is looked for; whatever has no shape of its own is (a part of) a name."""
    said = _CALLED.sub("", " ".join(text.split()).strip(" ,;\"'"))
    labelled = _LABEL.match(said)
    if labelled and (query := read_query(said[labelled.end() :])).by is not By.NAME:
        return query
    if found := _SPACED.fullmatch(said):
        return Query(By.NUMBER, f"{found[1]}-{found[2]}-{found[3]}")
    if found := _USERNAME.fullmatch(said):
        return Query(By.USERNAME, found[1])
    if found := _EMAIL.fullmatch(said):
        return Query(By.EMAIL, found[1])
    if found := _CODE.fullmatch(said):
        return Query(By.NUMBER, f"{found[1]}-{found[2]}{found[3]}".upper())
    if found := _HOST.fullmatch(said):
        return Query(By.HOST, found[1].lower())
    if found := _NUMBER.fullmatch(said):
        return Query(By.NUMBER, found[1])
    return Query(By.NAME, said)


@dataclass(frozen=True, slots=True)
class Hit:
    """Somebody, or an account, that fits."""

    person: int | None
    account: str
    """The portal's id; empty where it is about the person alone."""
    label: str
    """The account's, where it is known."""
    what: str
    """What of theirs fits, as people read it: a name, a number, a host."""


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """Somebody who was found."""

    person: Person
    what: tuple[str, ...]
    accounts: tuple[str, ...]
    """By their labels."""


@dataclass(frozen=True, slots=True)
class AtPortal:
    """An account that fits and that nobody here is linked to."""

    account: str
    label: str
    what: str


@dataclass(frozen=True, slots=True)
class LinkedAccount:
    """An account on a profile: whole, because who looks is on record."""

    account: str
    label: str
    email: str
    npwp: str
    """Empty: the portal has none, or did not say."""
    proven_at: datetime
    stands: bool
    """False: suspended, or too long without a new code."""


@dataclass(frozen=True, slots=True)
class LastFaktur:
    number: str
    invoice: str
    account: str
    """Its label."""
    at: datetime


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of the staff chat by Telegram's ids."""

    chat: int
    thread: int

    @property
    def url(self) -> str:
        return f"https://t.me/c/{str(self.chat).removeprefix('-100')}/{self.thread}"


@dataclass(frozen=True, slots=True)
class Profile:
    person: Person
    muted: bool
    accounts: tuple[LinkedAccount, ...]
    requests: tuple[Transfer, ...]
    conversations: tuple[Conversation, ...]
    fakturs: tuple[LastFaktur, ...]
    topic: Topic | None
    """Of the conversation that was touched last."""


@dataclass(frozen=True, slots=True)
class Past:
    """A line of the audit."""

    at: datetime
    actor: str
    """``person:1001``, ``staff:2001``, ``portal``."""
    name: str
    """The actor's, where it is known."""
    action: str
    subject: str


class Directory(Protocol):
    """Everybody and everything that staff can look for; all of it by an index."""

    async def find(self, query: Query, most: int) -> list[Hit]: ...

    async def find_near(self, query: Query, most: int) -> list[Hit]:
        """Names, hosts and addresses that are a slip or two away from what was typed."""

    async def accounts(self, person: int) -> list[LinkedAccount]:
        """All links that were not ended, with what the portal last said of each account."""

    async def fakturs(self, accounts: Sequence[str], most: int) -> list[LastFaktur]:
        """Newest first."""

    async def topic(self, number: str) -> Topic | None:
        """Of a conversation or a request."""

    async def history(self, person: int | None, numbers: Sequence[str], most: int) -> list[Past]:
        """What a person did and what was done to them, or to the requests and conversations of
        these numbers; newest first."""
