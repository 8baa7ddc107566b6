"""Whose a delivery is while it is being sent"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("delivery", sa.Column("leased_by", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column("delivery", "leased_by")
