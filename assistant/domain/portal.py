"""What the assistant asks of a billing system (the *portal*), and in what words.

The portal is the system of record for clients, services, invoices and tickets. Every adapter in
``assistant.portal`` implements :class:`Portal`; one contract test suite runs against all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple, Protocol

from assistant.domain.billing import Credit, Invoice, PaidInvoices, Payment, Service
from assistant.domain.clients import Client, NewClient, TaxProfile
from assistant.domain.tickets import (
    Attachment,
    Department,
    NewTicket,
    Ticket,
    TicketAuthor,
    TicketRef,
    TicketStatus,
)


class PortalFailure(StrEnum):
    """Why a portal call did not do what it was asked."""

    UNAVAILABLE = "unavailable"
    """Nothing was changed: the portal could not be reached or said that it is closed."""
    UNKNOWN_OUTCOME = "unknown-outcome"
    """A change was sent and no answer came: it may or may not have been made."""
    REFUSED = "refused"
    """The portal understood and said no (permission, validation)."""
    NOT_FOUND = "not-found"
    ALREADY_REGISTERED = "already-registered"
    """Another client has this e-mail address."""
    TOO_LARGE = "too-large"
    """Nothing was changed: with its files, it is more than the portal takes at once."""
    UNSUPPORTED = "unsupported"
    """This portal cannot do it (see :class:`Capabilities`)."""


class PortalError(Exception):
    """A portal call failed; ``code`` says how, ``detail`` is for staff and logs only."""

    def __init__(self, code: PortalFailure, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else str(code))
        self.code = code
        self.detail = detail

    @property
    def trouble(self) -> StrEnum:
        """What is in the way, as precisely as the portal shows it."""
        return self.code


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What this portal can do by itself."""

    moves_ownership: bool
    """False: staff move a service in the portal's admin area, and we read the owner back."""
    settles_within: timedelta | None
    """How long a change whose answer was lost may still take effect: before that has passed,
    looking for it proves nothing. None: the portal knows our references, so a change may be
    repeated at once."""
    largest_files: int | None = None
    """Bytes of all files that one message may bring along; None: no limit that we know of."""


class Permission(NamedTuple):
    """Whether our credential may make one of the portal's calls."""

    call: str
    tried: str
    """How it was called without an effect."""
    granted: bool


class EventType(StrEnum):
    """What a portal tells us. The data holds ids only; the truth is read from the portal."""

    INVOICE_PAID = "invoice.paid"
    INVOICE_REFUNDED = "invoice.refunded"
    INVOICE_CANCELLED = "invoice.cancelled"
    TICKET_REPLIED = "ticket.replied"
    TICKET_STATUS = "ticket.status"
    SERVICE_CHANGED = "service.changed"
    CLIENT_CHANGED = "client.changed"
    """Their own data, the e-mail among them."""


@dataclass(frozen=True, slots=True)
class PortalEvent:
    id: str
    """Unique; the same event told twice has the same id."""
    type: EventType
    data: dict[str, str]
    """``{"invoice": id}``, ``{"ticket": id}``, ``{"service": id}`` or ``{"client": id}``."""


@dataclass(frozen=True, slots=True)
class Changes:
    events: tuple[PortalEvent, ...]
    mark: str
    """Pass it to the next call to get what came after."""


