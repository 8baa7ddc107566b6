"""How held PDFs are settled, and which faktur stands in place of another"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

BEFORE = "state in ('received', 'issued', 'duplicate', 'quarantined')"
SINCE = (
    "state in ('received', 'issued', 'older', 'duplicate', 'quarantined', 'refused', 'replaced')"
)
UPLOAD = "A PDF that came in, once by its bytes, and what became of it."
FAKTUR = "A faktur whose PDF passed the gate; one row per version (kode status)."


def upgrade() -> None:
    op.add_column("upload", sa.Column("read", JSONB(), nullable=True))
    op.add_column("upload", sa.Column("request", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        op.f("fk_upload_request"), "upload", "faktur_request", ["request"], ["id"]
    )
    op.drop_constraint(op.f("ck_upload_state"), "upload", type_="check")
    op.create_check_constraint(op.f("ck_upload_state"), "upload", SINCE)
    op.create_index(
        "ix_upload_held", "upload", ["id"], postgresql_where=sa.text("state = 'quarantined'")
    )
    op.create_table_comment(
        "upload",
        "A PDF that came in, once by its bytes, what it says, the request that it was compared "
        "with, and what became of it.",
        existing_comment=UPLOAD,
    )
    op.add_column("faktur", sa.Column("superseded_by", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        op.f("fk_faktur_superseded_by"), "faktur", "faktur", ["superseded_by"], ["id"]
    )
    op.create_table_comment(
        "faktur",
        "A faktur whose PDF passed the gate; one row per version (kode status). What stands in "
        "its place is the version, or the new number, that superseded it.",
        existing_comment=FAKTUR,
    )
    op.create_table(
        "finance_prompt",
        sa.Column("staff", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("thread", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("upload", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["upload"], ["upload.id"], name=op.f("fk_finance_prompt_upload")),
        sa.PrimaryKeyConstraint("staff", "thread", name=op.f("pk_finance_prompt")),
        comment="Somebody in the staff chat was asked to write (or send) something about a PDF "
        "that is held; thread 0 is General.",
    )


def downgrade() -> None:
    op.drop_table("finance_prompt")
    op.create_table_comment("faktur", FAKTUR)
    op.drop_column("faktur", "superseded_by")
    op.create_table_comment("upload", UPLOAD)
    op.drop_index("ix_upload_held", "upload")
    op.execute("update upload set state = 'duplicate' where state = 'older'")
    op.execute("update upload set state = 'quarantined' where state in ('refused', 'replaced')")
    op.drop_constraint(op.f("ck_upload_state"), "upload", type_="check")
    op.create_check_constraint(op.f("ck_upload_state"), "upload", BEFORE)
    op.drop_column("upload", "request")
    op.drop_column("upload", "read")
