"""Files of a month's or a year's faktur, and invoices that none is due for"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

ONE_AT_A_TIME = ["person", "portal", "account", "kind", "period"]


def upgrade() -> None:
    op.create_table(
        "file_request",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("portal", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind in ('zip', 'recap')", name=op.f("ck_file_request_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_request")),
        comment="A file of a month's or a year's faktur that a person asked for; one at a time.",
    )
    op.create_index(
        "uq_file_request_waiting",
        "file_request",
        ONE_AT_A_TIME,
        unique=True,
        postgresql_where=sa.text("done_at is null"),
    )

    op.create_table(
        "untaxed_invoice",
        sa.Column("portal", sa.Text(), nullable=False),
        sa.Column("invoice_id", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("account_label", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("paid_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("portal", "invoice_id", name=op.f("pk_untaxed_invoice")),
        comment="A paid invoice without PPN: no faktur is due for it, which can so be said.",
    )
    op.create_index("ix_untaxed_invoice_number", "untaxed_invoice", ["portal", "number"])


def downgrade() -> None:
    op.drop_table("untaxed_invoice")
    op.drop_table("file_request")
