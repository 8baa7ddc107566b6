"""Accounts at the portal: as last seen, and what is on its way to them."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, Table, Text, text
from sqlalchemy.dialects.postgresql import JSONB

from assistant.storage.tables.columns import id_, metadata, moment, one_of, words
from assistant.storage.tables.searching import (
    HOST_CONSONANTS,
    SNAPSHOT_CONSONANTS,
    SNAPSHOT_HOSTS,
    SNAPSHOT_NPWP,
    SNAPSHOT_WORDS,
    words_index,
)

snapshot = Table(
    "snapshot",
    metadata,
    Column("portal", Text, primary_key=True),
    Column("account", Text, primary_key=True),
    Column("data", JSONB),
    moment("fetched_at", null=True),
    words("failed", null=True),
    Column("waiting", JSONB, nullable=False, server_default=text("'[]'")),
    words_index("ix_snapshot_words", SNAPSHOT_WORDS),
    words_index("ix_snapshot_hosts", SNAPSHOT_HOSTS),
    words_index("ix_snapshot_consonants", SNAPSHOT_CONSONANTS),
    words_index("ix_snapshot_host_consonants", HOST_CONSONANTS),
    Index("ix_snapshot_npwp", text(SNAPSHOT_NPWP)),
    comment="What the portal last said about an account, and who waits for news of it.",
)

registration = Table(
    "registration",
    metadata,
    id_(),
    Column("person", BigInteger, nullable=False, index=True),
    Column("data", JSONB, nullable=False),
    words("state"),
    words("account", null=True),
    words("detail", default=""),
    moment("created_at"),
    one_of("state", "queued", "created", "already-registered", "refused"),
    comment="A request to open an account at the portal.",
)

tax_change = Table(
    "tax_change",
    metadata,
    id_(),
    Column("person", BigInteger, nullable=False),
    words("account"),
    Column("profile", JSONB, nullable=False),
    words("state"),
    words("detail", default=""),
    moment("created_at"),
    one_of("state", "queued", "saved", "refused"),
    Index("ix_tax_change_person", "person", "account"),
    comment="A tax profile (NPWP) on its way to the portal.",
)

unsettled = Table(
    "unsettled",
    metadata,
    Column("key", Text, primary_key=True),
    moment("sent_at"),
    moment("due_at"),
    Column("looks", Integer, nullable=False),
    comment="A change that was sent to the portal and of which no answer is known yet. It is "
    "looked for when due_at has come, and sent again after some looks in vain.",
)
