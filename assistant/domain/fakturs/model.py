"""Paid invoices, the fakturs issued for them, and the PDFs that came in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from assistant.domain.billing import Invoice, InvoiceItem
from assistant.domain.clients import Client, TaxProfile
from assistant.domain.fakturs.paper import ReadFaktur, short_name
from assistant.domain.months import tax_day
from assistant.domain.sources import Source

STATUS_NORMAL = "00"
"""The kode status (third and fourth digit) of a faktur that replaces none of its number."""


class RequestState(StrEnum):
    NO_NPWP = "no-npwp"
    """Paid, but the account has no NPWP: nothing can be issued until it has."""
    WAITING = "waiting"
    EXPORTED = "exported"
    """It is in an XML that finance was given for Coretax; its PDF is waited for."""
    ISSUED = "issued"
    CANCELLED = "cancelled"
    """The invoice was cancelled or refunded."""


RECENT = timedelta(days=400)
"""How far back an invoice is found by a part of its number."""
OPEN = frozenset({RequestState.WAITING, RequestState.EXPORTED})
"""A PDF may come for these: Coretax knows what was exported, and what finance entered by hand."""
KODE_RETAIL = "00"
"""In the place of a kode transaksi (first and second digit), of which none is so: the sale is
reported without a faktur of its own."""


@dataclass(frozen=True, slots=True)
class FakturRequest:
    """One paid invoice that a faktur is due for."""

    id: int
    account: str
    account_label: str
    invoice_id: str
    invoice_number: str
    subtotal: Decimal
    """Rupiah before tax."""
    tax: Decimal
    """PPN in rupiah, as the invoice says."""
    paid_at: datetime
    profile: TaxProfile | None
    """Copied when PAID."""
    state: RequestState
    items: tuple[InvoiceItem, ...] | None = None
    """Copied when PAID, so that an export needs no portal; None of what an older release noted."""
    exported_at: datetime | None = None
    """When it was last put into an XML for Coretax."""
    kode: str = ""
    """The kode transaksi that a person chose, or :data:`KODE_RETAIL`; empty: by the buyer's class
    and the amount."""

    @property
    def is_retail(self) -> bool:
        """Whether it was reported among those of private consumers (*digunggung*)."""
        return self.kode == KODE_RETAIL

    @property
    def wants_npwp(self) -> bool:
        return self.state is RequestState.NO_NPWP and not self.is_retail

    @property
    def total(self) -> Decimal:
        """Rupiah that were paid, with PPN."""
        return self.subtotal + self.tax

    @property
    def paid_on(self) -> date:
        """The day of the payment as the tax office counts it; its month is the masa pajak."""
        return tax_day(self.paid_at)


@dataclass(frozen=True, slots=True)
class ForeignInvoice:
    """A paid invoice that is not in rupiah. Its amounts are not kept: they would be taken for
    rupiah. What becomes of it is for people to say."""

    invoice_id: str
    number: str
    account: str
    account_label: str
    currency: str
    """By its code in the portal; empty where the portal does not say."""
    paid_at: datetime

    @property
    def paid_on(self) -> date:
        return tax_day(self.paid_at)


@dataclass(frozen=True, slots=True)
class Faktur:
    """A faktur whose PDF went through the gate."""

    id: int
    request: int
    account: str
    account_label: str
    invoice_number: str
    """Of each invoice that it is of, the own first: mostly one alone."""
    nsfp: str
    """13 digits: what the faktur is, whatever its version."""
    kode_status: str
    """``00`` normal, ``01`` first replacement …"""
    number: str
    """All 17 digits."""
    issued: date
    dpp: Decimal
    ppn: Decimal
    sha256: str
    buyer_name: str
    superseded_by: int | None = None
    """The faktur that stands in its place: a newer version, or a new number after a
    cancellation."""

    @property
    def superseded(self) -> bool:
        return self.superseded_by is not None

    @property
    def masa_pajak(self) -> date:
        """The first day of its tax month."""
        return self.issued.replace(day=1)

    @property
    def file_name(self) -> str:
        first, _, others = self.invoice_number.partition(", ")
        more = f"+{others.count(',') + 1}" if others else ""
        return f"Faktur-{self.number}-{first}{more}.pdf"


Reasons = tuple[tuple[str, str, str], ...]
"""Why a PDF is held, or what it is warned of: (code, expected, found)."""


class UploadState(StrEnum):
    RECEIVED = "received"
    ISSUED = "issued"
    OLDER = "older"
    """A newer version of it went out before: it is kept, and not sent."""
    DUPLICATE = "duplicate"
    HELD = "quarantined"
    REFUSED = "refused"
    """By finance."""
    REPLACED = "replaced"
    """Finance dropped another file in its place."""
    SLIP = "slip"
    """It was a bukti potong, and went the way of those."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A PDF that came in by one of the ways in."""

    id: int
    sha256: str
    name: str
    source: Source
    state: UploadState
    reasons: Reasons
    read: ReadFaktur | None = None
    """What it says, once it was read."""
    request: int | None = None
    """The request that it was compared with."""
    warnings: Reasons = ()
    """What the gate warned of, whether it is held or went out."""

    @property
    def label(self) -> str:
        """Its name, short enough to be read in a chat."""
        return short_name(self.name)


