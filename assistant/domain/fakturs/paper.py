"""What a faktur pajak says: its number, parties, items, totals and QR code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from assistant.domain.money import PPN_OF_2025, PpnRate, dpp_nilai_lain, parse_rupiah, ppn, whole

Day = date
"""For fields that are named date themselves: their annotations can be looked up."""
APPROVED = "APPROVED"
"""The status of a faktur that the tax office has accepted, as its QR code says it."""
DPP_NILAI_LAIN = "04"
"""The kode transaksi of hosting for an ordinary company."""
_NUMBER = re.compile(r"(0[1-9]|10)([0-9]{2})([0-9]{13})")
_DOWNLOADED = re.compile(r"OutputTaxInvoice-.+-([0-9]{17})-[0-9]{15,16}(\.pdf)", re.IGNORECASE)
"""As Coretax names a download: seller, number and buyer behind an id."""
LONGEST_NAME = 40
"""Characters of a file's name where people read it."""
_QR = re.compile(
    r"(?P<seller_name>.*)#(?P<seller_npwp>[0-9]{16})#(?P<buyer_name>.*)#(?P<buyer_npwp>[0-9]{16})"
    r"#(?P<number>[0-9]{17})#(?P<date>[0-9]{2}-[0-9]{2}-[0-9]{4})"
    r"#(?P<dpp>[^#]*)#(?P<ppn>[^#]*)#(?P<ppnbm>[^#]*)#(?P<status>[^#]*)",
    re.DOTALL,
)


def short_name(file: str) -> str:
    """A file's name for people: what Coretax named by its faktur's number, else its end when it is
    long."""
    if downloaded := _DOWNLOADED.fullmatch(file):
        return "".join(downloaded.groups())
    return file if len(file) <= LONGEST_NAME else f"…{file[1 - LONGEST_NAME :]}"


@dataclass(frozen=True, slots=True)
class NomorFaktur:
    """The 17 digits of a faktur. DJP gives the NSFP when the faktur is uploaded."""

    kode_transaksi: str
    """``01`` … ``10``: what kind of sale (``04``: DPP nilai lain)."""
    kode_status: str
    """``00`` normal, ``01``, ``02`` … the nth replacement. Only these digits say so."""
    nsfp: str
    """13 digits, two of the year and a serial: what the faktur is, whatever its version."""

    @classmethod
    def parse(cls, text: str) -> NomorFaktur:
        """Raises ValueError when it is not 17 digits with a known kode transaksi."""
        match = _NUMBER.fullmatch(text)
        if match is None:
            raise ValueError("not a number of a faktur")
        return cls(*match.groups())

    @property
    def is_replacement(self) -> bool:
        """Whether it is a *faktur pengganti*."""
        return self.kode_status != "00"

    def __str__(self) -> str:
        return self.kode_transaksi + self.kode_status + self.nsfp


@dataclass(frozen=True, slots=True)
class Party:
    """The seller or the buyer. What is not printed (or printed as ``-``) is empty."""

    name: str
    address: str
    npwp: str
    """16 digits."""
    nitku: str = ""
    """22 digits."""
    nik: str = ""
    email: str = ""
    passport: str = ""
    other_id: str = ""

    @property
    def identity(self) -> str:
        """The number that tells a buyer apart: the NIK of a person whom Coretax knows by nothing
        else, whose NPWP is then printed as zeros."""
        unknown = self.npwp and not self.npwp.strip("0")
        return self.nik if self.nik and unknown else self.npwp

    @property
    def foreign_id(self) -> str:
        """The passport or other number of a buyer whom Coretax knows by no tax number and no NIK;
        empty for any other."""
        known = self.npwp.strip("0") or self.nik
        return "" if known else self.passport or self.other_id


@dataclass(frozen=True, slots=True)
class FakturItem:
    name: str
    code: str
    """Six digits of Coretax's list, ``160105`` for hosting."""
    unit: str
    """As printed: ``Bulan``."""
    price: Decimal
    """Rupiah for one, before discount and tax."""
    quantity: Decimal
    discount: Decimal
    """Rupiah off the line."""
    amount: Decimal
    """Rupiah of the line *before* the discount, as the table's last column says."""


@dataclass(frozen=True, slots=True)
class FakturQr:
    """The left QR code. Its names are cut to some 15 to 20 characters."""

    seller_name: str
    seller_npwp: str
    buyer_name: str
    buyer_npwp: str
    number: NomorFaktur
    date: Day
    dpp: Decimal
    ppn: Decimal
    ppnbm: Decimal
    status: str

    @classmethod
    def parse(cls, content: str) -> FakturQr:
        """Raises ValueError when these are not the ten fields of a faktur."""
        match = _QR.fullmatch(content)
        if match is None:
            raise ValueError("not the QR code of a faktur")
        return cls(
            seller_name=match["seller_name"].strip(),
            seller_npwp=match["seller_npwp"],
            buyer_name=match["buyer_name"].strip(),
            buyer_npwp=match["buyer_npwp"],
            number=NomorFaktur.parse(match["number"]),
            date=datetime.strptime(match["date"], "%d-%m-%Y").date(),
            dpp=parse_rupiah(match["dpp"]),
            ppn=parse_rupiah(match["ppn"]),
            ppnbm=parse_rupiah(match["ppnbm"]),
            status=match["status"].strip(),
        )


