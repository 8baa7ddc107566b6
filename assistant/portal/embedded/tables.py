"""The embedded portal's own tables, in a schema of their own.

They are no part of the assistant's model: the assistant sees them through the Protocol only.
"""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from assistant.domain.billing import InvoiceStatus, ServiceKind, ServiceStatus
from assistant.domain.clients import TaxKind
from assistant.domain.portal import EventType
from assistant.domain.tickets import TicketAuthor, TicketStatus

SCHEMA = "portal"
RELEASE = 6
"""Of these tables. A schema of an older release gets the tables and columns that it lacks; what
else changes is in ``schema.py``. Release 2 added files of tickets and notes of clients, release 3
an invoice's currency, release 4 the event that a client's own data changed, release 5 payments of a
part and credit, release 6 an index of when a bill was paid."""

metadata = MetaData(
    schema=SCHEMA,
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    },
)


def _id() -> Column[int]:
    return Column("id", BigInteger, Identity(), primary_key=True)


def _of(name: str, target: str, *, null: bool = False) -> Column[int]:
    return Column(name, BigInteger, ForeignKey(f"{SCHEMA}.{target}"), nullable=null)


def _words(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _moment(name: str, *, null: bool = False) -> Column[object]:
    return Column(name, DateTime(timezone=True), nullable=null)


def _rupiah(name: str) -> Column[object]:
    return Column(name, Numeric(15, 2), nullable=False)


def _one_of(column: str, values: type[StrEnum]) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} in ({listed})", name=column)


