"""Programs that draw: reportlab and fpdf2, in several of their ways."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from pathlib import Path

import zxingcpp
from fpdf import FPDF
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

import assistant.documents

_TTF = Path(assistant.documents.__file__).parent / "fonts" / "FakturSans-Regular.ttf"
Mark = Callable[[Canvas, int], None]
"""Draws something of its own on the page with this number."""


class Pen:
    """A program that draws; places are points from the left and from the top."""

    width, height = 609.4, 935.4
    font: str
    turned: int = 0
    pages: int = 1

    def measure(self, text: str, size: float) -> float:
        raise NotImplementedError

    def text(self, x: float, y: float, text: str, size: float) -> None:
        raise NotImplementedError

    def box(self, left: float, top: float, right: float, bottom: float) -> None:
        raise NotImplementedError

    def code(self, content: str, x: float, y: float, side: float) -> None:
        raise NotImplementedError

    def turn_page(self) -> None:
        raise NotImplementedError

    def to_bytes(self) -> bytes:
        raise NotImplementedError


def _picture(content: str, scale: int) -> io.BytesIO:
    modules = _modules(content)
    side = (len(modules) + 4) * scale
    image = Image.new("L", (len(modules) + 4, len(modules) + 4), 255)
    for down, row in enumerate(modules):
        for across, dark in enumerate(row):
            if dark:
                image.putpixel((across + 2, down + 2), 0)
    file = io.BytesIO()
    image.resize((side, side), Image.Resampling.NEAREST).save(file, "PNG")
    file.seek(0)
    return file


def _modules(content: str) -> list[list[bool]]:
    """Row by row, whether each is dark."""
    code = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image = Image.fromarray(code.to_image(scale=1, add_quiet_zones=False))
    width, height = image.size
    return [[image.getpixel((x, y)) == 0 for x in range(width)] for y in range(height)]


class ReportlabPen(Pen):
    def __init__(self, rng: random.Random, mark: Mark | None) -> None:
        self.mark = mark
        self.font = rng.choice(("Helvetica", "Times-Roman", "FakturSans"))
        if self.font not in pdfmetrics.getRegisteredFontNames() and self.font == "FakturSans":
            pdfmetrics.registerFont(TTFont("FakturSans", str(_TTF)))
        self.turned = rng.choice((0, 0, 0, 0, 90, 180, 270))
        self.scale = rng.choice((1, 1, 1, 0.7, 1.6))
        self.pieces = rng.choice(("line", "line", "word", "letter"))
        self.packed = rng.random() < 0.5
        self.dots = rng.choice((1, 4, 12))
        self.file = io.BytesIO()
        width, height = self.width * self.scale, self.height * self.scale
        self.paper = (height, width) if self.turned % 180 else (width, height)
        # reportlab itself turns the paper of a turned page
        self.canvas = Canvas(self.file, pagesize=(width, height), pageCompression=int(self.packed))
        self._begin()

    def _begin(self) -> None:
        """The page is drawn turned, and said to be turned back."""
        if self.turned:
            width, height = self.paper
            self.canvas.setPageRotation(self.turned)
            self.canvas.translate(
                *{90: (width, 0), 180: (width, height), 270: (0, height)}[self.turned]
            )
            self.canvas.rotate(self.turned)
        self.canvas.scale(self.scale, self.scale)
        if self.mark:
            self.canvas.saveState()
            self.mark(self.canvas, self.pages)
            self.canvas.restoreState()

    def measure(self, text: str, size: float) -> float:
        return float(pdfmetrics.stringWidth(text, self.font, size))

    def text(self, x: float, y: float, text: str, size: float) -> None:
        self.canvas.setFont(self.font, size)
        pieces = [text] if self.pieces == "line" else list(text)
        if self.pieces == "word":
            pieces = [part for word in text.split() for part in (word, " ")]
        for piece in pieces:
            if piece.strip():
                self.canvas.drawString(x, self.height - y, piece)
            x += self.measure(piece, size)

    def box(self, left: float, top: float, right: float, bottom: float) -> None:
        self.canvas.rect(left, self.height - bottom, right - left, bottom - top)

    def code(self, content: str, x: float, y: float, side: float) -> None:
        picture = ImageReader(_picture(content, self.dots))
        self.canvas.drawImage(picture, x, self.height - y - side, side, side)

    def turn_page(self) -> None:
        self.canvas.showPage()
        self.pages += 1
        self._begin()

    def to_bytes(self) -> bytes:
        self.canvas.save()
        return self.file.getvalue()


class FpdfPen(Pen):
    def __init__(self, rng: random.Random) -> None:
        self.font = rng.choice(("helvetica", "times", "FakturSans"))
        self.pdf = FPDF(unit="pt", format=(self.width, self.height))
        self.pdf.set_auto_page_break(False)
        if self.font == "FakturSans":
            self.pdf.add_font("FakturSans", "", _TTF)
        self.shapes = rng.random() < 0.3
        self.pdf.add_page()

    def measure(self, text: str, size: float) -> float:
        self.pdf.set_font(self.font, size=size)
        return float(self.pdf.get_string_width(text))

    def text(self, x: float, y: float, text: str, size: float) -> None:
        self.pdf.set_font(self.font, size=size)
        self.pdf.text(x, y, text)

    def box(self, left: float, top: float, right: float, bottom: float) -> None:
        self.pdf.rect(left, top, right - left, bottom - top)

    def code(self, content: str, x: float, y: float, side: float) -> None:
        if not self.shapes:
            self.pdf.image(_picture(content, 3), x, y, side, side)
            return
        rows = _modules(content)
        dot = side / len(rows)
        for down, row in enumerate(rows):
            for across, dark in enumerate(row):
                if dark:
                    self.pdf.rect(x + across * dot, y + down * dot, dot, dot, style="F")

    def turn_page(self) -> None:
        self.pdf.add_page()
        self.pages += 1

    def to_bytes(self) -> bytes:
        return bytes(self.pdf.output())
