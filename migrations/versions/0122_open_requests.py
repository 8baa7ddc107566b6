"""Which months wait for faktur is found among those that wait, not among all that was ever paid"""

from __future__ import annotations

from alembic import op
from sqlalchemy import text

revision = "0122"
down_revision = "0121"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_faktur_request_open",
        "faktur_request",
        ["portal", "paid_at"],
        postgresql_where=text("state in ('no-npwp', 'waiting', 'exported')"),
    )


def downgrade() -> None:
    op.drop_index("ix_faktur_request_open", "faktur_request")
