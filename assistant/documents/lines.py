"""How wide a line of text is, where it is broken, and what of it our font can print.

Coretax prints Latin letters; ours has Greek and Cyrillic, too. What it lacks shows as a box: it
never vanishes, and never stops the drawing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from fontTools.ttLib import TTFont

_FOLDER = Path(__file__).parent / "fonts"
FONTS = ("FakturSans-Regular", "FakturSans-More")
"""One family in two files. A document embeds those that it needs, and reading and writing a font is
most of the time that drawing takes: so what nearly all texts need is in a small one."""
MISSING = "\u25a1"


class _Character(NamedTuple):
    font: str
    advance: float
    """Its width in ems."""


def font_file(font: str) -> Path:
    return _FOLDER / f"{font}.ttf"


def stretches(text: str) -> Iterator[tuple[str, str]]:
    """The printable text in stretches of one font each."""
    for font, part in groupby(text, lambda char: _characters()[char].font):
        yield font, "".join(part)


def width(text: str, *, size: float = 10) -> float:
    """Points that a printable line takes."""
    characters = _characters()
    return sum(characters[char].advance for char in text) * size


def printable(text: str) -> str:
    """One line of it in characters that our font has."""
    line = " ".join(unicodedata.normalize("NFC", text).split())
    return line if _characters().keys() >= set(line) else "".join(map(_printable, line))


def wrap(text: str, room: float, *, size: float = 10) -> list[str]:
    """Lines no wider than ``room`` points, broken at spaces, or within a word that is too long."""
    lines: list[str] = []
    line, used = "", 0.0
    space = width(" ", size=size)
    for word in _fitting(printable(text).split(), room, size):
        needed = width(word, size=size)
        if line and used + space + needed > room:
            lines.append(line)
            line, used = word, needed
        else:
            line, used = (f"{line} {word}", used + space + needed) if line else (word, needed)
    return [*lines, line]


def clipped(lines: list[str], most: int) -> list[str]:
    """Not more than so many of them; what was cut off shows."""
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1][:-1]}…"]


def _fitting(words: list[str], room: float, size: float) -> Iterator[str]:
    """The words, those that are wider than the room cut into pieces that fit."""
    for word in words:
        piece, used = "", 0.0
        for char in word:
            needed = width(char, size=size)
            if piece and used + needed > room:
                yield piece
                piece, used = "", 0.0
            piece, used = piece + char, used + needed
        yield piece


@cache
def _printable(char: str) -> str:
    """Other forms of a letter as that letter; nothing for what has no shape."""
    characters = _characters()
    if char in characters:
        return char
    if unicodedata.category(char) in ("Cf", "Mn", "Me"):
        return ""
    same = unicodedata.normalize("NFKC", char)
    return same if same.strip() and characters.keys() >= set(same) else MISSING


@cache
def _characters() -> dict[str, _Character]:
    """Each by the first font that has it."""
    found: dict[str, _Character] = {}
    for name in reversed(FONTS):
        with TTFont(font_file(name)) as font:
            ems, widths = font["head"].unitsPerEm, font["hmtx"]
            for code, glyph in font.getBestCmap().items():
                found[chr(code)] = _Character(name, widths[glyph][0] / ems)
    return found
