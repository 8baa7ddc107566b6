"""What finance is asked about held PDFs is a prompt like the others; an older table goes"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0093"
down_revision = "0092"
branch_labels = None
depends_on = None

_ASKS = "'refuse', 'ask', 'answer'"
_FILES = "'assign-file', 'refuse-file', 'replace-file'"
_PROMPT = (
    "Somebody in the staff chat was asked to write something for a customer: message is the bot's "
    "question, source is theirs that answers it."
)
_PROMPT_NOW = (
    "Somebody in the staff chat was asked to write something: message is the bot's question, "
    "source is theirs that answers it. Of what is asked about a held PDF, conversation is the "
    "upload."
)
_FINANCE = (
    "Somebody in the staff chat was asked to write (or send) something about a PDF that is held; "
    "thread 0 is General."
)
_FINANCE_NOW = "Of the release before: prompt has taken its place."


def upgrade() -> None:
    op.drop_table("staff_prompt")
    _may_ask(f"{_ASKS}, {_FILES}")
    op.create_table_comment("prompt", _PROMPT_NOW, existing_comment=_PROMPT)
    op.create_table_comment("finance_prompt", _FINANCE_NOW, existing_comment=_FINANCE)


def downgrade() -> None:
    op.create_table_comment("finance_prompt", _FINANCE, existing_comment=_FINANCE_NOW)
    op.create_table_comment("prompt", _PROMPT, existing_comment=_PROMPT_NOW)
    op.execute(f"delete from prompt where ask in ({_FILES})")
    _may_ask(_ASKS)
    op.create_table(
        "staff_prompt",
        sa.Column("chat", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("staff", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("thread", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("transfer", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["transfer"], ["transfer.number"], name=op.f("fk_staff_prompt_transfer")
        ),
        sa.PrimaryKeyConstraint("chat", "staff", "thread", name=op.f("pk_staff_prompt")),
        comment="Of the release before: prompt has taken its place.",
    )


def _may_ask(listed: str) -> None:
    op.drop_constraint(op.f("ck_prompt_ask"), "prompt", type_="check")
    op.create_check_constraint(op.f("ck_prompt_ask"), "prompt", f"ask in ({listed})")
