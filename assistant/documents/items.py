"""One item of a faktur from the lines of its cell in the column of names."""

from __future__ import annotations

import re
from collections.abc import Sequence
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
