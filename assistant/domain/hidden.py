"""Characters that show nothing: they come with pasted text, and must not reach a form.

Source: Unicode's property Default_Ignorable_Code_Point, and the format characters (Cf) that are not
letters' own marks (the signs that Arabic and other scripts put around numbers are seen).
"""

from __future__ import annotations

import unicodedata

_SEEN = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)
_IGNORED = frozenset(
    {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0}
    | set(range(0x180B, 0x1810))
    | set(range(0xFE00, 0xFE10))
    | set(range(0xE0000, 0xE1000))
)


def is_hidden(char: str) -> bool:
    """Whether this character alone shows nothing: a joiner, a soft hyphen, a mark of direction."""
    if char.isascii():
        return False
    return ord(char) in _IGNORED or (unicodedata.category(char) == "Cf" and char not in _SEEN)


def shown(text: str) -> str:
    """The text without what shows nothing, composed (NFC): no letter is lost."""
    return unicodedata.normalize("NFC", "".join(char for char in text if not is_hidden(char)))
