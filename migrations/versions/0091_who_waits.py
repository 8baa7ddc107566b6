"""Who waits, since when, and how often staff were reminded"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0091"
down_revision = "0096"
branch_labels = None
depends_on = None

COMMENTS = {
    "conversation": "What a customer and staff say to each other about one thing. reminded is how "
    "late it was when staff were reminded last: half of the time, all of it, twice.",
    "transfer": "A request to move services to another account. waiting_since is null while it "
    "waits for others than staff; reminded as of a conversation.",
    "screen": "What a chat should show (a customer's window, a request's staff card) and what it "
    "shows, by versions: owed while shown < wanted, as a new message while shown < fresh. Content "
    "is null where it is drawn when shown. title, icon and closed are of a card's topic; drawn "
    "is the digest of a pinned one as it stands. While the window that stands has a keyboard "
    "below the chat, keyboard holds the words with which that is taken away.",
}
BEFORE = {
    "conversation": "What a customer and staff say to each other about one thing.",
    "transfer": "A request to move services to another account.",
    "screen": "What a chat should show (a customer's window, a request's staff card) and what it "
    "shows, by versions: owed while shown < wanted, as a new message while shown < fresh. Content "
    "is null where it is drawn when shown. title, icon and closed are of a card's topic. While "
    "the window that stands has a keyboard below the chat, keyboard holds the words with which "
    "that is taken away.",
}


def upgrade() -> None:
    for table in ("conversation", "transfer"):
        op.add_column(
            table,
            sa.Column("reminded", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        )
    op.add_column("transfer", sa.Column("waiting_since", sa.DateTime(timezone=True)))
    op.add_column(
        "transfer",
        sa.Column("edited", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    op.add_column("screen", sa.Column("drawn", sa.Text()))
    op.execute(
        "update transfer set waiting_since = updated_at"
        " where state in ('open', 'taken') and agreement in ('own', 'given')"
    )
    _indexes()
    for table, comment in COMMENTS.items():
        op.create_table_comment(table, comment, existing_comment=BEFORE[table])


def _indexes() -> None:
    undecided = sa.text("state in ('open', 'taken')")
    op.create_index(
        "ix_conversation_late",
        "conversation",
        ["waiting_since"],
        postgresql_where=sa.text("state = 'open' and reminded < 3"),
    )
    op.create_index(
        "ix_conversation_answered",
        "conversation",
        ["updated_at"],
        postgresql_where=sa.text("state = 'answered'"),
    )
    op.create_index(
        "ix_transfer_undecided", "transfer", ["waiting_since"], postgresql_where=undecided
    )


def downgrade() -> None:
    op.drop_index("ix_transfer_undecided", "transfer")
    for index in ("ix_conversation_answered", "ix_conversation_late"):
        op.drop_index(index, "conversation")
    op.drop_column("screen", "drawn")
    for column in ("edited", "waiting_since", "reminded"):
        op.drop_column("transfer", column)
    op.drop_column("conversation", "reminded")
    for table, comment in BEFORE.items():
        op.create_table_comment(table, comment, existing_comment=COMMENTS[table])
