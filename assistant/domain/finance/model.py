"""What people said about buyers, and what Coretax was given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from assistant.domain.clients import TaxProfile
from assistant.domain.fakturs.model import FakturRequest

TOPIC_MARK = "finance-topic"
"""The mark that holds the id of the finance topic: ``0`` for General, empty while it is made."""
LOST_TOPIC_MARK = "finance-topic-lost"
"""The one that was deleted last, so that a setting which still names it is not believed."""


# What people said about a buyer


class BuyerClass(StrEnum):
    """Who pays the PPN of a buyer to the state."""

    ORDINARY = "ordinary"
    """The seller."""
    GOVERNMENT = "government"
    """An instansi pemerintah: itself, above a limit (kode 02)."""
    COLLECTOR = "collector"
    """A BUMN or another collector that is named: itself, above a limit (kode 03)."""
    ABROAD = "abroad"
    """Nobody here: an export is no faktur, and the accountant's."""


@dataclass(frozen=True, slots=True)
class Buyer:
    """What the billing system has no place for: said by people, kept by us."""

    account: str
    class_: BuyerClass | None = None
    """None: nobody has said."""
    identity: TaxProfile | None = None
    """By what else than the portal's NPWP the buyer is known, or in what document it goes."""
    kode: str = ""
    """The kode transaksi that a person, or Coretax, chose last for one of its invoices, where it is
    a collector; empty: none was."""


class Buyers(Protocol):
    async def get(self, account: str) -> Buyer:
        """Empty where nothing was said."""

    async def of(self, accounts: frozenset[str]) -> dict[str, Buyer]:
        """Those of them that something was said about."""

    async def collectors(self) -> list[Buyer]:
        """Those that collect the PPN themselves."""

    async def classify(self, account: str, class_: BuyerClass) -> None: ...

    async def identify(self, account: str, identity: TaxProfile | None) -> None: ...


# Who is left out


class Obstacle(StrEnum):
    """Why an invoice can't be given to Coretax as it is."""

    NO_NPWP = "no-npwp"
    WRONG_NPWP = "wrong-npwp"
    WRONG_NITKU = "wrong-nitku"
    NO_NAME = "no-name"
    NO_ADDRESS = "no-address"
    WRONG_EMAIL = "wrong-email"
    """Not one address."""
    NO_LINES = "no-lines"
    """Nothing on it is taxed, or the portal does not know its lines any more."""
    AMBIGUOUS_UNIT = "ambiguous-unit"
    AMBIGUOUS_CODE = "ambiguous-code"
    FOREIGN_CURRENCY = "foreign-currency"
    NEGATIVE = "negative"
    """Discounts are more than what they are taken off."""
    AMOUNT_CHANGED = "amount-changed"
    """The lines do not add up to what was paid."""
    TAX_DIFFERS = "tax-differs"
    """The PPN that was paid is not what Coretax reckons."""
    COLLECTOR_UNKNOWN = "collector-unknown"
    """By its name the buyer may collect the PPN itself, and nobody has said."""
    MAYBE_SPLIT = "maybe-split"
    """A collector's invoices are each below the limit and together above it."""
    WRONG_DOCUMENT = "wrong-document"
    """The number of a passport or another document can't be one."""
    WRONG_COUNTRY = "wrong-country"
    """Not in Coretax's list, or not that of a foreigner."""
    ABROAD = "abroad"
    """A buyer outside Indonesia without an Indonesian number: export or domestic sale is for the
    accountant to say."""
    RETAIL = "retail"
    """It was reported among those of private consumers."""
    REJECTED = "rejected"
    """Coretax refused it, and nobody has mended that."""
    UNDONE = "undone"
    """Something of it was given back: what its faktur bills is no invoice's line any more."""


@dataclass(frozen=True, slots=True)
class Reason:
    code: Obstacle
    detail: str = ""
    """The number, the line or the amount that it is about."""


class ExportState(StrEnum):
    WANTED = "wanted"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class ExportFile:
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A paid invoice that Coretax was not given."""

    invoice_number: str
    account_label: str
    reasons: tuple[Reason, ...]
    request: int = 0
    """0 where there is none: it is not in rupiah."""


@dataclass(frozen=True, slots=True)
class Export:
    id: int
    month: date
    """The first day of the month of the payments (Asia/Jakarta)."""
    again: bool
    """Also what was exported before and is not issued yet."""
    asked_by: str
    """As the audit log names them."""
    asked_by_name: str
    state: ExportState
    files: tuple[ExportFile, ...]
    left_out: tuple[LeftOut, ...]
    asked_at: datetime
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class MonthCounts:
    """How far the faktur of a month's payments are."""

    month: date
    without_npwp: int
    waiting: int
    exported: int
    ppn: Decimal
    """Rupiah of all of them."""
    oldest: date | None = None
    """The day of the first of these payments (Asia/Jakarta): it lapses first."""

    @property
    def first_paid(self) -> date:
        """At the earliest the first of the month."""
        return self.oldest or self.month

    @property
    def total(self) -> int:
        return self.without_npwp + self.waiting + self.exported


class Exports(Protocol):
    async def months(self, lapsed_by: date | None = None) -> list[MonthCounts]:
        """The months that something is still open of, oldest first. With ``lapsed_by``, what counts
        as never issued on that day is counted by itself, before the same month's others; and what
        was reported among those of private consumers is not."""

    async def want(self, month: date, again: bool, asked_by: str, name: str) -> Export: ...

    async def get(self, export: int) -> Export | None: ...

    async def locked(self, export: int) -> Export | None: ...

    async def begun(self, month: date) -> bool:
        """Whether one is wanted and not done yet."""

    async def last(self, month: date) -> Export | None:
        """The newest that was done."""

    async def newest(self, most: int) -> list[Export]:
        """Those that were done and hold a faktur, the newest first."""

    async def requests(self, export: int) -> list[FakturRequest]:
        """What its files hold."""

    async def due(self, month: date, *, again: bool) -> list[FakturRequest]:
        """What the export holds, oldest payment first, locked until the transaction ends:
        without NPWP, waiting, and ``again`` also what is exported and not issued."""

    async def open_until(self, month: date, *, skip: int, most: int) -> list[FakturRequest]:
        """Paid up to the end of that month and without a faktur, oldest payment first."""

    async def finish(self, export: Export, requests: Sequence[int]) -> None:
        """Keep it, and that these are EXPORTED now."""
