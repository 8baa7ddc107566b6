"""The embedded portal, as the assistant sees it."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from decimal import Decimal
from importlib.resources import files
from typing import TypeVar

from sqlalchemy import func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from assistant.domain.billing import (
    BLOCKING,
    Credit,
    Invoice,
    PaidInvoice,
    PaidInvoices,
    Payment,
    Service,
    ServiceStatus,
)
from assistant.domain.clients import Client, NewClient, TaxProfile
from assistant.domain.emails import email_key
from assistant.domain.portal import (
    Capabilities,
    Changes,
    EventType,
    Permission,
    PortalError,
    PortalEvent,
    PortalFailure,
)
from assistant.domain.tickets import (
    Attachment,
    Department,
    NewTicket,
    Ticket,
    TicketAuthor,
    TicketRef,
    TicketStatus,
)
from assistant.portal import ids
from assistant.portal.checks import (
    check_attachments,
    check_client,
    check_tax,
    check_text,
    check_ticket,
)
from assistant.portal.embedded import money, reading, tables
from assistant.portal.embedded.outgoing import Outgoing
from assistant.portal.embedded.reading import tax_values
from assistant.portal.embedded.store import Change, Store

T = TypeVar("T")

_EVENTS_AT_ONCE = 500
_TICKET_DIGITS = (6, 6, 6, 7, 8, 9)
"""How long the numbers are that a new ticket tries, one after the other, until one is free."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """How the portal writes to its clients."""

    brand: str
    url: str
    """Of the portal's pages."""


