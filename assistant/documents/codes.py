"""The QR codes of a faktur's pages.

They are pictures in real files, so each small picture is looked at by itself; where that gives not
both, for other programs draw them as shapes, the pages are searched from the last one on.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import chain, islice

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import zxingcpp
from PIL import Image, ImageOps

from assistant.documents.marks import Box, Objects, Picture

_LARGEST = 3000
"""Pixels of a side: of a page that would need more, a coarser picture has to do."""
_SHARP, _COARSE = 200 / 72 * 609, 120 / 72 * 609
"""Pixels across a page. At 200 dpi of F4 every code of the real ones was decoded."""
_CODE_PIXELS = 300
_SMALLEST, _LARGEST_CODE = 0.03, 0.4
"""Of the page's shorter side."""
_QUIET = 0.15
"""Of a code's side: the margin that is drawn around it."""
_CODES = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
_FORMATS_OF = {
    pdfium_c.FPDFBitmap_Gray: zxingcpp.ImageFormat.Lum,
    pdfium_c.FPDFBitmap_BGR: zxingcpp.ImageFormat.BGR,
    pdfium_c.FPDFBitmap_BGRx: zxingcpp.ImageFormat.BGRA,
    pdfium_c.FPDFBitmap_BGRA: zxingcpp.ImageFormat.BGRA,
}
_TIMES = 3
"""Pixels that a module of the smallest pictures is drawn with."""
_FEWEST_PIXELS, _ENOUGH_PIXELS = 21, 240
"""Of a picture's side: the smallest code has so many; more are not looked at than are enough."""
_BOTH = 2
_MOST_PICTURES = 40
_FINE = 64
"""Steps of a point in which pdfium, which knows whole pixels, is asked for places."""

_Crop = tuple[float, float, float, float]
"""Points to leave out at the left, bottom, right and top."""


def read_codes(pages: Sequence[pdfium.PdfPage], objects: Sequence[Objects]) -> list[str]:
    """What they say, each once: all pictures, for two of a kind may say different things; and the
    whole pages only when these are too few."""
    seen = dict.fromkeys(chain.from_iterable(of_pictures(pages, objects)))
    searches = of_pages(pages)
    while len(seen) < _BOTH and (found := next(searches, None)) is not None:
        seen |= dict.fromkeys(found)
    return list(seen)


def of_pictures(pages: Sequence[pdfium.PdfPage], objects: Sequence[Objects]) -> Iterator[list[str]]:
    """By each picture's own pixels, else as it is drawn, which takes longer."""
    pictures = (
        (page, picture)
        for page, drawn in zip(reversed(pages), reversed(objects), strict=True)
        for picture in drawn.pictures
        if _may_be_code(page, picture.box)
    )
    for page, picture in islice(pictures, _MOST_PICTURES):
        found = _in_picture(picture)
        if not found:
            left, bottom, right, top = picture.box
            scale = _CODE_PIXELS / max(right - left, top - bottom)
            found = _on_page(page, _around(page, picture.box), scale)
        yield found


def of_pages(pages: Sequence[pdfium.PdfPage]) -> Iterator[list[str]]:
    """By the whole pages as they are drawn, from the last one on, coarsely and then sharply."""
    for page in reversed(pages):
        shorter, longer = sorted(page.get_size())
        for pixels in (_COARSE, _SHARP):
            yield _on_page(page, (0, 0, 0, 0), min(pixels / shorter, _LARGEST / longer))


def _in_picture(picture: Picture) -> list[str]:
    width, height = ctypes.c_uint(), ctypes.c_uint()
    pdfium_c.FPDFImageObj_GetImagePixelSize(picture.handle, width, height)
    if not _FEWEST_PIXELS <= min(width.value, height.value) <= _LARGEST:
        return []
    raw = pdfium_c.FPDFImageObj_GetBitmap(picture.handle)
    if not raw:
        return []
    bitmap = pdfium.PdfBitmap.from_raw(raw)  # frees it
    if bitmap.format == pdfium_c.FPDFBitmap_Gray and bitmap.width < _ENOUGH_PIXELS // 2:
        return _decode(_enlarged(bitmap))
    return _decode(_thinned(bitmap)) if bitmap.format in _FORMATS_OF else []


def _enlarged(bitmap: pdfium.PdfBitmap) -> Image.Image:
    """With a margin, and some pixels for each, of which a small one may have one a module."""
    picture = bitmap.to_pil()
    larger = picture.resize(
        (bitmap.width * _TIMES, bitmap.height * _TIMES), Image.Resampling.NEAREST
    )
    return ImageOps.expand(larger, border=4 * _TIMES, fill=255)


def _thinned(bitmap: pdfium.PdfBitmap, step: int | None = None) -> zxingcpp.ImageView:
    """Each ``step``-th pixel of each ``step``-th line, where they are: a copy would take as long as
    finding the codes."""
    step = step or min(bitmap.width, bitmap.height) // _ENOUGH_PIXELS or 1
    return zxingcpp.ImageView(
        memoryview(bitmap.buffer).cast("B"),
        bitmap.width // step,
        bitmap.height // step,
        _FORMATS_OF[bitmap.format],
        bitmap.stride * step,
        bitmap.n_channels * step,
    )


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


def _on_page(page: pdfium.PdfPage, crop: _Crop, scale: float) -> list[str]:
    width, height = page.get_size()
    if crop[0] + crop[2] >= width - 1 or crop[1] + crop[3] >= height - 1:
        return []
    bitmap = page.render(scale=scale, crop=crop, grayscale=True, draw_annots=False)
    return _decode(_thinned(bitmap, 1))


def _decode(picture: zxingcpp.ImageView | Image.Image) -> list[str]:
    codes = zxingcpp.read_barcodes(
        picture, formats=_CODES, try_rotate=False, try_invert=False, try_downscale=False
    )
    return [_content(code) for code in codes]


def _content(code: zxingcpp.Barcode) -> str:
    """QR codes seldom say which encoding they mean: UTF-8 when it fits, else zxing's guess."""
    try:
        return code.bytes.decode("utf-8")
    except UnicodeDecodeError:
        return code.text
