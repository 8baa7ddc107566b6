"""What the provider's own people do in the portal. Each action may raise PortalError."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any, TypeVar

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from assistant.domain.billing import (
    BLOCKING,
    IDR,
    Invoice,
    InvoiceStatus,
    Service,
    ServiceKind,
    ServiceStatus,
)
from assistant.domain.clients import Client
from assistant.domain.emails import email_key
from assistant.domain.fakturs.paper import NomorFaktur
from assistant.domain.money import in_sen, whole
from assistant.domain.portal import EventType, PortalError, PortalFailure
from assistant.domain.tickets import Attachment, AttachmentRef, Ticket, TicketAuthor, TicketStatus
from assistant.portal import ids
from assistant.portal.embedded import reading, tables
from assistant.portal.embedded.billing import Bill, InvoiceLine, write_invoice
from assistant.portal.embedded.finance import FakturIssuing, hand_in
from assistant.portal.embedded.outgoing import Endpoint
from assistant.portal.embedded.portal import EmbeddedPortal
from assistant.portal.embedded.seed import seed
from assistant.portal.embedded.specimen import Faults, filename, number_of, specimen
from assistant.portal.embedded.store import Change

Json = dict[str, Any]
T = TypeVar("T")

_DUE_IN = timedelta(days=7)
_MONTHS = {ServiceKind.DOMAIN: 12}
"""The period that a new bill is for; a month where nothing is said."""
_NSFP_TRIES = 10

_BEFORE = {
    InvoiceStatus.UNPAID: frozenset({InvoiceStatus.DRAFT, InvoiceStatus.PAYMENT_PENDING}),
    InvoiceStatus.PAYMENT_PENDING: BLOCKING,
    InvoiceStatus.COLLECTIONS: BLOCKING,
    InvoiceStatus.PAID: BLOCKING,
    InvoiceStatus.CANCELLED: BLOCKING | {InvoiceStatus.DRAFT},
    InvoiceStatus.REFUNDED: frozenset({InvoiceStatus.PAID}),
}
"""What an invoice must be to become the other. It becomes overdue by itself."""
_TOLD = {
    InvoiceStatus.PAID: EventType.INVOICE_PAID,
    InvoiceStatus.REFUNDED: EventType.INVOICE_REFUNDED,
    InvoiceStatus.CANCELLED: EventType.INVOICE_CANCELLED,
}


@dataclass(frozen=True, slots=True)
class PortalAdmin:
    portal: EmbeddedPortal
    finance: FakturIssuing

    async def seed(self) -> None:
        """Make the demo's world, as far as it is not there."""
        await self._change(seed)

    async def overview(self) -> Json:
        """Everything on one page, amounts as texts of whole rupiah."""
        store = self.portal.store
        async with store.reading() as connection:
            clients = await reading.clients(connection)
            services = await reading.services(connection)
            invoices = await reading.invoices(connection, store.today)
            tickets = await reading.tickets(connection)
            issued = tables.faktur.c.issued_at.is_not(None)
            fakturs = {
                str(row["invoice_id"]): str(number_of(row["nsfp"], row["kode_status"]))
                for row in (
                    await connection.execute(select(tables.faktur).where(issued))
                ).mappings()
            }
        return {
            "accounts": [
                {
                    "id": client.id,
                    "email": client.email,
                    "label": client.label,
                    "company": client.company,
                    "npwp": client.tax.npwp if client.tax else None,
                    "services": [_service_json(one) for one in services if _is_of(one, client)],
                    "invoices": [
                        _invoice_json(one, fakturs.get(one.id))
                        for one in invoices
                        if _is_of(one, client)
                    ],
                    "tickets": [_ticket_line(one) for one in tickets if _is_of(one, client)],
                }
                for client in clients
            ],
            "departments": [
                {"id": one.id, "name": one.name} for one in await self.portal.departments()
            ],
        }

    # Accounts

    async def set_email(self, client: str, email: str) -> None:
        """Give a client, by id or e-mail, another e-mail address."""
        owner, new = await self._find_client(client), email_key(email)
        if await self.portal.find_client(new) not in (None, owner):
            raise PortalError(PortalFailure.ALREADY_REGISTERED)

        async def write(change: Change) -> None:
            is_it = tables.client.c.id == int(owner.id)
            await change.connection.execute(update(tables.client).where(is_it).values(email=new))
            change.tell(EventType.CLIENT_CHANGED, client=owner.id)

        await self._change(write)

    # Invoices

    async def bill(
        self,
        client: str,
        service: str | None,
        amount: Decimal,
        description: str = "",
        *,
        currency: str = IDR,
    ) -> Json:
        """Bill a client, by id or e-mail, ``amount`` before tax. Answers the number."""
        if not amount.is_finite() or in_sen(amount) <= 0 or amount >= Decimal(10) ** 12:
            raise PortalError(PortalFailure.REFUSED, "the amount is not one to bill")
        owner = await self._find_client(client)
        billed = await self.portal.service(service) if service else None
        if billed and billed.client_id != owner.id:
            raise PortalError(PortalFailure.REFUSED, "the service is another client's")
        line = InvoiceLine(
            description=description or (billed.name if billed else self.portal.letterhead.brand),
            price=in_sen(amount),
            service_key=ids.service_key(billed.id)[1] if billed else None,
            months=_MONTHS.get(billed.kind, 1) if billed else None,
        )

        async def write(change: Change) -> str:
            return await write_invoice(
                change,
                Bill(
                    client_key=int(owner.id),
                    issued=change.today,
                    due=change.today + _DUE_IN,
                    lines=(line,),
                    status=InvoiceStatus.UNPAID,
                    currency=currency,
                ),
            )

        return {"invoice": await self._change(write)}

    async def pay(self, number: str) -> None:
        await self.set_invoice_status(number, InvoiceStatus.PAID)

    async def refund(self, number: str) -> None:
        await self.set_invoice_status(number, InvoiceStatus.REFUNDED)

    async def cancel(self, number: str) -> None:
        await self.set_invoice_status(number, InvoiceStatus.CANCELLED)

    async def set_invoice_status(self, number: str, status: InvoiceStatus) -> None:
        """Raises NOT_FOUND, and REFUSED where the invoice's status does not lead there."""

        async def write(change: Change) -> None:
            invoice = await _lock_invoice(change, number)
            if invoice.status not in _BEFORE.get(status, frozenset()):
                raise PortalError(PortalFailure.REFUSED, f"the invoice is {invoice.status}")
            values: dict[str, object] = {"status": status}
            if status is InvoiceStatus.PAID:
                values["paid_at"] = change.now
            is_it = tables.invoice.c.id == int(invoice.id)
            await change.connection.execute(update(tables.invoice).where(is_it).values(values))
            if status in _TOLD:
                change.tell(_TOLD[status], invoice=invoice.id)

        await self._change(write)

    async def issue(
        self, number: str, *, swap_buyer: bool = False, wrong_amount: bool = False
    ) -> Json:
        """Draw the faktur of a paid invoice and hand its PDF to the assistant.

        The same invoice keeps its number. Raises REFUSED when it cannot have one, or when the
        assistant does not take it, and UNAVAILABLE when nobody answers.
        """
        seller, upload = self.finance.ready()
        invoice, owner, nomor = await self._change(lambda change: self._number(change, number))
        if owner.tax is None:
            raise PortalError(PortalFailure.REFUSED, "the client has no tax number")
        faults = Faults(swap_buyer, wrong_amount)
        spec = specimen(invoice, owner.tax, seller, nomor, faults)
        pdf = await asyncio.to_thread(self.finance.draw, spec)
        name = filename(spec, self.portal.store.new_id())
        await self._upload(upload, pdf, name)
        if faults.none:
            await self._change(lambda change: _note_issued(change, invoice))
        return {"number": str(nomor), "filename": name}

    async def _number(self, change: Change, number: str) -> tuple[Invoice, Client, NomorFaktur]:
        """The number that this invoice's faktur has, giving it one if there is none."""
        invoice = await _lock_invoice(change, number)
        if invoice.status is not InvoiceStatus.PAID or invoice.paid_at is None:
            raise PortalError(PortalFailure.REFUSED, f"the invoice is {invoice.status}")
        client_is_it = tables.client.c.id == int(invoice.client_id)
        owner = (await reading.clients(change.connection, client_is_it))[0]
        faktur = tables.faktur
        known = select(faktur).where(faktur.c.invoice_id == int(invoice.id))
        for _ in range(_NSFP_TRIES):
            row = (await change.connection.execute(known)).mappings().one_or_none()
            if row is not None:
                return invoice, owner, number_of(row["nsfp"], row["kode_status"])
            nsfp = f"{invoice.paid_at:%y}{self.portal.below(10**11):011}"
            await change.connection.execute(
                insert(faktur)
                .values(invoice_id=int(invoice.id), nsfp=nsfp)
                .on_conflict_do_nothing()
            )
        raise PortalError(PortalFailure.REFUSED, "no number is free")

    async def _upload(self, to: Endpoint, pdf: bytes, name: str) -> None:
        outgoing = self.portal.outgoing
        timestamp = str(int(outgoing.store.clock().timestamp()))
        await hand_in(outgoing.http, to, pdf, name, timestamp)

    # Services

    async def add_service(self, client: str, kind: ServiceKind, name: str) -> Json:
        """Give a client, by id or e-mail, something new. Answers its id."""
        owner = await self._find_client(client)

        async def write(change: Change) -> str:
            made = insert(tables.service).values(
                client_id=int(owner.id),
                kind=kind,
                name=name,
                status=ServiceStatus.ACTIVE,
                next_due=change.today + timedelta(days=30),
            )
            returned = await change.connection.execute(made.returning(tables.service.c.id))
            return reading.service_id(kind, returned.scalar_one())

        return {"service": await self._change(write)}

    async def set_service_status(self, service: str, status: ServiceStatus) -> None:
        async def write(change: Change) -> None:
            is_it = reading.is_service(service)
            changed = update(tables.service).where(is_it).values(status=status)
            returned = await change.connection.execute(changed.returning(tables.service.c.id))
            if returned.scalar_one_or_none() is None:
                raise PortalError(PortalFailure.NOT_FOUND)
            change.tell(EventType.SERVICE_CHANGED, service=service)

        await self._change(write)

    async def transfer(self, service: str, to: str) -> None:
        """Change the owner to this client, by id or e-mail."""
        new_owner = await self._find_client(to)
        await self.portal.move_service(service, new_owner.id)

    # Tickets

    async def add_department(self, name: str) -> None:
        """Nothing happens when there is one of this name."""

        async def write(change: Change) -> None:
            made = insert(tables.department).values(name=name).on_conflict_do_nothing()
            await change.connection.execute(made)

        await self._change(write)

    async def ticket(self, number: str) -> Json:
        """By the number people read, with all that was written."""
        found = await self._find_ticket(number)
        return {
            **_ticket_line(found),
            "id": found.ref.id,
            "client": found.client_id,
            "message": found.message,
            "opened_at": found.opened_at.isoformat(),
            "attachments": _files(found.attachments),
            "replies": [
                {
                    "author": one.author,
                    "message": one.message,
                    "at": one.at.isoformat(),
                    "attachments": _files(one.attachments),
                }
                for one in found.replies
            ],
        }

    async def attachment(self, attachment_id: str) -> Attachment:
        """A file of a ticket, by the id that :meth:`ticket` gives it. Raises NOT_FOUND."""
        return await self.portal.attachment(attachment_id)

    async def reply(
        self, number: str, message: str, attachments: Sequence[Attachment] = ()
    ) -> None:
        """Answer as staff."""
        found = await self._find_ticket(number)
        await self.portal.answer_ticket(
            found.ref.id,
            message,
            author=TicketAuthor.STAFF,
            reference=self.portal.store.new_id(),
            attachments=attachments,
        )

    async def set_status(self, number: str, status: str) -> None:
        if status not in list(TicketStatus):
            raise PortalError(PortalFailure.REFUSED, "no such status")
        found = await self._find_ticket(number)
        await self.portal.set_ticket_status(found.ref.id, TicketStatus(status))

    async def flush_events(self) -> int:
        """Tell what was not told yet; how many events were taken."""
        return await self.portal.outgoing.flush_events()

    async def _change(self, write: Callable[[Change], Awaitable[T]]) -> T:
        async with self.portal.store.changing() as change:
            result = await write(change)
        await self.portal.outgoing.flush()
        return result

    async def _find_client(self, id_or_email: str) -> Client:
        if "@" not in id_or_email:
            return await self.portal.client(id_or_email)
        found = await self.portal.find_client(id_or_email)
        if found is None:
            raise PortalError(PortalFailure.NOT_FOUND, "no such client")
        return found

    async def _find_ticket(self, number: str) -> Ticket:
        shown = "#" + number.strip().removeprefix("#")
        async with self.portal.store.reading() as connection:
            for found in await reading.tickets(connection, tables.ticket.c.number == shown):
                return found
        raise PortalError(PortalFailure.NOT_FOUND, "no such ticket")


