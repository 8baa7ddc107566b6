"""Pages to draw on: fpdf2 with our font, lines of text placed by their baseline, and wrapping."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from functools import cache
from importlib.resources import as_file, files
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import zxingcpp
from fontTools.ttLib import TTFont
from fpdf import FPDF
from fpdf.enums import TextMode
from fpdf.fonts import TTFFont
from PIL import Image

Size = tuple[float, float]
"""Width and height in points."""
F4: Size = (609.4, 935.4)
"""As Coretax prints."""
A4: Size = (595.28, 841.89)
Colour = tuple[int, int, int]
BLACK: Colour = (0, 0, 0)
Point = tuple[float, float]
_FONTS = ("FakturSans-Regular", "FakturSans-Latin", "FakturWide-Regular")
"""Each has characters that those before it lack. A document embeds those that it needs: reading
and writing a font is most of the time that drawing takes, so the first one is small."""
_MISSING = "\u25a1"


class Paper:
    """Pages of one document. Positions are points from the top left."""

    def __init__(self, title: str, made: datetime, size: Size) -> None:
        self.width, self.height = size
        self._pdf = FPDF(unit="pt", format=size)
        self._pdf.set_auto_page_break(False)
        self._pdf.set_title(title)
        self._pdf.set_creation_date(made)
        self._embedded: set[str] = set()
        self._pdf.set_line_width(0.6)

    @property
    def pages(self) -> int:
        return int(self._pdf.pages_count)

    def new_page(self) -> None:
        self._pdf.add_page()

    def turn_to(self, page: int) -> None:
        """Go on drawing on an earlier page, whose last font is another than the one now set."""
        self._pdf.page = page
        self._set_font(_FONTS[0], 1)  # unlike any that is used, so that the next is written

    def text(
        self, x: float, y: float, text: str, *, size: float = 10, colour: Colour = BLACK
    ) -> None:
        self._pdf.set_text_color(*colour)
        for font, part in _parts(text):
            self._set_font(font, size)
            self._pdf.text(x, y, part)
            x += width(part, size=size)

    def text_right(
        self, x: float, y: float, text: str, *, size: float = 10, colour: Colour = BLACK
    ) -> None:
        self.text(x - width(text, size=size), y, text, size=size, colour=colour)

    def text_centred(
        self, x: float, y: float, text: str, *, size: float = 10, colour: Colour = BLACK
    ) -> None:
        self.text(x - width(text, size=size) / 2, y, text, size=size, colour=colour)

    @contextmanager
    def bold(self, size: float, colour: Colour = BLACK) -> Iterator[None]:
        """Text outlined with its own font, as a second one costs 10 ms a document."""
        with self._pdf.local_context(
            text_mode=TextMode.FILL_STROKE, line_width=size / 36, draw_color=colour
        ):
            yield

    def box(self, x: float, top: float, box_width: float, box_height: float) -> None:
        self._pdf.rect(x, top, box_width, box_height)

    def fill(
        self, x: float, top: float, box_width: float, box_height: float, colour: Colour
    ) -> None:
        self._pdf.set_fill_color(*colour)
        self._pdf.rect(x, top, box_width, box_height, style="F")

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: Colour = BLACK) -> None:
        self._pdf.set_draw_color(*colour)
        self._pdf.line(x1, y1, x2, y2)

    def strokes(
        self, lines: Iterable[Sequence[Point]], thickness: float, colour: Colour, turned: float
    ) -> None:
        """Lines through these points, turned about the middle of the page by so many degrees."""
        middle = (self.width / 2, self.height / 2)
        with (
            self._pdf.local_context(line_width=thickness, draw_color=colour),
            self._pdf.rotation(turned, *middle),
        ):
            for points in lines:
                self._pdf.polyline(points)

    def qr(self, content: str, x: float, top: float, side: float) -> None:
        """A QR code, one grey pixel a module; viewers scale it without blurring."""
        data = content if content.isascii() else content.encode()  # UTF-8, not a code page
        code = zxingcpp.create_barcode(data, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
        pixels = code.to_image(scale=1, add_quiet_zones=False)
        self._pdf.image(Image.fromarray(pixels), x, top, side, side)

    def _set_font(self, font: str, size: float) -> None:
        if font not in self._embedded:
            self._embedded.add(font)
            with _file(font) as path:
                self._pdf.add_font(font, "", path)
            # Glyphs are copied as they are, so their bounds need not be found anew, which is half
            # of the time that embedding takes.
            embedded = self._pdf.fonts[font.lower()]
            assert isinstance(embedded, TTFFont)
            embedded.ttfont.recalcBBoxes = False
        self._pdf.set_font(font, "", size)

    def to_bytes(self) -> bytes:
        return bytes(self._pdf.output())


def width(text: str, *, size: float = 10) -> float:
    """Points that a line of this text takes."""
    characters = _characters()
    return sum(characters[char].advance for char in text) * size


def printable(text: str) -> str:
    """One line of it, each character in a form that our fonts have.

    What they lack (Arabic, Chinese …) shows as a box and never vanishes; only what has no shape
    at all is left out.
    """
    line = " ".join(unicodedata.normalize("NFC", text).split())
    return "".join(map(_printable, line))


@cache
def _printable(char: str) -> str:
    characters = _characters()
    if char in characters:
        return char
    if unicodedata.category(char) == "Cf" or "VARIATION SELECTOR" in unicodedata.name(char, ""):
        return ""
    plain = unicodedata.normalize("NFKC", char)
    return plain if all(one in characters for one in plain.strip()) and plain.strip() else _MISSING


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


def _fitting(words: list[str], room: float, size: float) -> list[str]:
    """The words, those that are wider than the room cut into pieces that fit."""
    pieces: list[str] = []
    characters = _characters()
    for word in words:
        piece, used = "", 0.0
        for char in word:
            needed = characters[char].advance * size
            if piece and used + needed > room:
                pieces.append(piece)
                piece, used = "", 0.0
            piece, used = piece + char, used + needed
        pieces.append(piece)
    return pieces


class _Character(NamedTuple):
    font: str
    advance: float
    """Its width in ems."""


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """The text in stretches of one font each."""
    characters = _characters()
    for font, part in groupby(text, lambda char: characters[char].font):
        yield font, "".join(part)


@cache
def _characters() -> dict[str, _Character]:
    """Each character that can be drawn, by the first font that has it."""
    found: dict[str, _Character] = {}
    for name in reversed(_FONTS):
        with _file(name) as path, TTFont(path) as font:
            ems, widths = font["head"].unitsPerEm, font["hmtx"]
            for code, glyph in font.getBestCmap().items():
                found[chr(code)] = _Character(name, widths[glyph][0] / ems)
    return found


def _file(font: str) -> AbstractContextManager[Path]:
    return as_file(files("assistant.documents") / "fonts" / f"{font}.ttf")