class Fakturs(Protocol):
    async def add_request(
        self,
        account: Client,
        invoice: Invoice,
        state: RequestState,
        paid_at: datetime,
    ) -> FakturRequest | None:
        """None when this invoice has one already."""

    async def add_foreign(self, account: Client, invoice: Invoice, paid_at: datetime) -> None: ...

    async def drop_foreign(self, invoice_id: str) -> None:
        """It was undone."""

    async def foreign(self, month: date) -> list[ForeignInvoice]:
        """Those that were paid in that month (Asia/Jakarta), oldest payment first."""

    async def foreign_of(self, accounts: list[str]) -> list[ForeignInvoice]:
        """Newest payment first."""

    async def known(self, invoice_ids: frozenset[str]) -> frozenset[str]:
        """Which of these paid invoices are on record, whatever is due for them."""

    async def request_of(self, invoice_number: str) -> FakturRequest | None: ...

    async def request(self, request: int) -> FakturRequest | None: ...

    async def requests_named(self, numbers: frozenset[str]) -> list[FakturRequest]:
        """Those whose invoice has one of these numbers."""

    async def locked_request(self, request: int) -> FakturRequest | None: ...

    async def save_request(self, request: FakturRequest) -> None: ...

    async def requests_without_npwp(self, account: str) -> list[FakturRequest]: ...

    async def accounts_without_npwp(self, month: date) -> list[str]:
        """Those that paid in that month (Asia/Jakarta) and had no NPWP; without what was reported
        among those of private consumers."""

    async def waiting(self, accounts: list[str]) -> list[FakturRequest]:
        """Those of these accounts that have no faktur yet, newest first."""

    async def candidates(self, buyer_npwp: str, subtotal_near: Decimal) -> list[FakturRequest]:
        """:data:`OPEN` requests of this buyer whose amount is within a rupiah of it."""

    async def waiting_of(self, buyer_npwp: str, limit: int) -> list[FakturRequest]:
        """:data:`OPEN` requests of this buyer, newest first."""

    async def waiting_with(self, ending: str, limit: int) -> list[FakturRequest]:
        """:data:`OPEN` requests of the last :data:`RECENT` whose number ends so, newest first."""

    async def add(
        self,
        request: FakturRequest,
        number: str,
        issued: date,
        dpp: Decimal,
        ppn: Decimal,
        sha256: str,
        buyer_name: str,
        others: Sequence[FakturRequest] = (),
    ) -> Faktur | None:
        """``others``: the invoices besides this one that it is of. None when this version of this
        faktur is known."""

    async def others_of(self, faktur: int) -> list[FakturRequest]:
        """The invoices besides the faktur's own that it is of."""

    async def get(self, faktur: int) -> Faktur | None: ...

    async def versions(self, nsfp: str) -> list[Faktur]:
        """All versions of one faktur, oldest first."""

    async def issued_for(self, request: int) -> list[Faktur]:
        """All that was issued for it, oldest first: the chain that the archive shows."""

    async def supersede(self, faktur: int, by: int) -> None: ...


