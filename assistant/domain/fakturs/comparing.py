"""A faktur's PDF beside its own QR code and the invoice that it is thought to be of: what differs.

Sources: PER-11/PJ/2025, PMK 131/2024; the tolerances were measured on real Coretax PDFs.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from assistant.domain.fakturs.model import Reasons
from assistant.domain.fakturs.paper import (
    APPROVED,
    DPP_NILAI_LAIN,
    Day,
    Party,
    ReadFaktur,
    taxable_base,
)
from assistant.domain.hidden import shown
from assistant.domain.money import DPP_TOLERANCE, PPN_OF_2025, PPN_TOLERANCE, PpnRate, ppn, whole
from assistant.domain.months import last_good_day, masa_pajak


class MismatchCode(StrEnum):
    """What was compared and did not agree."""

    UNREAD = "unread"
    """``expected`` names the field that could not be read."""
    WATERMARK = "watermark"
    """Something is written across a page: the faktur was replaced or cancelled."""
    STATUS = "status"
    QR_NUMBER = "qr-number"
    QR_SELLER = "qr-seller"
    QR_BUYER = "qr-buyer"
    QR_DATE = "qr-date"
    QR_DPP = "qr-dpp"
    QR_PPN = "qr-ppn"
    QR_PPNBM = "qr-ppnbm"
    SELLER_NPWP = "seller-npwp"
    SELLER_NAME = "seller-name"
    BUYER_NPWP = "buyer-npwp"
    BUYER_ID = "buyer-id"
    """The buyer is known by a passport or another number: a person has to say whose it is."""
    BUYER_NAME = "buyer-name"
    KODE_TRANSAKSI = "kode-transaksi"
    KODE_EITHER = "kode-either"
    """A collector's, up to the limit: another kode than the export writes, and it may be right."""
    KODES_APART = "kodes-apart"
    """Of several invoices, for which different ones are expected: a gabungan has one alone
    (PER-11/PJ/2025 art. 32)."""
    REFERENCE = "reference"
    REFERENCE_UNREAD = "reference-unread"
    """There may be a reference, and nobody knows which invoice it names."""
    PPN = "ppn"
    """PPN against 12 % of the printed DPP."""
    DPP_INVOICE = "dpp-invoice"
    """DPP against what the invoice asks for."""
    DPP_PRICE = "dpp-price"
    """DPP against the printed price."""
    ITEMS = "items"
    """The printed price against the sum of the lines."""
    INVOICE_LINES = "invoice-lines"
    """The amounts of the printed lines against those of the invoice."""
    LINE_NAMES = "line-names"
    """What the printed lines are called against the invoice's."""
    DATE_BEFORE = "date-before"
    """It is dated before the payment. So in the next three: ``expected`` is the day on which it
    should have been made, ``found`` its own, both ISO."""
    DATE_LATE = "date-late"
    """*Terlambat*: dated after that day (PER-11/PJ/2025 art. 58); :func:`late_penalty`."""
    DATE_LAPSED = "date-lapsed"
    """Dated more than three months after it: counts as not made (art. 59)."""
    DATE_MASA = "date-masa"
    """In another tax month than that day."""
    DATE_FUTURE = "date-future"
    """Dated later than today, which is ``expected``."""
    NO_REQUEST = "no-request"
    """No paid invoice that it could be of."""
    SEVERAL = "several-candidates"
    NOT_TOGETHER = "not-together"
    """It names several invoices that one faktur can't be of: of other accounts, buyers, months."""
    NO_NPWP = "no-npwp"
    """The invoice's account had no NPWP when it was paid."""
    UNDONE = "invoice-undone"
    """The invoice was cancelled or refunded."""
    ALREADY_ISSUED = "already-issued"
    """The invoice has a faktur with another number."""
    PROFILE_CHANGED = "profile-changed"
    """The account's NPWP is another one now than when the invoice was paid."""


@dataclass(frozen=True, slots=True)
class Mismatch:
    code: MismatchCode
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class ExpectedFaktur:
    """The invoice that a faktur is thought to be of, and who we are."""

    seller_name: str
    seller_npwp: str
    buyer_npwp: str
    buyer_name: str
    invoice_number: str
    subtotal: Decimal
    """Rupiah before tax."""
    kode_transaksi: str = DPP_NILAI_LAIN
    other_kodes: frozenset[str] = frozenset()
    """That may be right, too."""
    others: tuple[str, ...] = ()
    """The numbers of further invoices that it is of (*gabungan*)."""
    buyer_document_number: str = ""
    """Of a passport or another document, where the buyer is known by that alone."""
    paid: Day | None = None
    """The day of the first of these payments (Asia/Jakarta); None: dates are not compared."""
    due: Day | None = None
    """The day on which it should have been made, where that is not the day of the payment."""
    today: Day | None = None
    lines: tuple[tuple[str, Decimal], ...] = ()
    """What is billed, each with its rupiah before tax and after discounts; empty: not compared."""
    rate: PpnRate = PPN_OF_2025
    """In force when it should have been made."""