@dataclass(frozen=True, slots=True)
class ReadFaktur:
    """All that a PDF says. What could not be read is None (or "" in a party), never guessed."""

    number: NomorFaktur | None
    seller: Party
    buyer: Party
    date: Day | None
    place: str | None
    signer: str | None
    items: tuple[FakturItem, ...]
    harga_jual: Decimal | None
    """Rupiah, the sum of the items before discounts."""
    potongan: Decimal | None
    """Rupiah, the sum of the discounts."""
    dpp: Decimal | None
    ppn: Decimal | None
    ppnbm: Decimal | None
    reference: str | None
    """What the seller wrote beside it, often the invoice's number; None when nothing is there."""
    qr: FakturQr | None
    link: str | None
    """Where DJP shows this faktur: the right QR code."""
    pages: int
    unread: tuple[str, ...]
    """Names of the fields that should be there and could not be read."""
    uang_muka: Decimal | None = Decimal(0)
    """Rupiah of a down payment that was invoiced before; mostly left blank, which means none."""
    watermark: str | None = None
    """What is written across a page: ``REPLACED`` or ``CANCELED`` when it was downloaded after it
    had lost its force. None when nothing is; what could not be read is in ``unread``."""


class Unreadable(StrEnum):
    """Why a file was not read as a faktur."""

    NOT_PDF = "not-pdf"
    TOO_LARGE = "too-large"
    DAMAGED = "damaged"
    """Cut off, or not to be understood."""
    ENCRYPTED = "encrypted"
    SCRIPTED = "scripted"
    """It carries scripts, programs to start, addresses to open, or files: no faktur does."""
    TOO_MANY_PAGES = "too-many-pages"
    NO_TEXT = "no-text"
    """A scan or a photo, or letters that cannot be told: nothing in it can be checked."""
    NOT_FAKTUR = "not-faktur"
    SEVERAL_FAKTURS = "several-fakturs"
    NOTA_RETUR = "nota-retur"
    """A nota retur or nota pembatalan, in which the number of a faktur stands."""
    DESKTOP_FAKTUR = "desktop-faktur"
    """A faktur of the e-Faktur desktop, from before Coretax."""
    BUKTI_POTONG = "bukti-potong"
    """A slip of withheld tax."""
    TIMEOUT = "timeout"
    CRASHED = "crashed"
    """The reader died of it, or it needed more memory than it may have."""


@dataclass(frozen=True, slots=True)
class Nota:
    """What a nota retur or pembatalan says of itself; empty what could not be read."""

    number: str = ""
    """Its own."""
    faktur: str = ""
    """The 17 digits of the faktur that it takes back."""


class UnreadableFaktur(Exception):  # noqa: N818 - it says what the file is
    """A file is no faktur that can be read; ``code`` says why, ``nota`` what a nota says."""

    def __init__(self, code: Unreadable, nota: Nota | None = None) -> None:
        super().__init__(str(code))
        self.code = code
        self.nota = nota


@dataclass(frozen=True, slots=True)
class FakturSpecimen:
    """What to draw in Coretax's layout. The totals follow from the items."""

    number: NomorFaktur
    seller: Party
    buyer: Party
    date: Day
    place: str
    signer: str
    items: tuple[FakturItem, ...]
    reference: str = ""
    status: str = APPROVED

    @property
    def harga_jual(self) -> Decimal:
        return whole(sum((item.amount for item in self.items), Decimal(0)))

    @property
    def potongan(self) -> Decimal:
        return whole(sum((item.discount for item in self.items), Decimal(0)))

    @property
    def dpp(self) -> Decimal:
        return whole(taxable_base(self.number.kode_transaksi, self.harga_jual - self.potongan))

    @property
    def ppn(self) -> Decimal:
        return whole(ppn(self.dpp))


def taxable_base(kode_transaksi: str, price: Decimal, rate: PpnRate = PPN_OF_2025) -> Decimal:
    """DPP of a price after discounts, rupiah with two decimals.

    11/12 of it, but for kode 01, which is left to what is taxed on its full price (PMK 131/2024).
    """
    return price if kode_transaksi == "01" else dpp_nilai_lain(price, rate)


def unit_of_period(months: int | None) -> str:
    """The unit of a line that bills this many months (None: once)."""
    return {1: "Bulan", 12: "Tahun"}.get(months or 0, "Lainnya")
