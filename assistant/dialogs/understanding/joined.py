"""Words that were run together: ``pindahdomain``, ``fakturpajakbulanini``."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.dialogs.understanding.lexicon import lexicon
from assistant.dialogs.understanding.vocabulary import words_of

_TOKEN = re.compile(r"(?<![\w<@./-])[^\W\d_]{7,40}(?![\w>@/-]|\.\w)")
_SHORTEST = 4
"""Letters of a piece, but for the few short words that are listed."""
_SHORTEST_WITH_ENDINGS = 7
_SHORT = frozenset(words_of("run-together"))
_TIME = frozenset(
    one
    for name in ("month", "last", "this", "next", "year", *map(str, range(1, 13)))
    for one in words_of(name)
    if len(one) >= _SHORTEST
)


def part_joined(text: str) -> str:
    """With blanks between words that stand without, where the lexicon knows every piece of them
    and not the whole."""
    return _TOKEN.sub(lambda match: _parted(match[0].lower()) or match[0], text)


@lru_cache(4096)
def _parted(word: str) -> str | None:
    """The likeliest pieces that make up the word; nothing where it is a word or none do."""
    if lexicon().reads(word):
        return None
    best: list[tuple[int, tuple[str, ...]] | None] = [(0, ())]
    for end in range(1, len(word) + 1):
        best.append(
            min(
                (
                    (before[0] + cost, (*before[1], word[start:end]))
                    for start, before in enumerate(best)
                    if before is not None and (cost := _cost(word[start:end]))
                ),
                default=None,
            )
        )
    _, pieces = best[-1] or (0, ())
    sure = len(pieces) > 1 and not all(piece in _SHORT for piece in pieces)
    return " ".join(pieces) if sure else None


def _cost(piece: str) -> int:
    """How unlikely it is that this is a word of several; 0 when it is none."""
    if piece in _SHORT or (len(piece) >= _SHORTEST and (piece in _TIME or lexicon().knows(piece))):
        return 1
    return 3 * (len(piece) >= _SHORTEST_WITH_ENDINGS and lexicon().reads(piece))
