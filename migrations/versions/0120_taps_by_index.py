"""What is looked for with a tap or a slip is found by an index

A slip by its number, a file by its content, what is to be settled among all that was, and the
requests that a person agreed to.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import text

revision = "0120"
down_revision = "0102"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_slip_number", "slip", ["number"])
    op.create_index("ix_slip_upload_sha256", "slip_upload", ["sha256"])
    op.create_index(
        "ix_transfer_agreed_by",
        "transfer",
        ["agreed_by"],
        postgresql_where=text("agreed_by is not null"),
    )
    op.create_index(
        "ix_withholding_settlement_open",
        "withholding_settlement",
        ["id"],
        postgresql_where=text("state in ('asked', 'due')"),
    )


def downgrade() -> None:
    op.drop_index("ix_withholding_settlement_open", "withholding_settlement")
    op.drop_index("ix_transfer_agreed_by", "transfer")
    op.drop_index("ix_slip_upload_sha256", "slip_upload")
    op.drop_index("ix_slip_number", "slip")
