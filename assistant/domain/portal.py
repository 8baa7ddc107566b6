"""What the assistant asks of a billing system (the *portal*), and in what words.

The portal is the system of record for clients, services, invoices and tickets. Every adapter in
``assistant.portal`` implements :class:`Portal`; one contract test suite runs against all of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple, Protocol


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


class TaxKind(StrEnum):
    COMPANY = "company"
    PERSON = "person"


class BuyerDocument(StrEnum):
    """By what the tax office is told who a buyer is, in Coretax's words."""

    TIN = "TIN"
    """An NPWP; of a person resident in Indonesia the NIK, once it is registered as NPWP."""
    NATIONAL_ID = "National ID"
    """A NIK that is not registered as NPWP."""
    PASSPORT = "Passport"
    OTHER_ID = "Other ID"
    """Of a company abroad, or of who is no tax subject, such as an embassy."""


@dataclass(frozen=True, slots=True)
class TaxProfile:
    """The tax identity of one account: what a faktur names as its buyer."""

    kind: TaxKind
    npwp: str
    """16 digits (for a person resident in Indonesia: the NIK); zeros of a buyer who is known by a
    passport or another document."""
    nitku: str
    """22 digits: NPWP16 and the six digits of the unit, 000000 for the head office."""
    name: str
    address: str
    email: str
    """Where the faktur is mailed when it does not go to the chat."""
    document: BuyerDocument = BuyerDocument.TIN
    """Kept by us: a billing system has no place for it."""
    document_number: str = ""
    """Of a passport or another document."""
    country: str = "IDN"
    """By Coretax's own list, which is not quite ISO 3166."""


@dataclass(frozen=True, slots=True)
class Client:
    """One account of the portal: one company (or person)."""

    id: str
    email: str
    first_name: str
    last_name: str
    company: str
    phone: str
    tax: TaxProfile | None

    @property
    def label(self) -> str:
        """What people call this account: the company, or the person when there is none."""
        return self.company or f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True, slots=True)
class NewClient:
    """What is needed to open an account. The portal mails a link to set a password by itself."""

    reference: str
    """Ours, unguessable; kept by the portal where it can, to find the client after no answer."""
    email: str
    first_name: str
    last_name: str
    company: str
    phone: str
    """International form: ``+6281234567890``."""
    address: str
    city: str
    province: str
    postcode: str
    country: str = "ID"

    @property
    def label(self) -> str:
        """What people will call this account."""
        return self.company or f"{self.first_name} {self.last_name}"


class ServiceKind(StrEnum):
    DOMAIN = "domain"
    HOSTING = "hosting"
    SERVER = "server"


class ServiceStatus(StrEnum):
    PENDING = "pending"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Service:
    """Something a client owns and pays for: a domain, a hosting plan, a server."""

    id: str
    """Unique in the portal across kinds, for example ``domain-12`` or ``service-7``."""
    kind: ServiceKind
    name: str
    """What tells it apart: ``contoh.example``, ``VPS Kilat 2 (vps1.contoh.example)``."""
    client_id: str
    status: ServiceStatus
    next_due: date | None


class InvoiceStatus(StrEnum):
    DRAFT = "draft"
    UNPAID = "unpaid"
    OVERDUE = "overdue"
    PAYMENT_PENDING = "payment-pending"
    COLLECTIONS = "collections"
    PAID = "paid"
    CANCELLED = "cancelled"
    REFUNDED = "refunded"


BLOCKING = frozenset(
    {
        InvoiceStatus.UNPAID,
        InvoiceStatus.OVERDUE,
        InvoiceStatus.PAYMENT_PENDING,
        InvoiceStatus.COLLECTIONS,
    }
)
"""The statuses that the rule "no UNPAID invoice on what moves" means."""


IDR = "IDR"
"""ISO 4217. What was billed in anything else never becomes a number of a faktur."""


@dataclass(frozen=True, slots=True)
class InvoiceItem:
    description: str
    quantity: int
    price: Decimal
    """Rupiah for one, before tax."""
    discount: Decimal
    """Rupiah off the line, before tax."""
    service_id: str | None
    """The :class:`Service` it bills, if any."""
    months: int | None
    """The length of the period billed, in months; None for a one-time charge, or where the portal
    does not say."""
    kind: ServiceKind | None = None
    """Of the service; None where there is none, or the portal does not say."""

    @property
    def amount(self) -> Decimal:
        """Rupiah of the line before tax."""
        return self.price * self.quantity - self.discount


