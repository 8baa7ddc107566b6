"""How every rupiah that was paid in a month ended: the month's equation.

paid = kode 04 + 02 + 03 + digunggung + not taxed + undone + held, to the rupiah. What nobody has
settled yet is held, and a month with nothing held can be closed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


class End(StrEnum):
    """The legal ends of a payment, in the order in which they are told. Whoever adds one says in
    ``reconciling`` what ends so, and in the desk how it is called."""

    KODE_04 = "04"
    """A faktur by DPP nilai lain."""
    KODE_02 = "02"
    """A faktur to a government office that collects the PPN."""
    KODE_03 = "03"
    """A faktur to another collector."""
    DIGUNGGUNG = "digunggung"
    """Reported without the buyer's name: a consumer's."""
    NOT_TAXED = "not-taxed"
    UNDONE = "undone"
    """Refunded or cancelled, and no faktur stands."""
    HELD = "held"
    """Somebody still has to do something."""


BY_KODE: Mapping[str, End] = {"04": End.KODE_04, "02": End.KODE_02, "03": End.KODE_03}


@dataclass(frozen=True, slots=True)
class Part:
    """What of a month's payments ended in one way."""

    amount: Decimal = Decimal(0)
    """Rupiah with PPN."""
    count: int = 0
    """Of invoices; one of which a part was undone is counted in two."""
    unknown: int = 0
    """How many of these have no amount in rupiah that we know: foreign ones, and what only the
    portal knows of."""


Ended = tuple[End, Decimal | None]
"""An invoice's end, and its rupiah; None: not known."""


@dataclass(frozen=True, slots=True)
class Equation:
    paid: Decimal
    """Rupiah with PPN, added up where they are stored, not from the parts."""
    parts: Mapping[End, Part]
    """Every end has one."""

    @classmethod
    def of(cls, paid: Decimal | None, ended: Iterable[Ended]) -> Equation:
        """``paid`` None: it is what the parts come to."""
        found = list(ended)
        parts = {end: _part(amount for one, amount in found if one is end) for end in End}
        total = sum((part.amount for part in parts.values()), Decimal(0))
        return cls(total if paid is None else paid, parts)

    @property
    def difference(self) -> Decimal:
        """Rupiah that are paid and have no end; anything but 0 is an error of ours."""
        return self.paid - sum((part.amount for part in self.parts.values()), Decimal(0))

    @property
    def settled(self) -> bool:
        """Whether nothing is held, and nothing is missing."""
        return self.parts[End.HELD].count == 0 and self.difference == 0


def _part(amounts: Iterable[Decimal | None]) -> Part:
    found = list(amounts)
    known = [amount for amount in found if amount is not None]
    return Part(sum(known, Decimal(0)), len(found), len(found) - len(known))


@dataclass(frozen=True, slots=True)
class ClosedMonth:
    """A month that finance closed, and its equation as it was then."""

    month: date
    equation: Equation
    by: str
    at: datetime
