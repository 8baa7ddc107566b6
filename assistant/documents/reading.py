"""A faktur's PDF read by what stands where on its pages, by its marks and by its QR codes."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2 as pdfium

from assistant.documents.codes import read_codes
from assistant.documents.layout import Layout, is_coded, read_layout
from assistant.documents.marks import Objects, has_unread_mark, objects_of, watermark
from assistant.documents.opening import open_pdf
from assistant.documents.parsing import parse_faktur_pages, with_codes
from assistant.domain.fakturs.paper import ReadFaktur, Unreadable, UnreadableFaktur

_MAX_CHARACTERS = 400_000


def read_faktur(pdf: bytes) -> ReadFaktur:
    """All that the PDF says. Raises UnreadableFaktur."""
    document = open_pdf(pdf)
    try:
        pages = list(document)
        layouts = _layouts(pages)
        read = parse_faktur_pages(layouts)  # refuses what is no faktur before anything is drawn
        objects = [objects_of(page) for page in pages]
        read = with_codes(read, read_codes(pages, objects))
        return _with_marks(read, layouts, pages, objects)
    except pdfium.PdfiumError as error:
        raise UnreadableFaktur(Unreadable.DAMAGED) from error
    finally:
        document.close()


def _layouts(pages: list[pdfium.PdfPage]) -> list[Layout]:
    texts = [page.get_textpage() for page in pages]
    if sum(text.count_chars() for text in texts) > _MAX_CHARACTERS:
        raise UnreadableFaktur(Unreadable.TOO_LARGE)
    layouts = [read_layout(text) for text in texts]
    if not any(layout.rows for layout in layouts) or is_coded(layouts):
        raise UnreadableFaktur(Unreadable.NO_TEXT)
    return layouts


def _with_marks(
    read: ReadFaktur,
    layouts: list[Layout],
    pages: list[pdfium.PdfPage],
    objects: list[Objects],
) -> ReadFaktur:
    """With what is written or drawn across any of its pages."""
    if said := next(filter(None, map(watermark, layouts)), None):
        return replace(read, watermark=said)
    if any(map(has_unread_mark, pages, objects)):
        return replace(read, unread=(*read.unread, "watermark"))
    return read
