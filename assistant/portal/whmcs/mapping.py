"""WHMCS's clients, services, invoices and tickets as the domain's objects, and ids both ways."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from assistant.domain.billing import (
    IDR,
    Invoice,
    InvoiceItem,
    InvoiceStatus,
    PaidInvoice,
    Service,
    ServiceKind,
    ServiceStatus,
)
from assistant.domain.clients import Client, NewClient, TaxKind, TaxProfile
from assistant.domain.emails import email_key
from assistant.domain.npwp import HEAD_OFFICE, NpwpError, read_npwp
from assistant.domain.portal import PortalError, PortalFailure
from assistant.domain.tickets import (
    AttachmentRef,
    Ticket,
    TicketAuthor,
    TicketRef,
    TicketReply,
    TicketStatus,
)
from assistant.portal import ids
from assistant.portal.whmcs.inclusive import net_amounts
from assistant.portal.whmcs.parsing import (
    Entry,
    day,
    entries,
    moment,
    name_text,
    rupiah,
    serialized,
    text,
    whole,
)


class CustomFields(BaseModel):
    """The ids of the client's custom fields that keep what WHMCS has no field for; without one,
    that is not kept there. It is the table ``[whmcs.custom_fields]`` of ``assistant.toml``."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    name: int | None = None
    address: int | None = None
    nitku: int | None = None
    email: int | None = None
    kind: int | None = None

    def values(self, tax: TaxProfile) -> dict[int, str]:
        kept = {
            self.name: tax.name,
            self.address: tax.address,
            self.nitku: tax.nitku,
            self.email: tax.email,
            self.kind: str(tax.kind),
        }
        return {key: value for key, value in kept.items() if key is not None}


@dataclass(frozen=True, slots=True)
class Provider:
    """How this provider's WHMCS is set up, and a client in its words."""

    zone: ZoneInfo
    """Of the moments that WHMCS writes."""
    fields: CustomFields = field(default_factory=CustomFields)
    reply_as: str = "Asisten"
    """Who answers a ticket in staff's name."""
    file_types: tuple[str, ...] = (".jpg", ".jpeg", ".gif", ".png", ".pdf", ".txt", ".zip")
    """What may be attached; WHMCS leaves anything else out without a word."""

    def opening(self, new: NewClient) -> dict[str, str]:
        """The values of an account that is opened, as AddClient takes them."""
        return {
            "firstname": new.first_name,
            "lastname": new.last_name,
            "companyname": new.company,
            "email": email_key(new.email),
            "address1": new.address,
            "city": new.city,
            "state": new.province,
            "postcode": new.postcode,
            "country": new.country,
            "phonenumber": new.phone,
        }

    def identity(self, tax: TaxProfile) -> dict[str, str]:
        """The values of a tax identity, as UpdateClient takes them."""
        kept = self.fields.values(tax)
        return {"tax_id": tax.npwp, **({"customfields": serialized(kept)} if kept else {})}


# Clients


def client(entry: Entry, fields: CustomFields) -> Client:
    return Client(
        id=str(whole(entry, "id") or whole(entry, "userid")),
        email=text(entry, "email"),
        first_name=name_text(entry, "firstname"),
        last_name=name_text(entry, "lastname"),
        company=name_text(entry, "companyname"),
        phone=_phone(entry),
        tax=_tax(entry, fields),
    )


def _phone(entry: Entry) -> str:
    """WHMCS may write ``+62.81234567890``."""
    return re.sub(r"[ .()-]", "", text(entry, "phonenumber"))


def _tax(entry: Entry, fields: CustomFields) -> TaxProfile | None:
    """The tax identity. What no custom field keeps is taken from the account itself."""
    company = name_text(entry, "companyname")
    kept = {whole(one, "id"): name_text(one, "value").strip() for one in _custom(entry)}

    def field(of: int | None, otherwise: str) -> str:
        return (kept.get(of, "") if of is not None else "") or otherwise

    guessed = TaxKind.COMPANY if company else TaxKind.PERSON
    kind = field(fields.kind, guessed)
    known = TaxKind(kind) if kind in list(TaxKind) else guessed
    npwp = _npwp(text(entry, "tax_id"), known)
    if npwp is None:
        return None
    name = " ".join(name_text(entry, one) for one in ("firstname", "lastname")).strip()
    parts = (name_text(entry, one) for one in ("address1", "address2", "city", "state", "postcode"))
    nitku = field(fields.nitku, "")
    return TaxProfile(
        kind=known,
        npwp=npwp,
        nitku=nitku if re.fullmatch(rf"{npwp}\d{{6}}", nitku) else npwp + HEAD_OFFICE,
        name=field(fields.name, company or name),
        address=field(fields.address, ", ".join(part for part in parts if part)),
        email=field(fields.email, text(entry, "email")),
    )


