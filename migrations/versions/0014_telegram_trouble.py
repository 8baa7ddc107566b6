"""Where Telegram takes nothing from us, and pauses after failures apart from leases"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "trouble",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("thread", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("kind in ('silent', 'closed')", name=op.f("ck_trouble_kind")),
        sa.PrimaryKeyConstraint("kind", "chat", "thread", name=op.f("pk_trouble")),
        comment="Where Telegram takes nothing from us just now: it is silent (a chat, or 0 for all "
        "of them), or it says that a chat or a topic is closed to us. Thread 0 is the whole chat. "
        "The first call that is answered ends it.",
    )
    op.add_column("screen", sa.Column("not_before", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("screen", "not_before")
    op.drop_table("trouble")
