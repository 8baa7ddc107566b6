"""Pages to draw on: fpdf2 with our fonts, and lines of text placed by their baseline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

import zxingcpp
from fpdf import FPDF
from fpdf.enums import TextMode
from fpdf.fonts import TTFFont
from PIL import Image

from assistant.documents.lines import FONTS, font_file, stretches, width

Size = tuple[float, float]
"""Width and height in points."""
F4: Size = (609.4, 935.4)
"""As Coretax prints."""
A4: Size = (595.28, 841.89)
Colour = tuple[int, int, int]
BLACK: Colour = (0, 0, 0)
Point = tuple[float, float]


class Paper:
    """Pages of one document. Positions are points from the top left."""

    def __init__(self, title: str, made: datetime, size: Size) -> None:
        self.width, self.height = size
        self._pdf = FPDF(unit="pt", format=size)
        self._pdf.c_margin = 0
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
        self._set_font(FONTS[0], 1)  # unlike any that is used, so that the next is written

    def text(
        self, x: float, y: float, text: str, *, size: float = 10, colour: Colour = BLACK
    ) -> None:
        self._pdf.set_text_color(*colour)
        for font, part in stretches(text):
            self._set_font(font, size)
            self._pdf.text(x, y, part)
            x += width(part, size=size)

    def text_right(
        self, x: float, y: float, text: str, *, size: float = 10, colour: Colour = BLACK
    ) -> None:
        self.text(x - width(text, size=size), y, text, size=size, colour=colour)

    def text_centred(self, x: float, y: float, text: str, *, size: float = 10) -> None:
        self.text(x - width(text, size=size) / 2, y, text, size=size)

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
        self._embed(font)
        self._pdf.set_font(font, "", size)

    def _embed(self, font: str) -> None:
        if font not in self._embedded:
            self._embedded.add(font)
            self._pdf.add_font(font, "", font_file(font))
            # Glyphs are copied as they are, so their bounds need not be found anew, which is half
            # of the time that embedding takes.
            embedded = self._pdf.fonts[font.lower()]
            assert isinstance(embedded, TTFFont)
            embedded.ttfont.recalcBBoxes = False

    def to_bytes(self) -> bytes:
        written = bytes(self._pdf.output())
        for font in self._pdf.fonts.values():
            if isinstance(font, TTFFont):
                font.ttfont.close()
        return written
