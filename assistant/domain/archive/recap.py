"""The recap of one company's fakturs of one tax month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class RecapLine:
    """One faktur, in the version that counts."""

    number: str
    """17 digits."""
    issued: date
    invoice: str
    dpp: Decimal
    """Rupiah."""
    ppn: Decimal


@dataclass(frozen=True, slots=True)
class RecapSlip:
    """Where an invoice's bukti potong stand."""

    invoice: str
    received: Decimal
    """Rupiah of tax, in slips that are booked."""
    missing: Decimal
    """Rupiah of tax."""
    held: bool
    """A slip came that is not booked."""


@dataclass(frozen=True, slots=True)
class Recap:
    company: str
    npwp: str
    """16 digits."""
    masa_pajak: date
    """The first day of its month."""
    lines: tuple[RecapLine, ...]
    """In the order they are shown in; may be empty."""
    made: datetime
    slips: tuple[RecapSlip, ...] = ()
    """Of the invoices that tax is withheld from."""

    @property
    def dpp(self) -> Decimal:
        return sum((line.dpp for line in self.lines), Decimal(0))

    @property
    def ppn(self) -> Decimal:
        return sum((line.ppn for line in self.lines), Decimal(0))