@dataclass(frozen=True, slots=True)
class Invoice:
    id: str
    number: str
    """What people read: ``INV-2026-000123``."""
    client_id: str
    status: InvoiceStatus
    issued: date
    due: date
    paid_at: datetime | None
    items: tuple[InvoiceItem, ...]
    tax: Decimal
    """PPN in rupiah."""
    currency: str = IDR
    """What the amounts are in, by its code in the portal; empty where the portal does not say.
    Only where it is rupiah do they mean rupiah."""

    @property
    def in_rupiah(self) -> bool:
        return self.currency == IDR

    @property
    def subtotal(self) -> Decimal:
        """Before tax."""
        return sum((item.amount for item in self.items), Decimal(0))

    @property
    def total(self) -> Decimal:
        """To pay."""
        return self.subtotal + self.tax

    def bills(self, service_ids: Sequence[str]) -> bool:
        """Whether any line is for one of these services."""
        return any(item.service_id in service_ids for item in self.items if item.service_id)


@dataclass(frozen=True, slots=True)
class PaidInvoice:
    """A line of the list of what was paid: enough to compare it with ours."""

    id: str
    number: str
    client_id: str
    tax: Decimal
    """PPN in rupiah."""
    currency: str = IDR


@dataclass(frozen=True, slots=True)
class PaidInvoices:
    invoices: tuple[PaidInvoice, ...]
    complete: bool
    """False: there may be more than the portal lists in a bounded number of calls."""


@dataclass(frozen=True, slots=True)
class Payment:
    """Money that came in for an invoice, by whatever way."""

    transaction: str
    """The payer's or our own key; empty where there is none."""
    amount: Decimal
    """Rupiah."""


@dataclass(frozen=True, slots=True)
class Credit:
    """A change of a client's balance, which later invoices are paid from."""

    description: str
    amount: Decimal
    """Rupiah."""


@dataclass(frozen=True, slots=True)
class Department:
    id: str
    name: str


class Permission(NamedTuple):
    """Whether our credential may make one of the portal's calls."""

    call: str
    tried: str
    """How it was called without an effect."""
    granted: bool


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes into a ticket, or comes out of one."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class AttachmentRef:
    """A file of a ticket; :meth:`Portal.attachment` gets its bytes."""

    id: str
    name: str


def with_reference(message: str, reference: str) -> str:
    """The text of a ticket or an answer as it is sent: our reference stands in its first line,
    where nothing that cuts a text takes it away."""
    return f"{reference}\n\n{message}"


def carries(message: str, reference: str) -> bool:
    """Whether our reference stands in a text, and not only as the beginning of a longer one."""
    return re.search(rf"(?<![\w-]){re.escape(reference)}(?![\w-])", message) is not None


@dataclass(frozen=True, slots=True)
class NewTicket:
    reference: str
    """Ours, unguessable; stands in the message, so that the ticket can be found again."""
    client_id: str
    department_id: str
    subject: str
    message: str
    service_id: str | None
    """The related service, when there is just one."""
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class TicketRef:
    id: str
    """The portal's own key."""
    number: str
    """What people read, for example ``#482913``."""
    whole: bool = field(default=True, compare=False)
    """False: the portal was seen to have kept only a part of what was written."""


class TicketStatus(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    CUSTOMER_REPLY = "customer-reply"
    ON_HOLD = "on-hold"
    IN_PROGRESS = "in-progress"
    CLOSED = "closed"


class TicketAuthor(StrEnum):
    CLIENT = "client"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class TicketReply:
    id: str
    author: TicketAuthor
    message: str
    at: datetime
    attachments: tuple[AttachmentRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Ticket:
    ref: TicketRef
    client_id: str
    subject: str
    message: str
    status: TicketStatus
    department: str
    opened_at: datetime
    replies: tuple[TicketReply, ...]
    attachments: tuple[AttachmentRef, ...] = ()
    """Those of the message itself."""


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
