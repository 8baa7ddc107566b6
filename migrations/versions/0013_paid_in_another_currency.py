"""Paid in another currency"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "foreign_invoice",
        sa.Column("portal", sa.Text(), nullable=False),
        sa.Column("invoice_id", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("account_label", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("paid_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("currency <> 'IDR'", name=op.f("ck_foreign_invoice_currency")),
        sa.PrimaryKeyConstraint("portal", "invoice_id", name=op.f("pk_foreign_invoice")),
        comment="A paid invoice that is not in rupiah: held for people, its amounts are not kept.",
    )
    op.create_index("ix_foreign_invoice_account", "foreign_invoice", ["portal", "account"])
    op.create_index("ix_foreign_invoice_paid", "foreign_invoice", ["portal", "paid_at"])


def downgrade() -> None:
    op.drop_table("foreign_invoice")
