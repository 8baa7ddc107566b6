"""The words that names are found by. An index serves a search only where both say the same, so
both take it from here."""

from __future__ import annotations

import re

from sqlalchemy import Index, text
from sqlalchemy.sql.elements import TextClause

_APART = ".,/_@()&<>[]+-"
"""What stands between words; the parser of PostgreSQL takes some of it for parts of words."""


def _words(value: str) -> str:
    return f"to_tsvector('simple', translate({value}, '{_APART}', '{' ' * len(_APART)}'))"


def _names(value: str, path: str) -> str:
    return _words(f"cast(jsonb_path_query_array({value}, '{path}') as text)")


def _consonants(value: str) -> str:
    """Words as :func:`consonants_of` makes them."""
    bare = f"regexp_replace(lower({value}), '[aeiouy]', '', 'g')"
    return _words(f"regexp_replace({bare}, '(.)\\1+', '\\1', 'g')")


def consonants_of(word: str) -> str:
    """What is left of a word that is misspelt as most are: without vowels, no letter doubled."""
    return re.sub(r"(.)\1+", r"\1", re.sub("[aeiouy]", "", word.lower()))


PERSON_WORDS = _words("name")
LINK_WORDS = _words("label")
_CLIENT_NAMES = (
    '$.client ? (@.type() == "object").keyvalue() '
    '? ((@.key == "company" || @.key == "first_name") || @.key == "last_name").value'
)
SNAPSHOT_WORDS = _names("data", _CLIENT_NAMES)
SNAPSHOT_HOSTS = _names("data", "$.services[*].name")
PERSON_CONSONANTS = _consonants("name")
LINK_CONSONANTS = _consonants("label")
EMAIL_CONSONANTS = _consonants("email")
SNAPSHOT_NAMES = f"cast(jsonb_path_query_array(data, '{_CLIENT_NAMES}') as text)"
SNAPSHOT_CONSONANTS = _consonants(SNAPSHOT_NAMES)
HOST_NAMES = "cast(jsonb_path_query_array(data, '$.services[*].name') as text)"
HOST_CONSONANTS = _consonants(HOST_NAMES)
SNAPSHOT_NPWP = "(data #>> '{client,tax,npwp}')"
TRANSFER_HOSTS = _names("services", "$[*].name")


def words_index(name: str, expression: str, where: TextClause | None = None) -> Index:
    return Index(name, text(expression), postgresql_using="gin", postgresql_where=where)
