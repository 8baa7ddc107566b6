"""Words that stand where an answer is due and are none: "gak punya", "sama seperti tadi", "ok",
"balik", "ini buat apa?"."""

from __future__ import annotations

from collections.abc import Set
from enum import StrEnum

from assistant.dialogs.understanding.lexicon import lexicon
from assistant.dialogs.understanding.marks import SIGNS
from assistant.dialogs.understanding.writing import clean, words

_AROUND = frozenset({"call", "particle", "mine", "around-none", "grateful"})
"""What may be said around it: "gak punya kak", "sama aja"."""
_CHAT = frozenset({"no-answer", "hello", "sorry"})
_MATTERS = frozenset({"company-word", "npwp", "email", "in-name", "on-faktur", "neg"})
"""What may be named by who has none: "gak punya perusahaan"."""
_ELSEWHERE = frozenset({"akun", "telegram", "identity", "phone-word", "office", "existing", "one"})
"""Where it stands already: "sama dengan alamat akun"."""


class Evasion(StrEnum):
    NONE = "none"
    """There is nothing to answer with, or it is to be skipped."""
    SAME = "same"
    """As something that was said elsewhere."""
    CHAT = "chat"
    """A greeting, a yes, an apology."""
    BACK = "back"
    """To the question before."""
    WHY = "why"
    """What the answer is for, or whether there has to be one."""


_DASHES = frozenset("-\u2013\u2014_/ ")


def evades(text: str, *none: str) -> Evasion | None:
    """What is said instead of an answer; nothing where it may be one. ``none`` are the meanings
    that say "none" for this question alone, such as ``person-word`` for a company."""
    said = _said(text)
    if not said:
        return Evasion.NONE if text.strip() and set(text.strip()) <= _DASHES else None
    if lexicon().says(said[0], "company-word"):
        return None  # "PT Sama"
    as_elsewhere = _only(said, {"as-said"}, _AROUND | _MATTERS | _ELSEWHERE)
    if as_elsewhere and not _only(said, set(none), _AROUND):
        return Evasion.SAME
    if _only(said, {"go-back"}, _AROUND):
        return Evasion.BACK
    if _only(said, {"what-for"}, _AROUND | _MATTERS | _ELSEWHERE):
        return Evasion.WHY
    if _only(said, {"none"}, _AROUND | _MATTERS | set(none)) or _only(said, set(none), _AROUND):
        return Evasion.NONE
    return Evasion.CHAT if _only(said, _CHAT, {"call", "particle", "email", "npwp"}) else None


def says_only(text: str, meaning: str) -> bool:
    """Whether it means this, and nothing is said besides: "pribadi aja kak"."""
    return _only(_said(text), {meaning}, _AROUND)


def takes_back(text: str) -> bool:
    """Whether what was said before is to be forgotten: "eh salah, maksudnya ..."."""
    return any(one.meaning == "meant" for one in lexicon().read(_said(text)))


def is_word(word: str) -> bool:
    """Whether it is a word of the language and no name."""
    return bool(lexicon().read([word])) or lexicon().reads(word)


def _said(text: str) -> list[str]:
    return [word for word in words(clean(text)) if word not in SIGNS]


def _only(said: list[str], core: Set[str], around: Set[str]) -> bool:
    """Whether one of the first meanings is there, and every word has one of all of them."""
    found = lexicon().read(said)
    covered = {
        at
        for one in found
        if one.meaning in core or one.meaning in around
        for at in range(one.start, one.end)
    }
    return any(one.meaning in core for one in found) and len(covered) == len(said)
