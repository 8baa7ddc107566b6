"""Files that finance drops together"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "intake",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("staff", sa.BigInteger(), nullable=True),
        sa.Column("staff_name", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state in ('asked', 'open')", name=op.f("ck_intake_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake")),
        comment="Files that finance dropped together; without staff they came by HTTP.",
    )
    op.create_index("ix_intake_staff", "intake", ["staff", "id"])
    op.create_table(
        "intake_file",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("intake", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("telegram", sa.Text(), nullable=True),
        sa.Column("archive", sa.Text(), nullable=True),
        sa.Column("packed_in", sa.BigInteger(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("upload", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "state in ('waiting', 'received', 'known', 'unpacked', 'refused')",
            name=op.f("ck_intake_file_state"),
        ),
        sa.ForeignKeyConstraint(["intake"], ["intake.id"], name=op.f("fk_intake_file_intake")),
        sa.ForeignKeyConstraint(
            ["packed_in"], ["intake_file.id"], name=op.f("fk_intake_file_packed_in")
        ),
        sa.ForeignKeyConstraint(["upload"], ["upload.id"], name=op.f("fk_intake_file_upload")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake_file")),
        sa.UniqueConstraint(
            "packed_in", "position", name=op.f("uq_intake_file_packed_in_position")
        ),
        comment="A file of an intake: at Telegram, a stored ZIP, or one taken out of a ZIP; and "
        "the upload that it became.",
    )
    op.create_index(op.f("ix_intake_file_intake"), "intake_file", ["intake"])
    op.create_index(op.f("ix_intake_file_upload"), "intake_file", ["upload"])
    op.create_index("ix_intake_file_archive", "intake_file", ["archive"])


def downgrade() -> None:
    op.drop_table("intake_file")
    op.drop_table("intake")
