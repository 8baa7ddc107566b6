"""Words that stand where an answer is due and are none: "gak punya", "sama seperti tadi", "ok"."""

from __future__ import annotations

from enum import StrEnum

from assistant.dialogs.understanding.lexicon import lexicon
from assistant.dialogs.understanding.marks import SIGNS
from assistant.dialogs.understanding.writing import clean, words

_AROUND = frozenset({"call", "particle", "mine", "around-none", "grateful"})
"""What may be said around it: "gak punya kak", "sama aja"."""
_CHAT = frozenset({"no-answer", "hello", "sorry"})
_MATTERS = frozenset({"company-word", "npwp", "email", "akun", "in-name", "on-faktur", "neg"})
"""What may be named by who has none: "gak punya perusahaan"."""


class Evasion(StrEnum):
    NONE = "none"
    """There is nothing to answer with, or it is to be skipped."""
    SAME = "same"
    """As something that was said elsewhere."""
    CHAT = "chat"
    """A greeting, a yes, an apology."""


def evades(text: str, *none: str) -> Evasion | None:
    """What is said instead of an answer; nothing where it may be one. ``none`` are the meanings
    that say "none" for this question alone, such as ``person-word`` for a company."""
    said = [word for word in words(clean(text)) if word not in SIGNS]
    if not said:
        return Evasion.NONE if text.strip() and set(text.strip()) <= _DASHES else None
    if lexicon().says(said[0], "company-word"):
        return None  # "PT Sama"
    spans = {
        meaning: {at for one in lexicon().read(said) if one.meaning == meaning
                  for at in range(one.start, one.end)}
        for meaning in ("none", "as-said", *none, *_AROUND, *_MATTERS, *_CHAT)
    }  # fmt: skip

    def only(core: set[int], *around: str) -> bool:
        return bool(core) and core.union(*(spans[one] for one in around)) >= set(range(len(said)))

    own = set[int]().union(*(spans[one] for one in none))
    if only(spans["as-said"] - own, *_AROUND, *_MATTERS):
        return Evasion.SAME
    if only(spans["none"], *none, *_AROUND, *_MATTERS) or only(own, *_AROUND):
        return Evasion.NONE
    chat = set[int]().union(*(spans[one] for one in _CHAT))
    return Evasion.CHAT if only(chat, "call", "particle") else None


_DASHES = frozenset("-\u2013\u2014_/ ")
