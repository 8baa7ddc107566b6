"""Rows of the portal's tables as the domain's objects."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, and_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from assistant.domain.billing import (
    Invoice,
    InvoiceItem,
    InvoiceStatus,
    Service,
    ServiceKind,
    ServiceStatus,
)
from assistant.domain.clients import Client, TaxKind, TaxProfile
from assistant.domain.tickets import (
    AttachmentRef,
    Ticket,
    TicketAuthor,
    TicketRef,
    TicketReply,
    TicketStatus,
)
from assistant.portal import ids
from assistant.portal.embedded import tables

Condition = ColumnElement[bool]


def is_service(public_id: str) -> Condition:
    """Raises NOT_FOUND when it has not the form of a service's id."""
    is_domain, number = ids.service_key(public_id)
    kind = tables.service.c.kind
    of_family = kind == ServiceKind.DOMAIN if is_domain else kind != ServiceKind.DOMAIN
    return and_(tables.service.c.id == number, of_family)


def service_id(kind: str, number: int) -> str:
    return ids.service_id(number, is_domain=kind == ServiceKind.DOMAIN)


async def clients(connection: AsyncConnection, *where: Condition) -> list[Client]:
    client, tax = tables.client, tables.tax_profile
    named = [column.label(f"tax_{column.name}") for column in tax.c]
    query = (
        select(client, *named)
        .outerjoin(tax, tax.c.client_id == client.c.id)
        .where(*where)
        .order_by(client.c.id)
    )
    return [_client(row) for row in await _rows(connection, query)]


async def services(connection: AsyncConnection, *where: Condition) -> list[Service]:
    service = tables.service
    query = select(service).where(*where).order_by(service.c.name, service.c.id)
    return [
        Service(
            id=service_id(row["kind"], row["id"]),
            kind=ServiceKind(row["kind"]),
            name=row["name"],
            client_id=str(row["client_id"]),
            status=ServiceStatus(row["status"]),
            next_due=row["next_due"],
        )
        for row in await _rows(connection, query)
    ]


async def invoices(connection: AsyncConnection, today: date, *where: Condition) -> list[Invoice]:
    """Oldest first. One that is past its due date today reads as overdue."""
    invoice, item, service = tables.invoice, tables.invoice_item, tables.service
    found = await _rows(
        connection, select(invoice).where(*where).order_by(invoice.c.issued, invoice.c.id)
    )
    lines = (
        select(item, service.c.kind)
        .outerjoin(service, service.c.id == item.c.service_id)
        .where(item.c.invoice_id.in_([row["id"] for row in found]))
        .order_by(item.c.invoice_id, item.c.position)
    )
    items: dict[int, list[InvoiceItem]] = {}
    for row in await _rows(connection, lines):
        items.setdefault(row["invoice_id"], []).append(_item(row))
    return [_invoice(row, tuple(items.get(row["id"], ())), today) for row in found]


def paid(begins: datetime, ends: datetime) -> Select[Any]:
    """What was paid within and not paid back, as it stands in a list."""
    invoice = tables.invoice.c
    return (
        select(invoice.id, invoice.number, invoice.client_id, invoice.tax, invoice.currency)
        .where(
            invoice.status == InvoiceStatus.PAID,
            invoice.paid_at >= begins,
            invoice.paid_at < ends,
        )
        .order_by(invoice.id)
    )


async def tickets(connection: AsyncConnection, *where: Condition) -> list[Ticket]:
    ticket, reply, department = tables.ticket, tables.ticket_reply, tables.department
    found = await _rows(
        connection,
        select(ticket, department.c.name.label("department"))
        .join(department, department.c.id == ticket.c.department_id)
        .where(*where)
        .order_by(ticket.c.id),
    )
    numbers = [row["id"] for row in found]
    query = select(reply).where(reply.c.ticket_id.in_(numbers)).order_by(reply.c.id)
    written = await _rows(connection, query)
    files = await _attachments(connection, numbers)  # after them: what came meanwhile has its files
    replies: dict[int, list[TicketReply]] = {}
    for row in written:
        replies.setdefault(row["ticket_id"], []).append(
            TicketReply(
                str(row["id"]),
                TicketAuthor(row["author"]),
                row["message"],
                row["at"],
                tuple(files.get((row["ticket_id"], row["id"]), ())),
            )
        )
    return [
        _ticket(row, tuple(replies.get(row["id"], ())), tuple(files.get((row["id"], None), ())))
        for row in found
    ]


async def _attachments(
    connection: AsyncConnection, tickets: list[int]
) -> dict[tuple[int, int | None], list[AttachmentRef]]:
    """Without their bytes, by ticket and reply."""
    file = tables.attachment
    query = (
        select(file.c.id, file.c.ticket_id, file.c.reply_id, file.c.name)
        .where(file.c.ticket_id.in_(tickets))
        .order_by(file.c.id)
    )
    found: dict[tuple[int, int | None], list[AttachmentRef]] = {}
    for row in await _rows(connection, query):
        place = (row["ticket_id"], row["reply_id"])
        found.setdefault(place, []).append(AttachmentRef(str(row["id"]), row["name"]))
    return found


async def _rows(connection: AsyncConnection, query: Select[Any]) -> list[RowMapping]:
    return list((await connection.execute(query)).mappings())


def _client(row: RowMapping) -> Client:
    return Client(
        id=str(row["id"]),
        email=row["email"],
        first_name=row["first_name"],
        last_name=row["last_name"],
        company=row["company"],
        phone=row["phone"],
        tax=_tax(row),
    )


def tax_values(tax: TaxProfile) -> dict[str, str]:
    """Its columns. Like other billing systems, this one has none for a passport or a country."""
    return {
        "kind": tax.kind, "npwp": tax.npwp, "nitku": tax.nitku, "name": tax.name,
        "address": tax.address, "email": tax.email,
    }  # fmt: skip


def _tax(row: RowMapping) -> TaxProfile | None:
    if row["tax_client_id"] is None:
        return None
    return TaxProfile(
        kind=TaxKind(row["tax_kind"]),
        npwp=row["tax_npwp"],
        nitku=row["tax_nitku"],
        name=row["tax_name"],
        address=row["tax_address"],
        email=row["tax_email"],
    )


def _item(row: RowMapping) -> InvoiceItem:
    billed = row["service_id"]
    return InvoiceItem(
        description=row["description"],
        quantity=row["quantity"],
        price=row["price"],
        discount=row["discount"],
        service_id=None if billed is None else service_id(row["kind"], billed),
        months=row["months"],
        kind=None if billed is None else ServiceKind(row["kind"]),
    )


def _invoice(row: RowMapping, items: tuple[InvoiceItem, ...], today: date) -> Invoice:
    status = InvoiceStatus(row["status"])
    if status is InvoiceStatus.UNPAID and row["due"] < today:
        status = InvoiceStatus.OVERDUE
    return Invoice(
        id=str(row["id"]),
        number=row["number"],
        client_id=str(row["client_id"]),
        status=status,
        issued=row["issued"],
        due=row["due"],
        paid_at=row["paid_at"],
        items=items,
        tax=row["tax"],
        currency=row["currency"],
    )


def _ticket(
    row: RowMapping, replies: tuple[TicketReply, ...], attachments: tuple[AttachmentRef, ...]
) -> Ticket:
    return Ticket(
        ref=TicketRef(str(row["id"]), row["number"]),
        client_id=str(row["client_id"]),
        subject=row["subject"],
        message=row["message"],
        status=TicketStatus(row["status"]),
        department=row["department"],
        opened_at=row["opened_at"],
        replies=replies,
        attachments=attachments,
    )
