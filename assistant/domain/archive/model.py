"""What is kept of issued fakturs for those who look them up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from assistant.domain.billing import Invoice
from assistant.domain.channels import Channel, DeliveryState
from assistant.domain.clients import Client
from assistant.domain.fakturs.model import Faktur, FakturRequest
from assistant.domain.months import Period
from assistant.domain.words import Plain

MOST_FOUND = 40
"""Results of a search; whoever needs more types more of the number."""
STUCK_AFTER = timedelta(minutes=30)
"""A file that was not made by then is begun again when it is asked for again."""


@dataclass(frozen=True, slots=True)
class Archived:
    """A faktur with what became of it."""

    faktur: Faktur
    replaced: bool
    """There is a newer version with the same NSFP."""
    cancelled: bool
    """Its invoice was cancelled or refunded."""
    buyer_npwp: str


@dataclass(frozen=True, slots=True)
class MonthCount:
    account: str
    month: date
    """The first day of the masa pajak."""
    count: int
    """Faktur, each counted once whatever its versions."""


class FileKind(StrEnum):
    ZIP = "zip"
    """Every PDF, and an index."""
    RECAP = "recap"
    """A PDF that lists and adds up."""


@dataclass(frozen=True, slots=True)
class FileRequest:
    """A file that a person waits for."""

    id: int
    person: int
    account: str
    kind: FileKind
    period: Period
    asked_at: datetime
    done: bool


class Archive(Protocol):
    async def months(self, accounts: list[str]) -> list[MonthCount]:
        """Those that have any, newest first."""

    async def of(self, account: str, period: Period) -> list[Archived]:
        """The newest version of each, oldest faktur first."""

    async def new(self, person: int, accounts: Sequence[str], since: date) -> int:
        """How many issued on that day or later came in after this person last looked."""

    async def looked(self, person: int) -> None:
        """This person has their fakturs before them now."""

    async def find(self, accounts: list[str], part: str, most: int) -> list[Archived]:
        """All versions whose own or whose invoice's number contains ``part``, newest first."""

    async def one(self, faktur: int) -> Archived | None: ...

    async def versions(self, request: int) -> list[Archived]:
        """All that was issued for it, versions and other numbers, oldest first."""

    async def add_request(
        self, person: int, account: str, kind: FileKind, period: Period
    ) -> FileRequest | None:
        """None when the same one is being made."""

    async def waiting_request(
        self, person: int, account: str, kind: FileKind, period: Period
    ) -> FileRequest | None: ...

    async def request(self, id_: int) -> FileRequest | None: ...

    async def finish_request(self, id_: int) -> None: ...


class FactCode(StrEnum):
    """A condition of a faktur, and how it stands."""

    PAID = "paid"
    UNPAID = "unpaid"
    CANCELLED = "cancelled"
    FOREIGN = "foreign"
    """It is not in rupiah: people see to its faktur."""
    PPN = "ppn"
    NO_PPN = "no-ppn"
    NPWP = "npwp"
    NO_NPWP = "no-npwp"
    RETAIL = "retail"
    """It was reported among those of private consumers: the invoice is the faktur."""
    NPWP_LATER = "npwp-later"
    """It was paid before the account had its NPWP."""
    EXPORTED = "exported"
    NOT_EXPORTED = "not-exported"
    HELD = "held"
    DUE = "due"
    LATE = "late"
    ISSUED = "issued"
    REPLACED = "replaced"
    """What was issued last is a replacement."""
    TO_CHAT = "to-chat"
    TO_GROUP = "to-group"
    TO_MAIL = "to-mail"
    ON_ITS_WAY = "on-its-way"
    CHAT_CLOSED = "chat-closed"
    MUTED = "muted"


@dataclass(frozen=True, slots=True)
class Fact:
    code: FactCode
    args: Mapping[str, Plain] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Explanation:
    invoice: str
    account: str
    account_label: str
    facts: tuple[Fact, ...]
    faktur: int | None = None
    """The newest version, when it is issued."""

    @property
    def wants_npwp(self) -> bool:
        return any(fact.code is FactCode.NO_NPWP for fact in self.facts)


@dataclass(frozen=True, slots=True)
class Untaxed:
    """A paid invoice without PPN."""

    number: str
    account: str
    paid_at: datetime


@dataclass(frozen=True, slots=True)
class Sending:
    """A push of a faktur to one place."""

    channel: Channel
    state: DeliveryState
    sent_at: datetime | None
    person: int | None
    group: str
    """The group's name, where it is one that the bot is in."""
    address: str


class Records(Protocol):
    """What is on record about invoices and their faktur."""

    async def add_untaxed(self, client: Client, invoice: Invoice) -> None:
        """It is paid and has no PPN: no faktur will come."""

    async def untaxed(self, accounts: list[str], part: str, most: int) -> list[Untaxed]:
        """Those whose number contains ``part``."""

    async def requests(self, accounts: list[str], part: str, most: int) -> list[FakturRequest]:
        """Those whose invoice number contains ``part``; an exact one alone."""

    async def newest_faktur(self, request: int) -> Archived | None:
        """The one that stands, when one does."""

    async def is_held(self, request: FakturRequest) -> bool:
        """Whether a PDF that was compared with it waits for somebody to look."""

    async def npwp_since(self, account: str) -> datetime | None:
        """When it was first entered here."""

    async def sendings(self, faktur: Archived) -> list[Sending]: ...
