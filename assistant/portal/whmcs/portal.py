"""WHMCS, as the assistant sees it."""

from __future__ import annotations

import asyncio
import base64
import binascii
import re
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import structlog

from assistant.domain.billing import Credit, Invoice, PaidInvoices, Payment, Service, ServiceStatus
from assistant.domain.clients import Client, NewClient, TaxProfile
from assistant.domain.emails import email_key
from assistant.domain.portal import Capabilities, Changes, Permission, PortalError, PortalFailure
from assistant.domain.tickets import (
    Attachment,
    Department,
    NewTicket,
    Ticket,
    TicketAuthor,
    TicketRef,
    TicketStatus,
    carries,
)
from assistant.portal import ids
from assistant.portal.checks import (
    check_attachments,
    check_client,
    check_tax,
    check_text,
    check_ticket,
)
from assistant.portal.whmcs import mapping, money
from assistant.portal.whmcs.changes import changes_since
from assistant.portal.whmcs.invoices import Invoices
from assistant.portal.whmcs.mapping import Provider
from assistant.portal.whmcs.pages import all_entries
from assistant.portal.whmcs.parsing import (
    attached,
    client_of,
    entries,
    text,
    whole,
)
from assistant.portal.whmcs.permissions import PROBES, lacking
from assistant.portal.whmcs.transport import Transport
from assistant.portal.whmcs.words import is_cut, keepable

log = structlog.get_logger(__name__)

WORDS_AND_NAMES = 64 * 2**10
"""Bytes of a call with files that are kept for all but their contents."""
SENT, OF = 16, 9
"""So many bytes are sent for so many of a file: it is base64 of base64, whose letters a form sends
as they are."""
LONGEST_SUBJECT = 255
TICKETS_LOOKED_AT = 30
"""The newest tickets of a client that are read for our reference: what is looked for was sent
minutes ago, and a client does not open thirty others meanwhile."""
_PENDING, _MADE = "Assistant: {} (password link to be sent)", "Assistant: {}"
"""The client's admin notes, which keep our reference, before and after its mail was sent."""


