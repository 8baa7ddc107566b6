"""A faktur of several invoices, what was not taxed, and months that finance closed"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0060"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "faktur_invoice",
        sa.Column("faktur", sa.BigInteger(), sa.ForeignKey("faktur.id"), nullable=False),
        sa.Column("request", sa.BigInteger(), sa.ForeignKey("faktur_request.id"), nullable=False),
        sa.PrimaryKeyConstraint("faktur", "request"),
        comment="A paid invoice, besides the faktur's own, that the same faktur is of: several of "
        "one buyer and month (gabungan).",
    )
    op.create_index("ix_faktur_invoice_request", "faktur_invoice", ["request"])
    op.add_column("untaxed_invoice", sa.Column("amount", sa.Numeric(15, 2), nullable=True))
    op.create_index("ix_untaxed_invoice_paid", "untaxed_invoice", ["portal", "paid_at"])
    op.create_table(
        "closed_month",
        sa.Column("portal", sa.Text(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("ends", JSONB(), nullable=False),
        sa.Column("closed_by", sa.Text(), nullable=False),
        sa.Column("closed_by_name", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("portal", "month"),
        sa.CheckConstraint("extract(day from month) = 1", name="month"),
        comment="A month whose paid rupiah all had their legal end when finance closed it, and "
        "how much ended how.",
    )


def downgrade() -> None:
    op.drop_table("closed_month")
    op.drop_index("ix_untaxed_invoice_paid", "untaxed_invoice")
    op.drop_column("untaxed_invoice", "amount")
    op.drop_table("faktur_invoice")
