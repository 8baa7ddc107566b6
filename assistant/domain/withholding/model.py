"""What there is: a slip as it was read, what an invoice owes, the slips that are booked for it.

A slip (*bukti potong*) is the BPPU of Coretax. Sources: PER-11/PJ/2025 (what must stand in it),
UU PPh art. 23 (2 % of the gross amount), and measures taken on real ones.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from assistant.domain.money import dpp_nilai_lain, ppn, whole

Day = date
"""For fields that are named date themselves: their annotations can be looked up."""
JASA_DATA = "24-104-27"
"""*Jasa penyimpanan, pengolahan dan/atau penyaluran data*: what hosting is to PPh 23."""
NEIGHBOURS = frozenset({"24-104-24", "24-104-25", "24-104-26", "24-100-02"})
"""Objects that a customer may take hosting for, all of them at 2 %: computer systems, websites,
access to the Internet, rent."""
RATE = Decimal(2)
"""Percent of the gross amount (UU PPh art. 23)."""
TOLERANCE = Decimal(1)
"""Rupiah by which rounding may differ; how Coretax rounds half a rupiah is not known."""


PAGE = "page"
"""Among what is unread of a slip: something runs across its page, or lies on its words."""


class NoSlip(StrEnum):
    """Why a file is no slip that can be judged."""

    TOO_LARGE = "too-large"
    NOT_PDF = "not-pdf"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    SCRIPTED = "scripted"
    TOO_MANY_PAGES = "too-many-pages"
    NO_TEXT = "no-text"
    """An image only, or nothing."""
    TIMEOUT = "timeout"
    CRASHED = "crashed"
    SEVERAL = "several-slips"
    """More than one in a file: each is sent by itself."""
    FAKTUR = "faktur"
    """A faktur pajak: not what is asked for."""
    BP21 = "bp21"
    """PPh 21 of persons."""
    BP26 = "bp26"
    BPA1 = "bpa1"
    """A year's wages; BPA2 of civil servants."""
    BPA2 = "bpa2"
    BPNR = "bpnr"
    """Payees abroad."""
    BPSP = "bpsp"
    """Paid by the payee himself (*setor sendiri*)."""
    BPCY = "bpcy"
    """A whole book of small amounts (*cara lain*)."""
    EBUPOT = "ebupot-2024"
    """A form of e-Bupot, for masa up to December 2024 (BPBS and its kin)."""
    BILLING = "billing"
    """A code for paying (ID billing) or the receipt for it (BPN): not a slip."""
    SPT = "spt"
    """The receipt of a tax return, or the return."""
    OTHER = "something-else"


class UnreadableSlip(Exception):  # noqa: N818 - as UnreadableFaktur
    """A file that is no slip, or cannot be opened; ``code`` says why."""

    def __init__(self, code: NoSlip) -> None:
        super().__init__(str(code))
        self.code = code


class SlipStatus(StrEnum):
    """As printed. It is that of the day on which the PDF was made: a slip cancelled later still
    says NORMAL."""

    NORMAL = "NORMAL"
    AMENDED = "PEMBETULAN"
    CANCELLED = "DIBATALKAN"


@dataclass(frozen=True, slots=True)
class SlipParty:
    """The payee or the withholder. One of ``npwp`` and ``nik`` is there when it could be read."""

    npwp: str = ""
    """16 digits."""
    nik: str = ""
    """16 digits, of a person."""
    nitku: str = ""
    """22 digits."""
    name: str = ""
    """As Coretax prints it: without PT or CV."""

    @property
    def identity(self) -> str:
        """The 16 digits, whichever they are."""
        return self.npwp or self.nik


@dataclass(frozen=True, slots=True)
class BasisDocument:
    """What the slip was made for (B.8, B.9)."""

    kind: str = ""
    """As printed: ``Faktur Pajak``, ``Dokumen Lainnya`` …"""
    number: str = ""
    """Free text of the withholder; it may name several."""
    date: Day | None = None


FAKTUR_PAJAK = "Faktur Pajak"
DOKUMEN_LAINNYA = "Dokumen Lainnya"
"""Choices of Coretax's form for the kind of document: a faktur's number, an invoice's number."""


