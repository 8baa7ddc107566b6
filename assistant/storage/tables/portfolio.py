"""People's plans."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Table, Text
from sqlalchemy.dialects.postgresql import JSONB

from assistant.storage.tables.columns import metadata, moment, words

portfolio = Table(
    "portfolio",
    metadata,
    Column("person", BigInteger, primary_key=True, autoincrement=False),
    Column("number", Text, nullable=False, unique=True),
    Column("wishes", JSONB, nullable=False),
    Column("missed", JSONB, nullable=False),
    Column("sent", JSONB, nullable=False),
    Column("started", Boolean, nullable=False),
    words("shown", default=""),
    words("file", default=""),
    words("trouble", default=""),
    moment("updated_at"),
    comment="A person's plan: which services shall go to which companies, and the number of the "
    "request by which each was asked for; kept 90 days after it was touched last. "
    "The file is Telegram's id of a sheet that is still to be read.",
)
