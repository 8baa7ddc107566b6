"""From the words on a slip's page to its fields, by the labels and by where things stand.

Each field has a code in front of its label (``A.1`` … ``C.6``), and its value stands behind the
colon, on as many lines as it needs, until the next label begins. A value of another shape than it
must have, or a label found twice, leaves its field unread: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from assistant.documents import form, slip_form
from assistant.documents.layout import Row, Word, cells, text_of
from assistant.documents.slip_fields import Fields
from assistant.documents.slip_table import read_table
from assistant.domain.withholding.model import BasisDocument, Slip, SlipParty, SlipStatus

_NUMBER = re.compile(r"(?<![0-9A-Z-])([0-9]{2}[0-9A-Z]{7})(?![0-9A-Z-])")
_MASA = re.compile(r"(?<![\d-])(0[1-9]|1[0-2])-(20\d{2})(?![\d-])")
_AMENDED = re.compile(r"PEMBETULAN(?: ?KE ?-? ?(\d{1,2}))?(?!\w)")
_VERSION = re.compile(r"\bKE ?-? ?\d")
_CANCELLED = re.compile(r"\b(?:DI|PEM)BATALKAN|\bPEMBATALAN\b|\bBATAL\b")
_NOT_SO = re.compile(r"\b(?:TIDAK|BELUM|BUKAN|NOT|NON)[ -](?:NORMAL|PEMB|DIBATAL|BATAL)")
_NOT_ISSUED = re.compile(r"DRAFT|DRAF|KONSEP")
_CANCELLED_ACROSS = re.compile(r"CANCELL?ED|DIBATALKAN")
_WORTHLESS_ACROSS = re.compile(
    r"REPLACED|AMENDED|DIGANTI|INVALID|TIDAK ?VALID|VOID|BATAL|TIDAK ?(?:SAH|BERLAKU)|BELUM ?TERBIT"
)
_DATE = re.compile(rf"(\d{{1,2}}) ({'|'.join(form.MONTHS)}) (\d{{4}})", re.IGNORECASE)
_DATE_IN_DIGITS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_STATED = re.compile(r"\s*:?\s*\bDengan ini saya menyatakan\b")
"""How the statement below the signer begins, the first line of which may stand above its label."""
_MORE = re.compile(r"(?:\d ?){16}\D")
_NITKU = re.compile(r"((?:\d ?){22})(?: ?[-\u2013] ?.*)?")
_MONTHS = [month.casefold() for month in form.MONTHS]


def parse_slip(rows: Sequence[Row], large: Iterable[str] = ()) -> Slip:
    """The fields of the one slip on a page.

    ``large`` is what is written over it or in large letters. Its link is not among the fields: it
    stands in the QR code.
    """
    fields = Fields(rows)
    head = _Head(_head_rows(rows), " ".join(large).upper())
    table = read_table(rows, fields)
    payee, withholder = _payee(fields), _withholder(fields)
    kind, day = _document(fields.document())
    document = BasisDocument(kind=kind, number=fields.value("B.9"), date=day)
    slip = Slip(
        number=head.number,
        masa=head.masa,
        status=head.status,
        version=head.version,
        final=head.final,
        payee=payee,
        withholder=withholder,
        facility=fields.value("B.1") or None,
        kind=fields.value("B.2") or None,
        object_code=table.code,
        base=table.base,
        rate=table.rate,
        amount=table.amount,
        document=document,
        issued=_day(fields.value("C.4")),
        signer=_STATED.split(fields.value("C.5"))[0] or None,
        link=None,
    )
    return replace(slip, unread=tuple(_unread(slip)))


# The head: number, masa, nature and status, each known by its shape


class _Head:
    """Its four values: by columns, which keep together what wraps, else line by line."""

    def __init__(self, rows: Sequence[Row], large: str) -> None:
        columns, lines = _columns(rows), " ".join(map(text_of, rows)).upper()
        text = columns or lines
        number = _only(_NUMBER, text) or _only(_NUMBER, lines)
        masa = _only(_MASA, text) or _only(_MASA, lines)
        self.masa = date(int(masa[2]), int(masa[1]), 1) if masa else None
        finals = (_final(text), _final(lines))
        self.final = finals[1] if finals[0] is None else finals[0]
        self.status, self.version = _status(text)
        if self.status is None:
            self.status, self.version = _status(lines)
        if _CANCELLED_ACROSS.search(large):
            self.status, self.version = SlipStatus.CANCELLED, None
        elif _WORTHLESS_ACROSS.search(large):  # by which version is not said
            self.status, self.version = None, None
        is_draft = _NOT_ISSUED.search(large) is not None
        self.number = "" if is_draft else number[1] if number else self._without_number(text)

    def _without_number(self, text: str) -> str | None:
        """A draft has none: nothing is left where it stands. Else it was not understood."""
        strange = [word for word in text.split() if any(map(str.isdigit, word))]
        rest = [word for word in strange if not _MASA.fullmatch(word)]
        is_draft = self.masa is not None and self.final is not None and not rest
        return "" if is_draft and not _AMENDED.search(text) else None


def is_understood_across(lines: Iterable[str]) -> bool:
    """Whether what is written across a page is nothing, or among what the head is read by."""
    said = " ".join(lines).upper()
    known = (_CANCELLED_ACROSS, _WORTHLESS_ACROSS, _NOT_ISSUED)
    return not said or any(one.search(said) for one in known)


def _only(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The one match; None for none and for different ones."""
    found = {match[0]: match for match in pattern.finditer(text)}
    return next(iter(found.values())) if len(found) == 1 else None


