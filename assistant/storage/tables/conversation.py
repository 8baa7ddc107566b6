"""What came in, what a chat stands at, and what it should show."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from assistant.storage.tables.columns import id_, metadata, moment, one_of, words

inbox = Table(
    "inbox",
    metadata,
    id_(),
    words("source"),
    words("key"),
    Column("chat", BigInteger),
    Column("body", JSONB),
    moment("received_at"),
    moment("done_at", null=True),
    words("result", null=True),
    words("reference", null=True),
    UniqueConstraint("source", "key"),
    one_of("source", "telegram", "portal", "self"),
    Index("ix_inbox_waiting", "chat", "id", postgresql_where=text("done_at is null")),
    Index("ix_inbox_next", "id", postgresql_where=text("done_at is null")),
    comment="What came in, once each, in the order it is handled per chat. A null chat has no "
    "order. The body goes after 3 days.",
)

chat_state = Table(
    "chat_state",
    metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("state", JSONB, nullable=False),
    comment="All dialog state of one chat (aiogram's storage, by destiny): loaded once and saved "
    "once per turn.",
)

draft = Table(
    "draft",
    metadata,
    Column("person", BigInteger, primary_key=True, autoincrement=False),
    Column("feature", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    words("step"),
    Column("data", JSONB, nullable=False),
    moment("updated_at"),
    comment="What a person has typed into one feature so far; kept 30 days.",
)

screen = Table(
    "screen",
    metadata,
    Column("key", Text, primary_key=True),
    Column("chat", BigInteger, nullable=False),
    Column("content", JSONB),
    Column("wanted", BigInteger, nullable=False),
    Column("shown", BigInteger, nullable=False, server_default=text("0")),
    Column("fresh", BigInteger, nullable=False, server_default=text("0")),
    Column("message_id", BigInteger),
    Column("thread", BigInteger),
    words("title", null=True),
    words("icon", null=True),
    Column("closed", Boolean, nullable=False, server_default=text("false")),
    words("keyboard", null=True),
    words("drawn", null=True),
    Column("failures", Integer, nullable=False, server_default=text("0")),
    moment("not_before", null=True),
    moment("leased_until", null=True),
    Column("leased_by", BigInteger),
    CheckConstraint("shown <= wanted", name="order"),
    Index("ix_screen_thread", "thread", postgresql_where=text("thread is not null")),
    Index("ix_screen_owed", "key", postgresql_where=text("shown < wanted")),
    comment="What a chat should show (a customer's window, a request's staff card) and what it "
    "shows, by versions: owed while shown < wanted, as a new message while shown < fresh. Content "
    "is null where it is drawn when shown. title, icon and closed are of a card's topic; drawn "
    "is the digest of a pinned one as it stands. While the window that stands has a keyboard "
    "below the chat, keyboard holds the words with which that is taken away.",
)

trouble = Table(
    "trouble",
    metadata,
    Column("kind", Text, nullable=False),
    Column("chat", BigInteger, nullable=False, autoincrement=False),
    Column("thread", BigInteger, nullable=False, autoincrement=False),
    moment("since"),
    moment("last_at"),
    words("reason"),
    PrimaryKeyConstraint("kind", "chat", "thread"),
    one_of("kind", "silent", "closed"),
    comment="Where Telegram takes nothing from us just now: it is silent (a chat, or 0 for all of "
    "them), or it says that a chat or a topic is closed to us. Thread 0 is the whole chat. The "
    "first call that is answered ends it.",
)