version = Table(
    "version",
    metadata,
    Column("single", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
    CheckConstraint("single = 1", name="single"),
    comment="One row: which release of this schema the tables are.",
)

client = Table(
    "client",
    metadata,
    _id(),
    Column("reference", Text, unique=True, comment="The opener's own key, if it gave one."),
    Column("email", Text, nullable=False, unique=True),
    _words("first_name"),
    _words("last_name"),
    _words("company"),
    _words("phone"),
    _words("address"),
    _words("city"),
    _words("province"),
    _words("postcode"),
    _words("country"),
    _moment("opened_at"),
    CheckConstraint("email = lower(email)", name="email_in_lower_case"),
    comment="An account: one company or person.",
)

tax_profile = Table(
    "tax_profile",
    metadata,
    Column("client_id", BigInteger, ForeignKey(f"{SCHEMA}.client.id"), primary_key=True),
    _words("kind"),
    _words("npwp"),
    _words("nitku"),
    _words("name"),
    _words("address"),
    _words("email"),
    _one_of("kind", TaxKind),
    CheckConstraint("npwp ~ '^[0-9]{16}$'", name="npwp"),
    CheckConstraint("nitku ~ '^[0-9]{22}$' and starts_with(nitku, npwp)", name="nitku"),
    comment="The tax identity of an account; one at most.",
)

service = Table(
    "service",
    metadata,
    _id(),
    _of("client_id", "client.id"),
    _words("kind"),
    _words("name"),
    _words("status"),
    Column("next_due", Date),
    _one_of("kind", ServiceKind),
    _one_of("status", ServiceStatus),
    Index(None, "client_id"),
    comment="A domain, hosting plan or server, and the account that owns it now.",
)

invoice_serial = Table(
    "invoice_serial",
    metadata,
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("last", Integer, nullable=False),
    comment="The last invoice number given in a year.",
)

invoice = Table(
    "invoice",
    metadata,
    _id(),
    Column("number", Text, nullable=False, unique=True),
    _of("client_id", "client.id"),
    _words("status"),
    Column("issued", Date, nullable=False),
    Column("due", Date, nullable=False),
    _moment("paid_at", null=True),
    _rupiah("tax"),
    Column("currency", Text, nullable=False, server_default=text("'IDR'")),
    _one_of("status", InvoiceStatus),
    CheckConstraint("due >= issued", name="due"),
    CheckConstraint("tax >= 0", name="tax"),
    CheckConstraint("currency ~ '^[A-Z]{3}$'", name="currency"),
    CheckConstraint("status not in ('paid', 'refunded') or paid_at is not null", name="paid_at"),
    Index(None, "client_id"),
    Index(None, "paid_at"),
    comment="A bill to an account. It stays with that account when a service moves.",
)

invoice_item = Table(
    "invoice_item",
    metadata,
    _of("invoice_id", "invoice.id"),
    Column("position", Integer, nullable=False),
    _words("description"),
    Column("quantity", Integer, nullable=False),
    _rupiah("price"),
    _rupiah("discount"),
    _of("service_id", "service.id", null=True),
    Column("months", Integer),
    CheckConstraint("quantity > 0", name="quantity"),
    CheckConstraint("price >= 0 and discount >= 0", name="amounts"),
    CheckConstraint("months > 0", name="months"),
    UniqueConstraint("invoice_id", "position"),
    Index(None, "service_id"),
    comment="A line of an invoice, before tax, in the invoice's currency.",
)

payment = Table(
    "payment",
    metadata,
    _id(),
    _of("invoice_id", "invoice.id"),
    _words("gateway"),
    _words("transaction"),
    _rupiah("amount"),
    _moment("at"),
    CheckConstraint("amount > 0", name="amount"),
    UniqueConstraint("invoice_id", "transaction"),
    comment="A part of an invoice that was paid by itself; a bill paid at once has none.",
)

credit = Table(
    "credit",
    metadata,
    _id(),
    _of("client_id", "client.id"),
    _words("description"),
    _rupiah("amount"),
    _moment("at"),
    CheckConstraint("amount > 0", name="amount"),
    UniqueConstraint("client_id", "description"),
    comment="What an account has to its credit.",
)

department = Table(
    "department",
    metadata,
    _id(),
    Column("name", Text, nullable=False, unique=True),
    comment="Who reads a ticket.",
)

ticket = Table(
    "ticket",
    metadata,
    _id(),
    Column("number", Text, nullable=False, unique=True),
    _of("client_id", "client.id"),
    Column("reference", Text, nullable=False, comment="The opener's own key."),
    _of("department_id", "department.id"),
    _words("subject"),
    _words("message"),
    _words("status"),
    _of("service_id", "service.id", null=True),
    _moment("opened_at"),
    _one_of("status", TicketStatus),
    UniqueConstraint("client_id", "reference"),
    comment="A question or request of an account.",
)

ticket_reply = Table(
    "ticket_reply",
    metadata,
    _id(),
    _of("ticket_id", "ticket.id"),
    _words("author"),
    _words("message"),
    Column("reference", Text, comment="The writer's own key, if it gave one."),
    _moment("at"),
    _one_of("author", TicketAuthor),
    UniqueConstraint("ticket_id", "reference"),
    comment="What was written under a ticket.",
)

attachment = Table(
    "attachment",
    metadata,
    _id(),
    _of("ticket_id", "ticket.id"),
    _of("reply_id", "ticket_reply.id", null=True),
    _words("name"),
    Column("content", LargeBinary, nullable=False),
    Index(None, "ticket_id"),
    comment="A file under a ticket, or under one of its replies.",
)

client_note = Table(
    "client_note",
    metadata,
    _id(),
    _of("client_id", "client.id"),
    _words("note"),
    _moment("at"),
    Index(None, "client_id"),
    comment="What the provider's people should know about an account.",
)

faktur = Table(
    "faktur",
    metadata,
    _id(),
    Column(
        "invoice_id", BigInteger, ForeignKey(f"{SCHEMA}.invoice.id"), nullable=False, unique=True
    ),
    Column("kode_status", Integer, nullable=False, server_default=text("0")),
    Column("nsfp", Text, nullable=False, unique=True),
    _moment("issued_at", null=True),
    CheckConstraint("nsfp ~ '^[0-9]{13}$'", name="nsfp"),
    CheckConstraint("kode_status between 0 and 99", name="kode_status"),
    comment="The number of an invoice's faktur, and when the assistant took its PDF.",
)

event = Table(
    "event",
    metadata,
    Column("seq", BigInteger, Identity(), primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    _words("type"),
    Column("data", JSONB, nullable=False),
    _moment("at"),
    _moment("delivered_at", null=True),
    _one_of("type", EventType),
    Index("ix_event_undelivered", "seq", postgresql_where=text("delivered_at is null")),
    comment="What changed, in the order in which it was committed, and whether it was told.",
)

password_link = Table(
    "password_link",
    metadata,
    Column("token_sha256", Text, primary_key=True),
    _of("client_id", "client.id"),
    _moment("made_at"),
    comment="A link that was mailed to set an account's password; its token is not kept.",
)

mail = Table(
    "mail",
    metadata,
    _id(),
    _words("recipient"),
    _words("subject"),
    _words("body"),
    _moment("at"),
    _moment("sent_at", null=True),
    Index("ix_mail_unsent", "id", postgresql_where=text("sent_at is null")),
    comment="A mail of the portal's own. Its text is blanked once it is sent.",
)
