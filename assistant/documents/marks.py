"""What is drawn across a page: the watermark of a faktur that has lost its force.

A PDF downloaded after its faktur was replaced or cancelled says ``REPLACED`` or ``CANCELED`` across
its page. It may be drawn as text, at any angle and letter by letter; as shapes; as a picture; or
lie on the page as a stamp. Shapes and pictures are not read, only seen: real fakturs have frames,
lines and two small codes, and nothing else.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from assistant.documents import specimen_mark
from assistant.documents.layout import Layout, cells

_MARKS = ("REPLACED", "CANCELED", "CANCELLED", "AMENDED", "DIGANTI", "DIBATALKAN", "BATAL")
_WORDS = re.compile("|".join(_MARKS))
_SAID = re.compile(
    rf"(?:(?i:STATUS)(?:FAKTUR|PAJAK|(?i:faktur|pajak))*(?P<status>(?i:{_WORDS.pattern}))"
    rf"|(?:FAKTUR|PAJAK|INI|TELAH|SUDAH|TAX|INVOICE)*(?P<mark>{_WORDS.pattern}))"
    r"(?:(?i:BY|OLEH|DENGAN)?[0-9]{17})?"
)
"""A mark alone, as a sentence about the faktur, or behind the word status; what replaced it may be
named."""
_MOST_STRIKES = 4
_ALIKE = 0.8
"""Of 1: letters of a mark that stand within a word below are read as part of that word."""
_LONGEST = 40
_LARGE_SHAPE, _LARGE_PICTURE = 0.3, 0.3
"""Of the page's shorter side."""
_DEEP = 3
"""How many drawings within drawings are looked into."""
_HARMLESS_NOTES = (
    pdfium_c.FPDF_ANNOT_LINK,
    pdfium_c.FPDF_ANNOT_WIDGET,
    pdfium_c.FPDF_ANNOT_POPUP,
    pdfium_c.FPDF_ANNOT_TEXT,
)
_MOST_WITHIN, _MOST_OBJECTS = 2000, 20_000
"""Of one drawing, and of a page."""
_UNSEEN = (pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium_c.FPDF_TEXTRENDERMODE_CLIP)
_EDGE = 2
"""Points by which a picture may touch a word."""
_NOTHING = 2
"""Bytes of an empty text of pdfium's."""
_OF_FRAME = 5
"""Points of a frame, which is seen by its first corner."""
_MOST_POINTS = 400
"""Of one shape that are looked at: letters have some ten."""


Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""


class Picture(NamedTuple):
    handle: Any
    """pdfium's, as long as the page is open."""
    box: Box


@dataclass(frozen=True, slots=True)
class Objects:
    """A page's pictures and free shapes."""

    pictures: tuple[Picture, ...]
    shapes: tuple[Box, ...]
    """Those with a curve or a slanting line."""
    unseen: bool = False
    """Whether it has text that is not drawn, as behind a scan whose letters a machine guessed."""


def watermark(layout: Layout) -> str | None:
    """What is written across the page, or with nothing beside it, that says what it is worth."""
    for text in map(_once, (*layout.across, *layout.large, *layout.spelt)):
        if found := _WORDS.search(text.upper()):
            return found[0]
        if nearly := _nearly(text.upper()):
            return nearly
    for row in layout.rows:
        if not _WORDS.search("".join(word.text for word in row).upper()):
            continue
        for piece in cells(row):
            if said := _SAID.fullmatch(re.sub(r"[\W_]", "", piece.text)):
                return (said["status"] or said["mark"]).upper()
    return next((text[:_LONGEST] for text in layout.across), None)


def _once(text: str) -> str:
    """Letters that were drawn more than once in the same place, to be fatter or to have an edge,
    stand there as often."""
    for times in range(2, _MOST_STRIKES + 1):
        drawn = [text[index::times] for index in range(times)]
        if len(set(drawn)) == 1:
            return drawn[0]
    return text


def _nearly(text: str) -> str | None:
    """The mark that most of these letters are."""
    alike = (mark for mark in _MARKS if abs(len(mark) - len(text)) <= 3)
    return next((m for m in alike if SequenceMatcher(None, text, m).ratio() >= _ALIKE), None)


def has_unread_mark(page: pdfium.PdfPage, objects: Objects) -> bool:
    """Whether something large is drawn on it that may be a mark and is not text."""
    side = min(page.get_size())
    pictures = any(
        _longer_side([picture.box]) > _LARGE_PICTURE * side for picture in objects.pictures
    )
    shapes = bool(objects.shapes) and _longer_side(objects.shapes) > _LARGE_SHAPE * side
    return pictures or shapes or objects.unseen or _has_stamp(page)


def lies_on_words(page: pdfium.PdfPage, text: pdfium.PdfTextPage, objects: Objects) -> bool:
    """Whether a picture or a note covers words, so that another thing is seen than is read."""
    boxes = (picture.box for picture in objects.pictures)
    return any(_has_words(text, box) for box in (*boxes, *_notes(page)))


def _has_words(text: pdfium.PdfTextPage, box: Box) -> bool:
    left, bottom, right, top = box
    inner = (left + _EDGE, bottom + _EDGE, right - _EDGE, top - _EDGE)
    if inner[0] >= inner[2] or inner[1] >= inner[3]:
        return False
    return bool(text.get_text_bounded(*inner).strip())


