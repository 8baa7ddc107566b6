"""The one line of a slip's table: the object's code, the base, the rate and the tax."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.documents import slip_form
from assistant.documents.layout import Row, Word, cells
from assistant.documents.slip_fields import Fields
from assistant.domain.money import parse_rupiah

_CODE = re.compile(r"\d{2}-\d{3}-\d{2}")
_AMOUNT = re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d{1,2})?")
_RATE = re.compile(r"\d{1,2}(?:[.,]\d{1,2})?%?")
_RUPIAH = "Rp"
_COLUMNS = (slip_form.BASE, slip_form.RATE, slip_form.AMOUNT)
_WORDS = {"DPP": slip_form.BASE, "TARIF": slip_form.RATE, "PENGHASILAN": slip_form.AMOUNT}


@dataclass(frozen=True, slots=True)
class Table:
    """What could not be read is None."""

    code: str | None = None
    base: Decimal | None = None
    """Rupiah."""
    rate: Decimal | None = None
    """Percent."""
    amount: Decimal | None = None
    """Rupiah."""


def read_table(rows: Sequence[Row], fields: Fields) -> Table:
    """The table between its head and the document it was made for."""
    end = fields.top("B.8", "B.9", "C.1")
    above = [row for row in rows if row[0].middle < end]
    head = _head(above)
    if head is None:
        return Table()
    below = [row for row in above if head.bottom < row[0].middle]
    codes = [word.text for row in below for word in row if _CODE.fullmatch(word.text)]
    values = _values(below, head.columns)
    return Table(
        code=codes[0] if len(codes) == 1 else None,
        base=_rupiah(values.get(slip_form.BASE)),
        rate=_percent(values.get(slip_form.RATE)),
        amount=_rupiah(values.get(slip_form.AMOUNT)),
    )


@dataclass(frozen=True, slots=True)
class _HeadOfTable:
    bottom: float
    columns: dict[str, float]
    """The middle of each column, across."""


def _head(rows: Sequence[Row]) -> _HeadOfTable | None:
    """The row of ``B.3`` … ``B.7``, or else the words above it."""
    for names in (dict(zip(_COLUMNS, _COLUMNS, strict=True)), _WORDS):
        found: dict[str, Word] = {}
        for row in rows:
            for word in row:
                name = names.get(word.text)
                if name:
                    found[name] = word  # the last: a section's title may have it, too
        if len(found) == len(_COLUMNS):
            middles = {name: (word.left + word.right) / 2 for name, word in found.items()}
            return _HeadOfTable(max(word.bottom for word in found.values()), middles)
    return None


def _values(rows: Sequence[Row], columns: dict[str, float]) -> dict[str, str]:
    """The three numbers at the end of one row; else those that stand alone below their heads."""
    order = sorted(columns, key=lambda name: columns[name])
    for row in rows:
        last = [word.text for word in row if word.text != _RUPIAH][-3:]
        if len(last) == 3 and all(map(_is_number, last)):
            return dict(zip(order, last, strict=True))
    return _by_column(rows, columns)


def _by_column(rows: Sequence[Row], columns: dict[str, float]) -> dict[str, str]:
    found: dict[str, list[str]] = {name: [] for name in columns}
    for row in rows:
        for cell in cells(row):
            if _is_number(cell.text):
                found[_nearest(cell, columns)].append(cell.text)
    return {name: texts[0] for name, texts in found.items() if len(texts) == 1}


def _nearest(cell: Word, columns: dict[str, float]) -> str:
    middle = (cell.left + cell.right) / 2
    return min(columns, key=lambda name: abs(columns[name] - middle))


def _is_number(text: str) -> bool:
    return bool(_AMOUNT.fullmatch(text) or _RATE.fullmatch(text))


def _rupiah(text: str | None) -> Decimal | None:
    return parse_rupiah(text) if text and _AMOUNT.fullmatch(text) else None


def _percent(text: str | None) -> Decimal | None:
    """A dot is its decimal point, unlike in amounts."""
    if text is None or not _RATE.fullmatch(text):
        return None
    return Decimal(text.rstrip("%").replace(",", "."))
