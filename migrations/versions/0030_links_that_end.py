"""Links that are suspended, and limits that outlast what they count"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("link", sa.Column("suspended_at", sa.DateTime(timezone=True), nullable=True))
    for name in ("mailbox", "asker"):
        op.add_column("code", sa.Column(name, sa.Text(), server_default="", nullable=False))
        op.create_index(op.f(f"ix_code_{name}"), "code", [name, "sent_at"])
    op.drop_index("ix_code_email", table_name="code")
    op.create_table(
        "remembered",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), server_default="", nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind in ('consent-mail', 'was-linked')", name=op.f("ck_remembered_kind")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remembered")),
        comment="What a limit or a rule must still know when the data it came from is deleted: "
        "how often a mailbox was asked to agree, and who (a keyed hash) was linked to an account.",
    )
    op.create_index(op.f("ix_remembered_subject"), "remembered", ["kind", "subject", "at"])
    op.create_table(
        "agreed_text",
        sa.Column("text_hash", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("text_hash", name=op.f("pk_agreed_text")),
        comment="The words of a consent, once for all who agreed to them.",
    )
    _comment("link", _LINK + _SUSPENDED)
    _comment("code", _CODE + _LIMITS)


def downgrade() -> None:
    _comment("code", _CODE)
    _comment("link", _LINK)
    op.drop_table("agreed_text")
    op.drop_table("remembered")
    op.create_index("ix_code_email", "code", ["email", "sent_at"])
    for name in ("mailbox", "asker"):
        op.drop_index(op.f(f"ix_code_{name}"), table_name="code")
        op.drop_column("code", name)
    op.drop_column("link", "suspended_at")


_LINK = (
    "A person who proved by a code that a portal account is theirs to see, and where they "
    "want its faktur: all that faktur_to names, and the group."
)
_SUSPENDED = (
    " Suspended, it counts for nothing: "
    "the account has another e-mail by now, and that one must be proven."
)
_CODE = (
    "A code to an e-mail address, or shown in a group: the digits are derived from the "
    "nonce and a secret, kept nowhere. The outcome is what became of linking the account of an "
    "address that was proven."
)
_LIMITS = (
    " Limits count by mailbox and asker, keyed hashes that say nothing "
    "and stay when the person is forgotten."
)


def _comment(table: str, words: str) -> None:
    op.create_table_comment(table, words, existing_comment=None)