@dataclass(frozen=True, slots=True)
class Slip:
    """What a slip's PDF says. What could not be read is None or empty, and named in ``unread``."""

    number: str | None
    """Nine characters, two digits of the year and a running number; empty in a draft."""
    masa: Day | None
    """The first of the month in which the tax fell due."""
    status: SlipStatus | None
    version: int | None
    """0 of a normal one, n of the nth *pembetulan*; None where it is not said."""
    final: bool | None
    """FINAL or TIDAK FINAL."""
    payee: SlipParty
    withholder: SlipParty
    facility: str | None
    """As printed: ``Tanpa Fasilitas``."""
    kind: str | None
    """The article, as printed: ``Pasal 23``."""
    object_code: str | None
    """``24-104-27``."""
    base: Decimal | None
    """DPP in rupiah."""
    rate: Decimal | None
    """Percent."""
    amount: Decimal | None
    """PPh in rupiah."""
    document: BasisDocument
    issued: Day | None
    signer: str | None
    link: str | None
    """What the QR code says, when it is exactly one link of Coretax's."""
    unread: tuple[str, ...] = ()

    @property
    def identity(self) -> SlipIdentity:
        return SlipIdentity(self.withholder.identity, self.number or "")

    @property
    def is_draft(self) -> bool:
        """Never issued: Coretax gives the number when the slip is signed."""
        return self.number == ""


@dataclass(frozen=True, slots=True, order=True)
class SlipIdentity:
    """What a slip is, whatever its version: a *pembetulan* keeps the number."""

    withholder: str
    """16 digits."""
    number: str


@dataclass(frozen=True, slots=True)
class Payee:
    """We: whom the slip must name as having been paid."""

    npwp: str
    """16 digits."""
    nitku: str
    name: str


@dataclass(frozen=True, slots=True)
class Owed:
    """What one invoice owes in slips, for one object code. Hosting alone has one such."""

    invoice_id: str
    invoice_number: str
    """What people read: ``INV-2026-000123``."""
    withholder: str
    """16 digits of the account's NPWP when it was announced."""
    masa: date
    """The first of the faktur's month."""
    base: Decimal
    """Rupiah: the price of what is subject, without PPN and without 11/12."""
    code: str = JASA_DATA
    rate: Decimal = RATE
    payment_masa: date | None = None
    """The first of the month of payment; None while unpaid."""
    fakturs: tuple[str, ...] = ()
    """Numbers (17 digits) of the invoice's faktur."""
    subtotal: Decimal = Decimal(0)
    """Rupiah of the whole invoice before tax, also of what is not subject."""
    received: Decimal = Decimal(0)
    """Rupiah of the base for which slips are booked already."""

    @property
    def amount(self) -> Decimal:
        """The tax to be withheld, in whole rupiah."""
        return tax_on(self.base, self.rate)

    @property
    def remaining(self) -> Decimal:
        """Rupiah of the base for which no slip is booked yet."""
        return self.base - self.received


def tax_on(base: Decimal, rate: Decimal) -> Decimal:
    """So many percent of it, in whole rupiah."""
    return whole(base * rate / 100)


def with_ppn(price: Decimal) -> Decimal:
    """The price and its PPN, in whole rupiah."""
    return whole(price + ppn(dpp_nilai_lain(price)))


class PaidHow(StrEnum):
    """How the customer pays what is announced."""

    NET = "net"
    """The price less the tax withheld; the slip pays the rest."""
    FULL = "full"
    """All of it; the tax is refunded or credited for the slip."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """A customer's word that they withhold on an invoice. One per invoice."""

    invoice_id: str
    invoice_number: str
    account: str
    account_label: str
    person: int | None
    """Who said so; None where a slip came without any word before it."""
    withholder: str
    """16 digits of the account's NPWP."""
    total: Decimal
    """Rupiah of the invoice with PPN."""
    owed: tuple[Owed, ...]
    paid_how: PaidHow
    announced_at: datetime
    taken_back_at: datetime | None = None

    @property
    def stands(self) -> bool:
        return self.taken_back_at is None

    @property
    def withheld(self) -> Decimal:
        """Rupiah."""
        return sum((one.amount for one in self.owed), Decimal(0))


class BookingState(StrEnum):
    HELD = "held"
    """Here, but for no invoice: it waits for its other parts, for a person, or for a better one."""
    BOOKED = "booked"
    """*Received*: a PDF alone proves nothing."""
    VERIFIED = "verified"
    """Booked, and in Coretax's own list."""
    CANCELLED = "cancelled"
    """Cancelled by the withholder. It stays so: an older print of it is worth nothing."""


@dataclass(frozen=True, slots=True)
class Share:
    """The part of a slip that is for one invoice."""

    invoice_id: str
    code: str
    """The object under which the invoice owes it."""
    base: Decimal
    amount: Decimal
    """Rupiah."""


@dataclass(frozen=True, slots=True)
class Booking:
    """A slip that came in, in its newest version, and the invoices it counts for."""

    slip: Slip
    state: BookingState
    sha256: str
    """Of the newest version's PDF."""
    shares: tuple[Share, ...] = ()
    earlier: frozenset[str] = field(default_factory=frozenset)
    """SHA-256 of all other PDFs of it that came in."""

    @property
    def identity(self) -> SlipIdentity:
        return self.slip.identity

    @property
    def counts(self) -> bool:
        return self.state in (BookingState.BOOKED, BookingState.VERIFIED)
