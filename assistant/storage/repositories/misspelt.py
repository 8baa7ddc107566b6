"""Who was looked for by a name, a host or an address that is nearly right.

The index finds by consonants, so that what is looked at stays few however many there are; what
was found is then compared as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from rapidfuzz.distance import OSA

from assistant.domain.support.directory import By, Hit, Query
from assistant.storage.tables.searching import (
    EMAIL_CONSONANTS,
    HOST_CONSONANTS,
    HOST_NAMES,
    LINK_CONSONANTS,
    PERSON_CONSONANTS,
    SNAPSHOT_CONSONANTS,
    SNAPSHOT_NAMES,
    consonants_of,
)

CANDIDATES = 200
"""Rows of one statement that are compared."""
_LONGEST = 200
_MOST_WORDS = 6
_SHORTEST = 4
"""Letters of the shortest word that may be misspelt, and consonants of the shortest that may lack
one."""
_TWO_SLIPS_FROM = 8
_KNOWN_BEGINNING = 3
_WORD = re.compile(r"[^\W_]+")
_ADDRESS = re.compile(r"[\w.+-]+(?:@[\w.-]+)?\.\w+")

_PERSON = (
    "select id as person, '' as account, '' as label, name as what, name as names from person "
    f"where {PERSON_CONSONANTS} @@ to_tsquery('simple', :words)"
)
_LINK = (
    "select person, account, label, label as what, {} as names from link where revoked_at is null"
)
_SNAPSHOT = (
    "select null::bigint as person, account, data #>> '{{client,company}}' as label, "
    "coalesce(data #>> '{{client,company}}', account) as what, {} as names "
    "from snapshot where portal = :portal"
)
NEAR: Mapping[By, tuple[str, ...]] = {
    By.NAME: (
        _PERSON,
        f"{_LINK.format('label')} and {LINK_CONSONANTS} @@ to_tsquery('simple', :words)",
        f"{_SNAPSHOT.format(SNAPSHOT_NAMES)} "
        f"and {SNAPSHOT_CONSONANTS} @@ to_tsquery('simple', :words)",
    ),
    By.EMAIL: (f"{_LINK.format('email')} and {EMAIL_CONSONANTS} @@ to_tsquery('simple', :words)",),
    By.HOST: (
        f"{_SNAPSHOT.format(HOST_NAMES)} and {HOST_CONSONANTS} @@ to_tsquery('simple', :words)",
    ),
}
"""By what is looked for; a number or a @name is copied, not typed."""


def questions(query: Query) -> Iterator[str]:
    """What to ask the index, the surest first."""
    words = _words(query.text)
    if not words or max(map(len, words)) < _SHORTEST or len(words) > _MOST_WORDS:
        return
    bare = [one for one in map(consonants_of, words) if one]
    if bare:
        yield " & ".join(f"({' | '.join(_slips(one))})" for one in bare)
        yield " & ".join(_beginning(one) for one in bare)


def _words(text: str) -> list[str]:
    return _WORD.findall(text[:_LONGEST].lower())


def _slips(bare: str) -> Iterator[str]:
    """Itself, and what one consonant too many or two that changed places make of it."""
    yield bare
    if len(bare) < _SHORTEST:
        return
    for at in range(len(bare)):
        yield bare[:at] + bare[at + 1 :]
    for at, (left, right) in enumerate(pairwise(bare)):
        yield bare[:at] + right + left + bare[at + 2 :]


def _beginning(bare: str) -> str:
    """For a consonant that is missing, or another one, behind the first few."""
    return f"{bare[:_KNOWN_BEGINNING]}:*" if len(bare) >= _SHORTEST else bare


def fitting(query: Query, rows: Iterable[Any]) -> Iterator[Hit]:
    """Those in which each word that was typed stands, or one that is a slip away from it; a host
    or an address as a whole, with the very ending."""
    fits = _words_fit if query.by is By.NAME else _address_fits
    for row in rows:
        if fits(query.text.lower(), row.names.lower()):
            yield Hit(row.person, row.account, row.label or "", row.what)


def _words_fit(typed: str, names: str) -> bool:
    there = _WORD.findall(names)
    return all(any(_near(word, one) for one in there) for word in _words(typed))


def _address_fits(typed: str, names: str) -> bool:
    """The whole of one that is there, or of a host below which it stands."""
    ending = typed.rpartition(".")[2]
    return any(
        one.rpartition(".")[2] == ending and _slipped(typed, one)
        for address in _ADDRESS.findall(names)
        for one in _and_above(address)
    )


def _and_above(address: str) -> Iterator[str]:
    yield address
    while "@" not in address and address.count(".") > 1:
        address = address.partition(".")[2]
        yield address


def _near(typed: str, there: str) -> bool:
    if there.startswith(typed):
        return True
    return len(typed) >= _SHORTEST and _slipped(typed, there)


def _slipped(typed: str, there: str) -> bool:
    slips = 1 + (len(typed) >= _TWO_SLIPS_FROM)
    return OSA.distance(typed, there, score_cutoff=slips) <= slips
