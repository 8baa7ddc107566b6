"""Where an invoice's slips stand, for its customer: at the invoice, its faktur and in a recap."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from assistant.domain.withholding.announcing import Subjects
from assistant.domain.withholding.booking import with_received, withheld_for
from assistant.domain.withholding.expecting import ExpectedSlips, expected_numbered, slips_for
from assistant.domain.withholding.keeping import Due, SettlementState, StoredSlip
from assistant.domain.withholding.model import TOLERANCE, BookingState, Owed, PaidHow, tax_on
from assistant.domain.work import Work


@dataclass(frozen=True, slots=True)
class SlipStanding:
    """Empty where nothing was said and nothing sent."""

    invoice_id: str
    how: PaidHow | None
    """How the customer said to pay; None where they said nothing."""
    slips: tuple[StoredSlip, ...]
    missing: tuple[Owed, ...]
    """What was announced and is not covered by booked slips, each with what it received."""
    dues: tuple[Due, ...]
    """Money that its slips move."""

    @property
    def is_empty(self) -> bool:
        return self.how is None and not self.slips

    @property
    def received(self) -> Decimal:
        """Rupiah of tax in slips that are booked for it."""
        return withheld_for(self.invoice_id, [one.booking for one in self.slips])

    @property
    def missing_tax(self) -> Decimal:
        """Rupiah."""
        return sum((tax_on(one.remaining, one.rate) for one in self.missing), Decimal(0))

    @property
    def held(self) -> bool:
        return any(one.booking.state is BookingState.HELD for one in self.slips)

    @property
    def booked(self) -> bool:
        """Whether any slip counts for it."""
        return any(one.booking.counts for one in self.slips)


async def standing(work: Work, one: ExpectedSlips) -> SlipStanding:
    invoice = one.billed.invoice.id
    said = one.announcement if one.announced else None
    kept = await work.withholding.of_withholder(one.billed.withholder)
    slips = slips_for(kept, invoice)
    bookings = [each.booking for each in slips]
    owed = [with_received(part, bookings) for part in one.asked.owed or said.owed] if said else []
    dues = await work.dues.of_invoice(invoice)
    return SlipStanding(
        invoice,
        said.paid_how if said else None,
        tuple(slips),
        tuple(part for part in owed if part.remaining > TOLERANCE),
        tuple(due for due in dues if due.state is not SettlementState.UNDONE),
    )


async def standing_numbered(
    work: Work, person: int, number: str, subjects: Subjects
) -> SlipStanding | None:
    """Of the invoice that people call so; None where the person has none, or nothing is to say."""
    one = await expected_numbered(work, person, number, subjects)
    if one is None or not one.billed.withholder:
        return None
    found = await standing(work, one)
    return None if found.is_empty else found