@dataclass(frozen=True, slots=True)
class Findings:
    blocking: tuple[Mismatch, ...]
    """With any of these the PDF goes nowhere."""
    warnings: tuple[Mismatch, ...]
    """These alone do not hold it; finance hears of them."""

    @property
    def passed(self) -> bool:
        return not self.blocking


_SHORTEST_CUT = 15
"""A name in a QR code that is shorter than this was not cut."""
_LEGAL_FORMS = frozenset({"PT", "CV"})


def reasons_of(differences: Sequence[Mismatch]) -> Reasons:
    """As they are kept with the upload."""
    return tuple((str(m.code), m.expected, m.found) for m in differences)


def check(read: ReadFaktur, expected: ExpectedFaktur) -> Findings:
    """Whether this PDF is the faktur of that invoice, from us, to that buyer."""
    return Findings(
        blocking=(
            *_watermark(read),
            *_unread(read),
            *_qr_against_print(read),
            *_identity(read, expected),
            *_dates(read, expected),
            *_ppn(read, expected.rate),
            *_dpp_of_invoice(read, expected, over=DPP_TOLERANCE),
        ),
        warnings=(
            *_kode(read, expected),
            *_names(read, expected),
            *_dpp_of_invoice(read, expected, over=PPN_TOLERANCE, upto=DPP_TOLERANCE),
            *_sums(read, expected.rate),
            *_lines(read, expected),
        ),
    )


def names_agree(cut: str, full: str) -> bool:
    """Whether a name that may have been cut belongs to a full one.

    Without regard to case, spaces, punctuation, and PT or CV in front or behind.
    """
    if len(cut) < _SHORTEST_CUT:
        return not _spellings(cut).isdisjoint(_spellings(full))
    return any(name.startswith(part) for part in _spellings(cut) for name in _spellings(full))


def _spellings(name: str) -> set[str]:
    """The name's letters and digits, with and without its legal form."""
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", name).upper())
    bare = [word for word in words if word not in _LEGAL_FORMS]
    return {"".join(words), "".join(bare or words)}


def _watermark(read: ReadFaktur) -> Iterator[Mismatch]:
    if read.watermark is not None:
        yield Mismatch(MismatchCode.WATERMARK, "", read.watermark)
    elif "watermark" in read.unread:
        yield Mismatch(MismatchCode.UNREAD, "watermark", "")


def _unread(read: ReadFaktur) -> Iterator[Mismatch]:
    needed = {
        "number": read.number,
        "seller_name": read.seller.name,
        "seller_npwp": read.seller.npwp,
        "buyer_name": read.buyer.name,
        "buyer_npwp": read.buyer.npwp,
        "date": read.date,
        "dpp": read.dpp,
        "ppn": read.ppn,
        "ppnbm": read.ppnbm,
        "qr": read.qr,
    }
    for name, value in needed.items():
        if value is None or value == "":
            yield Mismatch(MismatchCode.UNREAD, name, "")


def _qr_against_print(read: ReadFaktur) -> Iterator[Mismatch]:
    """If the two differ, the faktur is not valid (DJP, FAQ 80)."""
    qr = read.qr
    if qr is None:
        return
    if qr.status != APPROVED:
        yield Mismatch(MismatchCode.STATUS, APPROVED, qr.status)
    if read.number != qr.number:
        yield Mismatch(MismatchCode.QR_NUMBER, str(read.number or ""), str(qr.number))
    yield from _qr_party(MismatchCode.QR_SELLER, read.seller, qr.seller_name, qr.seller_npwp)
    yield from _qr_party(MismatchCode.QR_BUYER, read.buyer, qr.buyer_name, qr.buyer_npwp)
    if read.date != qr.date:
        yield Mismatch(MismatchCode.QR_DATE, str(read.date or ""), str(qr.date))
    for code, printed, coded in (
        (MismatchCode.QR_DPP, read.dpp, qr.dpp),
        (MismatchCode.QR_PPN, read.ppn, qr.ppn),
        (MismatchCode.QR_PPNBM, read.ppnbm, qr.ppnbm),
    ):
        if printed != coded:
            yield _amounts_differ(code, printed, coded)


