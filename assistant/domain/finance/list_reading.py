"""The rows of Coretax's own list of Pajak Keluaran.

The list is what finance downloads there, as a sheet or as CSV in a ZIP, with headings in Indonesian
or English; columns are known by their heading, in any order, and unknown ones are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import StrEnum
from itertools import zip_longest

from assistant.domain.dropped import RawCell
from assistant.domain.finance.coretax_list import ListedFaktur, Status, status_of
from assistant.domain.hidden import shown


class ListProblem(StrEnum):
    """Why a table was not taken as the list."""

    NOT_A_LIST = "not-a-list"
    """It lacks the columns by which the list is known."""
    NO_HEADINGS = "no-headings"
    """It has faktur, and nothing says which column is what."""
    MASUKAN = "masukan"
    """The list of Pajak Masukan: what others billed to us."""
    EMPTY = "empty"


class ListError(Exception):
    def __init__(self, code: ListProblem) -> None:
        super().__init__(str(code))
        self.code = code


_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "buyer": (
        "npwp pembeli / identitas lainnya", "npwp pembeli", "buyertin", "npwp / nik pembeli",
        "npwp / identitas pembeli", "identitas pembeli", "buyer tin / other id", "buyer npwp",
    ),
    "buyer_name": ("nama pembeli", "buyertaxpayername", "buyername"),
    "number": (
        "nomor faktur pajak", "taxinvoicenumber", "no. faktur pajak", "nomor faktur", "no. faktur",
        "nomor seri faktur pajak", "nsfp", "invoice number",
    ),
    "issued": (
        "tanggal faktur pajak", "taxinvoicedate", "tanggal faktur", "tgl. faktur pajak",
        "tgl. faktur", "invoice date",
    ),
    "month": ("masa pajak", "taxinvoiceperiod", "tax period", "period", "masa"),
    "year": ("tahun", "tahun pajak", "taxinvoiceyear", "tax year", "year"),
    "status": (
        "status faktur", "taxinvoicestatus", "status faktur pajak", "invoice status", "status",
    ),
    "dpp": ("dpp nilai lain/dpp", "dpp nilai lain", "othertaxbase", "dpp"),
    "ppn": ("ppn", "vat", "ppn (rp)", "vat (idr)"),
    "reference": ("referensi", "reference"),
}  # fmt: skip
_OF_MASUKAN = ("npwpenjual", "npwppenjual", "sellertin", "namapenjual", "sellertaxpayername")


def _plain(heading: object) -> str:
    words = re.sub(r"\((?:rp|idr)\.?\)", "", str(heading or "").casefold())
    return re.sub(r"[\W_]+", "", words)


_PLAIN: Mapping[str, tuple[str, ...]] = {
    name: tuple(map(_plain, headings)) for name, headings in _HEADINGS.items()
}
"""The first of them that is there counts: it is Coretax's own, others are what people write."""
_NEEDED = frozenset({"buyer", "number", "status"})
_LATEST_HEADING = 30
"""Rows within which the headings stand."""
_WHOLE = 2**53
"""From which on a fraction leaves out whole numbers."""
_SIGNIFICANT = 15
"""Digits that a spreadsheet keeps of a number; it puts zeros in place of any behind them."""


def listed(rows: Iterable[Sequence[RawCell]]) -> list[ListedFaktur]:
    """The faktur of a table. Raises ListError."""
    ahead = iter(rows)
    columns = _columns(ahead)
    below = [row for row in ahead if not _is_beside(row, columns)]
    rounded = _are_rounded(_cell(row, columns["number"]) for row in below)
    if not below:
        raise ListError(ListProblem.EMPTY)
    american = any(_AMERICAN.fullmatch(_text(_cell(row, columns.get("issued")))) for row in below)
    return [_listed(row, columns, rounded=rounded, american=american) for row in below]


def _columns(rows: Iterable[Sequence[RawCell]]) -> dict[str, int]:
    above: Sequence[RawCell] = ()
    is_of_faktur = False
    for position, row in enumerate(rows):
        for heading in (row, _over_two(above, row)):
            plain = [_plain(cell) for cell in heading]
            known = {
                name: plain.index(said)
                for name, headings in _PLAIN.items()
                if (said := next((one for one in headings if one in plain), None))
            }
            if "number" in known and any(name in _OF_MASUKAN for name in plain):
                raise ListError(ListProblem.MASUKAN)
            if known.keys() >= _NEEDED:
                return known
        above = row
        is_of_faktur = is_of_faktur or _has_faktur(row)
        if position == _LATEST_HEADING:
            break
    raise ListError(ListProblem.NO_HEADINGS if is_of_faktur else ListProblem.NOT_A_LIST)


