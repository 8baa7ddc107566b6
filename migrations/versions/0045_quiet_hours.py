"""Quiet hours, and what a person is not told of"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0045"
down_revision = "0030"
branch_labels = None
depends_on = None

_COMMENT = "A Telegram user who wrote to us; the id is Telegram's."
_QUIET = (
    f"{_COMMENT} From quiet_start to quiet_end (hours, WIB) pushes make no sound; unwanted is what "
    "they are not told of."
)


def upgrade() -> None:
    for name, hour in (("quiet_start", "21"), ("quiet_end", "7")):
        default = sa.text(hour)
        op.add_column(
            "person", sa.Column(name, sa.Integer(), server_default=default, nullable=False)
        )
    op.add_column(
        "person",
        sa.Column("unwanted", JSONB(), server_default=sa.text("'[]'"), nullable=False),
    )
    op.create_check_constraint(
        "quiet_hours",
        "person",
        "quiet_start between 0 and 23 and quiet_end between 0 and 23",
    )
    op.create_table_comment("person", _QUIET, existing_comment=_COMMENT)


def downgrade() -> None:
    op.create_table_comment("person", _COMMENT, existing_comment=_QUIET)
    op.drop_constraint(op.f("ck_person_quiet_hours"), "person")
    for name in ("unwanted", "quiet_end", "quiet_start"):
        op.drop_column("person", name)
