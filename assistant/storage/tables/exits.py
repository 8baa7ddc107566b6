"""The tables of how a paid sale ends besides a faktur 04. They belong to the same metadata as all
others."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    Numeric,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from assistant.storage.tables.columns import id_, metadata, moment, one_of, words

buyer = Table(
    "buyer",
    metadata,
    words("portal"),
    words("account"),
    words("class", null=True),
    Column("identity", JSONB),
    moment("said_at"),
    PrimaryKeyConstraint("portal", "account"),
    Index("ix_buyer_class", "portal", "class"),
    one_of("class", "ordinary", "government", "collector", "abroad"),
    comment="What people said about an account's buyer that the portal has no place for: who "
    "collects its PPN, and by which document the tax office knows it.",
)

undoing = Table(
    "undoing",
    metadata,
    id_(),
    Column("request", BigInteger, ForeignKey("faktur_request.id"), nullable=False),
    words("instrument"),
    words("cause"),
    Column("amount", Numeric(15, 2)),
    moment("opened_at"),
    moment("closed_at", null=True),
    words("closed_by", default=""),
    words("nota", default=""),
    one_of("instrument", "nothing", "nota", "replacement", "cancellation"),
    one_of("cause", "undone", "price", "buyer"),
    Index(
        "uq_undoing_open",
        "request",
        unique=True,
        postgresql_where=text("closed_at is null"),
    ),
    Index("ix_undoing_request", "request"),
    comment="A paid sale that was undone wholly or in part, and the instrument that its faktur "
    "needs; closed when that is done.",
)

coretax_listed = Table(
    "coretax_listed",
    metadata,
    words("portal"),
    words("key"),
    words("number"),
    words("nsfp"),
    words("reference"),
    Column("masa", Date),
    Column("listed", JSONB, nullable=False),
    words("sha256"),
    moment("seen_at"),
    PrimaryKeyConstraint("portal", "key"),
    Index("ix_coretax_listed_masa", "portal", "masa"),
    Index("ix_coretax_listed_nsfp", "portal", "nsfp"),
    Index("ix_coretax_listed_reference", "portal", "reference"),
    comment="What Coretax's own list of Pajak Keluaran said last of each faktur, by its number, or "
    "by its reference while it has none; sha256 is the list's.",
)

rejection = Table(
    "rejection",
    metadata,
    id_(),
    Column("request", BigInteger, ForeignKey("faktur_request.id"), nullable=False),
    words("file"),
    words("sha256"),
    Column("line", Integer, nullable=False),
    words("field"),
    words("words"),
    moment("said_at"),
    moment("mended_at", null=True),
    UniqueConstraint("sha256", "line", "words"),
    Index("ix_rejection_open", "request", postgresql_where=text("mended_at is null")),
    comment="What Coretax said of a line of an XML file that it did not import, and the invoice "
    "that stands there; until it is mended the invoice is in no other file.",
)
