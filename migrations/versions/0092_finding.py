"""What staff look for is found by an index; where they asked is known."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0092"
down_revision = "0080"
branch_labels = None
depends_on = None

_APART = ".,/_@()&<>[]+-"


def _words(value: str) -> str:
    return f"to_tsvector('simple', translate({value}, '{_APART}', '{' ' * len(_APART)}'))"


def _names(value: str, path: str) -> str:
    return _words(f"cast(jsonb_path_query_array({value}, '{path}') as text)")


_CLIENT_NAMES = (
    '$.client ? (@.type() == "object").keyvalue() '
    '? ((@.key == "company" || @.key == "first_name") || @.key == "last_name").value'
)
_WORDS = (
    ("ix_person_words", "person", _words("name"), None),
    ("ix_link_words", "link", _words("label"), "revoked_at is null"),
    ("ix_snapshot_words", "snapshot", _names("data", _CLIENT_NAMES), None),
    ("ix_snapshot_hosts", "snapshot", _names("data", "$.services[*].name"), None),
    ("ix_transfer_hosts", "transfer", _names("services", "$[*].name"), None),
)
_PLAIN = (
    ("ix_person_username", "person", "lower(username)", None),
    ("ix_link_email", "link", "lower(email)", "revoked_at is null"),
    ("ix_snapshot_npwp", "snapshot", "(data #>> '{client,tax,npwp}')", None),
    ("ix_transfer_to_email", "transfer", "lower(to_email)", None),
    ("ix_transfer_ticket_number", "transfer", "ticket_number", None),
    ("ix_conversation_ticket_number", "conversation", "ticket_number", None),
    ("ix_audit_actor", "audit", "actor, id", None),
    ("ix_foreign_invoice_number", "foreign_invoice", "portal, number", None),
)


def _create(name: str, table: str, what: str, where: str | None, using: str) -> None:
    condition = f" where {where}" if where else ""
    sql = f"create index {name} on {table} using {using} ({what}){condition}"
    op.execute(sa.text(sql.replace(":", r"\:")))


def upgrade() -> None:
    for one in _WORDS:
        _create(*one, using="gin")
    for one in _PLAIN:
        _create(*one, using="btree")
    op.drop_index("ix_audit_subject", "audit")
    op.create_index("ix_audit_subject", "audit", ["subject", "id"])
    op.add_column("finance_act", sa.Column("thread", sa.BigInteger()))


def downgrade() -> None:
    op.drop_column("finance_act", "thread")
    op.drop_index("ix_audit_subject", "audit")
    op.create_index("ix_audit_subject", "audit", ["subject"])
    for name, table, *_ in (*_PLAIN, *_WORDS):
        op.drop_index(name, table)