class Uploads(Protocol):
    """PDFs that came in."""

    async def add(self, sha256: str, name: str, source: Source) -> Upload | None:
        """None when the same bytes came in before."""

    async def get(self, upload: int) -> Upload | None: ...

    async def of(self, sha256: str) -> Upload | None: ...

    async def locked(self, upload: int) -> Upload | None: ...

    async def finish(
        self,
        upload: int,
        state: UploadState,
        reasons: Reasons,
        read: ReadFaktur | None = None,
        request: int | None = None,
        *,
        warnings: Reasons = (),
    ) -> None:
        """Without ``read`` and ``request`` these stay as they are."""

    async def reopen_held(self, invoice_number: str) -> list[int]:
        """PDFs that name this invoice and are held because it, or one of those that they name, was
        not known are as if they had just come in; their ids."""


class IntakeState(StrEnum):
    ASKED = "asked"
    """Nobody knows yet whether its sender may."""
    OPEN = "open"


class FileState(StrEnum):
    WAITING = "waiting"
    RECEIVED = "received"
    """It is an upload now, which says how it went on."""
    KNOWN = "known"
    """The same bytes came in before."""
    UNPACKED = "unpacked"
    """It was a ZIP; its files are files of the same intake."""
    LISTED = "listed"
    """It was Coretax's own list."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Intake:
    id: int
    staff: int | None
    """None: it came by HTTP."""
    staff_name: str
    state: IntakeState


@dataclass(frozen=True, slots=True)
class IntakeFile:
    id: int
    intake: int
    name: str
    telegram: str | None
    """Telegram's id of the file."""
    archive: str | None
    """The sha256 of a stored ZIP."""
    state: FileState


@dataclass(frozen=True, slots=True)
class Counted:
    """A file of an intake and what became of it."""

    name: str
    state: FileState
    reason: str
    """Why it was refused, or is held: the first reason's code."""
    upload: UploadState | None
    warnings: tuple[str, ...] = ()
    """The codes of what the gate warned of."""

    @property
    def sent_with_warnings(self) -> bool:
        return self.upload is UploadState.ISSUED and bool(self.warnings)

    @property
    def under_way(self) -> bool:
        return self.state is FileState.WAITING or self.upload is UploadState.RECEIVED


class Intakes(Protocol):
    async def current(self, staff: int) -> Intake | None:
        """The intake that this person's next file belongs to. Whoever asks next waits until this
        transaction ends."""

    async def add(self, staff: int | None, staff_name: str, state: IntakeState) -> Intake: ...

    async def get(self, intake: int) -> Intake | None: ...

    async def open(self, intake: int) -> None: ...

    async def ask(self, intake: int) -> None:
        """Whether its sender may is asked again."""

    async def add_file(
        self,
        intake: int,
        name: str,
        *,
        telegram: str | None = None,
        archive: str | None = None,
        refused: str = "",
    ) -> IntakeFile: ...

    async def file(self, file: int) -> IntakeFile | None: ...

    async def waiting(self, intake: int) -> list[int]:
        """The ids of the files that nothing was done with yet."""

    async def add_packed(
        self,
        zipped: IntakeFile,
        position: int,
        name: str,
        upload: int,
        state: FileState,
        *,
        reason: str = "",
    ) -> bool:
        """A file out of a ZIP. False when that one was noted before."""

    async def has_packed(self, zipped: IntakeFile, position: int) -> bool: ...

    async def finish_file(
        self, file: int, state: FileState, *, upload: int | None = None, reason: str = ""
    ) -> None: ...

    async def archive_known(self, sha256: str) -> bool: ...

    async def of_upload(self, upload: int) -> list[int]:
        """The intakes that a PDF came in with."""

    async def of_uploads(self, uploads: Sequence[int]) -> dict[int, int]:
        """The intakes that PDFs came in with, and how many of them each."""

    async def unread(self, zipped: int, after: int, limit: int) -> list[int]:
        """The first PDFs of a ZIP that nobody has judged, beyond the upload ``after``."""

    async def counted(self, intake: int) -> list[Counted]:
        """Its files without the ZIPs that were unpacked, in their order."""

    async def progress(self, intake: int) -> tuple[int, int]:
        """How many of its files are through, and how many there are."""