def _npwp(tax_id: str, kind: TaxKind) -> str | None:
    """16 digits of what people typed into the field; None when it is no NPWP."""
    digits = re.sub(r"[ .-]", "", tax_id)
    if re.fullmatch(r"\d{16}", digits, re.ASCII):
        return digits
    try:
        return read_npwp(digits, kind).npwp16 if digits else None
    except NpwpError:
        return None


def _custom(entry: Entry) -> list[Entry]:
    found = entry.get("customfields")
    inside = found.values() if isinstance(found, Mapping) else found
    listed: Iterable[Any] = inside if isinstance(inside, Iterable) else ()
    return [one for one in listed if isinstance(one, Mapping)]


# Services

_SERVICE_STATUS = {
    "pending": ServiceStatus.PENDING,
    "pending registration": ServiceStatus.PENDING,
    "pending transfer": ServiceStatus.PENDING,
    "active": ServiceStatus.ACTIVE,
    "grace": ServiceStatus.ACTIVE,
    "completed": ServiceStatus.ACTIVE,
    "suspended": ServiceStatus.SUSPENDED,
    "redemption": ServiceStatus.SUSPENDED,
}
"""All others have ended."""


def _service_status(entry: Entry) -> ServiceStatus:
    return _SERVICE_STATUS.get(text(entry, "status").lower(), ServiceStatus.ENDED)


def domain(entry: Entry) -> Service:
    return Service(
        id=ids.service_id(whole(entry, "id"), is_domain=True),
        kind=ServiceKind.DOMAIN,
        name=text(entry, "domainname"),
        client_id=str(whole(entry, "userid")),
        status=_service_status(entry),
        next_due=day(entry, "nextduedate"),
    )


def product(entry: Entry, kinds: Mapping[int, str]) -> Service:
    """``kinds`` are the products' types by their ids: the service itself does not say."""
    is_server = kinds.get(whole(entry, "pid")) == "server"
    name, host = text(entry, "name"), text(entry, "domain")
    return Service(
        id=ids.service_id(whole(entry, "id"), is_domain=False),
        kind=ServiceKind.SERVER if is_server else ServiceKind.HOSTING,
        name=f"{name} ({host})" if host else name,
        client_id=str(whole(entry, "clientid")),
        status=_service_status(entry),
        next_due=day(entry, "nextduedate"),
    )


# Invoices

_INVOICE_STATUS = {
    "draft": InvoiceStatus.DRAFT,
    "unpaid": InvoiceStatus.UNPAID,
    "overdue": InvoiceStatus.OVERDUE,
    "payment pending": InvoiceStatus.PAYMENT_PENDING,
    "collections": InvoiceStatus.COLLECTIONS,
    "paid": InvoiceStatus.PAID,
    "cancelled": InvoiceStatus.CANCELLED,
    "refunded": InvoiceStatus.REFUNDED,
}
_BILLED = {
    "hosting": "service",
    "domain": "domain",
    "domainregister": "domain",
    "domaintransfer": "domain",
    "domainrenew": "domain",
}
"""What a line's ``relid`` is a key of, by its type. A promotion's line has the type of what it
takes off before it: ``PromoHosting``."""
_PERIOD = re.compile(r"\((\d{2})/(\d{2})/(\d{4}) - (\d{2})/(\d{2})/(\d{4})\)")
_DAYS_OF_A_MONTH = 30.44
_RUPIAH = (IDR, "RP", "RP.")
"""How providers call it: a currency's code is a text of their own."""


def currency(entry: Entry) -> str:
    """Of a line of the list, or of a client; empty where neither says."""
    code = (text(entry, "currencycode") or text(entry, "currency_code")).strip().upper()
    return IDR if code in _RUPIAH else code


def invoice(entry: Entry, zone: ZoneInfo, today: date, currency: str = IDR) -> Invoice:
    """``today`` in WHMCS's zone: Overdue is no status of its own there. ``currency``: the invoice
    itself does not name it."""
    number = str(whole(entry, "invoiceid") or whole(entry, "id"))
    due = day(entry, "duedate") or day(entry, "date") or today
    status = _INVOICE_STATUS.get(text(entry, "status").lower(), InvoiceStatus.DRAFT)
    if status is InvoiceStatus.UNPAID and due < today:
        status = InvoiceStatus.OVERDUE
    return Invoice(
        id=number,
        number=text(entry, "invoicenum").strip() or number,
        client_id=str(whole(entry, "userid")),
        status=status,
        issued=day(entry, "date") or due,
        due=due,
        paid_at=moment(entry, "datepaid", zone),
        items=_items(entry),
        tax=rupiah(entry, "tax") + rupiah(entry, "tax2"),
        currency=currency,
    )


def paid_invoice(entry: Entry) -> PaidInvoice:
    """Of a line of the list, which tells no items."""
    number = str(whole(entry, "id"))
    return PaidInvoice(
        id=number,
        number=text(entry, "invoicenum").strip() or number,
        client_id=str(whole(entry, "userid")),
        tax=rupiah(entry, "tax") + rupiah(entry, "tax2"),
        currency=currency(entry),
    )


