"""What the mailed link to agree to a request is known by"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0094"
down_revision = "0093"
branch_labels = None
depends_on = None

_HASHED = """
update transfer
set consent_hash = encode(sha256(convert_to(consent_token, 'UTF8')), 'hex'), asked_at = now()
where agreement = 'asked' and state in ('open', 'taken')
"""
"""Links that were mailed before go on working."""


def upgrade() -> None:
    op.add_column("transfer", sa.Column("consent_hash", sa.Text(), nullable=True))
    for name in ("asked_at", "promised_at"):
        op.add_column("transfer", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    op.execute(_HASHED)
    op.create_unique_constraint(op.f("uq_transfer_consent_hash"), "transfer", ["consent_hash"])


def downgrade() -> None:
    op.drop_constraint(op.f("uq_transfer_consent_hash"), "transfer")
    for name in ("promised_at", "asked_at", "consent_hash"):
        op.drop_column("transfer", name)
