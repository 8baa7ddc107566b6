"""Paid invoices, the PDFs that came in for them, and the faktur that these are."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Numeric,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from assistant.storage.tables.columns import id_, metadata, moment, one_of, words

NO_FAKTUR_YET = "state in ('no-npwp', 'waiting', 'exported')"

faktur_request = Table(
    "faktur_request",
    metadata,
    id_(),
    words("portal"),
    words("account"),
    words("account_label"),
    words("invoice_id"),
    words("invoice_number"),
    Column("subtotal", Numeric(15, 2), nullable=False),
    Column("tax", Numeric(15, 2), nullable=False),
    moment("paid_at"),
    Column("profile", JSONB),
    words("buyer_npwp", null=True),
    words("state"),
    Column("items", JSONB),
    moment("exported_at", null=True),
    words("kode", default=""),
    moment("created_at"),
    UniqueConstraint("portal", "invoice_id"),
    Index("ix_faktur_request_number", "portal", "invoice_number"),
    Index("ix_faktur_request_account", "portal", "account", "state"),
    Index("ix_faktur_request_buyer", "buyer_npwp", "state"),
    Index("ix_faktur_request_paid", "portal", "paid_at"),
    Index("ix_faktur_request_open", "portal", "paid_at", postgresql_where=text(NO_FAKTUR_YET)),
    one_of("state", "no-npwp", "waiting", "exported", "issued", "cancelled"),
    CheckConstraint("state <> 'waiting' or profile is not null", name="profile"),
    CheckConstraint("state <> 'exported' or exported_at is not null", name="exported"),
    comment="A paid invoice that a faktur is due for, with its lines and the buyer's tax profile "
    "as they were.",
)

untaxed_invoice = Table(
    "untaxed_invoice",
    metadata,
    words("portal"),
    words("invoice_id"),
    words("account"),
    words("account_label"),
    words("number"),
    moment("paid_at"),
    PrimaryKeyConstraint("portal", "invoice_id"),
    Column("amount", Numeric(15, 2)),
    Index("ix_untaxed_invoice_number", "portal", "number"),
    Index("ix_untaxed_invoice_paid", "portal", "paid_at"),
    comment="A paid invoice without PPN: no faktur is due for it, which can so be said.",
)

foreign_invoice = Table(
    "foreign_invoice",
    metadata,
    words("portal"),
    words("invoice_id"),
    words("account"),
    words("account_label"),
    words("number"),
    words("currency"),
    moment("paid_at"),
    PrimaryKeyConstraint("portal", "invoice_id"),
    Index("ix_foreign_invoice_number", "portal", "number"),
    Index("ix_foreign_invoice_account", "portal", "account"),
    Index("ix_foreign_invoice_paid", "portal", "paid_at"),
    CheckConstraint("currency <> 'IDR'", name="currency"),
    comment="A paid invoice that is not in rupiah: held for people, its amounts are not kept.",
)

document = Table(
    "document",
    metadata,
    Column("sha256", Text, primary_key=True),
    words("kind"),
    Column("content", LargeBinary, nullable=False),
    Column("size", Integer, nullable=False),
    words("file_id", null=True),
    moment("created_at"),
    comment="The bytes of a PDF or a file, once; Telegram's file id when it is known.",
)

faktur = Table(
    "faktur",
    metadata,
    id_(),
    Column(
        "request",
        BigInteger,
        ForeignKey("faktur_request.id"),
        nullable=False,
        index=True,
    ),
    words("account"),
    words("account_label"),
    words("invoice_number"),
    words("nsfp"),
    words("kode_status"),
    words("number"),
    Column("issued", Date, nullable=False),
    Column("dpp", Numeric(15, 2), nullable=False),
    Column("ppn", Numeric(15, 2), nullable=False),
    Column("sha256", Text, ForeignKey("document.sha256"), nullable=False),
    words("buyer_name"),
    moment("created_at"),
    Column("superseded_by", BigInteger, ForeignKey("faktur.id")),
    UniqueConstraint("nsfp", "kode_status"),
    Index("ix_faktur_account", "account", "issued"),
    Index("ix_faktur_issued", "issued"),
    comment="A faktur whose PDF passed the gate; one row per version (kode status). What stands in "
    "its place is the version, or the new number, that superseded it.",
)

faktur_invoice = Table(
    "faktur_invoice",
    metadata,
    Column("faktur", BigInteger, ForeignKey("faktur.id"), primary_key=True),
    Column("request", BigInteger, ForeignKey("faktur_request.id"), primary_key=True),
    Index("ix_faktur_invoice_request", "request"),
    comment="A paid invoice, besides the faktur's own, that the same faktur is of: several of "
    "one buyer and month (gabungan).",
)

file_request = Table(
    "file_request",
    metadata,
    id_(),
    Column("person", BigInteger, nullable=False),
    words("portal"),
    words("account"),
    words("kind"),
    words("period"),
    moment("asked_at"),
    moment("done_at", null=True),
    one_of("kind", "zip", "recap"),
    Index(
        "uq_file_request_waiting",
        "person",
        "portal",
        "account",
        "kind",
        "period",
        unique=True,
        postgresql_where=text("done_at is null"),
    ),
    comment="A file of a month's or a year's faktur that a person asked for; one at a time.",
)

upload = Table(
    "upload",
    metadata,
    id_(),
    Column("sha256", Text, ForeignKey("document.sha256"), nullable=False, unique=True),
    words("name"),
    words("source"),
    words("state"),
    Column("reasons", JSONB, nullable=False, server_default=text("'[]'")),
    Column("read", JSONB),
    Column("request", BigInteger, ForeignKey("faktur_request.id"), index=True),
    Column("warnings", JSONB, nullable=False, server_default=text("'[]'")),
    moment("created_at"),
    one_of(
        "state",
        "received",
        "issued",
        "older",
        "duplicate",
        "quarantined",
        "refused",
        "replaced",
        "slip",
    ),
    Index("ix_upload_held", "id", postgresql_where=text("state = 'quarantined'")),
    comment="A PDF that came in, once by its bytes, what it says, the request that it was compared "
    "with, and what became of it.",
)

intake = Table(
    "intake",
    metadata,
    id_(),
    Column("staff", BigInteger),
    words("staff_name"),
    words("state"),
    moment("created_at"),
    moment("updated_at"),
    one_of("state", "asked", "open"),
    Index("ix_intake_staff", "staff", "id"),
    comment="Files that finance dropped together; without staff they came by HTTP.",
)

intake_file = Table(
    "intake_file",
    metadata,
    id_(),
    Column("intake", BigInteger, ForeignKey("intake.id"), nullable=False, index=True),
    words("name"),
    words("telegram", null=True),
    words("archive", null=True),
    Column("packed_in", BigInteger, ForeignKey("intake_file.id")),
    Column("position", Integer),
    Column("upload", BigInteger, ForeignKey("upload.id"), index=True),
    words("state"),
    words("reason"),
    UniqueConstraint("packed_in", "position"),
    Index("ix_intake_file_archive", "archive"),
    one_of("state", "waiting", "received", "known", "unpacked", "refused", "listed"),
    comment="A file of an intake: at Telegram, a stored ZIP, or one taken out of a ZIP; and the "
    "upload that it became.",
)
