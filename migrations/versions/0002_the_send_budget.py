"""The send budget, shared by all processes"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "send_budget",
        sa.Column("chat", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("bulk_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("held_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ticket", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("chat", name=op.f("pk_send_budget")),
        prefixes=["UNLOGGED"],
        comment="When the next message to a chat would be due if all were evenly spaced; chat 0 is the whole bot, and bulk_at the same for what is pushed in bulk. Telegram asked for silence until held_until; the ticket is of who took the last slot. A crash of the server forgets it.",  # noqa: E501
    )


def downgrade() -> None:
    op.drop_table("send_budget")
