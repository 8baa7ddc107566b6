"""The one line of a slip's table: the object's code, the base, the rate and the tax.

Its numbers stand in columns below their heads, or one behind the other at the end of a line. What
is cut in two, or could be read in two ways, is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise, product

from assistant.documents import slip_form
from assistant.documents.layout import Row, Word, cells
from assistant.documents.slip_fields import Fields
from assistant.domain.withholding.model import TOLERANCE, tax_on

_CODE = re.compile(r"\d{2}-\d{3}-\d{2}")
_AMOUNT = re.compile(
    r"(?:Rp\.? ?)?"
    r"(\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3})+(?!,)|\d{1,3}(?: \d{3})+|\d+)"
    r"(?:((?:(?<!\.\d{3})\.|(?<!,\d{3}),)\d{1,2})|,-)?"
)
"""Thousands by dots, commas, blanks or nothing; sen behind a comma or a dot, the other than parts
the thousands."""
_RATE = re.compile(r"(\d{1,2}(?:[.,]\d{1,3})?) ?%?")
_NOT_IN_NUMBERS = re.compile(r"(?!Rp\b)[^\W\d_]")
_WITHIN = 0.75
"""Of a word's height: the widest gap within a number."""
_COLUMNS = (slip_form.BASE, slip_form.RATE, slip_form.AMOUNT)
_ALL = tuple(code for code, _ in slip_form.COLUMNS)
_WORDS = {"KODE": "B.3", "DPP": "B.5", "TARIF": "B.6", "PENGHASILAN": "B.7"}
_OF_ONE_LINE = 2.0
"""Heights: how far right of the leftmost code another may begin and be one, too."""
_SAME_LINE, _NEXT_LINE = 0.4, 2.0
"""Heights that two lines are apart."""
_MOST_PIECES = 12
_ENOUGH = 10
"""Rupiah of tax."""

_Numbers = tuple[Decimal | None, Decimal | None, Decimal | None]
"""Base, rate and tax."""


@dataclass(frozen=True, slots=True)
class SlipTable:
    """What could not be read is None."""

    code: str | None = None
    base: Decimal | None = None
    """Rupiah."""
    rate: Decimal | None = None
    """Percent."""
    amount: Decimal | None = None
    """Rupiah."""


def read_table(rows: Sequence[Row], fields: Fields) -> SlipTable:
    """The table between its head and the document it was made for, or its fields one by one."""
    if code := fields.value("B.3"):
        base, rate, amount = (fields.value(column) for column in _COLUMNS)
        found = _CODE.fullmatch(code)
        return SlipTable(found and found[0], _rupiah(base), _percent(rate), _rupiah(amount))
    end = fields.top("B.8", "B.9", "C.1")
    above = [row for row in rows if row[0].middle < end]
    heads = _heads(above)
    if not heads:
        return SlipTable()
    bottom = max(word.bottom for word in heads.values())
    below = [row for row in above if bottom < row[0].middle]
    return SlipTable(_object(below), *_numbers(below, heads))


def _heads(rows: Sequence[Row]) -> dict[str, Word]:
    """The row of ``B.3`` … ``B.7``, or else the words above it."""
    for names in ({code: code for code in _ALL}, _WORDS):
        found: dict[str, Word] = {}
        for row in rows:
            for word in row:
                if name := names.get(word.text):
                    found[name] = word  # the last: a section's title may have it, too
        if found.keys() >= set(_COLUMNS):
            return found
    return {}


def _object(rows: Sequence[Row]) -> str | None:
    """The code at the left; the object's name may have digits like one."""
    found = [word for row in rows for word in row if _CODE.fullmatch(word.text)]
    left = min((word.left for word in found), default=0.0)
    first = {word.text for word in found if word.left <= left + _OF_ONE_LINE * word.height}
    return first.pop() if len(first) == 1 else None


# The numbers


def _numbers(rows: Sequence[Row], heads: dict[str, Word]) -> _Numbers:
    below, cut = _below(rows, heads)
    if all(value is not None for value in below):
        return below
    ways = {way for row in rows for way in _at_end(row)}
    for row, after in pairwise(rows):
        if len(_trailing(after)[1]) < 3 and not _trailing(after)[0]:  # it goes on there
            ways |= _agreeing(_at_end([*row, *after]))
    ways = _agreeing(ways) if cut or len(ways) > 1 else ways
    fitting = [
        way
        for way in ways
        if all(one in (None, other) for one, other in zip(below, way, strict=True))
    ]
    return fitting[0] if len(fitting) == 1 else below


