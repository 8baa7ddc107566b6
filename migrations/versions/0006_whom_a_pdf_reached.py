"""Whom a PDF reached is asked of a whole month at once"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_delivery_document",
        "delivery",
        ["document"],
        postgresql_where=sa.text("document is not null"),
    )


def downgrade() -> None:
    op.drop_index("ix_delivery_document", table_name="delivery")