def _over_two(above: Sequence[RawCell], row: Sequence[RawCell]) -> list[str]:
    """The headings that go on in the row below."""
    return [f"{first or ''}{then or ''}" for first, then in zip_longest(above, row)]


def _has_faktur(row: Sequence[RawCell]) -> bool:
    """Whether the number of a faktur and a status stand in it."""
    words = [_text(cell) for cell in row]
    said = any(status_of(word) is not Status.UNKNOWN for word in words)
    return said and any(_number(word) for word in words)


def _is_beside(row: Sequence[RawCell], columns: Mapping[str, int]) -> bool:
    """Whether it is no faktur's: empty, the headings again or the rest of them, a sum, or a remark
    below them all."""
    number, status = (_text(_cell(row, columns[name])) for name in ("number", "status"))
    if _plain(number) in _PLAIN["number"] or _is_of_headings(row):
        return True
    reference = _text(_cell(row, columns.get("reference")))
    buyer = _text(_cell(row, columns["buyer"]))
    says_when = read_day(_cell(row, columns.get("issued"))) is not None
    says_which = bool(_number(number)) or (bool(number) and not number.isdigit())
    return not (says_which or reference or status or (buyer and says_when))


def _is_of_headings(row: Sequence[RawCell]) -> bool:
    """Words alone, or the numbers of the columns."""
    words = [_text(cell) for cell in row]
    numbered = all(word.strip("()") in ("", str(at)) for at, word in enumerate(words, start=1))
    return numbered or not any(char.isdigit() for word in words for char in word)


def _cell(row: Sequence[RawCell], at: int | None) -> RawCell:
    return row[at] if at is not None and at < len(row) else None


def _are_rounded(numbers: Iterable[RawCell]) -> bool:
    """Whether a spreadsheet took the numbers for amounts and rounded them: a leading zero is gone,
    and what it does not keep of any is zero."""
    plain = [_text(number) for number in numbers]
    short = [text for text in plain if text.isascii() and text.isdigit() and len(text) == 16]
    return bool(short) and all(not text[_SIGNIFICANT:].strip("0") for text in short)


def _listed(
    row: Sequence[RawCell], columns: Mapping[str, int], *, rounded: bool, american: bool
) -> ListedFaktur:
    def cell(name: str) -> RawCell:
        return _cell(row, columns.get(name))

    number = _number(cell("number"))
    if rounded and len(_text(cell("number"))) < 17:
        number = ""
    reference = _text(cell("reference"))
    issued = read_day(cell("issued"), american=american)
    said = _text(cell("status"))
    return ListedFaktur(
        number=number,
        reference=reference,
        buyer=_identity(cell("buyer")),
        buyer_name=_text(cell("buyer_name")),
        issued=issued,
        masa=read_month(cell("month"), cell("year"), issued),
        status=status_of(said),
        said=said,
        dpp=read_amount(cell("dpp")),
        ppn=read_amount(cell("ppn")),
    )


_AS_FORMULA = re.compile(r'="(.*)"')
"""How a program keeps a spreadsheet from taking digits for an amount."""