async def _lock_invoice(change: Change, number: str) -> Invoice:
    is_it = tables.invoice.c.number == number.strip().upper()
    lock = select(tables.invoice.c.id).where(is_it).with_for_update()
    await change.connection.execute(lock)
    for invoice in await reading.invoices(change.connection, change.today, is_it):
        return invoice
    raise PortalError(PortalFailure.NOT_FOUND, "no such invoice")


async def _note_issued(change: Change, invoice: Invoice) -> None:
    is_it = tables.faktur.c.invoice_id == int(invoice.id)
    first = func.coalesce(tables.faktur.c.issued_at, change.now)
    await change.connection.execute(update(tables.faktur).where(is_it).values(issued_at=first))


def _is_of(one: Service | Invoice | Ticket, client: Client) -> bool:
    return one.client_id == client.id


def _service_json(service: Service) -> Json:
    return {
        "id": service.id,
        "kind": service.kind,
        "name": service.name,
        "status": service.status,
        "next_due": service.next_due.isoformat() if service.next_due else None,
    }


def _invoice_json(invoice: Invoice, faktur: str | None) -> Json:
    return {
        "number": invoice.number,
        "status": invoice.status,
        "total": str(whole(invoice.total)),
        "issued": invoice.issued.isoformat(),
        "paid_at": invoice.paid_at.isoformat() if invoice.paid_at else None,
        "faktur": faktur,
    }


def _files(attachments: Sequence[AttachmentRef]) -> list[Json]:
    return [{"id": one.id, "name": one.name} for one in attachments]


def _ticket_line(ticket: Ticket) -> Json:
    return {
        "number": ticket.ref.number,
        "subject": ticket.subject,
        "status": ticket.status,
        "department": ticket.department,
    }
