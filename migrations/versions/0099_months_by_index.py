"""What a month's books are made of is found by an index"""

from __future__ import annotations

from alembic import op

revision = "0099"
down_revision = "0098"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_faktur_issued", "faktur", ["issued"])
    op.create_index(op.f("ix_upload_request"), "upload", ["request"])
    op.create_index("ix_buyer_class", "buyer", ["portal", "class"])


def downgrade() -> None:
    op.drop_index("ix_buyer_class", "buyer")
    op.drop_index(op.f("ix_upload_request"), "upload")
    op.drop_index("ix_faktur_issued", "faktur")
