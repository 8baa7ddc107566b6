"""Amounts: how they are rounded and read, and how PPN and its base follow from a price.

Sources: PER-11/PJ/2025, PMK 131/2024; the tolerances were measured on real Coretax PDFs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

PPN_TOLERANCE = Decimal(1)
"""Rupiah; on real PDFs the worst was 0.56."""
DPP_TOLERANCE = Decimal(25)
"""Rupiah: each line is rounded by itself; on real PDFs the worst was 22."""
RUPIAH = Decimal(1)
SEN = Decimal("0.01")
_WIDE = Context(prec=60, rounding=ROUND_HALF_UP)
_PRINTED = re.compile(r"(-?)(?:Rp\.?\s*)?((?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]{1,2})?)")
_LONGEST = 40


def whole(amount: Decimal) -> Decimal:
    """The amount in whole rupiah: 0.50 and over goes up (PER-11/PJ/2025 art. 129).

    The only place that rounds to whole rupiah.
    """
    return amount.quantize(RUPIAH, context=_WIDE)


def in_sen(amount: Decimal) -> Decimal:
    """The amount with two decimals, as Coretax's XML carries it."""
    return amount.quantize(SEN, context=_WIDE)


@dataclass(frozen=True, slots=True)
class PpnRate:
    """How PPN is reckoned from a day on."""

    since: date
    percent: Decimal
    """Of the taxable base."""
    share: Fraction
    """Of the price that is the taxable base: *DPP nilai lain*."""


PPN_OF_2025 = PpnRate(date(2025, 1, 1), Decimal(12), Fraction(11, 12))
"""PMK 131/2024."""


def dpp_nilai_lain(price: Decimal, rate: PpnRate = PPN_OF_2025) -> Decimal:
    """The taxable base of a price after discounts: 11/12 of it, two decimals."""
    share = rate.share
    return in_sen(_WIDE.divide(price * share.numerator, Decimal(share.denominator)))


def price_of(dpp: Decimal, rate: PpnRate) -> Decimal:
    """The price that a taxable base follows from, but for its rounding."""
    return dpp * rate.share.denominator / rate.share.numerator


def ppn(dpp: Decimal, rate: PpnRate = PPN_OF_2025) -> Decimal:
    """The PPN on a taxable base: 12 % of it, two decimals."""
    return in_sen(dpp * rate.percent / 100)


def ppn_due(price: Decimal, rate: PpnRate = PPN_OF_2025) -> Decimal:
    """Whole rupiah of PPN on a price."""
    return whole(ppn(dpp_nilai_lain(price, rate), rate))


def parse_rupiah(printed: str) -> Decimal:
    """Read an amount as a faktur prints it: ``366.667,00``, ``Rp 25.000,00``, ``0,00``.

    Raises ValueError for anything else; a dot only ever groups thousands.
    """
    text = printed.strip()
    match = _PRINTED.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None:
        raise ValueError("not an amount in rupiah")
    sign, digits = match.groups()
    return Decimal(sign + digits.replace(".", "").replace(",", "."))