def _notes(page: pdfium.PdfPage) -> Iterator[Box]:
    """Where something is drawn for a note, a link or a field of a form."""
    for index in range(pdfium_c.FPDFPage_GetAnnotCount(page.raw)):
        note = pdfium_c.FPDFPage_GetAnnot(page.raw, index)
        at = pdfium_c.FS_RECTF()
        drawn = pdfium_c.FPDFAnnot_GetAP(note, pdfium_c.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0)
        if drawn > _NOTHING and pdfium_c.FPDFAnnot_GetRect(note, at):
            bottom, top = sorted((at.bottom, at.top))
            yield at.left, bottom, at.right, top
        pdfium_c.FPDFPage_CloseAnnot(note)


def _longer_side(boxes: Sequence[Box]) -> float:
    """Of what is around all of them."""
    width = max(box[2] for box in boxes) - min(box[0] for box in boxes)
    height = max(box[3] for box in boxes) - min(box[1] for box in boxes)
    return max(width, height)


def _has_stamp(page: pdfium.PdfPage) -> bool:
    for index in range(pdfium_c.FPDFPage_GetAnnotCount(page.raw)):
        note = pdfium_c.FPDFPage_GetAnnot(page.raw, index)
        kind = pdfium_c.FPDFAnnot_GetSubtype(note)
        pdfium_c.FPDFPage_CloseAnnot(note)
        if kind not in _HARMLESS_NOTES:
            return True
    return False


# What is drawn

_Matrix = tuple[float, float, float, float, float, float]
_SAME: _Matrix = (1, 0, 0, 1, 0, 0)


def objects_of(page: pdfium.PdfPage) -> Objects:
    """What is drawn on the page, also in drawings within it."""
    pictures: list[Picture] = []
    shapes: list[Box] = []
    ours, unseen = 0, False
    for item, kind, matrix in _objects(page):
        if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            pictures.append(Picture(item, _box(item, matrix)))
        elif kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
            unseen = unseen or _is_unseen(item)
        elif kind == pdfium_c.FPDF_PAGEOBJ_PATH and _is_free(item, matrix):
            shapes.append(_box(item, matrix))
            ours += _is_stroke_of_specimen(item)
    if ours == len(shapes) == specimen_mark.STROKES:
        shapes = []
    return Objects(tuple(pictures), tuple(shapes), unseen)


def pictures_of(page: pdfium.PdfPage) -> Objects:
    """The same without the shapes, which take longer."""
    pictures: list[Picture] = []
    unseen = False
    for item, kind, matrix in _objects(page):
        if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            pictures.append(Picture(item, _box(item, matrix)))
        elif kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
            unseen = unseen or _is_unseen(item)
    return Objects(tuple(pictures), (), unseen)


def _is_unseen(text: Any) -> bool:
    return pdfium_c.FPDFTextObj_GetTextRenderMode(text) in _UNSEEN


def _objects(page: pdfium.PdfPage) -> Iterator[tuple[Any, int, _Matrix]]:
    """Each object, its kind, and how its coordinates become those of the page."""
    kind_of = pdfium_c.FPDFPageObj_GetType
    todo = [
        (pdfium_c.FPDFPage_GetObject(page.raw, index), _SAME, 0)
        for index in range(pdfium_c.FPDFPage_CountObjects(page.raw))
    ]
    for item, matrix, depth in todo:
        kind = kind_of(item)
        yield item, kind, matrix
        if kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _DEEP:
            within = _times(_matrix(item), matrix)
            todo += [
                (pdfium_c.FPDFFormObj_GetObject(item, index), within, depth + 1)
                for index in range(min(pdfium_c.FPDFFormObj_CountObjects(item), _MOST_WITHIN))
            ]
            if len(todo) > _MOST_OBJECTS:
                return


def _matrix(item: Any) -> _Matrix:
    found = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFPageObj_GetMatrix(item, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s,
            e * p + f * r + t, e * q + f * s + u)  # fmt: skip


def _box(item: Any, matrix: _Matrix) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium_c.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    a, b, c, d, e, f = matrix
    xs, ys = zip(
        *(
            (a * x + c * y + e, b * x + d * y + f)
            for x in (left.value, right.value)
            for y in (bottom.value, top.value)
        ),
        strict=True,
    )
    return min(xs), min(ys), max(xs), max(ys)


def _is_free(path: Any, matrix: _Matrix) -> bool:
    """Whether any of it is a curve or slants: frames and lines of tables do not."""
    a, b, c, d, _, _ = _times(_matrix(path), matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    into_x, into_y = ctypes.byref(x), ctypes.byref(y)
    segment_of, point_of = pdfium_c.FPDFPath_GetPathSegment, pdfium_c.FPDFPathSegment_GetPoint
    here: tuple[float, float] | None = None
    count = pdfium_c.FPDFPath_CountSegments(path)
    for index in range(min(count, _MOST_POINTS) if count > _OF_FRAME else min(count, 3)):
        segment = segment_of(path, index)
        point_of(segment, into_x, into_y)
        before, here = here, (a * x.value + c * y.value, b * x.value + d * y.value)
        if before and _slants(before, here):
            kind = pdfium_c.FPDFPathSegment_GetType(segment)
            if kind != pdfium_c.FPDF_SEGMENT_MOVETO:
                return True
    return False


def _slants(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """By more than a point, which a careless line may be off."""
    return abs(one[0] - other[0]) > 1 and abs(one[1] - other[1]) > 1


def _is_stroke_of_specimen(path: Any) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdfium_c.FPDFPageObj_GetStrokeColor(path, red, green, blue, alpha)
    width = ctypes.c_float()
    pdfium_c.FPDFPageObj_GetStrokeWidth(path, width)
    drawn = (red.value, green.value, blue.value)
    return drawn == specimen_mark.GREY and abs(width.value - specimen_mark.THICKNESS) < 0.1
