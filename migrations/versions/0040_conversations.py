"""Conversations of customers and staff, and what staff are asked to write"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0040"
down_revision = "0030"
branch_labels = None
depends_on = None


COMMENTS = {
    "conversation": ("What a customer and staff say to each other about one thing."),
    "said": (
        "A message in a conversation: of a chat, or a reply in the portal's ticket. "
        "in_ticket are its words as they stand in the ticket."
    ),
    "carrier": ("A message of the bot that belongs to a conversation, and whose copy it is."),
    "muted": ("A person of whom staff hear nothing any more."),
    "prompt": (
        "Somebody in the staff chat was asked to write something for a customer: message "
        "is the bot's question, source is theirs that answers it."
    ),
    "template": ("An answer of staff that stands ready."),
    "screen": (
        "What a chat should show (a customer's window, a request's staff card) and what "
        "it shows, by versions: owed while shown < wanted, as a new message while shown <"
        " fresh. Content is null where it is drawn when shown. title, icon and closed are"
        " of a card's topic. While the window that stands has a keyboard below the chat, "
        "keyboard holds the words with which that is taken away."
    ),
    "staff_prompt": ("Of the release before: prompt has taken its place."),
}
BEFORE = {
    "screen": (
        "What a chat should show (a customer's window, a request's staff card) and what "
        "it shows, by versions: owed while shown < wanted, as a new message while shown <"
        " fresh. Content is null where it is drawn when shown. While the window that "
        "stands has a keyboard below the chat, keyboard holds the words with which that "
        "is taken away."
    ),
    "staff_prompt": (
        "Somebody in the staff chat was asked to write a reason or a question; thread 0 is General."
    ),
}


def upgrade() -> None:
    _conversations()
    _prompts()
    op.add_column("decision", sa.Column("tap", sa.Text(), nullable=True))
    op.create_index(
        "ix_screen_thread",
        "screen",
        ["thread"],
        postgresql_where=sa.text("thread is not null"),
    )
    op.add_column("screen", sa.Column("title", sa.Text(), nullable=True))
    op.add_column("screen", sa.Column("icon", sa.Text(), nullable=True))
    op.add_column(
        "screen",
        sa.Column("closed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    for table, comment in COMMENTS.items():
        op.create_table_comment(table, comment, existing_comment=BEFORE.get(table))


def _conversations() -> None:
    op.create_table(
        "conversation",
        sa.Column("number", sa.Text(), primary_key=True),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("account", sa.Text()),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("taken_by", sa.BigInteger()),
        sa.Column("taken_by_name", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("noted_by", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False, unique=True),
        sa.Column("ticket_id", sa.Text()),
        sa.Column("ticket_number", sa.Text()),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("waiting_since", sa.DateTime(timezone=True)),
        sa.Column("answered_at", sa.DateTime(timezone=True)),
        sa.CheckConstraint(
            "about in ('request', 'faktur', 'error', 'help', 'other')",
            name=op.f("ck_conversation_about"),
        ),
        sa.CheckConstraint(
            "state in ('open', 'answered', 'closed')", name=op.f("ck_conversation_state")
        ),
        sa.CheckConstraint(
            "about <> 'request' or number = ref", name=op.f("ck_conversation_request")
        ),
    )
    op.create_index("ix_conversation_person", "conversation", ["person", "updated_at"])
    op.create_index("ix_conversation_ticket", "conversation", ["ticket_id"])
    op.create_index(
        "ix_conversation_waiting",
        "conversation",
        ["waiting_since"],
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_table(
        "said",
        sa.Column("id", sa.BigInteger(), sa.Identity(), primary_key=True),
        sa.Column("conversation", sa.Text(), sa.ForeignKey("conversation.number"), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("who", sa.BigInteger()),
        sa.Column("who_name", sa.Text(), nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("message", sa.BigInteger()),
        sa.Column("reply", sa.Text()),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("media", JSONB()),
        sa.Column("sent", sa.BigInteger()),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("in_ticket_at", sa.DateTime(timezone=True)),
        sa.Column("in_ticket", sa.Text()),
        sa.UniqueConstraint("chat", "message", name=op.f("uq_said_chat_message")),
        sa.UniqueConstraint("reply", name=op.f("uq_said_reply")),
        sa.CheckConstraint("side in ('customer', 'staff')", name=op.f("ck_said_side")),
        sa.CheckConstraint("(message is null) <> (reply is null)", name=op.f("ck_said_from")),
    )
    op.create_index("ix_said_conversation", "said", ["conversation"])
    op.create_table(
        "carrier",
        sa.Column("chat", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("message", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("conversation", sa.Text(), sa.ForeignKey("conversation.number"), nullable=False),
        sa.Column("said", sa.BigInteger(), sa.ForeignKey("said.id")),
    )
    op.create_index("ix_carrier_conversation", "carrier", ["conversation"])
    op.create_index("ix_carrier_said", "carrier", ["said"])
    op.create_table(
        "muted",
        sa.Column("person", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("by", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )


def _prompts() -> None:
    op.create_table(
        "prompt",
        sa.Column("id", sa.BigInteger(), sa.Identity(), primary_key=True),
        sa.Column("staff", sa.BigInteger(), nullable=False),
        sa.Column("staff_name", sa.Text(), nullable=False),
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("ask", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("source", sa.BigInteger()),
        sa.Column("chat", sa.BigInteger()),
        sa.Column("message", sa.BigInteger()),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("ask in ('refuse', 'ask', 'answer')", name=op.f("ck_prompt_ask")),
        sa.CheckConstraint(
            "state in ('choosing', 'asked', 'looking', 'sent', 'cancelled')",
            name=op.f("ck_prompt_state"),
        ),
    )
    op.create_index("ix_prompt_message", "prompt", ["chat", "message"])
    op.create_index("ix_prompt_source", "prompt", ["source"])
    op.create_table(
        "template",
        sa.Column("id", sa.BigInteger(), sa.Identity(), primary_key=True),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.UniqueConstraint("locale", "name", name=op.f("uq_template_locale_name")),
    )


def downgrade() -> None:
    for table in ("template", "prompt", "muted", "carrier", "said", "conversation"):
        op.drop_table(table)
    op.drop_column("decision", "tap")
    op.drop_index("ix_screen_thread", "screen")
    for column in ("closed", "icon", "title"):
        op.drop_column("screen", column)
    for table, comment in BEFORE.items():
        op.create_table_comment(table, comment, existing_comment=COMMENTS[table])
