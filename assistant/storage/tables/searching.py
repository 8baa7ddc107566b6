"""The words that names are found by. An index serves a search only where both say the same, so
both take it from here."""

from __future__ import annotations

from sqlalchemy import Index, text
from sqlalchemy.sql.elements import TextClause

_APART = ".,/_@()&<>[]+-"
"""What stands between words; the parser of PostgreSQL takes some of it for parts of words."""


def _words(value: str) -> str:
    return f"to_tsvector('simple', translate({value}, '{_APART}', '{' ' * len(_APART)}'))"


def _names(value: str, path: str) -> str:
    return _words(f"cast(jsonb_path_query_array({value}, '{path}') as text)")


PERSON_WORDS = _words("name")
LINK_WORDS = _words("label")
_CLIENT_NAMES = (
    '$.client ? (@.type() == "object").keyvalue() '
    '? ((@.key == "company" || @.key == "first_name") || @.key == "last_name").value'
)
SNAPSHOT_WORDS = _names("data", _CLIENT_NAMES)
SNAPSHOT_HOSTS = _names("data", "$.services[*].name")
SNAPSHOT_NPWP = "(data #>> '{client,tax,npwp}')"
TRANSFER_HOSTS = _names("services", "$[*].name")


def words_index(name: str, expression: str, where: TextClause | None = None) -> Index:
    return Index(name, text(expression), postgresql_using="gin", postgresql_where=where)