def _qr_party(code: MismatchCode, printed: Party, name: str, npwp: str) -> Iterator[Mismatch]:
    if printed.npwp != npwp:
        yield Mismatch(code, printed.npwp, npwp)
    elif not names_agree(name, printed.name):
        yield Mismatch(code, printed.name, name)


def _identity(read: ReadFaktur, expected: ExpectedFaktur) -> Iterator[Mismatch]:
    if read.seller.npwp != expected.seller_npwp:
        yield Mismatch(MismatchCode.SELLER_NPWP, expected.seller_npwp, read.seller.npwp)
    by_id, ours = read.buyer.foreign_id, expected.buyer_document_number
    if by_id and _plain(by_id) != _plain(ours):
        yield Mismatch(MismatchCode.BUYER_ID, ours or expected.buyer_npwp, by_id)
    elif not by_id and (ours or read.buyer.identity != expected.buyer_npwp):
        yield Mismatch(MismatchCode.BUYER_NPWP, expected.buyer_npwp, read.buyer.identity)
    kode = read.number.kode_transaksi if read.number else ""
    if kode != expected.kode_transaksi and kode not in expected.other_kodes:
        several = "," in expected.kode_transaksi
        code = MismatchCode.KODES_APART if several else MismatchCode.KODE_TRANSAKSI
        yield Mismatch(code, expected.kode_transaksi, kode)
    named = invoices_named(read.reference)
    numbers = (expected.invoice_number, *expected.others)
    if named and not all(_plain(number) in named for number in numbers):
        yield Mismatch(MismatchCode.REFERENCE, ", ".join(numbers), read.reference or "")


def late_penalty(dpp: Decimal) -> Decimal:
    """What a late faktur costs the seller: 1 % of its DPP in whole rupiah (KUP art. 14(4)). Whether
    the price or the DPP nilai lain counts is not settled; this is of what is printed as DPP."""
    return whole(dpp / 100)


def _dates(read: ReadFaktur, expected: ExpectedFaktur) -> Iterator[Mismatch]:
    """The first faktur counts: a replacement is dated by the day on which it was made."""
    day, paid = read.date, expected.paid
    if day is None or paid is None:
        return
    due = expected.due or paid
    if day < paid:
        yield Mismatch(MismatchCode.DATE_BEFORE, paid.isoformat(), day.isoformat())
    if not (read.number and read.number.is_replacement):
        if day > last_good_day(due):
            yield Mismatch(MismatchCode.DATE_LAPSED, due.isoformat(), day.isoformat())
        elif day > due:
            yield Mismatch(MismatchCode.DATE_LATE, due.isoformat(), day.isoformat())
        if masa_pajak(day) != masa_pajak(due):
            yield Mismatch(MismatchCode.DATE_MASA, due.isoformat(), day.isoformat())
    if expected.today is not None and day > expected.today:
        yield Mismatch(MismatchCode.DATE_FUTURE, expected.today.isoformat(), day.isoformat())


_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
_BETWEEN = re.compile(r"[\s,;:()\[\]+&|\\]+")
_LABELS = re.compile(
    r"^[\W_]*(?:(?:inv(?:oice)?|no(?:mor)?|ref(?:erensi)?|tagihan|kwitansi)\.+)+"
    r"|^[\W_]*(?:pembayaran|tagihan|invoice|kwitansi|lunas)(?=[^\W\d_])",
    re.IGNORECASE,
)
_SIGNS_AROUND = re.compile(r"^[\W_]+|[\W_]+$")


def invoices_named(reference: str | None) -> frozenset[str]:
    """What in a reference may be an invoice's number, as it stands and in capitals: the whole
    without spaces, and each word of it with a digit, with and without the signs around it. Without
    a digit it names none.

    A number may have slashes: they part several only where all parts look alike. What stands behind
    a ``#`` or ``=`` within a word counts if it has letters: digits alone may be any number. A label
    that is glued to a number (``Inv.no.INV-1``) is none of it.
    """
    written = shown(reference or "")
    reference = unicodedata.normalize("NFKC", written).translate(_HYPHENS)
    if not any(char.isdigit() for char in reference):
        return frozenset()
    words = [word for word in _BETWEEN.split(reference) if re.search(r"\d", word)]
    words += [part for word in words for part in (*_parts(word), _LABELS.sub("", word))]
    bare = [_SIGNS_AROUND.sub("", word) for word in words]
    whole = (reference.strip(), "".join(reference.split()), "".join(written.split()))
    named = {*whole, *words, *bare}
    return frozenset(named | {name.upper() for name in named})


def _parts(word: str) -> list[str]:
    parts = word.split("/")
    alike = len(parts) > 1 and len({re.sub(r"\d", "0", part.upper()) for part in parts}) == 1
    found = [*(parts if alike else ()), *re.split("[#=]", word)[1:]]
    return [part for part in found if re.search(r"\d", part) and re.search(r"[^\W\d_]", part)]