def _items(invoice: Entry) -> tuple[InvoiceItem, ...]:
    lines = entries(invoice, "items", "item")
    items: list[InvoiceItem] = []
    for line, amount in zip(lines, net_amounts(invoice, lines), strict=True):
        billed = _billed(line)
        before = items[-1] if items else None
        if amount < 0 and before is not None and billed in (None, before.service_id):
            items[-1] = _discounted(before, -amount)
            continue
        items.append(
            InvoiceItem(
                description=text(line, "description"),
                quantity=1,
                price=max(amount, Decimal(0)),
                discount=max(-amount, Decimal(0)),
                service_id=billed,
                months=_months(text(line, "description")),
                kind=_kind(billed),
            )
        )
    return tuple(items)


def _billed(line: Entry) -> str | None:
    family = _BILLED.get(text(line, "type").lower().removeprefix("promo"))
    related = whole(line, "relid")
    return f"{family}-{related}" if family and related else None


def _discounted(item: InvoiceItem, by: Decimal) -> InvoiceItem:
    """A negative line takes off the line above it."""
    return replace(item, discount=item.discount + by)


def _kind(billed: str | None) -> ServiceKind | None:
    """An invoice does not say whether a product is a server: to its lines all are hosting."""
    if billed is None:
        return None
    return ServiceKind.DOMAIN if billed.startswith("domain") else ServiceKind.HOSTING


def _months(description: str) -> int | None:
    """From the period that WHMCS writes behind a line: ``(25/11/2026 - 24/11/2027)``."""
    found = _PERIOD.search(description)
    if found is None:
        return None
    d1, m1, y1, d2, m2, y2 = map(int, found.groups())
    try:
        days = (date(y2, m2, d2) - date(y1, m1, d1)).days + 1
    except ValueError:
        return None
    return max(1, round(days / _DAYS_OF_A_MONTH)) if days > 0 else None


# Tickets

TICKET_STATUS = {
    TicketStatus.OPEN: "Open",
    TicketStatus.ANSWERED: "Answered",
    TicketStatus.CUSTOMER_REPLY: "Customer-Reply",
    TicketStatus.ON_HOLD: "On Hold",
    TicketStatus.IN_PROGRESS: "In Progress",
    TicketStatus.CLOSED: "Closed",
}
_READ_STATUS = {shown.lower(): status for status, shown in TICKET_STATUS.items()}


def ticket_status(entry: Entry) -> TicketStatus:
    """A status that the provider invented means that somebody works on it."""
    return _READ_STATUS.get(text(entry, "status").lower(), TicketStatus.IN_PROGRESS)


def ticket(answer: Mapping[str, Any], zone: ZoneInfo) -> Ticket:
    """Of WHMCS's replies the first, with the id 0, is the ticket's own message."""
    opened = moment(answer, "date", zone)
    if opened is None:
        raise PortalError(PortalFailure.REFUSED, "a ticket without a date")
    number = whole(answer, "ticketid") or whole(answer, "id")
    written = entries(answer, "replies", "reply")
    first = next((one for one in written if not whole(one, "replyid")), {})
    replies = sorted((one for one in written if whole(one, "replyid")), key=_reply_id)
    return Ticket(
        ref=TicketRef(str(number), f"#{text(answer, 'tid')}"),
        client_id=str(whole(answer, "userid")),
        subject=text(answer, "subject"),
        message=_written(first),
        status=ticket_status(answer),
        department=text(answer, "deptname"),
        opened_at=opened,
        replies=tuple(
            TicketReply(
                id=str(_reply_id(one)),
                author=_author(one),
                message=_written(one),
                at=moment(one, "date", zone) or opened,
                attachments=_files(one, f"reply-{_reply_id(one)}"),
            )
            for one in replies
        ),
        attachments=_files(first, f"ticket-{number}"),
    )


def _reply_id(entry: Entry) -> int:
    return whole(entry, "replyid")


def _author(entry: Entry) -> TicketAuthor:
    by_staff = text(entry, "admin") or text(entry, "requestor_type").lower() == "operator"
    return TicketAuthor.STAFF if by_staff else TicketAuthor.CLIENT


_BREAK = re.compile(r"<br ?/?>(\r?\n)?", re.IGNORECASE)


def _written(entry: Entry) -> str:
    """WHMCS's own line breaks are tags; what a person typed as one is an entity."""
    raw = entry.get("message")
    if not isinstance(raw, str):
        return ""
    return text({"message": _BREAK.sub("\n", raw)}, "message")


def _files(entry: Entry, place: str) -> tuple[AttachmentRef, ...]:
    found = entry.get("attachments")
    inside = found.values() if isinstance(found, Mapping) else found
    listed: Iterable[Any] = inside if isinstance(inside, Iterable) else ()
    return tuple(
        AttachmentRef(f"{place}-{whole(one, 'index')}", text(one, "filename"))
        for one in listed
        if isinstance(one, Mapping)
    )