class Portal(Protocol):
    """A billing system. Every method may raise :class:`PortalError` with UNAVAILABLE;
    those that change something may raise it with UNKNOWN_OUTCOME."""

    name: str
    """``embedded`` or ``whmcs``; stored beside the portal's ids."""
    capabilities: Capabilities

    async def find_client(self, email: str) -> Client | None:
        """The client with this address, compared without regard to case."""

    async def client(self, client_id: str) -> Client:
        """Raises NOT_FOUND."""

    async def create_client(self, new: NewClient) -> Client:
        """Open an account and have the portal mail a link to set its password.

        The same reference again returns the client it made. Raises ALREADY_REGISTERED, REFUSED.
        """

    async def find_created(self, email: str, reference: str) -> Client | None:
        """The client that :meth:`create_client` made with this address and reference."""

    async def set_tax_profile(self, client_id: str, tax: TaxProfile) -> None:
        """Raises NOT_FOUND, REFUSED."""

    async def add_note(self, client_id: str, note: str) -> None:
        """A note for the provider's people beside the client. Raises NOT_FOUND, REFUSED."""

    async def services(self, client_id: str) -> list[Service]:
        """All that this client owns, by name; without those that ended."""

    async def service(self, service_id: str) -> Service:
        """Raises NOT_FOUND."""

    async def find_services(self, host: str) -> list[Service]:
        """Those of anybody that bear this name of a host, in a bounded number of calls: the domain,
        and the hosting or server of that name; ended ones among them."""

    async def move_service(self, service_id: str, to_client_id: str) -> None:
        """Change the owner; already being theirs is fine. Raises NOT_FOUND, UNSUPPORTED."""

    async def blocking_invoices(self, client_id: str) -> list[Invoice]:
        """The client's invoices in a :data:`BLOCKING` status, oldest first."""

    async def invoice(self, invoice_id: str) -> Invoice:
        """Raises NOT_FOUND."""

    async def find_invoice(self, number: str) -> Invoice | None:
        """By the number people read, however old it is, in a bounded number of calls. Of several
        a paid one goes first."""

    async def paid_invoices(
        self, begins: datetime, ends: datetime, client_id: str | None = None
    ) -> PaidInvoices:
        """What was paid from ``begins`` until before ``ends`` and still is, by anybody or by one
        client, in a bounded number of calls."""

    async def payments(self, invoice_id: str) -> list[Payment]:
        """What was paid into the invoice, part by part, oldest first; also from credit. Raises
        NOT_FOUND."""

    async def add_payment(
        self, invoice_id: str, amount: Decimal, *, gateway: str, transaction: str
    ) -> None:
        """Enter a payment of so many rupiah; one that leaves nothing to pay makes it PAID. The
        same transaction again on the invoice adds none. ``gateway`` is the method's name in the
        portal. Raises NOT_FOUND, REFUSED: the invoice takes no payment, or not as much."""

    async def credits(self, client_id: str) -> list[Credit]:
        """The changes of the client's balance, oldest first. Raises NOT_FOUND."""

    async def add_credit(self, client_id: str, amount: Decimal, description: str) -> None:
        """Give the client so many rupiah of credit; the same description again gives none. Raises
        NOT_FOUND, REFUSED."""

    async def departments(self) -> list[Department]: ...

    async def flush(self) -> None:
        """Send events and mails of the portal's own that wait; nothing where it is a server that
        does so by itself."""

    async def permissions(self) -> list[Permission]:
        """Each call that needs a permission, tried in a way that has no effect; none where the
        portal has no permissions."""

    async def open_ticket(self, new: NewTicket) -> TicketRef:
        """Open a ticket as the client. The same reference again returns the same ticket. Raises
        REFUSED, TOO_LARGE."""

    async def find_ticket(self, client_id: str, reference: str) -> TicketRef | None:
        """The client's ticket whose text carries our reference."""

    async def ticket(self, ticket_id: str) -> Ticket:
        """Raises NOT_FOUND."""

    async def attachment(self, attachment_id: str) -> Attachment:
        """A file of a ticket. Raises NOT_FOUND, also for one that was removed since."""

    async def answer_ticket(
        self,
        ticket_id: str,
        message: str,
        *,
        author: TicketAuthor,
        reference: str,
        attachments: Sequence[Attachment] = (),
    ) -> bool:
        """Add a reply; the same reference again adds none. As in a ticket, the reference stands
        in the message. False: the portal was seen to have kept only a part of it. Raises
        NOT_FOUND, REFUSED, TOO_LARGE."""

    async def set_ticket_status(self, ticket_id: str, status: TicketStatus) -> None:
        """Raises NOT_FOUND."""

    async def changes_since(self, mark: str) -> Changes:
        """What happened after ``mark``, oldest first, bounded; go on with the new mark.

        From an empty mark come all changes that the portal can still tell of: perhaps none, and
        only the mark to go on from. Nothing is left when the mark stays the same.
        """
