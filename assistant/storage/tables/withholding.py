"""The tables of withheld tax. They belong to the same metadata as all others."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Numeric,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from assistant.storage.tables.columns import id_, metadata, moment, one_of, words

OPEN_DUE = "state in ('asked', 'due')"
"""Not settled yet."""

announcement = Table(
    "withholding_announcement",
    metadata,
    words("portal"),
    words("invoice_id"),
    words("invoice_number"),
    words("account"),
    words("account_label"),
    Column("person", BigInteger, index=True),
    words("withholder"),
    Column("total", Numeric(15, 2), nullable=False),
    Column("owed", JSONB, nullable=False),
    words("paid_how"),
    moment("announced_at"),
    moment("taken_back_at", null=True),
    PrimaryKeyConstraint("portal", "invoice_id"),
    Index("ix_withholding_announcement_account", "portal", "account"),
    Index("ix_withholding_announcement_withholder", "withholder"),
    one_of("paid_how", "net", "full"),
    comment="A customer's word that PPh 23 is withheld from an invoice, and what it owes in slips.",
)

slip_upload = Table(
    "slip_upload",
    metadata,
    id_(),
    Column("person", BigInteger, index=True),
    words("source"),
    words("name"),
    words("telegram", null=True),
    Column("sha256", Text, ForeignKey("document.sha256")),
    words("outcome", null=True),
    moment("received_at"),
    Index("ix_slip_upload_sha256", "sha256"),
    comment="A file that may be a slip, and what became of it; without a person finance brought "
    "it.",
)

slip = Table(
    "slip",
    metadata,
    id_(),
    words("portal"),
    words("withholder"),
    words("number"),
    words("state"),
    Column("sha256", Text, ForeignKey("document.sha256"), nullable=False),
    Column("masa", Date),
    Column("amount", Numeric(15, 2)),
    Column("said", JSONB, nullable=False),
    words("verdict"),
    Column("candidates", JSONB, nullable=False, server_default=text("'[]'")),
    Column("person", BigInteger, index=True),
    words("came_from"),
    moment("received_at"),
    moment("verified_at", null=True),
    UniqueConstraint("portal", "withholder", "number"),
    Index("ix_slip_masa", "portal", "masa"),
    Index("ix_slip_number", "number"),
    one_of("state", "held", "booked", "verified", "cancelled"),
    CheckConstraint("number <> '' and withholder <> ''", name="identity"),
    comment="A bukti potong in its newest version; withholder and number say which it is.",
)

slip_file = Table(
    "slip_file",
    metadata,
    Column("sha256", Text, ForeignKey("document.sha256"), primary_key=True),
    Column("slip", BigInteger, ForeignKey("slip.id"), nullable=False, index=True),
    comment="All PDFs of a slip that came in.",
)

slip_share = Table(
    "slip_share",
    metadata,
    Column("slip", BigInteger, ForeignKey("slip.id"), nullable=False),
    words("invoice_id"),
    words("code"),
    Column("base", Numeric(15, 2), nullable=False),
    Column("amount", Numeric(15, 2), nullable=False),
    PrimaryKeyConstraint("slip", "invoice_id", "code"),
    Index("ix_slip_share_invoice", "invoice_id"),
    comment="The part of a slip that is for one invoice, in rupiah.",
)

settlement = Table(
    "withholding_settlement",
    metadata,
    id_(),
    words("portal"),
    words("kind"),
    words("state"),
    words("invoice_id"),
    words("invoice_number"),
    words("account"),
    words("account_label"),
    Column("person", BigInteger, index=True),
    Column("amount", Numeric(15, 2), nullable=False),
    words("reference"),
    words("done_by"),
    moment("made_at"),
    moment("done_at", null=True),
    UniqueConstraint("portal", "reference"),
    Index("ix_withholding_settlement_invoice", "portal", "invoice_id"),
    Index("ix_withholding_settlement_open", "id", postgresql_where=text(OPEN_DUE)),
    one_of("kind", "settle", "give-back", "refund", "credit"),
    one_of("state", "asked", "due", "done", "too-late", "undone"),
    CheckConstraint("amount > 0", name="amount"),
    comment="Money that a slip moves, once: paid into its invoice, refunded, or credited.",
)

refund_account = Table(
    "refund_account",
    metadata,
    Column("settlement", BigInteger, ForeignKey("withholding_settlement.id"), primary_key=True),
    words("bank"),
    words("holder"),
    words("number"),
    moment("delete_after", null=True),
    comment="Where a refund goes: finance sees it, and it is deleted some days after it was paid.",
)

slip_reminder = Table(
    "slip_reminder",
    metadata,
    words("portal"),
    words("invoice_id"),
    words("stage"),
    moment("sent_at"),
    PrimaryKeyConstraint("portal", "invoice_id", "stage"),
    comment="A reminder of a slip that was announced and is not here: each stage once.",
)
