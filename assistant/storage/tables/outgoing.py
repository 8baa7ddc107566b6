"""What goes out, and how fast it may."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from assistant.domain.channels import Channel, DeliveryState
from assistant.storage.tables.columns import id_, metadata, moment, one_of, words

delivery = Table(
    "delivery",
    metadata,
    id_(),
    words("key"),
    words("channel"),
    Column("chat", BigInteger),
    Column("person", BigInteger),
    words("address", null=True),
    words("account", null=True),
    Column("payload", JSONB, nullable=False),
    Column("document", Text, ForeignKey("document.sha256")),
    words("mail_key", null=True),
    Column("priority", Integer, nullable=False),
    words("state", default="queued"),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("repeats", Integer, nullable=False, server_default=text("0")),
    moment("not_before"),
    moment("leased_until", null=True),
    Column("leased_by", BigInteger),
    Column("message_id", BigInteger),
    words("error", null=True),
    moment("created_at"),
    moment("sent_at", null=True),
    UniqueConstraint("key"),
    one_of("channel", *Channel),
    one_of("state", *DeliveryState),
    Index(
        "ix_delivery_queue",
        "priority",
        "id",
        postgresql_where=text("state = 'queued'"),
    ),
    Index(
        "ix_delivery_sending",
        "leased_until",
        postgresql_where=text("state = 'sending'"),
    ),
    Index(
        "ix_delivery_left",
        "channel",
        "state",
        "not_before",
        postgresql_where=text("state <> 'sent'"),
    ),
    Index("ix_delivery_person", "person", "state"),
    Index("ix_delivery_document", "document", postgresql_where=text("document is not null")),
    comment="What goes out, once each by its key; the queue is this table.",
)

send_budget = Table(
    "send_budget",
    metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    moment("due_at"),
    moment("bulk_at", null=True),
    moment("held_until", null=True),
    Column("ticket", BigInteger),
    prefixes=["UNLOGGED"],
    comment="When the next message to a chat would be due if all were evenly spaced; chat 0 is "
    "the whole bot, and bulk_at the same for what is pushed in bulk. Telegram asked for silence "
    "until held_until; the ticket is of who took the last slot. A crash of the server forgets it.",
)
