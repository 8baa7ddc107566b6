"""Where faktur go: chat, mail, a group of the company, several of them, or nowhere"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

OF_LINKS = (
    "A person who proved by a code that a portal account is theirs to see, and where they want its "
    "faktur: all that faktur_to names, and the group."
)
OF_CODES = (
    "A code to an e-mail address, or shown in a group: the digits are derived from the nonce and "
    "a secret, kept nowhere. The outcome is what became of linking the account of an address that "
    "was proven."
)


def upgrade() -> None:
    """What was chosen stays chosen: one destination is a list of one."""
    op.create_table(
        "company_group",
        sa.Column("chat", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("locale in ('id', 'en')", name=op.f("ck_company_group_locale")),
        sa.PrimaryKeyConstraint("chat", name=op.f("pk_company_group")),
        comment="A group of customers that the bot was put into; faktur go there by a person's choice.",  # noqa: E501
    )
    op.add_column("link", sa.Column("faktur_group", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        op.f("fk_link_faktur_group"), "link", "company_group", ["faktur_group"], ["chat"]
    )
    op.create_index("ix_link_faktur_group", "link", ["faktur_group"])
    _one_of("link", "faktur_to", "", "chat", "mail", "chat mail")
    _one_of("code", "purpose", "register", "link", "group")
    _one_of("delivery", "channel", "telegram", "group", "mail", "staff")
    op.create_table_comment("link", OF_LINKS)
    op.create_table_comment("code", OF_CODES)


def downgrade() -> None:
    """Of several destinations the chat is kept; muted and group-only go to the chat again."""
    op.execute("update link set faktur_to = 'chat' where faktur_to in ('', 'chat mail')")
    op.execute("delete from code where purpose = 'group'")
    op.execute("delete from delivery where channel = 'group'")
    _one_of("delivery", "channel", "telegram", "mail", "staff")
    _one_of("code", "purpose", "register", "link")
    _one_of("link", "faktur_to", "chat", "mail")
    op.drop_index("ix_link_faktur_group", "link")
    op.drop_constraint(op.f("fk_link_faktur_group"), "link")
    op.drop_column("link", "faktur_group")
    op.drop_table("company_group")
    op.create_table_comment(
        "link", "A person who proved by a code that a portal account is theirs to see."
    )
    op.create_table_comment(
        "code",
        "An e-mail code: the digits are derived from the nonce and a secret, kept nowhere. "
        "The outcome is what became of linking the account of an address that was proven.",
    )


def _one_of(table: str, column: str, *values: str) -> None:
    name = op.f(f"ck_{table}_{column}")
    op.drop_constraint(name, table)
    listed = ", ".join(f"'{value}'" for value in values)
    op.create_check_constraint(name, table, f"{column} in ({listed})")
