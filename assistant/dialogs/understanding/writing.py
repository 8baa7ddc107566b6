"""How text is cleaned and parted into words, the same for messages and for the lexicon."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 4096
"""Characters of a message that are read: Telegram's own limit."""

_WORD = re.compile(r"<[a-z]+>|[^\W_]+|[?\n]|[,.;:!)](?!\w)")
BOUNDARIES = frozenset({"\n", ",", "."})
"""Where one part of a sentence ends."""
SENTENCE_ENDS = frozenset({"\n", ".", "?"})
_SIGN = {"!": ".", ";": ",", ":": ",", ")": ","}
_ANGRY = re.compile(
    "[\N{POUTING FACE}\N{ANGRY FACE}\N{FACE WITH LOOK OF TRIUMPH}\N{ANGER SYMBOL}"
    "\N{THUMBS DOWN SIGN}\N{SERIOUS FACE WITH SYMBOLS COVERING MOUTH}]"
)
_QUOTED = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
_KEPT = {"\n", "\t"}
_UNSEEN = {"Cf", "Cc", "Cs"}
"""Unicode's categories of characters that are not shown."""


def clean(text: str) -> str:
    """The text as people see it: no direction marks, joiners or other invisible characters."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST].replace("\r\n", "\n").replace("\r", "\n"))
    unseen = (one for one in set(plain) - _KEPT if unicodedata.category(one) in _UNSEEN)
    return plain.translate(dict.fromkeys(map(ord, unseen)))


def without_quotes(text: str) -> str:
    """Without lines quoted from an earlier mail, unless there is nothing else."""
    own = _QUOTED.sub("", text)
    return own if own.strip() else text


def words(text: str) -> list[str]:
    """Lower-case words without accents; marks such as ``<email>``, ``?`` and line breaks stand
    for themselves."""
    plain = unicodedata.normalize("NFKD", text.lower())
    accents = filter(unicodedata.combining, set(plain))
    plain = _ANGRY.sub(" <angry> ", plain.translate(dict.fromkeys(map(ord, accents))))
    found = _WORD.findall(plain)
    return [_SIGN.get(one, one) for one in found]