@dataclass(slots=True)
class EmbeddedPortal:
    """A small billing system in a schema and with connections of its own."""

    store: Store
    outgoing: Outgoing
    letterhead: Letterhead
    token: Callable[[], str]
    """An unguessable word that fits into a URL."""
    below: Callable[[int], int]
    """A random number from 0 up to, and without, the one given."""

    name: str = field(default="embedded", init=False)
    capabilities: Capabilities = field(
        init=False,
        default=Capabilities(moves_ownership=True, settles_within=None),
    )

    @asynccontextmanager
    async def _changing(self) -> AsyncIterator[Change]:
        """A change, and then the sending of what it caused."""
        async with self.store.changing() as change:
            yield change
        await self.outgoing.flush()

    # Clients

    async def find_client(self, email: str) -> Client | None:
        if "\x00" in email:
            return None
        async with self.store.reading() as connection:
            is_it = tables.client.c.email == email_key(email)
            return next(iter(await reading.clients(connection, is_it)), None)

    async def client(self, client_id: str) -> Client:
        async with self.store.reading() as connection:
            return await _client(connection, client_id)

    async def create_client(self, new: NewClient) -> Client:
        check_client(new)
        async with self._changing() as change:
            values = {**asdict(new), "email": email_key(new.email), "opened_at": change.now}
            row_key = (
                await change.connection.execute(
                    insert(tables.client)
                    .values(values)
                    .on_conflict_do_nothing()
                    .returning(tables.client.c.id)
                )
            ).scalar_one_or_none()
            if row_key is None:
                made = tables.client.c.reference == new.reference
                for client in await reading.clients(change.connection, made):
                    return client
                raise PortalError(PortalFailure.ALREADY_REGISTERED)
            client = await _client(change.connection, str(row_key))
            await self._mail_password_link(change, client)
            return client

    async def find_created(self, email: str, reference: str) -> Client | None:
        if "\x00" in email + reference:
            return None
        async with self.store.reading() as connection:
            made = (
                tables.client.c.email == email_key(email),
                tables.client.c.reference == reference,
            )
            return next(iter(await reading.clients(connection, *made)), None)

    async def _mail_password_link(self, change: Change, client: Client) -> None:
        token = self.token()
        digest = hashlib.sha256(token.encode()).hexdigest()
        link = {"token_sha256": digest, "client_id": int(client.id), "made_at": change.now}
        await change.connection.execute(insert(tables.password_link).values(link))
        template = files("assistant.portal.embedded") / "mails" / "password.txt"
        subject, _, body = (
            template.read_text(encoding="utf-8")
            .format(
                brand=self.letterhead.brand,
                name=client.first_name,
                account=client.label,
                email=client.email,
                link=f"{self.letterhead.url}/password/reset/{token}",
            )
            .partition("\n")
        )
        change.mail(client.email, subject, body.lstrip("\n"))

    async def set_tax_profile(self, client_id: str, tax: TaxProfile) -> None:
        check_tax(tax)
        async with self._changing() as change:
            await _client(change.connection, client_id)
            values = {**tax_values(tax), "email": email_key(tax.email)}
            await change.connection.execute(
                insert(tables.tax_profile)
                .values(client_id=int(client_id), **values)
                .on_conflict_do_update(index_elements=["client_id"], set_=values)
            )

    async def add_note(self, client_id: str, note: str) -> None:
        check_text("note", note)
        async with self._changing() as change:
            client = await _client(change.connection, client_id)
            row = {"client_id": int(client.id), "note": note, "at": change.now}
            await change.connection.execute(insert(tables.client_note).values(row))

    # Services

    async def services(self, client_id: str) -> list[Service]:
        async with self.store.reading() as connection:
            return await reading.services(
                connection,
                tables.service.c.client_id == ids.key(client_id),
                tables.service.c.status != ServiceStatus.ENDED,
            )

    async def service(self, service_id: str) -> Service:
        async with self.store.reading() as connection:
            return await _service(connection, service_id)

    async def find_services(self, host: str) -> list[Service]:
        if "\x00" in host:
            return []
        name = func.lower(tables.service.c.name)
        bears = or_(name == host.lower(), name.endswith(f"({host.lower()})", autoescape=True))
        async with self.store.reading() as connection:
            return await reading.services(connection, bears)

    async def move_service(self, service_id: str, to_client_id: str) -> None:
        async with self._changing() as change:
            is_it = reading.is_service(service_id)
            lock = select(tables.service.c.id).where(is_it).with_for_update()
            await change.connection.execute(lock)
            service = await _service(change.connection, service_id)
            await _client(change.connection, to_client_id)
            if service.client_id != to_client_id:
                await change.connection.execute(
                    update(tables.service).where(is_it).values(client_id=int(to_client_id))
                )
                change.tell(EventType.SERVICE_CHANGED, service=service_id)

    # Invoices

    async def blocking_invoices(self, client_id: str) -> list[Invoice]:
        async with self.store.reading() as connection:
            return await reading.invoices(
                connection,
                self.store.today,
                tables.invoice.c.client_id == ids.key(client_id),
                tables.invoice.c.status.in_(BLOCKING),
            )

    async def invoice(self, invoice_id: str) -> Invoice:
        async with self.store.reading() as connection:
            return await self._invoice(connection, invoice_id)

    async def _invoice(self, connection: AsyncConnection, invoice_id: str) -> Invoice:
        is_it = tables.invoice.c.id == ids.key(invoice_id)
        return _only(await reading.invoices(connection, self.store.today, is_it))

    async def find_invoice(self, number: str) -> Invoice | None:
        if "\x00" in number:
            return None
        async with self.store.reading() as connection:
            is_it = tables.invoice.c.number == number.strip().upper()
            found = await reading.invoices(connection, self.store.today, is_it)
            return next(iter(found), None)

    async def paid_invoices(
        self, begins: datetime, ends: datetime, client_id: str | None = None
    ) -> PaidInvoices:
        query = reading.paid(begins, ends)
        if client_id is not None:
            query = query.where(tables.invoice.c.client_id == ids.key(client_id))
        async with self.store.reading() as connection:
            rows = list((await connection.execute(query)).mappings())
        listed = tuple(
            PaidInvoice(
                str(row["id"]), row["number"], str(row["client_id"]), row["tax"], row["currency"]
            )
            for row in rows
        )
        return PaidInvoices(listed, complete=True)

    # Money

    async def payments(self, invoice_id: str) -> list[Payment]:
        async with self.store.reading() as connection:
            return await money.payments(connection, await self._invoice(connection, invoice_id))

    async def add_payment(
        self, invoice_id: str, amount: Decimal, *, gateway: str, transaction: str
    ) -> None:
        check_text("transaction", transaction)
        check_text("gateway", gateway)
        async with self._changing() as change:
            is_it = tables.invoice.c.id == ids.key(invoice_id)
            await change.connection.execute(
                select(tables.invoice.c.id).where(is_it).with_for_update()
            )
            invoice = await self._invoice(change.connection, invoice_id)
            await money.add_payment(change, invoice, amount, gateway, transaction)

    async def credits(self, client_id: str) -> list[Credit]:
        async with self.store.reading() as connection:
            return await money.credits_of(connection, await _client(connection, client_id))

    async def add_credit(self, client_id: str, amount: Decimal, description: str) -> None:
        check_text("description", description)
        async with self._changing() as change:
            client = await _client(change.connection, client_id)
            await money.add_credit(change, client, amount, description)

    # Tickets

    async def flush(self) -> None:
        await self.outgoing.flush()

    async def permissions(self) -> list[Permission]:
        return []

    async def departments(self) -> list[Department]:
        async with self.store.reading() as connection:
            department = tables.department
            rows = await connection.execute(select(department).order_by(department.c.id))
            return [Department(str(row["id"]), row["name"]) for row in rows.mappings()]

    async def open_ticket(self, new: NewTicket) -> TicketRef:
        check_ticket(new)
        async with self._changing() as change:
            await _client(change.connection, new.client_id)
            row = {
                "client_id": int(new.client_id),
                "reference": new.reference,
                "department_id": ids.key(new.department_id),
                "subject": new.subject,
                "message": new.message,
                "status": TicketStatus.OPEN,
                "service_id": None,
                "opened_at": change.now,
            }
            if new.service_id is not None:
                service = await _service(change.connection, new.service_id)
                if service.client_id != new.client_id:
                    raise PortalError(PortalFailure.REFUSED, "the service is another client's")
                _, row["service_id"] = ids.service_key(new.service_id)
            for digits in _TICKET_DIGITS:
                row["number"] = f"#{10 ** (digits - 1) + self.below(9 * 10 ** (digits - 1))}"
                made = insert(tables.ticket).values(row).on_conflict_do_nothing()
                added = await change.connection.execute(made.returning(tables.ticket.c.id))
                row_key = added.scalar_one_or_none()
                if row_key is not None:
                    await _attach(change, row_key, None, new.attachments)
                found = await _find_ticket(change.connection, new.client_id, new.reference)
                if found is not None:
                    return found
            raise PortalError(PortalFailure.REFUSED, "no ticket number is free")

    async def find_ticket(self, client_id: str, reference: str) -> TicketRef | None:
        if "\x00" in reference:
            return None
        async with self.store.reading() as connection:
            return await _find_ticket(connection, client_id, reference)

    async def ticket(self, ticket_id: str) -> Ticket:
        async with self.store.reading() as connection:
            is_it = tables.ticket.c.id == ids.key(ticket_id)
            return _only(await reading.tickets(connection, is_it))

    async def attachment(self, attachment_id: str) -> Attachment:
        file = tables.attachment
        query = select(file.c.name, file.c.content).where(file.c.id == ids.key(attachment_id))
        async with self.store.reading() as connection:
            rows = list((await connection.execute(query)).mappings())
        return _only([Attachment(row["name"], row["content"]) for row in rows])

    async def answer_ticket(
        self,
        ticket_id: str,
        message: str,
        *,
        author: TicketAuthor,
        reference: str,
        attachments: Sequence[Attachment] = (),
    ) -> bool:
        check_text("message", message)
        check_text("reference", reference)
        check_attachments(attachments)
        async with self._changing() as change:
            await _lock_ticket(change, ticket_id)
            reply = tables.ticket_reply
            added = await change.connection.execute(
                insert(reply)
                .values(
                    ticket_id=int(ticket_id),
                    author=author,
                    message=message,
                    reference=reference,
                    at=change.now,
                )
                .on_conflict_do_nothing()
                .returning(reply.c.id)
            )
            row_key = added.scalar_one_or_none()
            if row_key is None:
                return True
            await _attach(change, int(ticket_id), row_key, attachments)
            if author is TicketAuthor.STAFF:
                await _set_status(change, ticket_id, TicketStatus.ANSWERED)
                change.tell(EventType.TICKET_REPLIED, ticket=ticket_id)
            else:
                await _set_status(change, ticket_id, TicketStatus.CUSTOMER_REPLY)
        return True

    async def set_ticket_status(self, ticket_id: str, status: TicketStatus) -> None:
        async with self._changing() as change:
            if await _lock_ticket(change, ticket_id) != status:
                await _set_status(change, ticket_id, status)
                change.tell(EventType.TICKET_STATUS, ticket=ticket_id)

    # Changes

    async def changes_since(self, mark: str) -> Changes:
        after = ids.key(mark or "0")
        event = tables.event
        async with self.store.reading() as connection:
            query = (
                select(event)
                .where(event.c.seq > after)
                .order_by(event.c.seq)
                .limit(_EVENTS_AT_ONCE)
            )
            rows = list((await connection.execute(query)).mappings())
        events = tuple(
            PortalEvent(row["id"], EventType(row["type"]), dict(row["data"])) for row in rows
        )
        return Changes(events, str(rows[-1]["seq"]) if rows else mark)


