"""The books as the page shows them, with the assistant's own ids and statuses."""

from __future__ import annotations

from decimal import Decimal

from assistant.domain.billing import InvoiceStatus, ServiceKind, ServiceStatus
from assistant.domain.money import whole
from assistant.domain.tickets import TicketStatus
from sandbox.model import Json
from sandbox.whmcs.books import NO_DATE, Books
from sandbox.whmcs.invoices import amounts
from sandbox.whmcs.services import YEARLY, product

INVOICE_SHOWN = {
    InvoiceStatus.DRAFT: "Draft",
    InvoiceStatus.UNPAID: "Unpaid",
    InvoiceStatus.PAYMENT_PENDING: "Payment Pending",
    InvoiceStatus.COLLECTIONS: "Collections",
    InvoiceStatus.PAID: "Paid",
    InvoiceStatus.CANCELLED: "Cancelled",
    InvoiceStatus.REFUNDED: "Refunded",
}
TICKET_SHOWN = {
    TicketStatus.OPEN: "Open",
    TicketStatus.ANSWERED: "Answered",
    TicketStatus.CUSTOMER_REPLY: "Customer-Reply",
    TicketStatus.ON_HOLD: "On Hold",
    TicketStatus.IN_PROGRESS: "In Progress",
    TicketStatus.CLOSED: "Closed",
}
_SHOWN = {
    ServiceStatus.PENDING: "Pending",
    ServiceStatus.ACTIVE: "Active",
    ServiceStatus.SUSPENDED: "Suspended",
    ServiceStatus.ENDED: "Terminated",
}
_DOMAIN_SHOWN = {ServiceStatus.SUSPENDED: "Redemption", ServiceStatus.ENDED: "Cancelled"}
_STATUS = {
    "Pending": "pending", "Pending Registration": "pending", "Pending Transfer": "pending",
    "Active": "active", "Grace": "active", "Suspended": "suspended", "Redemption": "suspended",
}  # fmt: skip


def split(service: str) -> tuple[str, int]:
    """The table and the key in ``domain-12``; an empty table for any other text."""
    table, _, number = service.partition("-")
    fit = table in ("domain", "service") and number.isascii() and number.isdecimal()
    return (table, int(number)) if fit and len(number) < 19 else ("", -1)


def shown_status(table: str, status: ServiceStatus) -> str:
    """A service's status in WHMCS's words; a domain has some of its own."""
    return _DOMAIN_SHOWN.get(status, _SHOWN[status]) if table == "domain" else _SHOWN[status]


def service_name(table: str, key: int, books: Books) -> str:
    row = books.by_id(table, key) if table else None
    if row is None:
        return ""
    return (
        str(row["name"]) if table == "domain" else f"{product(row['pid']).name} ({row['domain']})"
    )


def months_billed(books: Books, table: str, key: int) -> int:
    """The length of the period that a bill is for."""
    row = books.by_id(table, key) or {}
    if table == "domain":
        return 12 * int(row.get("regperiod", 1))
    return 12 if row.get("billingcycle") == YEARLY else 1


def number(invoice: Json) -> str:
    """What people call it: its number, or its id where there is none."""
    return str(invoice["invoicenum"] or invoice["id"])


def invoice_status(invoice: Json, today: str) -> InvoiceStatus:
    if invoice["status"] == "Unpaid" and invoice["duedate"] < today:
        return InvoiceStatus.OVERDUE
    return next(one for one, shown in INVOICE_SHOWN.items() if shown == invoice["status"])


def ticket_status(row: Json) -> TicketStatus:
    return next(one for one, shown in TICKET_SHOWN.items() if shown == row["status"])


def overview(books: Books, today: str) -> Json:
    """Accounts with what they own and owe, as the embedded portal's page has them."""
    return {
        "accounts": [
            _account(books, one, today) for one in books.rows("SELECT * FROM client ORDER BY id")
        ],
        "departments": [
            {"id": str(one["id"]), "name": one["name"]}
            for one in books.rows("SELECT * FROM department ORDER BY id")
        ],
    }


def ticket(books: Books, row: Json) -> Json:
    replies = books.rows("SELECT * FROM reply WHERE ticket = ? ORDER BY id", row["id"])
    return {
        **_ticket(books, row),
        "id": str(row["id"]),
        "client": str(row["client"]),
        "message": row["message"],
        "opened_at": row["date"].replace(" ", "T") + "+07:00",
        "attachments": files(books, "ticket", row["id"]),
        "replies": [
            {
                "author": "staff" if one["admin"] else "client",
                "message": one["message"],
                "at": one["date"].replace(" ", "T") + "+07:00",
                "attachments": files(books, "reply", one["id"]),
            }
            for one in replies
        ],
    }


def files(books: Books, kind: str, related: int) -> list[Json]:
    found = books.rows(
        "SELECT filename, n FROM attachment WHERE kind = ? AND related = ? ORDER BY n",
        kind,
        related,
    )
    return [{"id": f"{kind}-{related}-{one['n']}", "name": one["filename"]} for one in found]


def _account(books: Books, client: Json, today: str) -> Json:
    name = f"{client['firstname']} {client['lastname']}"
    key = client["id"]
    return {
        "id": str(key),
        "email": client["email"],
        "label": client["companyname"] or name,
        "company": client["companyname"],
        "npwp": client["tax_id"] or None,
        "services": sorted(
            [*_owned(books, "domain", key), *_owned(books, "service", key)],
            key=lambda one: str(one["name"]),
        ),
        "invoices": [
            _invoice(books, one, today)
            for one in books.rows("SELECT * FROM invoice WHERE client = ? ORDER BY date, id", key)
        ],
        "tickets": [
            _ticket(books, one)
            for one in books.rows("SELECT * FROM ticket WHERE client = ? ORDER BY id", key)
        ],
    }


def _owned(books: Books, table: str, client: int) -> list[Json]:
    found = books.rows(f"SELECT * FROM {table} WHERE client = ?", client)
    return [
        {
            "id": f"{table}-{one['id']}",
            "kind": "domain" if table == "domain" else _kind(one),
            "name": service_name(table, one["id"], books),
            "status": _STATUS.get(one["status"], "ended"),
            "next_due": None if one["nextduedate"] == NO_DATE else one["nextduedate"],
        }
        for one in found
    ]


def kind_of(books: Books, table: str, key: int) -> ServiceKind | None:
    """Of what an invoice's line bills."""
    if table == "domain":
        return ServiceKind.DOMAIN
    row = books.by_id(table, key)
    return ServiceKind(_kind(row)) if row else None


def _kind(row: Json) -> str:
    return "server" if product(row["pid"]).type == "server" else "hosting"


def _invoice(books: Books, invoice: Json, today: str) -> Json:
    issued = books.row(
        "SELECT nsfp FROM faktur WHERE invoice = ? AND issued_at IS NOT NULL", invoice["id"]
    )
    paid = invoice["datepaid"]
    return {
        "number": number(invoice),
        "status": invoice_status(invoice, today),
        "total": str(whole(Decimal(amounts(books, invoice)["total"]))),
        "issued": invoice["date"],
        "paid_at": None if paid.startswith(NO_DATE) else paid.replace(" ", "T") + "+07:00",
        "faktur": issued["nsfp"] if issued else None,
    }


def _ticket(books: Books, row: Json) -> Json:
    department = books.by_id("department", row["department"]) or {}
    return {
        "number": f"#{row['tid']}",
        "subject": row["subject"],
        "status": ticket_status(row),
        "department": department.get("name", ""),
    }
