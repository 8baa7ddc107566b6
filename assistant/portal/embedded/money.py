"""Payments of a part of an invoice, and credit."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from assistant.domain.billing import BLOCKING, Credit, Invoice, InvoiceStatus, Payment
from assistant.domain.clients import Client
from assistant.domain.portal import EventType, PortalError, PortalFailure
from assistant.portal.embedded import tables
from assistant.portal.embedded.store import Change


async def payments(connection: AsyncConnection, invoice: Invoice) -> list[Payment]:
    """Of one paid otherwise, what is not in its parts was paid at once."""
    one = tables.payment.c
    query = (
        select(one.transaction, one.amount)
        .where(one.invoice_id == int(invoice.id))
        .order_by(one.id)
    )
    parts = [Payment(row.transaction, row.amount) for row in await connection.execute(query)]
    rest = invoice.total - sum((part.amount for part in parts), Decimal(0))
    paid = invoice.status in (InvoiceStatus.PAID, InvoiceStatus.REFUNDED)
    return [Payment("", rest), *parts] if paid and rest > 0 else parts


async def add_payment(
    change: Change, invoice: Invoice, amount: Decimal, gateway: str, transaction: str
) -> None:
    """The invoice is locked. Raises PortalError."""
    before = await payments(change.connection, invoice)
    if any(one.transaction == transaction for one in before):
        return
    if invoice.status not in BLOCKING:
        raise PortalError(PortalFailure.REFUSED, "the invoice takes no payment")
    left = invoice.total - sum((one.amount for one in before), Decimal(0))
    if not 0 < amount <= left:
        raise PortalError(PortalFailure.REFUSED, "the amount is not what is left to pay, or less")
    await change.connection.execute(
        insert(tables.payment).values(
            invoice_id=int(invoice.id),
            gateway=gateway,
            transaction=transaction,
            amount=amount,
            at=change.now,
        )
    )
    if amount == left:
        await change.connection.execute(
            update(tables.invoice)
            .where(tables.invoice.c.id == int(invoice.id))
            .values(status=InvoiceStatus.PAID, paid_at=change.now)
        )
        change.tell(EventType.INVOICE_PAID, invoice=invoice.id)


async def credits_of(connection: AsyncConnection, client: Client) -> list[Credit]:
    one = tables.credit.c
    query = select(one.description, one.amount).where(one.client_id == int(client.id))
    rows = await connection.execute(query.order_by(one.id))
    return [Credit(row.description, row.amount) for row in rows]


async def add_credit(change: Change, client: Client, amount: Decimal, description: str) -> None:
    """Raises PortalError."""
    if amount <= 0:
        raise PortalError(PortalFailure.REFUSED, "no amount to give")
    await change.connection.execute(
        insert(tables.credit)
        .values(client_id=int(client.id), description=description, amount=amount, at=change.now)
        .on_conflict_do_nothing()
    )
