"""What is kept of slips: the files that came in, what is due for them, and the stores' ports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from assistant.domain.billing import Invoice
from assistant.domain.sources import Source
from assistant.domain.withholding.booking import BookingOutcome
from assistant.domain.withholding.judging import SlipVerdict
from assistant.domain.withholding.model import (
    Announcement,
    Booking,
    Owed,
    Payee,
    SlipIdentity,
)


@dataclass(frozen=True, slots=True)
class Billed:
    """An invoice that slips may be for, as far as it is known without asking the portal."""

    invoice: Invoice
    account: str
    account_label: str
    withholder: str
    """16 digits of the account's NPWP; empty where it has none."""
    paid_on: date | None = None
    """In Jakarta."""
    fakturs: tuple[str, ...] = ()
    """Numbers (17 digits)."""
    masa: date | None = None
    """Of its faktur."""


class FileEnd(StrEnum):
    """What becomes of a file that is no slip."""

    REFUSED = "refused"
    """It could not be fetched or unpacked."""
    UNPACKED = "unpacked"
    NO_SLIP = "no-slip"


@dataclass(frozen=True, slots=True)
class SlipFileOutcome:
    """What became of a file."""

    became: BookingOutcome | FileEnd
    detail: str
    """Of a slip its verdict, of anything else why, of a ZIP how many files were in it."""

    @property
    def text(self) -> str:
        """As it is stored."""
        return f"{self.became}:{self.detail}"

    @classmethod
    def read(cls, text: str) -> SlipFileOutcome:
        became, _, detail = text.partition(":")
        is_slip = became in {*BookingOutcome}
        return cls(BookingOutcome(became) if is_slip else FileEnd(became), detail)


@dataclass(frozen=True, slots=True)
class SlipFile:
    """A file that may be a slip: from a customer's chat, or brought by finance."""

    id: int
    person: int | None
    """Whose chat it came in; None: finance brought it."""
    source: Source
    name: str
    telegram: str | None
    """Telegram's id of it, until it is fetched."""
    sha256: str | None
    outcome: SlipFileOutcome | None
    """None: it waits to be read."""

    @property
    def is_heard_in_topic(self) -> bool:
        """Finance brought it, and hears of it in their topic; an import prints it."""
        return self.person is None and self.source is not Source.IMPORT


@dataclass(frozen=True, slots=True)
class StoredSlip:
    """A slip as it is stored."""

    id: int
    booking: Booking
    verdict: SlipVerdict
    person: int | None
    """Who sent it first; None: finance."""
    received_at: datetime
    verified_at: datetime | None
    candidates: tuple[Owed, ...] = ()
    """What it seems to be for, while it is held."""


class SettlementKind(StrEnum):
    SETTLE = "settle"
    """The slip pays the rest of the invoice."""
    GIVE_BACK = "give-back"
    """It was paid in full: the customer chooses how it is given back."""
    REFUND = "refund"
    CREDIT = "credit"


class SettlementState(StrEnum):
    ASKED = "asked"
    """The customer is asked how."""
    DUE = "due"
    """To be done at the portal, or by a person."""
    DONE = "done"
    TOO_LATE = "too-late"
    """The year of the payment is over."""
    UNDONE = "undone"
    """The slip was cancelled before it was done."""


@dataclass(frozen=True, slots=True)
class Due:
    """Money that a slip moves: once, by its reference."""

    id: int
    kind: SettlementKind
    state: SettlementState
    invoice_id: str
    invoice_number: str
    account: str
    account_label: str
    person: int | None
    amount: Decimal
    """Rupiah."""
    reference: str
    """As the portal is told it; unique."""
    done_by: str = ""
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RefundAccount:
    """Where a refund goes. Seen by finance only, and deleted some days after it is paid out."""

    bank: str
    holder: str
    number: str


@dataclass(frozen=True, slots=True)
class SlipSettings:
    """How this provider takes slips."""

    us: Payee
    settle_at_portal: bool = True
    """False: a person does it, and says so."""
    gateway: str = "pph23"
    """The payment's method, as the portal knows it."""
    may_refund: bool = True
    may_credit: bool = True


class Withholding(Protocol):
    # Announcements

    async def announcement(self, invoice_id: str) -> Announcement | None:
        """Locked until the transaction ends."""

    async def announced(self, accounts: Sequence[str]) -> list[Announcement]:
        """Those that stand, newest first."""

    async def announced_by(self, withholder: str) -> list[Announcement]:
        """Those of this withholder (its npwp) that stand, in whoever's account."""

    async def all_announced(self) -> list[Announcement]:
        """Those of everybody that stand, oldest first."""

    async def announce(self, announcement: Announcement) -> None:
        """New, or in place of the one of the same invoice."""

    # Invoices

    async def billed(self, account: str) -> list[Billed]:
        """Unpaid ones as the portal said last, and paid ones of this year and the one before."""

    async def billed_to(self, withholder: str) -> list[Billed]:
        """The same, of all accounts with this tax number."""

    # Files

    async def add_file(
        self,
        person: int | None,
        source: Source,
        name: str,
        *,
        telegram: str | None,
        sha256: str | None,
    ) -> int: ...

    async def file(self, file: int) -> SlipFile | None:
        """Locked until the transaction ends."""

    async def came_before(self, sha256: str) -> bool:
        """Whether the same bytes came in by any way."""

    async def fetched(self, file: int, sha256: str) -> None: ...

    async def finish_file(self, file: int, outcome: SlipFileOutcome) -> None: ...

    # Slips

    async def lock(self, identity: SlipIdentity) -> StoredSlip | None:
        """The slip with this identity; nobody else books it until the transaction ends, also when
        it is not there yet."""

    async def kept(self, slip: int) -> StoredSlip | None: ...

    async def held(self, withholder: str) -> list[StoredSlip]: ...

    async def of_withholder(self, withholder: str) -> list[StoredSlip]: ...

    async def of_invoice(self, invoice_id: str) -> list[StoredSlip]:
        """Those with a share of it."""

    async def numbered(self, number: str) -> list[StoredSlip]:
        """Of any withholder."""

    async def of_masa(self, first: date, last: date) -> list[StoredSlip]:
        """Of these months and those between them, each by its first day."""

    async def keep(
        self,
        booking: Booking,
        *,
        verdict: SlipVerdict,
        candidates: Sequence[Owed] = (),
        person: int | None = None,
        came_from: Source | None = None,
    ) -> int:
        """New, or in place of the one with the same identity, whose origin stays."""

    async def verify(self, slip: int) -> None:
        """It stands in Coretax's own list."""

    # Reminders

    async def add_reminder(self, invoice_id: str, stage: str) -> bool:
        """False where it was sent before."""


class Dues(Protocol):
    """What is due for slips."""

    async def get(self, due: int) -> Due | None:
        """Locked until the transaction ends."""

    async def of_invoice(self, invoice_id: str) -> list[Due]: ...

    async def open(self) -> list[Due]: ...

    async def add(
        self,
        announcement: Announcement,
        kind: SettlementKind,
        state: SettlementState,
        amount: Decimal,
        reference: str,
    ) -> Due | None:
        """None where there is one with this reference."""

    async def save(self, due: Due) -> None: ...

    async def set_account(self, due: int, account: RefundAccount) -> None: ...

    async def account(self, due: int) -> RefundAccount | None: ...

    async def forget_account(self, due: int, after: datetime) -> None:
        """It is deleted then."""
