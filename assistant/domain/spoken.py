"""Numbers said digit by digit, as voice typing writes them out: "nol delapan satu dua"."""

from __future__ import annotations

import re

_DIGITS = {
    **dict.fromkeys(("nol", "enol", "kosong", "zero"), "0"),
    **dict.fromkeys(("satu", "one"), "1"),
    **dict.fromkeys(("dua", "two"), "2"),
    **dict.fromkeys(("tiga", "three"), "3"),
    **dict.fromkeys(("empat", "four"), "4"),
    **dict.fromkeys(("lima", "five"), "5"),
    **dict.fromkeys(("enam", "six"), "6"),
    **dict.fromkeys(("tujuh", "seven"), "7"),
    **dict.fromkeys(("delapan", "eight"), "8"),
    **dict.fromkeys(("sembilan", "nine"), "9"),
}
_FEWEST = 4
"""Digits said in a row: fewer may be counted things ("satu dua tiga domain")."""
_WORD = rf"(?:{'|'.join(sorted(_DIGITS, key=len, reverse=True))})"
_PIECE = re.compile(rf"(?:{_WORD}|\d+)(?![^\W_])", re.IGNORECASE)
_BETWEEN = r"(?:[ \t]{1,3}|[ \t]?-[ \t]?)"
_LARGER = r"(?:belas|puluh|ratus|ribu|rb|juta|jt|miliar|milyar|persen|koma|bulan|tahun|hari)"
_SAID = re.compile(
    rf"(?<![^\W_]){_PIECE.pattern}(?:{_BETWEEN}{_PIECE.pattern})+(?P<of>{_BETWEEN}{_LARGER}\b)?",
    re.IGNORECASE,
)


def digits_written(text: str) -> str:
    """The same text with such numbers in digits. Sums, such as "dua puluh lima", stay words."""
    return _SAID.sub(_written, text)


def _written(said: re.Match[str]) -> str:
    pieces = _PIECE.findall(said[0])
    if said["of"] or sum(not piece.isdigit() for piece in pieces) < _FEWEST:
        return said[0]
    return "".join(_DIGITS.get(piece.lower(), piece) for piece in pieces)
