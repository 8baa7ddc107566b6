"""Texts as every WHMCS can keep them.

Many installations keep their tables in MySQL's three-byte UTF-8 (``utf8mb3``), which cuts a text
at its first character above U+FFFF, without a word.
"""

from __future__ import annotations

import re
import unicodedata

_LAST = "\uffff"
_ABOVE = "[\U00010000-\U0010ffff]"
_JOINERS = "\u200d\ufe0e\ufe0f\u20e3"
"""What glues emoji together, or asks for their picture: nothing is left to be glued."""
_RUN = re.compile(rf"(?:{_ABOVE}[{_JOINERS}]*)+")
_DROPPED = ("Cf", "Cn", "Co", "Cs", "Sk")
"""Categories without a sight of their own: tags, skin tones, and what is no character (yet)."""
_FLAG = "REGIONAL INDICATOR SYMBOL LETTER "


def keepable(text: str) -> str:
    """The text without characters above U+FFFF: a styled letter is the letter, a picture its name
    in Unicode in brackets, and what has no name is left out. All else stays as it is.

    >>> keepable("Mohon dibantu 🙏🏽")
    'Mohon dibantu [person with folded hands]'
    """
    return _RUN.sub(lambda found: _spelled(found.group()), text)


def _spelled(run: str) -> str:
    return "".join(_word(char) for char in run if char not in _JOINERS)


def _word(char: str) -> str:
    if char <= _LAST:
        return char
    plain = unicodedata.normalize("NFKC", char)
    if plain != char and max(plain) <= _LAST:
        return plain
    name = unicodedata.name(char, "")
    if name.startswith(_FLAG):
        return name.removeprefix(_FLAG)
    if not name or unicodedata.category(char) in _DROPPED:
        return ""
    return f"[{name.lower()}]"


def is_cut(kept: str, sent: str) -> bool:
    """Whether a text that was read back is only the beginning of what was sent; how lines end is no
    matter, nor spaces at the ends."""
    beginning, whole = _even(kept), _even(sent)
    return beginning != whole and whole.startswith(beginning)


def _even(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
