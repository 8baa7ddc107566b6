"""Withheld tax: announcements, slips, and what they settle"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0050"
down_revision = "0045"
branch_labels = None
depends_on = None


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.BigInteger(), sa.Identity(), primary_key=True)


def _words(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=null)


def _moment(name: str, *, null: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=null)


def _rupiah(name: str, *, null: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Numeric(15, 2), nullable=null)


def _person() -> sa.Column[int]:
    return sa.Column("person", sa.BigInteger(), nullable=True)


_STATES = ("received", "issued", "older", "duplicate", "quarantined", "refused", "replaced")


def _upload_states(*states: str) -> None:
    listed = ", ".join(f"'{state}'" for state in states)
    op.drop_constraint(op.f("ck_upload_state"), "upload", type_="check")
    op.create_check_constraint(op.f("ck_upload_state"), "upload", f"state in ({listed})")


def upgrade() -> None:
    _upload_states(*_STATES, "slip")
    op.create_table(
        "withholding_announcement",
        _words("portal"),
        _words("invoice_id"),
        _words("invoice_number"),
        _words("account"),
        _words("account_label"),
        _person(),
        _words("withholder"),
        _rupiah("total"),
        sa.Column("owed", JSONB(), nullable=False),
        _words("paid_how"),
        _moment("announced_at"),
        _moment("taken_back_at", null=True),
        sa.PrimaryKeyConstraint("portal", "invoice_id", name="pk_withholding_announcement"),
        sa.CheckConstraint("paid_how in ('net', 'full')", name="paid_how"),
        comment="A customer's word that PPh 23 is withheld from an invoice, and what it owes in "
        "slips.",
    )
    op.create_index("ix_withholding_announcement_person", "withholding_announcement", ["person"])
    op.create_index(
        "ix_withholding_announcement_account", "withholding_announcement", ["portal", "account"]
    )
    op.create_index(
        "ix_withholding_announcement_withholder", "withholding_announcement", ["withholder"]
    )
    op.create_table(
        "slip_upload",
        _id(),
        _person(),
        _words("source"),
        _words("name"),
        _words("telegram", null=True),
        sa.Column("sha256", sa.Text(), sa.ForeignKey("document.sha256"), nullable=True),
        _words("outcome", null=True),
        _moment("received_at"),
        comment="A file that may be a slip, and what became of it; without a person finance "
        "brought it.",
    )
    op.create_index("ix_slip_upload_person", "slip_upload", ["person"])
    op.create_table(
        "slip",
        _id(),
        _words("portal"),
        _words("withholder"),
        _words("number"),
        _words("state"),
        sa.Column("sha256", sa.Text(), sa.ForeignKey("document.sha256"), nullable=False),
        sa.Column("masa", sa.Date(), nullable=True),
        _rupiah("amount", null=True),
        sa.Column("said", JSONB(), nullable=False),
        _words("verdict"),
        sa.Column("candidates", JSONB(), server_default=sa.text("'[]'"), nullable=False),
        _person(),
        _words("came_from"),
        _moment("received_at"),
        _moment("verified_at", null=True),
        sa.UniqueConstraint(
            "portal", "withholder", "number", name="uq_slip_portal_withholder_number"
        ),
        sa.CheckConstraint("state in ('held', 'booked', 'verified', 'cancelled')", name="state"),
        sa.CheckConstraint("number <> '' and withholder <> ''", name="identity"),
        comment="A bukti potong in its newest version; withholder and number say which it is.",
    )
    op.create_index("ix_slip_person", "slip", ["person"])
    op.create_index("ix_slip_masa", "slip", ["portal", "masa"])
    op.create_table(
        "slip_file",
        sa.Column("sha256", sa.Text(), sa.ForeignKey("document.sha256"), primary_key=True),
        sa.Column("slip", sa.BigInteger(), sa.ForeignKey("slip.id"), nullable=False),
        comment="All PDFs of a slip that came in.",
    )
    op.create_index("ix_slip_file_slip", "slip_file", ["slip"])
    op.create_table(
        "slip_share",
        sa.Column("slip", sa.BigInteger(), sa.ForeignKey("slip.id"), nullable=False),
        _words("invoice_id"),
        _words("code"),
        _rupiah("base"),
        _rupiah("amount"),
        sa.PrimaryKeyConstraint("slip", "invoice_id", "code", name="pk_slip_share"),
        comment="The part of a slip that is for one invoice, in rupiah.",
    )
    op.create_index("ix_slip_share_invoice", "slip_share", ["invoice_id"])
    op.create_table(
        "withholding_settlement",
        _id(),
        _words("portal"),
        _words("kind"),
        _words("state"),
        _words("invoice_id"),
        _words("invoice_number"),
        _words("account"),
        _words("account_label"),
        _person(),
        _rupiah("amount"),
        _words("reference"),
        _words("done_by"),
        _moment("made_at"),
        _moment("done_at", null=True),
        sa.UniqueConstraint(
            "portal", "reference", name="uq_withholding_settlement_portal_reference"
        ),
        sa.CheckConstraint(
            "kind in ('settle', 'give-back', 'refund', 'credit')",
            name="kind",
        ),
        sa.CheckConstraint(
            "state in ('asked', 'due', 'done', 'too-late', 'undone')",
            name="state",
        ),
        sa.CheckConstraint("amount > 0", name="amount"),
        comment="Money that a slip moves, once: paid into its invoice, refunded, or credited.",
    )
    op.create_index("ix_withholding_settlement_person", "withholding_settlement", ["person"])
    op.create_index(
        "ix_withholding_settlement_invoice", "withholding_settlement", ["portal", "invoice_id"]
    )
    op.create_table(
        "refund_account",
        sa.Column(
            "settlement",
            sa.BigInteger(),
            sa.ForeignKey("withholding_settlement.id"),
            primary_key=True,
        ),
        _words("bank"),
        _words("holder"),
        _words("number"),
        _moment("delete_after", null=True),
        comment="Where a refund goes: finance sees it, and it is deleted some days after it was "
        "paid.",
    )
    op.create_table(
        "slip_reminder",
        _words("portal"),
        _words("invoice_id"),
        _words("stage"),
        _moment("sent_at"),
        sa.PrimaryKeyConstraint("portal", "invoice_id", "stage", name="pk_slip_reminder"),
        comment="A reminder of a slip that was announced and is not here: each stage once.",
    )


def downgrade() -> None:
    for table in (
        "slip_reminder",
        "refund_account",
        "withholding_settlement",
        "slip_share",
        "slip_file",
        "slip",
        "slip_upload",
        "withholding_announcement",
    ):
        op.drop_table(table)
    op.execute("update upload set state = 'refused' where state = 'slip'")
    _upload_states(*_STATES)
