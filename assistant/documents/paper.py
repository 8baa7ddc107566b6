"""Pages to draw on: fpdf2 with our font, lines of text placed by their baseline, and wrapping."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from importlib.resources import as_file, files

import zxingcpp
from fontTools.ttLib import TTFont
from fpdf import FPDF
from fpdf.enums import TextMode
from PIL import Image

Size = tuple[float, float]
"""Width and height in points."""
F4: Size = (609.4, 935.4)
"""As Coretax prints."""
A4: Size = (595.28, 841.89)
Colour = tuple[int, int, int]
BLACK: Colour = (0, 0, 0)
Point = tuple[float, float]
_FAMILY = "FakturSans"
_FILE = "FakturSans-Regular.ttf"
_MISSING = "\u25a1"


class Paper:
    """Pages of one document. Positions are points from the top left."""

    def __init__(self, title: str, made: datetime, size: Size) -> None:
        self.width, self.height = size
        self._pdf = FPDF(unit="pt", format=size)
        self._pdf.set_auto_page_break(False)
        self._pdf.set_title(title)
        self._pdf.set_creation_date(made)
        with as_file(files("assistant.documents") / "fonts" / _FILE) as path:
            self._pdf.add_font(_FAMILY, "", path)
        self._pdf.set_line_width(0.6)

    @property
    def pages(self) -> int:
        return int(self._pdf.pages_count)

    def new_page(self) -> None:
        self._pdf.add_page()

    def turn_to(self, page: int) -> None:
        """Go on drawing on an earlier page, whose last font is another than the one now set."""
        self._pdf.page = page
        self._pdf.set_font(_FAMILY, "", 1)  # unlike any that is used, so that the next is written

    def text(
        self, x: float, y: float, text: str, *, size: float = 10, colour: Colour = BLACK
    ) -> None:
        if text:
            self._pdf.set_font(_FAMILY, "", size)
            self._pdf.set_text_color(*colour)
            self._pdf.text(x, y, text)

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

    def to_bytes(self) -> bytes:
        return bytes(self._pdf.output())


def width(text: str, *, size: float = 10) -> float:
    """Points that a line of this text takes."""
    advances = _advances()
    return sum(advances[char] for char in text) * size


def printable(text: str) -> str:
    """One line of it, with a box in place of each character that the font lacks."""
    advances = _advances()
    line = " ".join(unicodedata.normalize("NFC", text).split())
    return "".join(char if char in advances else _MISSING for char in line)


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
    advances = _advances()
    for word in words:
        piece, used = "", 0.0
        for char in word:
            needed = advances[char] * size
            if piece and used + needed > room:
                pieces.append(piece)
                piece, used = "", 0.0
            piece, used = piece + char, used + needed
        pieces.append(piece)
    return pieces


@cache
def _advances() -> dict[str, float]:
    """The width of each character that the font has, in ems."""
    with (
        as_file(files("assistant.documents") / "fonts" / _FILE) as path,
        TTFont(path) as font,
    ):
        ems = font["head"].unitsPerEm
        metrics = font["hmtx"]
        return {chr(code): metrics[glyph][0] / ems for code, glyph in font.getBestCmap().items()}
