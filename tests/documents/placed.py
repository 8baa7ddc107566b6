"""A faktur's text as its form lays it out, read as the pages of a PDF are.

Each line stands below the one before it. In the table, a number with its code stands left of the
names, and what a line ends with as an amount right of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.documents.items import AMOUNT
from assistant.documents.layout import Layout, Word
from assistant.documents.parsing import parse_faktur_pages, with_codes
from assistant.domain.fakturs.paper import ReadFaktur

PAGE_BREAK = "\f"
_NUMBERS, _NAMES, _AMOUNTS = 20.0, 80.0, 450.0
"""Points from the left."""
_WIDTH, _HEIGHT, _PITCH = 3.0, 8.0, 12.0
"""Of a character, of a word, from line to line."""
_NUMBER = re.compile(r"(?:^|(?<= ))\d{1,3} \d{6}(?= |$)")
_AMOUNT = re.compile(rf"(?:^|(?<!Rp) ){AMOUNT}$")
_HEADER = re.compile(r"(?<=Kode )Harga Jual .*|Uang Muka / Termin$|(?<=Jasa )\(Rp\)$")


def parse_placed(text: str, codes: Iterable[str] = ()) -> ReadFaktur:
    """``codes``: the contents of its QR codes. Raises UnreadableFaktur."""
    pages = [_layout(page.splitlines()) for page in text.split(PAGE_BREAK)]
    return with_codes(parse_faktur_pages(pages), codes)


def _layout(lines: list[str]) -> Layout:
    rows = [tuple(_row(line, _PITCH * at)) for at, line in enumerate(lines) if line.strip()]
    return Layout(tuple(rows), ())


def _row(line: str, top: float) -> Iterator[Word]:
    right = _AMOUNT.search(line) or _HEADER.search(line)
    name = line[: right.start()] if right else line
    left = _NUMBER.search(name)
    if left:
        yield from _words(left[0], _NUMBERS, top)
        name = name[: left.start()] + name[left.end() :]
    yield from _words(name, _NAMES, top)
    if right:
        yield from _words(right[0], _AMOUNTS, top)


def _words(text: str, at: float, top: float) -> Iterator[Word]:
    for word in text.split():
        end = at + _WIDTH * len(word)
        yield Word(word, at, top, end, top + _HEIGHT)
        at = end + _WIDTH
