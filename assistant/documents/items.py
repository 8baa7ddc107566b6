"""One item of a faktur from the lines of its cell, and a table's items from the order of its text.

The order is not the order one sees, and programs differ: number and code before the name or beside
any line of it, the amount before, within or behind. What a text without places says of its items is
found by trying: each line that may be a number, a code or an amount is taken for one, and what is
left must be an item whose price times quantity is its amount. Of two readings that are as likely as
each other none is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.documents import form
from assistant.domain.fakturs.paper import FakturItem
from assistant.domain.money import parse_rupiah

AMOUNT = r"\d{1,3}(?:\.\d{3})*,\d{2}"
CODE = r"\d{6}"
_HALF_SEN = Decimal("0.005")
_DISCOUNT = r"\s".join(form.DISCOUNT.split())
_LUXURY = rf"{form.LUXURY}\s\([\d.,]+\s?%\)\s=\sRp\s{AMOUNT}"
_ITEM = re.compile(
    rf"(?P<name>.+)\sRp\s(?P<price>{AMOUNT})\sx\s(?P<quantity>{AMOUNT})\s(?P<unit>\D.*?)"
    rf"\s{_DISCOUNT}\sRp\s(?P<discount>{AMOUNT})\s{_LUXURY}",
    re.DOTALL,
)
LAST_LINE = re.compile(_LUXURY)
"""What every item ends with."""
_HYPHENATED = re.compile(r"[^\W_]-$")


def joined(lines: Sequence[str]) -> str:
    """The lines as one. A word that ends in a hyphen goes on: programs break lines behind it."""
    text = ""
    for line in (" ".join(line.split()) for line in lines):
        glue = "" if not text or _HYPHENATED.search(text) else " "
        text = f"{text}{glue}{line}" if line else text
    return text


def read_item(cell: str, code: str, amount: str) -> FakturItem | None:
    """An item by what its cell says, its lines kept. None when any of it is not understood, or when
    it does not add up."""
    match = _ITEM.fullmatch(cell.strip())
    if match is None:
        return None
    item = FakturItem(
        name=joined(match["name"].splitlines()),
        code=code,
        unit=joined(match["unit"].splitlines()),
        price=parse_rupiah(match["price"]),
        quantity=parse_rupiah(match["quantity"]),
        discount=parse_rupiah(match["discount"]),
        amount=parse_rupiah(amount),
    )
    return item if item.name and _adds_up(item) else None


def _adds_up(item: FakturItem) -> bool:
    """Price times quantity is the amount, but for what rounding both to two decimals took away."""
    lost = (item.price + item.quantity) * _HALF_SEN + 1
    return abs(item.price * item.quantity - item.amount) <= lost


# By the order of the text

_MARKS = re.compile(rf"(?:\d{{1,3}}(?: {CODE}| -)?(?: {AMOUNT})?|{CODE}|{AMOUNT})")
"""A line that says nothing else."""
_MOST_MARKS = 3
"""Lines that may stand behind an item's last one: number, code and amount."""
_ODD_NAME = 8
"""How much less likely a reading is that leaves a number, a code or an amount in a name."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """Some items, read one way. ``odd`` is the greater the less likely that is."""

    odd: int
    items: tuple[FakturItem, ...]
    twofold: bool = False
    """Another reading of the same lines is as likely."""


def items_in_order(lines: Sequence[str]) -> tuple[FakturItem, ...] | None:
    """All items of a table without its header; None when any of it is not understood for sure."""
    ends = [index for index, line in enumerate(lines) if LAST_LINE.search(line)]
    found = {0: _Reading(0, ())}
    for number, end in enumerate(ends, start=1):
        found = _longer(found, lines, number, end)
    whole = found.get(len(lines))
    return whole.items if whole and whole.items and not whole.twofold else None


def _longer(
    found: dict[int, _Reading], lines: Sequence[str], number: int, end: int
) -> dict[int, _Reading]:
    """Each reading with the next item behind it, by the line behind that item."""
    longer: dict[int, _Reading] = {}
    for start, before in found.items():
        for stop in _stops(lines, end):
            item = _likeliest(lines[start:stop], number)
            if item is None:
                continue
            reading = _Reading(
                before.odd + item.odd, before.items + item.items, before.twofold or item.twofold
            )
            longer[stop] = _likelier(longer.get(stop), reading)
    return longer


def _likelier(one: _Reading | None, other: _Reading) -> _Reading:
    if one is None or other.odd < one.odd:
        return other
    if other.odd == one.odd and other.items != one.items:
        return _Reading(one.odd, one.items, twofold=True)
    return one


def _stops(lines: Sequence[str], end: int) -> Iterator[int]:
    yield end + 1
    for stop in range(end + 2, min(end + 2 + _MOST_MARKS, len(lines) + 1)):
        if not _MARKS.fullmatch(lines[stop - 1]):
            return
        yield stop


def _likeliest(lines: Sequence[str], number: int) -> _Reading | None:
    best: _Reading | None = None
    for odd, code, rest in _without_number(lines, number):
        for also_odd, amount, cell in _without_amount(rest):
            item = read_item("\n".join(filter(None, cell)), code, amount)
            if item is None:
                continue
            marks = sum(bool(_MARKS.fullmatch(line)) for line in cell)
            best = _likelier(best, _Reading(odd + also_odd + _ODD_NAME * marks, (item,)))
    return best


_Rest = tuple[str, ...]


def _without_number(lines: Sequence[str], number: int) -> Iterator[tuple[int, str, _Rest]]:
    """Each way to take number and code away: how odd it is, the code, and the other lines."""
    marker = re.compile(rf"(?:^|(?<= )){number}(?: (?:({CODE})|-))?(?= |$)")
    for index, line in enumerate(lines):
        for match in marker.finditer(line):
            left = f"{line[: match.start()]}{line[match.end() :]}".strip()
            code = match[1] or ""
            beside = bool(left) and not re.fullmatch(AMOUNT, left)
            yield (
                2 * beside + 4 * (not code),
                code,
                (*lines[:index], " ".join(left.split()), *lines[index + 1 :]),
            )
        if line == str(number):  # a code of its own line may as well be of the name
            for other, alone in enumerate(lines):
                if re.fullmatch(CODE, alone):
                    rest = [text for at, text in enumerate(lines) if at not in (index, other)]
                    yield 4 + _ODD_NAME, alone, tuple(rest)


def _without_amount(lines: _Rest) -> Iterator[tuple[int, str, _Rest]]:
    """Each way to take the amount away: how odd it is, the amount, and the other lines."""
    for index, line in enumerate(lines):
        match = re.search(rf"(?:^| )({AMOUNT})$", line) or re.match(rf"({AMOUNT})(?= )", line)
        if match:
            left = f"{line[: match.start()]}{line[match.end() :]}".strip()
            yield 2 * bool(left), match[1], (*lines[:index], left, *lines[index + 1 :])
