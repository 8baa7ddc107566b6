"""A page drawn by reportlab, for comparison: what ``Paper`` draws, and nothing more."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import as_file, files

import zxingcpp
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from assistant.documents.lines import width
from assistant.documents.paper import BLACK, F4, Colour


def embed_font() -> str:
    """Parsed once; which letters of it a document embeds is its own affair."""
    name = "FakturSans-Regular"
    with as_file(files("assistant.documents") / "fonts" / f"{name}.ttf") as path:
        pdfmetrics.registerFont(TTFont(name, path))
    return name


class ReportlabPaper:
    """What ``Paper`` does, for one page, by reportlab."""

    pages = 1

    def __init__(self, font: str) -> None:
        self.width, self.height = F4
        self._stream = io.BytesIO()
        self._canvas = Canvas(self._stream, pagesize=F4)
        self._canvas.setLineWidth(0.6)
        self._font = font
        self._bold = 0.0

    def new_page(self) -> None:
        """There is one already."""

    def turn_to(self, page: int) -> None:
        """It is the only one."""

    def text(
        self, x: float, y: float, text: str, *, size: float = 10, colour: Colour = BLACK
    ) -> None:
        line = self._canvas.beginText(x, self.height - y)
        line.setFont(self._font, size)
        line.setTextRenderMode(2 if self._bold else 0)
        line.textOut(text)
        self._canvas.drawText(line)

    def text_right(self, x: float, y: float, text: str, *, size: float = 10) -> None:
        self.text(x - width(text, size=size), y, text, size=size)

    def text_centred(self, x: float, y: float, text: str, *, size: float = 10) -> None:
        self.text(x - width(text, size=size) / 2, y, text, size=size)

    @contextmanager
    def bold(self, size: float, colour: Colour = BLACK) -> Iterator[None]:
        self._canvas.saveState()
        self._bold = size / 36
        self._canvas.setLineWidth(self._bold)
        yield
        self._bold = 0.0
        self._canvas.restoreState()

    def box(self, x: float, top: float, box_width: float, box_height: float) -> None:
        self._canvas.rect(x, self.height - top - box_height, box_width, box_height)

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        self._canvas.line(x1, self.height - y1, x2, self.height - y2)

    def strokes(
        self,
        lines: Sequence[Sequence[tuple[float, float]]],
        thickness: float,
        colour: Colour,
        turned: float,
    ) -> None:
        canvas = self._canvas
        canvas.saveState()
        canvas.setLineWidth(thickness)
        canvas.setStrokeColorRGB(*(part / 255 for part in colour))
        canvas.translate(self.width / 2, self.height / 2)
        canvas.rotate(turned)
        canvas.translate(-self.width / 2, -self.height / 2)
        for (x, y), *others in lines:
            path = canvas.beginPath()
            path.moveTo(x, self.height - y)
            for x2, y2 in others:
                path.lineTo(x2, self.height - y2)
            canvas.drawPath(path)
        canvas.restoreState()

    def qr(self, content: str, x: float, top: float, side: float) -> None:
        data = content if content.isascii() else content.encode()
        code = zxingcpp.create_barcode(data, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
        pixels = Image.fromarray(code.to_image(scale=1, add_quiet_zones=False))
        self._canvas.drawImage(ImageReader(pixels), x, self.height - top - side, side, side)

    def to_bytes(self) -> bytes:
        self._canvas.showPage()
        self._canvas.save()
        return self._stream.getvalue()
