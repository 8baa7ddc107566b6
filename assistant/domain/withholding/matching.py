"""Which invoices a slip is for: by the number it names, else by its sum.

One slip may cover several invoices of a month, and one invoice may get several slips. Where more
than one way fits, a person chooses: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.domain.withholding.model import FAKTUR_PAJAK, TOLERANCE, Owed, Slip

_MOST_TRIED, _MOST_AMOUNTS = 5_000, 200
"""Sums that are tried, and amounts that they are made of; beyond that a person chooses."""
_SEPARATORS = r"[\W_]{0,3}"
_FAKTUR_SHAPE = re.compile(r"(?<!\d)(?:\d[\s.\-]{0,2}){16}\d(?!\d)")


@dataclass(frozen=True, slots=True)
class NamedInvoices:
    """What the document's number of a slip says about our invoices."""

    owed: tuple[Owed, ...]
    """Those that it names."""
    strange: bool
    """It names an invoice or a faktur, and none of these."""
    is_faktur: bool
    """With ``strange``: it is a faktur."""


def named(slip: Slip, owed: Sequence[Owed]) -> NamedInvoices:
    """The invoices that the slip names, by their own number or their faktur's.

    A contract, an order or a payment names none, and that is not wrong.
    """
    text = slip.document.number.upper()
    found = tuple(one for one in owed if _names(text, one))
    is_faktur = not found and _is_faktur(slip, text)
    return NamedInvoices(found, is_faktur or (not found and _is_invoice(text, owed)), is_faktur)


def _names(text: str, owed: Owed) -> bool:
    patterns = [_invoice_pattern(owed.invoice_number)]
    patterns += [_faktur_pattern(number) for number in owed.fakturs]
    return any(re.search(pattern, text) for pattern in patterns)


def _invoice_pattern(number: str) -> str:
    """The number however it is spaced and hyphened, but not as the beginning of a longer one."""
    groups = re.findall(r"[A-Z]+|[0-9]+", number.upper())
    inner = _SEPARATORS.join(map(re.escape, groups))
    return rf"(?<![A-Z0-9]){inner}(?![A-Z0-9])"


def _faktur_pattern(number: str) -> str:
    """The faktur in any version: the NSFP is the last 13 digits (see ``NomorFaktur``)."""
    digits = r"[\s.\-]{0,2}".join(["[0-9]"] * 4 + list(number[4:]))
    return rf"(?<![0-9]){digits}(?![0-9])"


def _is_faktur(slip: Slip, text: str) -> bool:
    said = slip.document.kind.strip().casefold() == FAKTUR_PAJAK.casefold()
    return said or _FAKTUR_SHAPE.search(text) is not None


def _is_invoice(text: str, owed: Sequence[Owed]) -> bool:
    """Whether something in it looks like our numbers, as far as these have a look of their own."""
    shapes = {_shape(one.invoice_number) for one in owed if _has_letters(one.invoice_number)}
    return any(re.search(shape, text) for shape in shapes)


def _has_letters(number: str) -> bool:
    return re.search("[A-Za-z]", number) is not None


def _shape(number: str) -> str:
    """What our numbers look like."""
    groups = re.findall(r"[A-Z]+|[0-9]+", number.upper())
    parts = [f"[0-9]{{{len(part)}}}" if part.isdigit() else part for part in groups]
    return rf"(?<![A-Z0-9]){_SEPARATORS.join(parts)}(?![A-Z0-9])"


# By sum


class TooManyWaysError(Exception):
    """More than one set of them gives the sum, or too many would have to be tried."""


def adding_up(
    to: Decimal, amounts: Sequence[Decimal], tolerance: Decimal = TOLERANCE
) -> frozenset[int] | None:
    """Which of the amounts (rupiah, positive) make up the sum, as indexes; None when none do.

    Each may be ``tolerance`` off. Raises TooManyWaysError: also two equal amounts are two ways.
    """
    if len(amounts) > _MOST_AMOUNTS:
        raise TooManyWaysError
    search = _Search(to, amounts, tolerance)
    search.go(0, Decimal(0), ())
    return search.found


class _Search:
    """Largest first, and not on where what is left cannot reach the sum."""

    def __init__(self, to: Decimal, amounts: Sequence[Decimal], tolerance: Decimal) -> None:
        self.to = to
        self.tolerance = tolerance
        self.slack = tolerance * len(amounts)
        self.order = sorted(range(len(amounts)), key=lambda at: -amounts[at])
        self.amounts = [amounts[at] for at in self.order]
        self.left = [sum(self.amounts[at:], Decimal(0)) for at in range(len(amounts) + 1)]
        self.tried = 0
        self.found: frozenset[int] | None = None

    def go(self, at: int, so_far: Decimal, chosen: tuple[int, ...]) -> None:
        self.tried += 1
        if self.tried > _MOST_TRIED:
            raise TooManyWaysError
        if chosen and abs(self.to - so_far) <= self.tolerance * len(chosen):
            self._keep(chosen)
        if so_far > self.to + self.slack or so_far + self.left[at] < self.to - self.slack:
            return
        for following in range(at, len(self.amounts)):
            self.go(following + 1, so_far + self.amounts[following], (*chosen, following))

    def _keep(self, chosen: Iterable[int]) -> None:
        found = frozenset(self.order[at] for at in chosen)
        if self.found not in (None, found):
            raise TooManyWaysError
        self.found = found


@dataclass(frozen=True, slots=True)
class SlipMatch:
    """The invoices that a slip is for, and the slips that it is for them together with."""

    owed: tuple[Owed, ...]
    together: tuple[Slip, ...] = ()
    """Others that wait: all of them make up what is owed."""


def by_sum(slip: Slip, owed: Sequence[Owed], waiting: Sequence[Slip]) -> SlipMatch | None:
    """What the slip adds up to: some invoices of one month, or with waiting slips one invoice.

    Raises TooManyWaysError.
    """
    if slip.base is None:
        return None
    open_ones = [one for one in owed if one.remaining > 0]
    alone = adding_up(slip.base, [one.remaining for one in open_ones])
    if alone is not None:
        return SlipMatch(tuple(open_ones[at] for at in sorted(alone)))
    ways = [match for one in open_ones if (match := _with_waiting(slip, one, waiting))]
    if len(ways) > 1:
        raise TooManyWaysError
    return ways[0] if ways else None


def _with_waiting(slip: Slip, owed: Owed, waiting: Sequence[Slip]) -> SlipMatch | None:
    assert slip.base is not None
    others = [one for one in waiting if one.base is not None and one.base > 0]
    rest = owed.remaining - slip.base
    if not others or rest <= TOLERANCE:
        return None
    found = adding_up(rest, [one.base for one in others if one.base is not None])
    return SlipMatch((owed,), tuple(others[at] for at in sorted(found))) if found else None
