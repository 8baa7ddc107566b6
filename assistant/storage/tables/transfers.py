"""Requests to move services, and what was said and decided about them."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from assistant.storage.tables.columns import id_, metadata, moment, one_of, words
from assistant.storage.tables.searching import TRANSFER_HOSTS, words_index

transfer = Table(
    "transfer",
    metadata,
    Column("number", Text, primary_key=True),
    Column("person", BigInteger, nullable=False, index=True),
    words("from_account"),
    words("from_label"),
    words("from_email"),
    words("to_account", null=True),
    words("to_label"),
    words("to_email"),
    words("agreement"),
    Column("agreed_by", BigInteger),
    words("consent_token"),
    Column("services", JSONB, nullable=False),
    words("department"),
    words("subject"),
    words("message"),
    words("reference"),
    words("ticket_id", null=True),
    words("ticket_number", null=True),
    words("state"),
    Column("taken_by", BigInteger),
    words("taken_by_name"),
    Column("decided_by", BigInteger),
    words("decided_by_name"),
    words("reason"),
    Column("checks", JSONB, nullable=False),
    moment("checked_at", null=True),
    words("note"),
    Column("owners", JSONB, nullable=False, server_default=text("'{}'")),
    moment("looked_at", null=True),
    moment("created_at"),
    moment("updated_at"),
    moment("waiting_since", null=True),
    Column("reminded", SmallInteger, nullable=False, server_default=text("0")),
    Column("edited", Boolean, nullable=False, server_default=text("false")),
    words("consent_hash", null=True),
    moment("asked_at", null=True),
    moment("promised_at", null=True),
    UniqueConstraint("consent_token"),
    UniqueConstraint("consent_hash"),
    UniqueConstraint("reference"),
    Index("ix_transfer_ticket", "ticket_id"),
    Index(
        "ix_transfer_undecided",
        "waiting_since",
        postgresql_where=text("state in ('open', 'taken')"),
    ),
    Index("ix_transfer_ticket_number", "ticket_number"),
    Index("ix_transfer_to_email", text("lower(to_email)")),
    Index("ix_transfer_agreed_by", "agreed_by", postgresql_where=text("agreed_by is not null")),
    words_index("ix_transfer_hosts", TRANSFER_HOSTS),
    one_of("state", "open", "taken", "approved", "done", "refused", "cancelled"),
    one_of("agreement", "own", "asked", "given", "declined"),
    CheckConstraint(
        "state not in ('approved', 'done', 'refused') or decided_by is not null",
        name="decided",
    ),
    CheckConstraint("state not in ('approved', 'done') or to_account is not null", name="to"),
    comment="A request to move services to another account. waiting_since is null while it waits "
    "for others than staff; reminded as of a conversation.",
)

ticket_answer = Table(
    "ticket_answer",
    metadata,
    id_(),
    Column("transfer", Text, ForeignKey("transfer.number"), nullable=False, index=True),
    words("text"),
    Column("files", JSONB, nullable=False),
    moment("written_at"),
    comment="What a customer wrote for the ticket of a request, with Telegram's ids of the files "
    "that go along.",
)

decision = Table(
    "decision",
    metadata,
    id_(),
    Column("transfer", Text, ForeignKey("transfer.number"), nullable=False, index=True),
    Column("staff", BigInteger, nullable=False),
    words("staff_name"),
    words("decision"),
    words("text"),
    words("state"),
    words("tap", null=True),
    moment("created_at"),
    one_of("decision", "take", "approve", "refuse", "ask"),
    comment="What somebody in the staff chat wanted, and whether it counted.",
)

question = Table(
    "question",
    metadata,
    id_(),
    Column("transfer", Text, ForeignKey("transfer.number"), nullable=False, index=True),
    words("text"),
    words("answer", null=True),
    moment("asked_at"),
    moment("answered_at", null=True),
    comment="Asked by staff about a request, answered by its customer.",
)
