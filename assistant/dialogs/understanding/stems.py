"""Words without what Indonesian, Javanese, Sundanese and English put before and behind them.

More is taken off than a grammar would: what comes out counts only where the lexicon knows it.
"""

from __future__ import annotations

from collections.abc import Iterator

_BEHIND = (
    "nya", "kan", "ken", "keun", "ke", "in", "an", "i", "ku", "mu", "lah", "kah", "pun", "no",
    "ne", "na", "ana", "e", "s", "es", "ing", "ed", "nyo", "2", "ny", "x", "o",
)  # fmt: skip
_BEFORE = (
    ("meny", "s"), ("meng", ""), ("meng", "k"), ("mem", ""), ("mem", "p"), ("men", ""),
    ("men", "t"), ("me", ""), ("di", ""), ("ke", ""), ("ter", ""), ("ber", ""), ("be", ""),
    ("peny", "s"), ("peng", ""), ("peng", "k"), ("pem", ""), ("pem", "p"), ("pen", ""),
    ("pen", "t"), ("per", ""), ("pe", ""), ("se", ""), ("nge", ""), ("nga", ""), ("ng", ""),
    ("ng", "k"), ("ny", "s"), ("ny", "c"), ("n", ""), ("n", "t"), ("m", ""), ("m", "p"),
    ("tak", ""), ("ma", ""), ("mam", ""), ("man", ""), ("mang", ""), ("ku", ""), ("kau", ""),
    ("diper", ""), ("memper", ""), ("pang", ""), ("ba", ""), ("ka", ""), ("ta", ""),
)  # fmt: skip
_FAR = frozenset({"ta", "ka", "ma", "ku", "tak"})
"""Beginnings that are as often part of a word: what they leave must be longer."""
_SHORTEST = 3
_SLIGHT = 2
"""Letters of a beginning that is put before long words only: "mas" is no "pas"."""
_LONG_ENOUGH = 5


def stems(word: str) -> list[str]:
    """The word itself, then what may stand inside it, less and less of it."""
    found = dict.fromkeys([word])
    for tail in _without_tails(word):
        found[tail] = None
    for tail in list(found):
        for before, restored in _BEFORE:
            if len(before) <= _SLIGHT and len(word) < _LONG_ENOUGH:
                continue
            if (before, tail[:2]) == ("m", "me"):  # "menerima" is no "penerima"
                continue
            if tail.startswith(before) and len(tail) - len(before) >= _SHORTEST - len(restored):
                stem = restored + tail[len(before) :]
                if len(stem) >= _SHORTEST + (before in _FAR):
                    found[stem] = None
    return list(found)


def _without_tails(word: str) -> Iterator[str]:
    if word.endswith("2"):  # "faktur2": the plural, also of the shortest
        yield word[:-1]
    once = [word.removesuffix(end) for end in _BEHIND if word.endswith(end)]
    for short in once:
        if len(short) < _SHORTEST:
            continue
        yield short
        for end in _BEHIND:
            if short.endswith(end) and len(short) - len(end) >= _SHORTEST:
                yield short.removesuffix(end)