def _below(rows: Sequence[Row], heads: dict[str, Word]) -> tuple[_Numbers, bool]:
    """By columns; where a column has several, only what adds up is taken. And whether one of them
    may go on in another line."""
    found: dict[str, list[str]] = {name: [] for name in heads}
    numeric = [word for row in rows for word in row if _is_numeric(word.text)]
    for row in rows:
        for cell in cells(row, gap=_WITHIN):
            if _is_numeric(cell.text):
                whole = not any(_goes_on(cell, word) for word in numeric)
                found[_nearest(cell, heads)].append(cell.text if whole else "")
    bases, taxes = ([_rupiah(text) for text in found[name]] for name in ("B.5", "B.7"))
    rates = [_percent(text) for text in found["B.6"]]
    if max(map(len, (bases, rates, taxes))) > 1:
        ways = _agreeing(_whole(product(bases, rates, taxes)))
        if len(ways) == 1:
            return next(iter(ways)), False
    cut = any("" in found[name] for name in _COLUMNS)
    return (_one(bases), _one(rates), _one(taxes)), cut


def _is_numeric(text: str) -> bool:
    return any(map(str.isdigit, text)) and not _NOT_IN_NUMBERS.search(text)


def _goes_on(cell: Word, word: Word) -> bool:
    """Whether the word may be another piece of the number, on the line above or below."""
    lines = abs(cell.middle - word.middle) / cell.height
    return _SAME_LINE < lines < _NEXT_LINE and cell.left < word.right and word.left < cell.right


def _nearest(cell: Word, heads: dict[str, Word]) -> str:
    """The column whose head is above it: that overlaps it most, or is nearest."""
    return min(heads, key=lambda name: _apart(cell, heads[name]))


def _apart(cell: Word, head: Word) -> float:
    return abs(cell.left + cell.right - head.left - head.right)


def _at_end(row: Row) -> Iterator[tuple[Decimal, Decimal, Decimal]]:
    """What the numbers at the end of a line may be. Where they are more than three, those of an
    object's name or thousands apart, only what adds up."""
    _, numbers = _trailing(row)
    if len(numbers) == 3:
        yield from _whole([(_rupiah(numbers[0]), _percent(numbers[1]), _rupiah(numbers[2]))])
    elif 3 < len(numbers) <= _MOST_PIECES:
        for first, at in combinations(range(len(numbers) - 1), 2):
            base, tax = " ".join(numbers[first:at]), " ".join(numbers[at + 1 :])
            yield from _agreeing(_whole([(_rupiah(base), _percent(numbers[at]), _rupiah(tax))]))


def _trailing(row: Row) -> tuple[list[str], list[str]]:
    """Its words, and the numbers behind them."""
    words = [word.text for word in row if word.text not in ("Rp", "Rp.", "%")]
    numbers: list[str] = []
    while words and (_rupiah(words[-1]) is not None or _percent(words[-1]) is not None):
        numbers.insert(0, words.pop())
    return words, numbers


def _whole(ways: Iterable[_Numbers]) -> Iterator[tuple[Decimal, Decimal, Decimal]]:
    for base, rate, tax in ways:
        if base is not None and rate is not None and tax is not None:
            yield base, rate, tax


def _agreeing(
    ways: Iterable[tuple[Decimal, Decimal, Decimal]],
) -> set[tuple[Decimal, Decimal, Decimal]]:
    """Those whose tax follows from base and rate; of small amounts that would be chance."""
    return {
        way
        for way in ways
        if way[2] >= _ENOUGH and abs(tax_on(way[0], way[1]) - way[2]) <= TOLERANCE
    }


def _one(values: Sequence[Decimal | None]) -> Decimal | None:
    return values[0] if len(values) == 1 else None


def _rupiah(text: str) -> Decimal | None:
    match = _AMOUNT.fullmatch(text)
    if match is None:
        return None
    return Decimal(f"{re.sub('[., ]', '', match[1])}.{(match[2] or '.0')[1:]}")


def _percent(text: str) -> Decimal | None:
    match = _RATE.fullmatch(text)
    return Decimal(match[1].replace(",", ".")) if match else None
