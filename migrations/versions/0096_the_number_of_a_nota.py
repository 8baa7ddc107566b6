"""The number of the nota that closed a case"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0096"
down_revision = "0094"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("undoing", sa.Column("nota", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("undoing", "nota")
