"""Plans: many services for many companies at once"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0080"
down_revision = "0070"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "portfolio",
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("wishes", JSONB(), nullable=False),
        sa.Column("missed", JSONB(), nullable=False),
        sa.Column("sent", JSONB(), nullable=False),
        sa.Column("started", sa.Boolean(), nullable=False),
        sa.Column("shown", sa.Text(), server_default="", nullable=False),
        sa.Column("file", sa.Text(), server_default="", nullable=False),
        sa.Column("trouble", sa.Text(), server_default="", nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_portfolio")),
        sa.UniqueConstraint("number", name=op.f("uq_portfolio_number")),
        comment="A person's plan: which services shall go to which companies, and the number of "
        "the request by which each was asked for; kept 90 days after it was touched last. "
        "The file is Telegram's id of a sheet that is still to be read.",
    )


def downgrade() -> None:
    op.drop_table("portfolio")
