"""Writing invoices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.dialects.postgresql import insert

from assistant.domain.billing import IDR, InvoiceStatus
from assistant.domain.fakturs.paper import DPP_NILAI_LAIN, taxable_base
from assistant.domain.money import ppn, whole
from assistant.portal.embedded import tables
from assistant.portal.embedded.store import Change


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    description: str
    price: Decimal
    """Rupiah for one, before tax."""
    service_key: int | None
    months: int | None
    quantity: int = 1
    discount: Decimal = Decimal(0)
    """Rupiah off the line."""


@dataclass(frozen=True, slots=True)
class Bill:
    client_key: int
    issued: date
    due: date
    lines: tuple[InvoiceLine, ...]
    status: InvoiceStatus
    paid_at: datetime | None = None
    currency: str = IDR

    @property
    def tax(self) -> Decimal:
        """PPN in whole units, as a faktur of this bill will have it."""
        subtotal = sum(
            (line.price * line.quantity - line.discount for line in self.lines), Decimal(0)
        )
        return whole(ppn(whole(taxable_base(DPP_NILAI_LAIN, subtotal))))


async def write_invoice(change: Change, bill: Bill) -> str:
    """The number it got: ``INV-<year>-<six digits>``, without gaps."""
    serial = await _next_serial(change, bill.issued.year)
    number = f"INV-{bill.issued.year}-{serial:06}"
    made = insert(tables.invoice).values(
        number=number,
        client_id=bill.client_key,
        status=bill.status,
        issued=bill.issued,
        due=bill.due,
        paid_at=bill.paid_at,
        tax=bill.tax,
        currency=bill.currency,
    )
    invoice_key = (
        await change.connection.execute(made.returning(tables.invoice.c.id))
    ).scalar_one()
    for position, line in enumerate(bill.lines, start=1):
        await change.connection.execute(
            insert(tables.invoice_item).values(
                invoice_id=invoice_key,
                position=position,
                description=line.description,
                quantity=line.quantity,
                price=line.price,
                discount=line.discount,
                service_id=line.service_key,
                months=line.months,
            )
        )
    return number


async def _next_serial(change: Change, year: int) -> int:
    """Holds the year's row until the commit, so that no number is left out."""
    serial = tables.invoice_serial
    taken = (
        insert(serial)
        .values(year=year, last=1)
        .on_conflict_do_update(index_elements=["year"], set_={"last": serial.c.last + 1})
        .returning(serial.c.last)
    )
    return int((await change.connection.execute(taken)).scalar_one())
