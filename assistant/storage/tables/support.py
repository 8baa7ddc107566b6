"""What customers and staff say to each other."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
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

conversation = Table(
    "conversation",
    metadata,
    Column("number", Text, primary_key=True),
    Column("person", BigInteger, nullable=False),
    words("about"),
    words("ref"),
    words("account", null=True),
    words("state"),
    Column("taken_by", BigInteger),
    words("taken_by_name"),
    words("note"),
    words("noted_by"),
    words("reference"),
    words("ticket_id", null=True),
    words("ticket_number", null=True),
    moment("opened_at"),
    moment("updated_at"),
    moment("waiting_since", null=True),
    moment("answered_at", null=True),
    Column("reminded", SmallInteger, nullable=False, server_default=text("0")),
    UniqueConstraint("reference"),
    Index("ix_conversation_person", "person", "updated_at"),
    Index("ix_conversation_opened", "opened_at"),
    Index("ix_conversation_ticket", "ticket_id"),
    Index("ix_conversation_ticket_number", "ticket_number"),
    Index("ix_conversation_waiting", "waiting_since", postgresql_where=text("state = 'open'")),
    Index(
        "ix_conversation_late",
        "waiting_since",
        postgresql_where=text("state = 'open' and reminded < 3"),
    ),
    Index("ix_conversation_answered", "updated_at", postgresql_where=text("state = 'answered'")),
    one_of("about", "request", "faktur", "error", "help", "other"),
    one_of("state", "open", "answered", "closed"),
    CheckConstraint("about <> 'request' or number = ref", name="request"),
    comment="What a customer and staff say to each other about one thing. reminded is how late it "
    "was when staff were reminded last: half of the time, all of it, twice.",
)

said = Table(
    "said",
    metadata,
    id_(),
    Column("conversation", Text, ForeignKey("conversation.number"), nullable=False, index=True),
    words("side"),
    Column("who", BigInteger),
    words("who_name"),
    Column("chat", BigInteger, nullable=False),
    Column("message", BigInteger),
    words("reply", null=True),
    words("text"),
    Column("media", JSONB),
    Column("sent", BigInteger),
    moment("at"),
    moment("in_ticket_at", null=True),
    words("in_ticket", null=True),
    UniqueConstraint("chat", "message"),
    UniqueConstraint("reply"),
    one_of("side", "customer", "staff"),
    CheckConstraint("(message is null) <> (reply is null)", name="from"),
    comment="A message in a conversation: of a chat, or a reply in the portal's ticket. in_ticket "
    "are its words as they stand in the ticket.",
)

carrier = Table(
    "carrier",
    metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("message", BigInteger, primary_key=True, autoincrement=False),
    Column("conversation", Text, ForeignKey("conversation.number"), nullable=False, index=True),
    Column("said", BigInteger, ForeignKey("said.id"), index=True),
    comment="A message of the bot that belongs to a conversation, and whose copy it is.",
)

prompt = Table(
    "prompt",
    metadata,
    id_(),
    Column("staff", BigInteger, nullable=False),
    words("staff_name"),
    words("conversation"),
    words("ask"),
    words("state"),
    words("text"),
    Column("source", BigInteger),
    Column("chat", BigInteger),
    Column("message", BigInteger),
    moment("at"),
    Index("ix_prompt_message", "chat", "message"),
    Index("ix_prompt_source", "source"),
    one_of("ask", "refuse", "ask", "answer", "assign-file", "refuse-file", "replace-file"),
    one_of("state", "choosing", "asked", "looking", "sent", "cancelled"),
    comment="Somebody in the staff chat was asked to write something: message is the bot's "
    "question, source is theirs that answers it. Of what is asked about a held PDF, conversation "
    "is the upload.",
)

template = Table(
    "template",
    metadata,
    id_(),
    words("locale"),
    words("name"),
    words("text"),
    UniqueConstraint("locale", "name"),
    comment="An answer of staff that stands ready.",
)

muted = Table(
    "muted",
    metadata,
    Column("person", BigInteger, primary_key=True, autoincrement=False),
    Column("by", BigInteger, nullable=False),
    moment("at"),
    comment="A person of whom staff hear nothing any more.",
)

rating = Table(
    "rating",
    metadata,
    id_(),
    Column("conversation", Text, ForeignKey("conversation.number"), nullable=False, index=True),
    Column("person", BigInteger, nullable=False),
    moment("asked_at"),
    Column("score", SmallInteger),
    words("opinion", default=""),
    Index("ix_rating_person", "person", "asked_at"),
    CheckConstraint("score between 1 and 5", name="score"),
    comment="A customer was asked what they thought of a conversation, and said so: 1 is bad, 5 is "
    "good.",
)