def _text(cell: RawCell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = "" if cell is None else " ".join(str(cell).split())
    if not text.isascii():
        text = shown(text).strip()
    return (_AS_FORMULA.sub(r"\1", text) if text.startswith("=") else text).lstrip("'")


def _number(cell: RawCell) -> str:
    """17 digits; the zero that a numeric cell has lost is put back. Empty for what is none, and for
    a number that the sheet keeps as a fraction, which has not room for all digits."""
    if isinstance(cell, float) and abs(cell) >= _WHOLE:
        return ""
    text = re.sub(r"[\s.\-']", "", _text(cell))
    return text.zfill(17) if re.fullmatch(r"[0-9]{16,17}", text) else ""


def _identity(cell: RawCell) -> str:
    text = _text(cell)
    digits = re.sub(r"[\s.\-]", "", text)
    is_number = digits.isascii() and digits.isdigit()
    if is_number and (len(digits) in (15, 16) or (digits == text and 12 <= len(digits) < 16)):
        return digits.zfill(16)
    return text


_EPOCH = date(1899, 12, 30)
"""Day 0 of a sheet's calendar."""
_DAY_FIRST = re.compile(
    r"(?P<day>[0-9]{1,2})[-/.](?P<month>[0-9]{1,2})[-/.](?P<year>20[0-9]{2})(?![0-9]).*"
)
_AMERICAN = re.compile(r"(?:0?[1-9]|1[0-2])/(?:1[3-9]|2[0-9]|3[01])/20[0-9]{2}(?![0-9]).*")
"""A day that can only have its month first: then all of its column have."""
_NUMBERED = (
    re.compile(r"(?P<year>20[0-9]{2})[-/.]?(?P<month>[0-9]{2})[-/.]?(?P<day>[0-9]{2})(?![0-9]).*"),
    _DAY_FIRST,
)
_WORDED = (
    re.compile(
        r"(?:[A-Za-z']+, ?)?(?P<day>[0-9]{1,2})[ /.-](?P<month>[A-Za-z]+)[ /.-]"
        r"(?P<year>(?:20)?[0-9]{2})(?![0-9]).*"
    ),
    re.compile(r"(?P<month>[A-Za-z]+) (?P<day>[0-9]{1,2}), ?(?P<year>20[0-9]{2})(?![0-9]).*"),
)
_UTC = re.compile(r"[0-9-]{10}[T ][0-9:.]{5,}Z")
_JAKARTA = timedelta(hours=7)


def read_day(cell: RawCell, *, american: bool = False) -> date | None:
    """``2026-01-15T00:00:00``, ``15-01-2026``, ``15 Januari 2026``, or a sheet's number. Day before
    month, as Indonesians write it, unless it is ``american``."""
    if isinstance(cell, bool) or cell is None:
        return None
    text = _text(cell)
    if re.fullmatch(r"[0-9]{5}(?:[.,][0-9]+)?", text):
        serial = int(text[:5])
        return _EPOCH + timedelta(days=serial) if 36_000 < serial < 80_000 else None
    try:
        if _UTC.fullmatch(text):
            return (datetime.fromisoformat(text.removesuffix("Z")) + _JAKARTA).date()
        for shape in (*_NUMBERED, *_WORDED):
            if found := shape.fullmatch(text):
                year, month, day = found["year"], found["month"], int(found["day"])
                number = int(month) if month.isdigit() else _MONTH[month.casefold()]
                if american and shape is _DAY_FIRST:
                    number, day = day, number
                return date(int(year) if len(year) == 4 else 2000 + int(year), number, day)
    except (ValueError, KeyError):
        return None
    return None


_MONTHS = (
    "januari january jan", "februari february feb", "maret march mar", "april apr",
    "mei may", "juni june jun", "juli july jul", "agustus august agu aug ags",
    "september sep sept", "oktober october okt oct", "november nop nov",
    "desember december des dec",
)  # fmt: skip
_MONTH: Mapping[str, int] = {
    name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()
}


_YEAR_AND_MONTH = re.compile(r"(20[0-9]{2})[-/.](0[1-9]|1[0-2])|(0[1-9]|1[0-2])[-/.](20[0-9]{2})")


def read_month(month: RawCell, year: RawCell, issued: date | None) -> date | None:
    """The tax month; without one the month of the day. A code such as ``TD.00701`` is none."""
    named = _text(month).casefold()
    if both := _YEAR_AND_MONTH.fullmatch(named):
        return date(int(both[1] or both[4]), int(both[2] or both[3]), 1)
    digits = re.fullmatch(r"0?([1-9]|1[0-2])", named)
    number = int(digits[1]) if digits else _MONTH.get(re.sub(r"[^a-z]", "", named))
    years = re.fullmatch(r"(20[0-9]{2})", _text(year))
    if number and years:
        return date(int(years[1]), number, 1)
    return issued.replace(day=1) if issued else None


_MINUS = str.maketrans(dict.fromkeys("\u2212\u2013\u2012", "-"))
_NEGATIVE = re.compile(r"^(?:\(([0-9.,]+)\)|([0-9.,]+)-)$")
"""As books write it: in brackets, or with the sign behind."""


def read_amount(cell: RawCell) -> Decimal | None:
    """Rupiah with two decimals, whether a point or a comma parts them, below zero also as books
    write it; None for what is none."""
    if cell is None or isinstance(cell, bool):
        return None
    text = re.sub(r"(?i)rp\.?|idr|\s|,-$", "", str(cell).lstrip("'").translate(_MINUS))
    text = _NEGATIVE.sub(r"-\1\2", text)
    if re.fullmatch(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?", text):
        text = text.replace(",", "")
    elif re.fullmatch(r"-?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]*)?|-?[0-9]+,[0-9]*", text):
        text = text.replace(".", "").replace(",", ".")
    if isinstance(cell, str) and not re.fullmatch(r"-?[0-9]+\.?[0-9]*", text):
        return None  # a power of ten may have left out digits
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return None
    if not amount.is_finite() or abs(amount) >= Decimal(10) ** 13:
        return None
    return amount.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
