"""Small facts of our own, and who did what."""

from __future__ import annotations

from sqlalchemy import Column, Index, Table, Text
from sqlalchemy.dialects.postgresql import JSONB

from assistant.storage.tables.columns import id_, metadata, moment, words

mark = Table(
    "mark",
    metadata,
    Column("name", Text, primary_key=True),
    words("value"),
    comment="Small facts of our own: how far the portal's changes were read, the staff chat's id.",
)

audit = Table(
    "audit",
    metadata,
    id_(),
    moment("at"),
    words("actor"),
    words("action"),
    words("subject"),
    Column("details", JSONB, nullable=False),
    Index("ix_audit_subject", "subject", "id"),
    Index("ix_audit_actor", "actor", "id"),
    comment="Who did what to what, when. Never changed, never deleted.",
)
