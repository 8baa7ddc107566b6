"""A slip's PDF read by its own words and its QR code; and what a PDF is that is none.

The bytes come from outside and are refused by the rules of ``reading``. Nothing that a QR code
names is opened.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from assistant.documents import form, reading
from assistant.documents.layout import Layout, Row, read_layout, text_of
from assistant.documents.slip_kinds import kind_of
from assistant.documents.slip_parsing import parse_slip, with_link
from assistant.domain.fakturs.paper import UnreadableFaktur
from assistant.domain.withholding.model import NoSlip, Slip, UnreadableSlip

_MOST_PAGES = 10
"""A slip has one."""
_PIXELS_A_MODULE = 4.0
_MODULES = 57
"""Of a QR code with 130 characters, its margin included."""
_LARGEST_SCALE, _SMALLEST_SCALE = 8.0, 1.5
"""Pixels a point."""
_WHOLE_PAGE = (200 / 72, 300 / 72)
_CODE_SIDES = (20.0, 250.0)
"""Points: an image that may be a QR code."""
_PATH = re.compile(
    re.escape(urlsplit(form.LINK).path) + r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}",
    re.IGNORECASE,
)


def read_slip(pdf: bytes) -> Slip:
    """All that the PDF says. Raises UnreadableSlip for what is no slip, or more than one."""
    try:
        return _read(pdf)
    except UnreadableFaktur as error:
        raise UnreadableSlip(NoSlip(error.code)) from error


def _read(pdf: bytes) -> Slip:
    reading._refuse_by_bytes(pdf)
    document = reading._open(pdf)
    try:
        reading._refuse_by_structure(document)
        if len(document) > _MOST_PAGES:
            raise UnreadableSlip(NoSlip.TOO_MANY_PAGES)
        pages = list(document)
        layouts = [read_layout(page.get_textpage()) for page in pages]
        rows = list(_one_below_the_other(pages, layouts))
        across = [words for layout in layouts for words in layout.across]
        _refuse_what_is_no_slip(rows, across)
        slip = parse_slip(rows, across)
        return with_link(slip, _link(list(_codes(pages))))
    except pdfium.PdfiumError as error:
        raise UnreadableSlip(NoSlip.DAMAGED) from error
    finally:
        document.close()


def _one_below_the_other(
    pages: Sequence[pdfium.PdfPage], layouts: Sequence[Layout]
) -> Iterator[Row]:
    """The rows of all pages as of one long one."""
    below = 0.0
    for page, layout in zip(pages, layouts, strict=True):
        for row in layout.rows:
            yield [word._replace(top=word.top + below, bottom=word.bottom + below) for word in row]
        below += page.get_height()


def _refuse_what_is_no_slip(rows: Sequence[Row], across: Sequence[str]) -> None:
    """The name of the form is so large that it may count as written across the page."""
    if not rows:
        raise UnreadableSlip(NoSlip.NO_TEXT)
    kind = kind_of([*across, *(text_of(row) for row in rows)])
    if kind is not None:
        raise UnreadableSlip(kind)


# The QR code


def _link(codes: Sequence[str]) -> str | None:
    """The one link into Coretax; None when there is none, another, or more than one."""
    different = set(codes)
    return codes[0] if len(different) == 1 and _is_coretax(codes[0]) else None


def _is_coretax(content: str) -> bool:
    try:
        parts = urlsplit(content)
    except ValueError:
        return False
    expected = urlsplit(form.LINK)
    same_place = (parts.scheme, parts.netloc) == (expected.scheme, expected.netloc)
    plain = not (parts.query or parts.fragment) and content.isascii()
    return same_place and plain and _PATH.fullmatch(parts.path) is not None


def _codes(pages: Sequence[pdfium.PdfPage]) -> Iterator[str]:
    """What the QR codes say: of the images that may be one, else of the whole pages."""
    found = [
        content for page in pages for crop in _images(page) for content in _decoded(page, crop)
    ]
    if found:
        yield from found
        return
    for scale in _WHOLE_PAGE:
        whole = [code for page in pages for code in reading._decode(page, reading._ALL, scale)]
        if whole:
            yield from whole
            return


def _decoded(page: pdfium.PdfPage, crop: reading._Crop) -> list[str]:
    width, _ = page.get_size()
    side = max(width - crop[0] - crop[2], 1.0)
    scale = min(max(_PIXELS_A_MODULE * _MODULES / side, _SMALLEST_SCALE), _LARGEST_SCALE)
    return reading._decode(page, crop, scale)


def _images(page: pdfium.PdfPage) -> Iterator[reading._Crop]:
    """Where an image about as wide as it is high stands, with some room around it."""
    width, height = page.get_size()
    for left, bottom, right, top in _image_boxes(page):
        sides = sorted((right - left, top - bottom))
        if _CODE_SIDES[0] <= sides[0] and sides[1] <= min(_CODE_SIDES[1], 1.2 * sides[0]):
            room = 0.08 * sides[1]
            yield (
                *(_whole(left - room), _whole(bottom - room)),
                *(_whole(width - right - room), _whole(height - top - room)),
            )


def _whole(edge: float) -> float:
    """Points to leave out, none of them within what is wanted."""
    return max(math.floor(edge), 0)


def _image_boxes(page: pdfium.PdfPage) -> Iterator[tuple[float, float, float, float]]:
    """Of the images that are drawn on the page itself, and not within another drawing: as one sees
    them, from the left and from the bottom."""
    turns, (width, height) = pdfium_c.FPDFPage_GetRotation(page), page.get_size()
    edges = [ctypes.c_float() for _ in range(4)]
    for index in range(pdfium_c.FPDFPage_CountObjects(page)):
        drawn = pdfium_c.FPDFPage_GetObject(page, index)
        if pdfium_c.FPDFPageObj_GetType(drawn) == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            pdfium_c.FPDFPageObj_GetBounds(drawn, *edges)
            left, bottom, right, top = (edge.value for edge in edges)
            yield (
                (left, bottom, right, top),
                (bottom, height - right, top, height - left),
                (width - right, height - top, width - left, height - bottom),
                (width - top, left, width - bottom, right),
            )[turns]
