"""Nothing asks for the older prompts of finance: their table is emptied, and goes with 0.3"""

from __future__ import annotations

from alembic import op

revision = "0121"
down_revision = "0120"
branch_labels = None
depends_on = None

_BEFORE = "Of the release before: prompt has taken its place."
_NOW = "Of the release before: empty, prompt has taken its place."


def upgrade() -> None:
    op.execute("delete from finance_prompt")
    op.create_table_comment("finance_prompt", _NOW, existing_comment=_BEFORE)


def downgrade() -> None:
    op.create_table_comment("finance_prompt", _BEFORE, existing_comment=_NOW)
