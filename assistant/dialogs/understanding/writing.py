"""How text is cleaned and parted into words, the same for messages and for the lexicon."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 4096
"""Characters of a message that are read: Telegram's own limit."""

_WORD = re.compile(r"<[a-z]+>|[^\W_]+|[?\n]|[,.;:!)](?!\w)")
BOUNDARIES = frozenset({"\n", ","})
"""Where one part of a sentence ends; all marks but ``?`` become a comma."""
_QUOTED = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
_KEPT = {"\n", "\t"}


def clean(text: str) -> str:
    """The text as people see it: no direction marks, joiners or other invisible characters."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST].replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(
        one for one in plain if one in _KEPT or unicodedata.category(one) not in ("Cf", "Cc", "Cs")
    )


def without_quotes(text: str) -> str:
    """Without lines quoted from an earlier mail, unless there is nothing else."""
    own = _QUOTED.sub("", text)
    return own if own.strip() else text


def words(text: str) -> list[str]:
    """Lower-case words without accents; marks such as ``<email>``, ``?`` and line breaks stand
    for themselves."""
    plain = unicodedata.normalize("NFKD", text.lower())
    found = _WORD.findall("".join(one for one in plain if not unicodedata.combining(one)))
    return ["," if one in ".;:!)" else one for one in found]