async def _client(connection: AsyncConnection, client_id: str) -> Client:
    is_it = tables.client.c.id == ids.key(client_id)
    return _only(await reading.clients(connection, is_it))


async def _service(connection: AsyncConnection, service_id: str) -> Service:
    return _only(await reading.services(connection, reading.is_service(service_id)))


async def _find_ticket(
    connection: AsyncConnection, client_id: str, reference: str
) -> TicketRef | None:
    found = await reading.tickets(
        connection,
        tables.ticket.c.client_id == ids.key(client_id),
        tables.ticket.c.reference == reference,
    )
    return found[0].ref if found else None


async def _attach(
    change: Change, ticket: int, reply: int | None, attachments: Sequence[Attachment]
) -> None:
    for one in attachments:
        row = {"ticket_id": ticket, "reply_id": reply, **asdict(one)}
        await change.connection.execute(insert(tables.attachment).values(row))


async def _lock_ticket(change: Change, ticket_id: str) -> str:
    """Its status. Raises NOT_FOUND."""
    is_it = tables.ticket.c.id == ids.key(ticket_id)
    query = select(tables.ticket.c.status).where(is_it).with_for_update()
    status = (await change.connection.execute(query)).scalar_one_or_none()
    if status is None:
        raise PortalError(PortalFailure.NOT_FOUND)
    return str(status)


async def _set_status(change: Change, ticket_id: str, status: TicketStatus) -> None:
    is_it = tables.ticket.c.id == int(ticket_id)
    await change.connection.execute(update(tables.ticket).where(is_it).values(status=status))


def _only(found: list[T]) -> T:
    if not found:
        raise PortalError(PortalFailure.NOT_FOUND)
    return found[0]
