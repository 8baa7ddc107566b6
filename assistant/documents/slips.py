"""A slip's PDF read by its own words and its QR code; and what a PDF is that is none.

The bytes come from outside and are refused by the rules of ``reading``. Nothing that a QR code
names is opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any
from urllib.parse import urlsplit

import pypdfium2 as pdfium

from assistant.documents import codes, form, marks
from assistant.documents.layout import Layout, Row, is_coded, read_layout, text_of
from assistant.documents.opening import open_pdf
from assistant.documents.slip_json import slip_as_json
from assistant.documents.slip_kinds import kind_of
from assistant.documents.slip_parsing import is_understood_across, parse_slip, with_link
from assistant.domain.fakturs.paper import UnreadableFaktur
from assistant.domain.withholding.model import PAGE, NoSlip, Slip, UnreadableSlip

_MOST_PAGES = 10
"""A slip has one."""
_PATH = re.compile(
    re.escape(urlsplit(form.LINK).path) + r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}",
    re.IGNORECASE,
)


def read_slip(pdf: bytes) -> Slip:
    """All that the PDF says. Raises UnreadableSlip for what is no slip, or more than one."""
    try:
        document = open_pdf(pdf)
    except UnreadableFaktur as error:
        raise UnreadableSlip(NoSlip(error.code)) from error
    try:
        return _read(document)
    except pdfium.PdfiumError as error:
        raise UnreadableSlip(NoSlip.DAMAGED) from error
    finally:
        document.close()


def slip_or_not(pdf: bytes) -> dict[str, Any]:
    """The same as JSON, ``{"slip": …}`` or ``{"no_slip": code}``: what a worker says of a PDF."""
    try:
        return {"slip": slip_as_json(read_slip(pdf))}
    except UnreadableSlip as error:
        return {"no_slip": error.code}


def _read(document: pdfium.PdfDocument) -> Slip:
    if len(document) > _MOST_PAGES:
        raise UnreadableSlip(NoSlip.TOO_MANY_PAGES)
    pages = list(document)
    texts = [page.get_textpage() for page in pages]
    layouts = [read_layout(text) for text in texts]
    rows = list(_one_below_the_other(pages, layouts))
    large = [words for layout in layouts for words in (*layout.large, *layout.across)]
    if not rows or is_coded(layouts):
        raise UnreadableSlip(NoSlip.NO_TEXT)
    _refuse_what_is_no_slip(rows, large)
    objects = [marks.pictures_of(page) for page in pages]
    slip = with_link(parse_slip(rows, large), _link(_codes(pages, objects)))
    plain = not any(map(_is_more_than_written, pages, texts, objects, layouts))
    return slip if plain else replace(slip, unread=(*slip.unread, PAGE))


def _is_more_than_written(
    page: pdfium.PdfPage, text: pdfium.PdfTextPage, objects: marks.Objects, layout: Layout
) -> bool:
    """Whether one may see another thing on the page than was read: what runs across it, covers its
    words, or was scanned, with words behind the picture."""
    return (
        not is_understood_across(layout.across)
        or marks.has_unread_mark(page, objects)
        or (not layout.across and marks.lies_on_words(page, text, objects))
    )


def _one_below_the_other(
    pages: Sequence[pdfium.PdfPage], layouts: Sequence[Layout]
) -> Iterator[Row]:
    """The rows of all pages as of one long one."""
    below = 0.0
    for page, layout in zip(pages, layouts, strict=True):
        yield from layout.rows if not below else (_lowered(row, below) for row in layout.rows)
        below += page.get_height()


def _lowered(row: Row, below: float) -> Row:
    return [word._replace(top=word.top + below, bottom=word.bottom + below) for word in row]


def _refuse_what_is_no_slip(rows: Sequence[Row], large: Sequence[str]) -> None:
    """The name of the form is so large that it is not among the rows."""
    kind = kind_of([*large, *(text_of(row) for row in rows)])
    if kind is not None:
        raise UnreadableSlip(kind)


# The QR code


def _link(contents: Sequence[str]) -> str | None:
    """The one link into Coretax; None when there is none, another, or more than one."""
    return contents[0] if len(contents) == 1 and _is_coretax(contents[0]) else None


def _is_coretax(content: str) -> bool:
    try:
        parts = urlsplit(content)
    except ValueError:
        return False
    expected = urlsplit(form.LINK)
    same_place = (parts.scheme, parts.netloc) == (expected.scheme, expected.netloc)
    plain = content.isascii() and not (parts.query or parts.fragment or content.strip() != content)
    return same_place and plain and _PATH.fullmatch(parts.path) is not None


def _codes(pages: Sequence[pdfium.PdfPage], objects: Sequence[marks.Objects]) -> list[str]:
    """What the QR codes say, each once: of all pictures, else of the first page that has any."""
    pictures = codes.of_pictures(pages, objects)
    found = dict.fromkeys(chain.from_iterable(pictures))
    return list(found or dict.fromkeys(next(filter(None, codes.of_pages(pages)), ())))
