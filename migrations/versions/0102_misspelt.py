"""What staff misspell is found by its consonants; when somebody last looked at their fakturs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0102"
down_revision = "0099"
branch_labels = None
depends_on = None

_APART = ".,/_@()&<>[]+-"
_CLIENT_NAMES = (
    '$.client ? (@.type() == "object").keyvalue() '
    '? ((@.key == "company" || @.key == "first_name") || @.key == "last_name").value'
)
_NAMES = f"cast(jsonb_path_query_array(data, '{_CLIENT_NAMES}') as text)"
_HOSTS = "cast(jsonb_path_query_array(data, '$.services[*].name') as text)"
_COMMENT = (
    "A Telegram user who wrote to us; the id is Telegram's. From quiet_start to quiet_end "
    "(hours, WIB) pushes make no sound; unwanted is what they are not told of."
)
_COMMENT_NOW = f"{_COMMENT} fakturs_seen_at is when they last opened theirs."


def _consonants(value: str) -> str:
    bare = f"regexp_replace(lower({value}), '[aeiouy]', '', 'g')"
    once = f"regexp_replace({bare}, '(.)\\1+', '\\1', 'g')"
    return f"to_tsvector('simple', translate({once}, '{_APART}', '{' ' * len(_APART)}'))"


_STANDING = " where revoked_at is null"
_INDEXES = (
    ("ix_person_consonants", "person", "name", ""),
    ("ix_link_consonants", "link", "label", _STANDING),
    ("ix_link_email_consonants", "link", "email", _STANDING),
    ("ix_snapshot_consonants", "snapshot", _NAMES, ""),
    ("ix_snapshot_host_consonants", "snapshot", _HOSTS, ""),
)


def upgrade() -> None:
    op.add_column("person", sa.Column("fakturs_seen_at", sa.DateTime(timezone=True)))
    op.create_table_comment("person", _COMMENT_NOW, existing_comment=_COMMENT)
    for name, table, value, where in _INDEXES:
        sql = f"create index {name} on {table} using gin ({_consonants(value)}){where}"
        op.execute(sa.text(sql.replace(":", r"\:")))


def downgrade() -> None:
    for name, table, _, _ in reversed(_INDEXES):
        op.drop_index(name, table)
    op.create_table_comment("person", _COMMENT, existing_comment=_COMMENT_NOW)
    op.drop_column("person", "fakturs_seen_at")