def _final(text: str) -> bool | None:
    """Of what is parted (``TIDAK … FINAL``), nothing."""
    finals = re.findall(r"(?:\b(TIDAK|BUKAN|NOT|NON)[ -])?\bFINAL\b", text)
    if len(finals) != 1 or (
        not finals[0] and re.search(r"\b(?:TIDAK|BUKAN|BELUM|NOT|NON)\b", text)
    ):
        return None
    return not finals[0]


def _status(text: str) -> tuple[SlipStatus | None, int | None]:
    """The status and its version. Two of them are none, and so is a version apart from it."""
    if _NOT_SO.search(text):
        return None, None
    amended = _AMENDED.search(text)
    found: list[tuple[SlipStatus, int | None]] = []
    if re.search(r"\bNORMAL\b", text):
        found.append((SlipStatus.NORMAL, 0))
    if amended and (amended[1] or not _VERSION.search(text)):
        found.append((SlipStatus.AMENDED, int(amended[1]) if amended[1] else None))
    if _CANCELLED.search(text):
        found = [(SlipStatus.CANCELLED, None)]
    return found[0] if len(found) == 1 else (None, None)


def _head_rows(rows: Sequence[Row]) -> Sequence[Row]:
    """What stands between the title and the payee."""
    end = next((at for at, row in enumerate(rows) if row[0].text.startswith("A.")), len(rows))
    titles = (at for at, row in enumerate(rows[:end]) if slip_form.SUBTITLE in text_of(row).upper())
    return rows[max(titles, default=-1) + 1 : end]


def _columns(rows: Sequence[Row]) -> str:
    """The values below the head's labels, a column after the other; empty when it has none."""
    start = next((at for at, row in enumerate(rows) if _is_head(row)), None)
    if start is None:
        return ""
    columns: list[list[Word]] = []
    for row in rows[start:]:
        for cell in cells(row, gap=0.8):
            _column_of(cell, columns).append(cell)
    return " | ".join(_column_text(column) for column in columns).upper()


def _is_head(row: Row) -> bool:
    words = [word.text for word in row]
    return "NOMOR" in words and "MASA" in words


def _column_of(cell: Word, columns: list[list[Word]]) -> list[Word]:
    for column in columns:
        if any(cell.left < other.right and other.left < cell.right for other in column):
            return column
    columns.append([])
    return columns[-1]


def _column_text(column: Iterable[Word]) -> str:
    text = " ".join(cell.text for cell in column)
    for label in (*slip_form.NATURE, *slip_form.STATUS, *slip_form.NUMBER, *slip_form.MASA):
        text = text.replace(label, " ", 1)
    return " ".join(text.split())


# The parties


def _payee(fields: Fields) -> SlipParty:
    return _party(fields.value("A.1"), fields.value("A.3"), fields.value("A.2"))


def _withholder(fields: Fields) -> SlipParty:
    return _party(fields.value("C.1"), fields.value("C.2"), fields.value("C.3"))


def _party(number: str, nitku: str, name: str) -> SlipParty:
    digits = "".join(number.split())
    if not re.fullmatch(r"\d{16}", digits):
        if _MORE.match(number):  # the beginning of the name, whose label then stands at its middle
            name = ""
        digits = ""
    unit = _NITKU.fullmatch(nitku)
    is_npwp = digits.startswith(("0", "1000"))  # Coretax's own begin with 1000, a NIK with neither
    return SlipParty(
        npwp=digits if is_npwp else "",
        nik="" if is_npwp else digits,
        nitku="".join(unit[1].split()) if unit else "",
        name=name,
    )


def _document(ways: Sequence[tuple[str, str]]) -> tuple[str, date | None]:
    """Its kind and date by the first way in which there is a date."""
    for kind, text in ways:
        if day := _day(text):
            return kind, day
    return (ways[0][0], None) if len(ways) == 1 else ("", None)


def _day(text: str) -> date | None:
    """``15 Januari 2026`` or ``15-01-2026``; None for anything else."""
    if match := _DATE.fullmatch(text):
        month = _MONTHS.index(match[2].casefold()) + 1
    elif match := _DATE_IN_DIGITS.fullmatch(text):
        month = int(match[2])
    else:
        return None
    try:
        return date(int(match[3]), month, int(match[1]))
    except ValueError:
        return None


def with_link(slip: Slip, link: str | None) -> Slip:
    """With what its QR code says."""
    unread = tuple(name for name in slip.unread if name != "link" or link is None)
    return replace(slip, link=link, unread=unread)


def _unread(slip: Slip) -> Iterator[str]:
    """What every slip has and this one seems not to have."""
    fields: dict[str, object] = {
        "number": None if slip.number is None else slip.number or "draft",
        "masa": slip.masa,
        "status": slip.status,
        "final": slip.final,
        "payee_npwp": slip.payee.identity,
        "payee_nitku": slip.payee.nitku,
        "payee_name": slip.payee.name,
        "withholder_npwp": slip.withholder.identity,
        "withholder_nitku": slip.withholder.nitku,
        "withholder_name": slip.withholder.name,
        "facility": slip.facility,
        "kind": slip.kind,
        "object_code": slip.object_code,
        "base": slip.base,
        "rate": slip.rate,
        "amount": slip.amount,
        "document_kind": slip.document.kind,
        "document_number": slip.document.number,
        "document_date": slip.document.date,
        "issued": slip.issued,
        "signer": slip.signer,
        "link": slip.link,
    }
    return (name for name, value in fields.items() if value is None or value == "")
