"""The QR codes of a faktur's pages.

They are pictures in real files, so each small picture is looked at by itself; where that gives not
both, for other programs draw them as shapes, the pages are searched from the last one on.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import islice

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import zxingcpp

from assistant.documents.marks import Box, Objects

_LARGEST = 3000
"""Pixels of a side: of a page that would need more, a coarser picture has to do."""
_SHARP, _COARSE = 200 / 72 * 609, 120 / 72 * 609
"""Pixels across a page. At 200 dpi of F4 every code of the real ones was decoded."""
_CODE_PIXELS = 300
_SMALLEST, _LARGEST_CODE = 0.03, 0.4
"""Of the page's shorter side."""
_QUIET = 0.15
"""Of a code's side: the margin that is drawn around it."""
_FORMATS = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
_GREY = zxingcpp.ImageFormat.Lum
_BOTH = 2
_MOST_PICTURES = 40
_FINE = 64
"""Steps of a point in which pdfium, which knows whole pixels, is asked for places."""

_Crop = tuple[float, float, float, float]
"""Points to leave out at the left, bottom, right and top."""


def read_codes(pages: Sequence[pdfium.PdfPage], objects: Sequence[Objects]) -> list[str]:
    """What they say, each once."""
    seen: dict[str, None] = {}
    for page, crop, scale in _tries(pages, objects):
        seen |= dict.fromkeys(_decode(page, crop, scale))
        if len(seen) >= _BOTH:
            break
    return list(seen)


def _tries(
    pages: Sequence[pdfium.PdfPage], objects: Sequence[Objects]
) -> Iterator[tuple[pdfium.PdfPage, _Crop, float]]:
    """Where to look: a page, what to leave out of it, and pixels a point."""
    pictures = (
        (page, box)
        for page, drawn in zip(reversed(pages), reversed(objects), strict=True)
        for box in drawn.pictures
        if _may_be_code(page, box)
    )
    for page, box in islice(pictures, _MOST_PICTURES):
        yield page, _around(page, box), _CODE_PIXELS / max(box[2] - box[0], box[3] - box[1])
    for page in reversed(pages):
        shorter, longer = sorted(page.get_size())
        for pixels in (_COARSE, _SHARP):
            yield page, (0, 0, 0, 0), min(pixels / shorter, _LARGEST / longer)


def _may_be_code(page: pdfium.PdfPage, box: Box) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    side = min(page.get_size())
    square = abs(width - height) <= 0.2 * max(width, height)
    return square and _SMALLEST * side < width < _LARGEST_CODE * side


def _around(page: pdfium.PdfPage, box: Box) -> _Crop:
    """All of the page but this box and a margin around it, as the page is seen."""
    width, height = page.get_size()
    corners = [_seen(page, box[0], box[1]), _seen(page, box[2], box[3])]
    (left, right), (top, bottom) = (sorted(values) for values in zip(*corners, strict=True))
    margin = _QUIET * (right - left)
    return (
        max(left - margin, 0),
        max(height - bottom - margin, 0),
        max(width - right - margin, 0),
        max(top - margin, 0),
    )


def _seen(page: pdfium.PdfPage, x: float, y: float) -> tuple[float, float]:
    """Points from the left and the top of the page, which may have been turned."""
    right, down = ctypes.c_int(), ctypes.c_int()
    width, height = (round(side * _FINE) for side in page.get_size())
    pdfium_c.FPDF_PageToDevice(page.raw, 0, 0, width, height, 0, x, y, right, down)
    return right.value / _FINE, down.value / _FINE


def _decode(page: pdfium.PdfPage, crop: _Crop, scale: float) -> list[str]:
    width, height = page.get_size()
    if crop[0] + crop[2] >= width - 1 or crop[1] + crop[3] >= height - 1:
        return []
    bitmap = page.render(scale=scale, crop=crop, grayscale=True, draw_annots=False)
    grey = zxingcpp.ImageView(
        memoryview(bitmap.buffer).cast("B"), bitmap.width, bitmap.height, _GREY, bitmap.stride
    )  # the pixels where they are: a copy would take as long as finding the codes
    codes = zxingcpp.read_barcodes(
        grey, formats=_FORMATS, try_rotate=False, try_invert=False, try_downscale=False
    )
    return [_content(code) for code in codes]


def _content(code: zxingcpp.Barcode) -> str:
    """QR codes seldom say which encoding they mean: UTF-8 when it fits, else zxing's guess."""
    try:
        return code.bytes.decode("utf-8")
    except UnicodeDecodeError:
        return code.text
