"""What customers said of a conversation"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0098"
down_revision = "0091"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rating",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("score", sa.SmallInteger()),
        sa.Column("opinion", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("score between 1 and 5", name=op.f("ck_rating_score")),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversation.number"], name=op.f("fk_rating_conversation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating")),
        comment="A customer was asked what they thought of a conversation, and said so: 1 is bad, "
        "5 is good.",
    )
    op.create_index(op.f("ix_rating_conversation"), "rating", ["conversation"])
    op.create_index("ix_rating_person", "rating", ["person", "asked_at"])
    op.create_index("ix_conversation_opened", "conversation", ["opened_at"])


def downgrade() -> None:
    op.drop_index("ix_conversation_opened", "conversation")
    op.drop_table("rating")
