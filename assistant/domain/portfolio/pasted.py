"""What a chat, a mail or a sheet puts around the words that were copied out of it."""

from __future__ import annotations

import re

_DAY = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}"
_WHEN = rf"{_DAY},?\s+\d{{1,2}}[.:]\d{{2}}(?:[.:]\d{{2}})?(?:\s?[AaPp]\.?[Mm]\.?)?"
_SAID = re.compile(rf"^\W*(?:\[\s*{_WHEN}\s*\]\s*|{_WHEN}\s+[-\u2013]\s+)[^:\n]{{1,60}}:\s*")
"""``[29/11/26 08.12] Budi:`` or ``29/11/26 08.12 - Budi:``, as WhatsApp copies it."""
_SPOKEN = re.compile(rf"^[^\n]{{1,60}},\s*\[{_WHEN}\]\s*:?$")
"""A line of its own, as Telegram copies it."""
_QUOTED = re.compile(r"^\s*(?:>\s?)+")
_TOTAL = re.compile(
    r"\W*(?:(?:grand|sub)[ -]?)?(?:total|jumlah|jml)(?:nya|\s+(?:semua|seluruh|keseluruhan)\w*)?"
    r"(?:\s+(?:domain|layanan|perusahaan|akun))?(?:[\s:=|]+(?:rp\W*)?[\d.,]+(?:\s+\w+){0,3})?\W*",
    re.IGNORECASE,
)
_SAME = re.compile(
    r"\W*(?:s\.?\s?d\.?\s?a|idem|id\.|ditto|dito|\u3003|sama(?:\s+dengan|\s+spt|\s+seperti)?"
    r"(?:\s+(?:di\s+)?atas(?:nya)?)?|same(?:\s+as\s+above)?)\W*|\s*(?:\"|''|\u201d|\u2033)\s*",
    re.IGNORECASE,
)


def lines_of(text: str, most: int) -> list[str]:
    """Without who said it and when, and without the marks of a mail that quotes."""
    lines = text.splitlines()[:most]
    quoting = sum(line.lstrip().startswith(">") for line in lines) > 1
    found = []
    for line in lines:
        plain = _QUOTED.sub("", line) if quoting else line
        if not _SPOKEN.match(plain.strip()):
            found.append(_SAID.sub("", plain, count=1))
    return found


def is_total(text: str) -> bool:
    """A line that only counts; a company may begin with the same word."""
    return bool(_TOTAL.fullmatch(text.strip()))


def is_same_again(text: str) -> bool:
    """*sda*, *idem*, a mark of repetition: what stands above."""
    return bool(text.strip()) and bool(_SAME.fullmatch(text))
