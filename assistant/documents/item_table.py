"""The items of a faktur by the columns of its table, on however many pages it stands.

Number and code stand left of the names, amounts right of them; which is which, the places say, so
a name may hold whatever it likes. The header counts wherever it stands, also when it was broken
into other lines, and only the first page need have it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.documents import form
from assistant.documents.items import AMOUNT, CODE, LAST_LINE, read_item
from assistant.documents.layout import Row, Word, text_of
from assistant.domain.fakturs.paper import FakturItem


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a faktur's text, and where its words stand."""

    text: str
    page: int
    """Counted from 0."""
    row: Row


def read_items(
    table: Sequence[PageLine], totals: Sequence[PageLine]
) -> tuple[FakturItem, ...] | None:
    """All items, or None when any of the table is not understood. ``totals`` are the lines below
    it, whose amounts stand in the same column."""
    lines, header = without_headers(table)
    return _by_place(lines, [*_above_amounts(header), *_amounts(totals)])


# The header

_HEADER = Counter(re.findall(r"[^\s/]+", form.TABLE_HEADER))
_WORD = re.compile("|".join([*map(re.escape, _HEADER), r"[^\s/]+"]))
"""What stands in one column of the header may touch what stands in the next."""
_OF_AMOUNTS = frozenset({"Harga", "Jual", "Penggantian", "Uang", "Muka", "Termin", "(Rp)"})
"""Words that the header has above the amounts only."""
_FIRST_WORDS = ("No.", "Kode", "Nama", "Barang", "Harga")


def header_at(lines: Sequence[PageLine], start: int) -> int:
    """Behind the header that begins with this line; ``start`` itself when none does.

    It is told by its words, each as often as it must be: programs break it in many ways.
    """
    if not lines[start].text.startswith(_FIRST_WORDS):
        return start
    left = Counter(_HEADER)
    for index in range(start, len(lines)):
        left.subtract(_WORD.findall(lines[index].text))
        if min(left.values()) < 0:
            return start
        if not any(left.values()):
            return index + 1
    return start


def without_headers(table: Sequence[PageLine]) -> tuple[list[PageLine], list[PageLine]]:
    """The lines of the items, and those of the header, which may stand on each page."""
    items: list[PageLine] = []
    header: list[PageLine] = []
    at = 0
    while at < len(table):
        behind = header_at(table, at)
        if behind == at:
            items.append(table[at])
            at += 1
        else:
            header += table[at:behind]
            at = behind
    return items, header


# By place

_AMOUNT = re.compile(AMOUNT)
_DISCOUNT = form.DISCOUNT.split()
_NEAR = 0.1
"""Of a word's height: as far a box may reach over where its neighbour begins."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the names begin, and where the amounts are. Points from the left."""

    names: float
    amounts: tuple[float, float]

    def split(self, row: Row) -> tuple[list[str], str, list[str]]:
        """What stands left of the names, the name, and what stands right of it."""
        left: list[str] = []
        name: list[Word] = []
        right: list[str] = []
        for word in row:
            if word.right <= self.names + _NEAR * word.height:
                left.append(word.text)
            elif self.is_right(word):
                right.append(word.text)
            else:
                name.append(word)
        return left, text_of(name), right

    def is_right(self, word: Word) -> bool:
        """A long amount may begin left of what stands above and below it."""
        first, last = self.amounts
        reaches = word.left < last and word.right > first
        return word.left >= first or (reaches and bool(_AMOUNT.fullmatch(word.text)))


def _by_place(
    lines: Sequence[PageLine], above_below: Sequence[Word]
) -> tuple[FakturItem, ...] | None:
    columns = _columns(lines, above_below)
    if columns is None:
        return None
    names: list[str] = []
    left: list[list[str]] = []
    amounts: list[str] = []
    for line in lines:
        beside, name, behind = columns[line.page].split(line.row)
        left.append(beside)
        names.append(name)
        amounts += behind
    cells = list(_cells("\n".join(filter(None, names))))
    codes = _codes(list(filter(None, left)), len(cells))
    if codes is None or len(amounts) != len(cells) or not all(map(_AMOUNT.fullmatch, amounts)):
        return None
    items = [read_item(*parts) for parts in zip(cells, codes, amounts, strict=True)]
    return tuple(item for item in items if item) if items and all(items) else None


def _columns(lines: Sequence[PageLine], above_below: Sequence[Word]) -> dict[int, _Columns] | None:
    """Those of each page: names by the discounts below them, amounts by what stands above and below
    them in the header and the totals."""
    names: dict[int, float] = {}
    for line in lines:
        for left in _discounts(line.row):
            names[line.page] = min(left, names.get(line.page, left))
    if not names or not above_below:
        return None
    amounts = (min(word.left for word in above_below), max(word.right for word in above_below))
    usual = min(names.values())
    pages = {line.page for line in lines}
    return {page: _Columns(names.get(page, usual), amounts) for page in pages}


def _discounts(row: Row) -> Iterator[float]:
    """Where a line with a discount begins."""
    for index in range(len(row) - len(_DISCOUNT) + 1):
        if [word.text for word in row[index : index + len(_DISCOUNT)]] == _DISCOUNT:
            yield row[index].left


def _above_amounts(header: Iterable[PageLine]) -> Iterator[Word]:
    for line in header:
        yield from (word for word in line.row if word.text in _OF_AMOUNTS)


def _amounts(totals: Iterable[PageLine]) -> Iterator[Word]:
    yield from (line.row[-1] for line in totals if _AMOUNT.fullmatch(line.row[-1].text))


def _cells(names: str) -> Iterator[str]:
    """The names' column cut behind each item; also what is left behind the last one."""
    at = 0
    for match in LAST_LINE.finditer(names):
        yield names[at : match.end()]
        at = match.end()
    if names[at:].strip():
        yield names[at:]


def _codes(left: list[list[str]], count: int) -> list[str] | None:
    """The items' codes, empty where none stands beside the number, if the numbers are those from 1
    to ``count``, each once and in order."""
    numbers: list[str] = []
    codes: list[str] = []
    for words in left:
        number = str(len(numbers) + 1)
        words = [word for word in (word.removesuffix(".") for word in words) if word != "-"]
        glued = "".join(words)
        if not glued:
            continue
        if re.fullmatch(f"{number}(?:{CODE})?", glued) and words[0] in (number, glued):
            numbers.append(number)
            codes.append(glued.removeprefix(number))
        elif re.fullmatch(CODE, glued) and numbers and not codes[-1]:
            codes[-1] = glued  # on a line of its own below the number
        else:
            return None
    return codes if len(numbers) == count else None
