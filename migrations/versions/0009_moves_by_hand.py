"""Moves made by hand, answers to tickets, and changes whose answer was lost"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unsettled",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("looks", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_unsettled")),
        comment="A change that was sent to the portal and of which no answer is known yet. It is "
        "looked for when due_at has come, and sent again after some looks in vain.",
    )
    op.create_table(
        "ticket_answer",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("transfer", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("files", postgresql.JSONB(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["transfer"], ["transfer.number"], name=op.f("fk_ticket_answer_transfer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_answer")),
        comment="What a customer wrote for the ticket of a request, with Telegram's ids of the "
        "files that go along.",
    )
    op.create_index(op.f("ix_ticket_answer_transfer"), "ticket_answer", ["transfer"])
    op.add_column(
        "transfer",
        sa.Column("owners", postgresql.JSONB(), server_default=sa.text("'{}'"), nullable=False),
    )
    op.add_column("transfer", sa.Column("looked_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    op.drop_column("transfer", "looked_at")
    op.drop_column("transfer", "owners")
    op.drop_table("ticket_answer")
    op.drop_table("unsettled")