@dataclass(slots=True)
class WhmcsPortal:
    transport: Transport
    provider: Provider
    clock: Callable[[], datetime]
    """UTC."""
    settles_within: timedelta
    """The longest that WHMCS's server works on one call."""

    name: str = field(default="whmcs", init=False)
    capabilities: Capabilities = field(init=False)
    _kinds: dict[int, str] = field(default_factory=dict, init=False)
    """The type of each product by its id. A product keeps its type, so they are read once."""
    _one_at_a_time: dict[str, asyncio.Lock] = field(
        default_factory=lambda: defaultdict(asyncio.Lock), init=False
    )

    def __post_init__(self) -> None:
        room = max(0, self.transport.largest_request - WORDS_AND_NAMES)
        self.capabilities = Capabilities(False, self.settles_within, room * OF // SENT)

    @property
    def _today(self) -> date:
        return self.clock().astimezone(self.provider.zone).date()

    @asynccontextmanager
    async def _alone(self, reference: str) -> AsyncIterator[None]:
        """One change of a reference at a time, in this process."""
        lock = self._one_at_a_time[reference]
        try:
            async with lock:
                yield
        finally:
            if not lock.locked():
                self._one_at_a_time.pop(reference, None)

    async def flush(self) -> None:
        """WHMCS sends by itself."""

    async def permissions(self) -> list[Permission]:
        missing = await lacking(self.transport)
        return [Permission(one.action, one.harmless, one.action not in missing) for one in PROBES]

    # Clients

    async def find_client(self, email: str) -> Client | None:
        found = await self._details(email)
        return mapping.client(found, self.provider.fields) if found else None

    async def _details(self, email: str) -> dict[str, object] | None:
        wanted = email_key(email)
        if not wanted or "\x00" in wanted:
            return None
        try:
            answer = await self.transport.ask("GetClientsDetails", email=wanted)
        except PortalError as error:
            if error.code is PortalFailure.NOT_FOUND:
                return None
            raise
        entry = client_of(answer)
        return entry if email_key(text(entry, "email")) == wanted else None

    async def client(self, client_id: str) -> Client:
        answer = await self.transport.ask("GetClientsDetails", clientid=ids.key(client_id))
        return mapping.client(client_of(answer), self.provider.fields)

    async def create_client(self, new: NewClient) -> Client:
        check_client(new)
        async with self._alone(new.email):
            entry = await self._made_by(new.email, new.reference)
            if entry is None:
                await self._add_client(new)
                entry = await self._made_by(new.email, new.reference)
            if entry is None:
                raise PortalError(PortalFailure.REFUSED, "the new client cannot be read back")
            client = mapping.client(entry, self.provider.fields)
            if text(entry, "notes").startswith(_PENDING.format(new.reference)):
                await self._send_password_link(client, new.reference)
            return client

    async def _add_client(self, new: NewClient) -> None:
        """Without a password: nobody but the client ever sets one."""
        await self.transport.change(
            "AddClient", **self.provider.opening(new), notes=_PENDING.format(new.reference)
        )

    async def _send_password_link(self, client: Client, reference: str) -> None:
        """Noted when it is done. WHMCS does not tell what it mailed: after an answer that was
        lost, or a crash in between, the link is sent again rather than never. Once it is known to
        be sent, a note that fails sends no second one."""
        await self.transport.change("ResetPassword", id=client.id)
        try:
            await self.transport.change(
                "UpdateClient", clientid=client.id, notes=_MADE.format(reference)
            )
        except PortalError as error:
            log.warning("a sent password link was not noted", client=client.id, error=error.detail)

    async def find_created(self, email: str, reference: str) -> Client | None:
        entry = await self._made_by(email, reference)
        return mapping.client(entry, self.provider.fields) if entry else None

    async def _made_by(self, email: str, reference: str) -> dict[str, object] | None:
        entry = await self._details(email)
        return entry if entry and reference in text(entry, "notes") else None

    async def set_tax_profile(self, client_id: str, tax: TaxProfile) -> None:
        check_tax(tax)
        values = self.provider.identity(tax)
        await self.transport.change("UpdateClient", clientid=ids.key(client_id), **values)

    async def add_note(self, client_id: str, note: str) -> None:
        check_text("note", note)
        await self.transport.change(
            "AddClientNote", userid=ids.key(client_id), notes=keepable(note) or "-"
        )

    # Services

    async def services(self, client_id: str) -> list[Service]:
        key = ids.key(client_id)
        products, domains = await asyncio.gather(
            all_entries(self.transport, "GetClientsProducts", "products", "product", clientid=key),
            all_entries(self.transport, "GetClientsDomains", "domains", "domain", clientid=key),
        )
        await self.learn_products({whole(one, "pid") for one in products})
        found = [mapping.product(one, self._kinds) for one in products]
        found += [mapping.domain(one) for one in domains]
        lasting = [
            one
            for one in found
            if one.status is not ServiceStatus.ENDED and one.client_id == client_id
        ]
        return sorted(lasting, key=lambda one: (one.name, one.id))

    async def find_services(self, host: str) -> list[Service]:
        products, domains = await asyncio.gather(
            self.transport.ask("GetClientsProducts", domain=host),
            self.transport.ask("GetClientsDomains", domain=host),
        )
        plans = entries(products, "products", "product")
        await self.learn_products({whole(one, "pid") for one in plans})
        found = [mapping.product(one, self._kinds) for one in plans]
        return found + [mapping.domain(one) for one in entries(domains, "domains", "domain")]

    async def service(self, service_id: str) -> Service:
        is_domain, key = ids.service_key(service_id)
        if is_domain:
            answer = await self.transport.ask("GetClientsDomains", domainid=key)
            found = [mapping.domain(one) for one in entries(answer, "domains", "domain")]
        else:
            answer = await self.transport.ask("GetClientsProducts", serviceid=key)
            products = entries(answer, "products", "product")
            await self.learn_products({whole(one, "pid") for one in products})
            found = [mapping.product(one, self._kinds) for one in products]
        for one in found:
            if one.id == service_id:
                return one
        raise PortalError(PortalFailure.NOT_FOUND, "no such service")

    async def learn_products(self, needed: set[int] | None = None) -> None:
        """Which product is a server: asked when one is not known. None: ask now."""
        if needed is not None and needed <= self._kinds.keys():
            return
        answer = await self.transport.ask("GetProducts")
        for one in entries(answer, "products", "product"):
            self._kinds[whole(one, "pid")] = text(one, "type").lower()
        for gone in needed or ():
            self._kinds.setdefault(gone, "")  # deleted: not asked for again and again

    async def move_service(self, service_id: str, to_client_id: str) -> None:
        raise PortalError(PortalFailure.UNSUPPORTED, "WHMCS's API cannot change an owner")

    # Invoices

    @property
    def _invoices(self) -> Invoices:
        return Invoices(self.transport, self.provider.zone, lambda: self._today)

    async def blocking_invoices(self, client_id: str) -> list[Invoice]:
        return await self._invoices.blocking(client_id)

    async def invoice(self, invoice_id: str) -> Invoice:
        return await self._invoices.one(invoice_id)

    async def find_invoice(self, number: str) -> Invoice | None:
        return await self._invoices.find(number)

    async def payments(self, invoice_id: str) -> list[Payment]:
        return await money.payments(self.transport, str(ids.key(invoice_id)))

    async def add_payment(
        self, invoice_id: str, amount: Decimal, *, gateway: str, transaction: str
    ) -> None:
        check_text("transaction", transaction)
        check_text("gateway", gateway)
        now = self.clock().astimezone(self.provider.zone)
        async with self._alone(f"payment {transaction}"):
            await money.add_payment(
                self.transport, str(ids.key(invoice_id)), amount, gateway, transaction, now
            )

    async def credits(self, client_id: str) -> list[Credit]:
        return await money.credits_of(self.transport, str(ids.key(client_id)))

    async def add_credit(self, client_id: str, amount: Decimal, description: str) -> None:
        check_text("description", description)
        async with self._alone(f"credit {description}"):
            key = str(ids.key(client_id))
            await money.add_credit(self.transport, key, amount, description)

    async def paid_invoices(
        self, begins: datetime, ends: datetime, client_id: str | None = None
    ) -> PaidInvoices:
        return await self._invoices.paid(begins, ends, client_id)

    # Tickets

    async def departments(self) -> list[Department]:
        answer = await self.transport.ask("GetSupportDepartments", ignore_dept_assignments="true")
        found = entries(answer, "departments", "department")
        return [Department(str(whole(one, "id")), text(one, "name")) for one in found]

    async def open_ticket(self, new: NewTicket) -> TicketRef:
        check_ticket(new)
        self._check_files(new.attachments)
        client = ids.key(new.client_id)
        about = self._about(new.service_id)
        async with self._alone(new.reference):
            message = keepable(new.message)
            known = await self._ticket_with(new.client_id, new.reference)
            if known is None:
                answer = await self.transport.change(
                    "OpenTicket",
                    clientid=client,
                    deptid=ids.key(new.department_id),
                    subject=keepable(new.subject)[:LONGEST_SUBJECT] or "-",
                    message=message,
                    **about,
                    **attached(new.attachments),
                )
                known = await self._read_back(str(whole(answer, "id")))
                if known is None:
                    return TicketRef(str(whole(answer, "id")), f"#{text(answer, 'tid')}")
        return replace(known.ref, whole=_kept(known.ref, known.message, message))

    async def _read_back(self, ticket_id: str) -> Ticket | None:
        """None where it can't be read now: what was written stands all the same."""
        try:
            return await self.ticket(ticket_id)
        except PortalError as error:
            log.warning("a ticket was not read back", ticket=ticket_id, error=error.detail)
            return None

    def _about(self, service_id: str | None) -> dict[str, int]:
        if service_id is None:
            return {}
        is_domain, key = ids.service_key(service_id)
        return {"domainid" if is_domain else "serviceid": key}

    def _check_files(self, attachments: Sequence[Attachment]) -> None:
        check_attachments(attachments)
        for one in attachments:
            if not one.name.lower().endswith(self.provider.file_types):
                raise PortalError(PortalFailure.REFUSED, "WHMCS does not take this type of file")

    async def find_ticket(self, client_id: str, reference: str) -> TicketRef | None:
        found = await self._ticket_with(client_id, reference)
        return found.ref if found else None

    async def _ticket_with(self, client_id: str, reference: str) -> Ticket | None:
        """A list tells no texts, so the newest tickets are read, some at a time."""
        answer = await self.transport.ask(
            "GetTickets",
            clientid=ids.key(client_id),
            limitnum=TICKETS_LOOKED_AT,
            ignore_dept_assignments="true",
        )
        newest = sorted(whole(one, "id") for one in entries(answer, "tickets", "ticket"))[::-1]
        found = await asyncio.gather(*(self.ticket(str(one)) for one in newest))
        return next((one for one in found if carries(one.message, reference)), None)

    async def ticket(self, ticket_id: str) -> Ticket:
        answer = await self.transport.ask("GetTicket", ticketid=ids.key(ticket_id))
        return mapping.ticket(answer, self.provider.zone)

    async def attachment(self, attachment_id: str) -> Attachment:
        found = re.fullmatch(r"(ticket|reply)-([0-9]{1,18})-([0-9]{1,4})", attachment_id)
        if found is None:
            raise PortalError(PortalFailure.NOT_FOUND, "no such id")
        kind, related, index = found.groups()
        try:
            answer = await self.transport.ask(
                "GetTicketAttachment", relatedid=related, type=kind, index=index
            )
            content = base64.b64decode(str(answer.get("data", "")), validate=True)
        except binascii.Error as error:
            raise PortalError(PortalFailure.REFUSED, "the file is not base64") from error
        except PortalError as error:
            if error.code is PortalFailure.REFUSED:  # removed, or never there
                raise PortalError(PortalFailure.NOT_FOUND, error.detail) from error
            raise
        return Attachment(text(answer, "filename"), content)

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
        self._check_files(attachments)
        words = keepable(message)
        async with self._alone(reference):
            ticket: Ticket | None = await self.ticket(ticket_id)
            assert ticket is not None
            kept = _reply_with(ticket, reference)
            if kept is None:
                if author is TicketAuthor.STAFF:
                    by = {"adminusername": self.provider.reply_as}
                else:
                    by = {"clientid": ticket.client_id}
                await self.transport.change(
                    "AddTicketReply",
                    ticketid=ticket.ref.id,
                    message=words,
                    **by,
                    **attached(attachments),
                )
                ticket = await self._read_back(ticket_id)
                kept = _reply_with(ticket, reference) if ticket else words
        return ticket is None or _kept(ticket.ref, kept or "", words)

    async def set_ticket_status(self, ticket_id: str, status: TicketStatus) -> None:
        await self.transport.change(
            "UpdateTicket",
            ticketid=ids.key(ticket_id),
            status=mapping.TICKET_STATUS[status],
        )

    # Changes

    async def changes_since(self, mark: str) -> Changes:
        return await changes_since(self.transport, mark, self.clock(), self.provider.zone)


def _reply_with(ticket: Ticket, reference: str) -> str | None:
    """What was written under it with this reference."""
    return next((one.message for one in ticket.replies if carries(one.message, reference)), None)


def _kept(ticket: TicketRef, kept: str, sent: str) -> bool:
    """Whether WHMCS kept all of it; it says nothing when it cuts."""
    if not is_cut(kept, sent):
        return True
    log.error(
        "whmcs kept only a part of a text: look at the character set of its tables",
        ticket=ticket.number, kept=len(kept), sent=len(sent),
    )  # fmt: skip
    return False
