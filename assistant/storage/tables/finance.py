"""Who may act for finance, what they did, and what was exported for Coretax."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from assistant.storage.tables.columns import id_, metadata, moment, one_of, words

finance_role = Table(
    "finance_role",
    metadata,
    Column("staff", BigInteger, primary_key=True, autoincrement=False),
    words("name"),
    Column("given_by", BigInteger, nullable=False),
    moment("given_at"),
    comment="Somebody in the staff chat who may act for finance; given by an administrator of it.",
)

finance_act = Table(
    "finance_act",
    metadata,
    id_(),
    Column("staff", BigInteger, nullable=False),
    words("staff_name"),
    words("act"),
    words("subject"),
    words("text"),
    words("place"),
    words("state"),
    moment("created_at"),
    Column("thread", BigInteger),
    comment="What somebody in the staff chat wanted done for finance, and whether it counted.",
)

finance_prompt = Table(
    "finance_prompt",
    metadata,
    Column("staff", BigInteger, primary_key=True, autoincrement=False),
    Column("thread", BigInteger, primary_key=True, autoincrement=False),
    words("act"),
    Column("upload", BigInteger, ForeignKey("upload.id"), nullable=False),
    moment("created_at"),
    comment="Of the release before: empty, prompt has taken its place.",
)

coretax_export = Table(
    "coretax_export",
    metadata,
    id_(),
    words("portal"),
    Column("month", Date, nullable=False),
    Column("again", Boolean, nullable=False),
    words("asked_by"),
    words("asked_by_name"),
    words("state"),
    Column("files", JSONB, nullable=False, server_default=text("'[]'")),
    Column("left_out", JSONB, nullable=False, server_default=text("'[]'")),
    moment("asked_at"),
    moment("done_at", null=True),
    one_of("state", "wanted", "done"),
    CheckConstraint("extract(day from month) = 1", name="month"),
    CheckConstraint("(state = 'done') = (done_at is not null)", name="done"),
    Index("ix_coretax_export_month", "portal", "month"),
    comment="One time that paid invoices were written as XML for Coretax: who asked, when, "
    "the files (documents) and who was left out and why.",
)

coretax_export_request = Table(
    "coretax_export_request",
    metadata,
    Column("export", BigInteger, ForeignKey("coretax_export.id"), primary_key=True),
    Column("request", BigInteger, ForeignKey("faktur_request.id"), primary_key=True),
    comment="Which paid invoices an export holds.",
)

closed_month = Table(
    "closed_month",
    metadata,
    Column("portal", Text, primary_key=True),
    Column("month", Date, primary_key=True),
    Column("ends", JSONB, nullable=False),
    words("closed_by"),
    words("closed_by_name"),
    moment("closed_at"),
    CheckConstraint("extract(day from month) = 1", name="month"),
    comment="A month whose paid rupiah all had their legal end when finance closed it, and "
    "how much ended how.",
)
