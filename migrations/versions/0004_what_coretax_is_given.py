"""What Coretax is given: a paid invoice's lines, and the exports"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_STATE = "ck_faktur_request_state"
_BEFORE = "A paid invoice that a faktur is due for, with the buyer's tax profile as it was."
_AFTER = (
    "A paid invoice that a faktur is due for, with its lines and the buyer's tax profile "
    "as they were."
)


def upgrade() -> None:
    _extend_requests()
    _create_exports()


def _extend_requests() -> None:
    op.add_column("faktur_request", sa.Column("items", postgresql.JSONB()))
    op.add_column("faktur_request", sa.Column("exported_at", sa.DateTime(timezone=True)))
    op.create_index("ix_faktur_request_paid", "faktur_request", ["portal", "paid_at"])
    op.drop_constraint(op.f(_STATE), "faktur_request")
    op.create_check_constraint(
        op.f(_STATE),
        "faktur_request",
        "state in ('no-npwp', 'waiting', 'exported', 'issued', 'cancelled')",
    )
    op.create_check_constraint(
        op.f("ck_faktur_request_exported"),
        "faktur_request",
        "state <> 'exported' or exported_at is not null",
    )
    op.create_table_comment("faktur_request", _AFTER, existing_comment=_BEFORE)


def _create_exports() -> None:
    op.create_table(
        "coretax_export",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("portal", sa.Text(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("again", sa.Boolean(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("asked_by_name", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("files", postgresql.JSONB(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("left_out", postgresql.JSONB(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state in ('wanted', 'done')", name=op.f("ck_coretax_export_state")),
        sa.CheckConstraint("extract(day from month) = 1", name=op.f("ck_coretax_export_month")),
        sa.CheckConstraint(
            "(state = 'done') = (done_at is not null)", name=op.f("ck_coretax_export_done")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coretax_export")),
        comment="One time that paid invoices were written as XML for Coretax: who asked, when, "
        "the files (documents) and who was left out and why.",
    )
    op.create_index("ix_coretax_export_month", "coretax_export", ["portal", "month"])
    op.create_table(
        "coretax_export_request",
        sa.Column("export", sa.BigInteger(), nullable=False),
        sa.Column("request", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["export"],
            ["coretax_export.id"],
            name=op.f("fk_coretax_export_request_export"),
        ),
        sa.ForeignKeyConstraint(
            ["request"],
            ["faktur_request.id"],
            name=op.f("fk_coretax_export_request_request"),
        ),
        sa.PrimaryKeyConstraint("export", "request", name=op.f("pk_coretax_export_request")),
        comment="Which paid invoices an export holds.",
    )


def downgrade() -> None:
    op.drop_table("coretax_export_request")
    op.drop_table("coretax_export")
    op.execute("update faktur_request set state = 'waiting' where state = 'exported'")
    op.drop_constraint(op.f("ck_faktur_request_exported"), "faktur_request")
    op.drop_constraint(op.f(_STATE), "faktur_request")
    op.create_check_constraint(
        op.f(_STATE), "faktur_request", "state in ('no-npwp', 'waiting', 'issued', 'cancelled')"
    )
    op.drop_index("ix_faktur_request_paid", "faktur_request")
    op.drop_column("faktur_request", "exported_at")
    op.drop_column("faktur_request", "items")
    op.create_table_comment("faktur_request", _BEFORE, existing_comment=_AFTER)
