"""Which font has a character, how wide a line is, and where it is broken.

Two kinds of fonts: three small ones for Latin, Greek, Cyrillic and the like, whose characters stand
side by side; and one for each other script in ``fonts/scripts``, whose characters join, change
places or run from right to left, and so are shaped by HarfBuzz.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import uharfbuzz as hb  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont

_FONTS = Path(__file__).parent / "fonts"
PLAIN = ("FakturSans-Regular", "FakturSans-Latin", "FakturWide-Regular")
"""Each has characters that those before it lack. A document embeds those that it needs: reading
and writing a font is most of the time that drawing takes, so the first one is small."""
_MISSING = "\u25a1"
JOINERS = "\u200c\u200d"
"""Without a shape, but not without a meaning in Persian and Sinhala."""
_SHAPELESS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
"""Letters and marks that Unicode gives no shape (Default_Ignorable_Code_Point)."""


def font_file(font: str) -> Path:
    return (_FONTS if font in PLAIN else _FONTS / "scripts") / f"{font}.ttf"


def is_plain(text: str) -> bool:
    """Whether its characters stand side by side, each as wide as ever."""
    return _plain().keys() >= set(text)


def stretches(text: str) -> Iterator[tuple[str, str]]:
    """The text in stretches of one font each."""
    for font, part in groupby(text, _font):
        yield font, "".join(part)


def width(text: str, *, size: float = 10) -> float:
    """Points that a line of this text takes."""
    plain = _plain()
    try:
        return sum(plain[char].advance for char in text) * size
    except KeyError:
        return sum(_ems(font, part) for font, part in stretches(text)) * size


def printable(text: str) -> str:
    """One line of it, each character in a form that our fonts have.

    What they lack shows as a box and never vanishes; only what has no shape at all is left out.
    """
    line = " ".join(unicodedata.normalize("NFC", text).split())
    return line if is_plain(line) else _joined("".join(map(_printable, line)))


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
    """The words, those that are wider than the room cut into pieces that fit.

    A mark stays with its letter.
    """
    for word in words:
        if width(word, size=size) <= room:
            yield word
            continue
        piece, used = "", 0.0
        for char in word:
            needed = width(char, size=size)
            if piece and used + needed > room and not _is_attached(char):
                yield piece
                piece, used = "", 0.0
            piece, used = piece + char, used + needed
        yield piece


def _is_attached(char: str) -> bool:
    return char in JOINERS or unicodedata.category(char).startswith("M")


@cache
def _printable(char: str) -> str:
    if char in _plain():
        return char
    if _is_shapeless(char):
        return char if char in JOINERS else ""
    same = unicodedata.normalize("NFKC", char)
    if same.strip() and is_plain(same):
        return same
    if char in _scripts():
        return char
    return same if same.strip() and _scripts().keys() >= set(same) else _MISSING


def _is_shapeless(char: str) -> bool:
    if unicodedata.category(char) == "Cf" or char in _SHAPELESS:
        return True
    return "VARIATION SELECTOR" in unicodedata.name(char, "")


def _joined(line: str) -> str:
    """Without the joiners that do not stand between two letters of the font that has them."""
    around = zip(f" {line}", line, f"{line[1:]} ", strict=False)
    return "".join(
        char
        for before, char, after in around
        if char not in JOINERS or _font(before) == _font(char) == _font(after)
    )


def _font(char: str) -> str:
    plain = _plain()
    return plain[char].font if char in plain else _scripts()[char]


class _Character(NamedTuple):
    font: str
    advance: float
    """Its width in ems."""


@cache
def _plain() -> dict[str, _Character]:
    """The characters of the plain fonts, each by the first that has it."""
    found: dict[str, _Character] = {}
    for name in reversed(PLAIN):
        with TTFont(font_file(name)) as font:
            ems, widths = font["head"].unitsPerEm, font["hmtx"]
            for code, glyph in font.getBestCmap().items():
                found[chr(code)] = _Character(name, widths[glyph][0] / ems)
    return found


@cache
def _scripts() -> dict[str, str]:
    """The characters of the other fonts and who has each: read when the first of them is met."""
    found: dict[str, str] = {}
    for path in sorted((_FONTS / "scripts").glob("*.ttf")):
        with TTFont(path) as font:
            found |= dict.fromkeys(map(chr, font.getBestCmap()), path.stem)
    return found


def _ems(font: str, part: str) -> float:
    """The width of what is written in one font."""
    if font in PLAIN:
        return width(part, size=1)
    buffer = hb.Buffer()
    buffer.add_str(part)
    buffer.guess_segment_properties()
    shaper = _shaper(font)
    hb.shape(shaper, buffer)
    units = sum(position.x_advance for position in buffer.glyph_positions or ())
    return float(units / shaper.face.upem)


@cache
def _shaper(font: str) -> hb.Font:
    return hb.Font(hb.Face(hb.Blob.from_file_path(font_file(font))))