def _plain(reference: str) -> str:
    return "".join(reference.split()).upper()


def _ppn(read: ReadFaktur, rate: PpnRate) -> Iterator[Mismatch]:
    if read.dpp is None or read.ppn is None:
        return
    due = ppn(read.dpp, rate)
    if abs(read.ppn - due) > PPN_TOLERANCE:
        yield _amounts_differ(MismatchCode.PPN, due, read.ppn)


def _dpp_of_invoice(
    read: ReadFaktur, expected: ExpectedFaktur, *, over: Decimal, upto: Decimal | None = None
) -> Iterator[Mismatch]:
    if read.dpp is None:
        return
    due = whole(taxable_base(expected.kode_transaksi, expected.subtotal, expected.rate))
    difference = abs(read.dpp - due)
    if difference > over and (upto is None or difference <= upto):
        yield _amounts_differ(MismatchCode.DPP_INVOICE, due, read.dpp)


def _kode(read: ReadFaktur, expected: ExpectedFaktur) -> Iterator[Mismatch]:
    kode = read.number.kode_transaksi if read.number else ""
    if kode in expected.other_kodes:
        yield Mismatch(MismatchCode.KODE_EITHER, expected.kode_transaksi, kode)


def _names(read: ReadFaktur, expected: ExpectedFaktur) -> Iterator[Mismatch]:
    """Only warnings: the numbers are the identity, and names were typed by people."""
    for code, ours, printed in (
        (MismatchCode.SELLER_NAME, expected.seller_name, read.seller.name),
        (MismatchCode.BUYER_NAME, expected.buyer_name, read.buyer.name),
    ):
        if printed and _spellings(ours).isdisjoint(_spellings(printed)):
            yield Mismatch(code, ours, printed)


def _sums(read: ReadFaktur, rate: PpnRate) -> Iterator[Mismatch]:
    if read.harga_jual is None:
        return
    total = sum((item.amount for item in read.items), Decimal(0))
    if "items" in read.unread:
        yield Mismatch(MismatchCode.UNREAD, "items", "")
    elif abs(total - read.harga_jual) > PPN_TOLERANCE:
        yield _amounts_differ(MismatchCode.ITEMS, total, read.harga_jual)
    if read.dpp is not None and read.number is not None:
        price = read.harga_jual - (read.potongan or 0) - (read.uang_muka or 0)
        due = whole(taxable_base(read.number.kode_transaksi, price, rate))
        if abs(read.dpp - due) > PPN_TOLERANCE:
            yield _amounts_differ(MismatchCode.DPP_PRICE, due, read.dpp)


def _lines(read: ReadFaktur, expected: ExpectedFaktur) -> Iterator[Mismatch]:
    """Against the invoice's: amounts first, as names were typed by people. What could not be read
    is warned of by itself; of what was invoiced before, as a down payment, the lines say more."""
    if not expected.lines or "items" in read.unread or read.uang_muka:
        return
    printed = sorted(whole(item.amount - item.discount) for item in read.items)
    billed = sorted(whole(amount) for _, amount in expected.lines)
    if len(printed) != len(billed) or any(
        abs(a - b) > PPN_TOLERANCE for a, b in zip(printed, billed, strict=True)
    ):
        yield Mismatch(MismatchCode.INVOICE_LINES, _amounts(billed), _amounts(printed))
        return
    names = Counter(_spelt(name) for name, _ in expected.lines)
    missing = names - Counter(_spelt(item.name) for item in read.items)
    if missing:
        other = [item.name for item in read.items if _spelt(item.name) not in names]
        ours = [name for name, _ in expected.lines if _spelt(name) in missing]
        yield Mismatch(MismatchCode.LINE_NAMES, _first(ours), _first(other))


def _spelt(name: str) -> str:
    """By letters and digits alone: where a line was broken, and how, differs."""
    return "".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", name).casefold()))


_MOST_NAMED = 5
"""Lines that a warning names."""


def _first(names: Sequence[str]) -> str:
    more = [f"+{len(names) - _MOST_NAMED}"] if len(names) > _MOST_NAMED else []
    return "; ".join([*(name[:60] for name in names[:_MOST_NAMED]), *more])


def _amounts(amounts: Sequence[Decimal]) -> str:
    return _first([f"{amount:,.0f}".replace(",", ".") for amount in amounts])


def _amounts_differ(code: MismatchCode, expected: Decimal | None, found: Decimal) -> Mismatch:
    return Mismatch(code, "" if expected is None else f"{expected:.2f}", f"{found:.2f}")
