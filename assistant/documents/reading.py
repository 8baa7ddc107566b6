"""A faktur's PDF read by its own text and QR codes.

The bytes come from outside: what is refused here is refused by content, before anything of it is
drawn. Limits on time and memory are those of the process this runs in (see ``workers``).
"""

from __future__ import annotations

import re
import zlib

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import zxingcpp

from assistant.documents import form
from assistant.documents.framing import MAX_BYTES
from assistant.documents.parsing import PAGE_BREAK, parse_faktur_text, with_codes
from assistant.domain.fakturs.paper import ReadFaktur, Unreadable, UnreadableFaktur

MAX_PAGES = 50
_MAX_CHARACTERS = 400_000
_MAX_INFLATED = 16 * 1024 * 1024
"""Bytes of object streams looked through for scripts."""
_LARGEST_SIDE = 2000.0
"""Points; a larger page is not drawn to look for QR codes."""
_COARSE, _FINE = 120 / 72, 200 / 72
"""Pixels a point. At 200 dpi every code of the real ones was decoded; most are at 120."""
_FORMATS = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
_GREY = zxingcpp.ImageFormat.Lum
_XFA = (pdfium_c.FORMTYPE_XFA_FULL, pdfium_c.FORMTYPE_XFA_FOREGROUND)
_QR_PAGES = 3
"""Whole pages that are searched for codes, from the last one on."""


def read_faktur(pdf: bytes) -> ReadFaktur:
    """All that the PDF says. Raises UnreadableFaktur."""
    _refuse_by_bytes(pdf)
    document = _open(pdf)
    try:
        _refuse_by_structure(document)
        pages = list(document)
        texts = [page.get_textpage() for page in pages]
        text = _text(texts)
        read = parse_faktur_text(text)  # refuses what is no faktur before anything is drawn
        codes = _codes(pages, _beside_signature(pages[-1], texts[-1]))
    except pdfium.PdfiumError as error:
        raise UnreadableFaktur(Unreadable.DAMAGED) from error
    finally:
        document.close()
    return with_codes(read, codes)


# Refused before it is opened

_ACTIVE = re.compile(
    rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|Rendition|SubmitForm|ImportData|GoToE|GoToR)"
    rb"(?![A-Za-z0-9])"
)
"""Names of actions and files that no faktur has, too long to turn up in packed bytes by chance.

Looked for everywhere: where an object begins is for the table of objects to say, so also what
looks like a comment or the inside of a stream may be one. /OpenAction itself may just name a zoom.
"""
_ACTIVE_SHORT = re.compile(rb"/(?:JS|XFA)(?![A-Za-z0-9])")
"""Looked for outside of streams only."""
_OBJECTS = re.compile(rb"/ObjStm(?![A-Za-z0-9])")
_STREAM = re.compile(rb">>\s*stream\r?\n")
_PLAIN_FLATE = re.compile(rb"/Filter\s*(?:/FlateDecode|\[\s*/FlateDecode\s*\])(?![A-Za-z0-9])")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


def _refuse_by_bytes(pdf: bytes) -> None:
    if len(pdf) > MAX_BYTES:
        raise UnreadableFaktur(Unreadable.TOO_LARGE)
    if b"%PDF-" not in pdf[:1024]:
        raise UnreadableFaktur(Unreadable.NOT_PDF)
    if b"%%EOF" not in pdf[-2048:]:
        raise UnreadableFaktur(Unreadable.DAMAGED)
    if _is_active(pdf):
        raise UnreadableFaktur(Unreadable.SCRIPTED)


def _is_active(pdf: bytes) -> bool:
    outside, packed = _parted(pdf)
    everything = _unescaped(pdf)
    if len(_OBJECTS.findall(everything)) != len(packed):
        raise UnreadableFaktur(Unreadable.DAMAGED)  # objects may be where we do not see them
    within = b"\n".join(packed)
    return any(
        name.search(text)
        for name, texts in ((_ACTIVE, (everything, within)), (_ACTIVE_SHORT, (outside, within)))
        for text in texts
    )


def _parted(pdf: bytes) -> tuple[bytes, list[bytes]]:
    """What is outside of streams, and what each object stream holds, names spelled out."""
    outside: list[bytes] = []
    packed: list[bytes] = []
    at, left = 0, _MAX_INFLATED
    while start := _STREAM.search(pdf, at):
        end = pdf.find(b"endstream", start.end())
        if end < 0:
            break
        head = _unescaped(pdf[at : start.end()])
        outside.append(head)
        if _OBJECTS.search(head):
            packed.append(_unescaped(_inflated(head, pdf[start.end() : end], left)))
            left -= len(packed[-1])
        at = end
    return b"\n".join([*outside, _unescaped(pdf[at:])]), packed


def _inflated(head: bytes, stream: bytes, limit: int) -> bytes:
    """Raises UnreadableFaktur for more than ``limit`` bytes, and when it is packed another way."""
    if not _PLAIN_FLATE.search(head) or b"/Predictor" in head:
        raise UnreadableFaktur(Unreadable.DAMAGED)
    unpacker = zlib.decompressobj()
    try:
        inflated = unpacker.decompress(stream, limit + 1)
    except zlib.error as error:
        raise UnreadableFaktur(Unreadable.DAMAGED) from error
    if len(inflated) > limit:
        raise UnreadableFaktur(Unreadable.TOO_LARGE)
    return inflated


def _unescaped(data: bytes) -> bytes:
    """With names spelled out: ``/J#61vaScript`` means ``/JavaScript``."""
    if b"#" not in data:
        return data
    return _ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), data)


# Opened


def _open(pdf: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(pdf)
    except pdfium.PdfiumError as error:
        encrypted = error.err_code == pdfium_c.FPDF_ERR_PASSWORD
        code = Unreadable.ENCRYPTED if encrypted else Unreadable.DAMAGED
        raise UnreadableFaktur(code) from error


def _refuse_by_structure(document: pdfium.PdfDocument) -> None:
    if pdfium_c.FPDF_GetSecurityHandlerRevision(document) != -1:
        raise UnreadableFaktur(Unreadable.ENCRYPTED)
    if pdfium_c.FPDFDoc_GetJavaScriptActionCount(document) > 0 or document.count_attachments() > 0:
        raise UnreadableFaktur(Unreadable.SCRIPTED)
    if pdfium_c.FPDF_GetFormType(document) in _XFA:
        raise UnreadableFaktur(Unreadable.SCRIPTED)
    if len(document) > MAX_PAGES:
        raise UnreadableFaktur(Unreadable.TOO_MANY_PAGES)
    if len(document) == 0:
        raise UnreadableFaktur(Unreadable.DAMAGED)


def _text(texts: list[pdfium.PdfTextPage]) -> str:
    if sum(text.count_chars() for text in texts) > _MAX_CHARACTERS:
        raise UnreadableFaktur(Unreadable.TOO_LARGE)
    pages = [_clean(text.get_text_range()) for text in texts]
    if not any(page.strip() for page in pages):
        raise UnreadableFaktur(Unreadable.NO_TEXT)
    return PAGE_BREAK.join(pages)


def _clean(text: str) -> str:
    """pdfium writes one character of its own for a hyphen and the end of the line behind it."""
    return text.replace(PAGE_BREAK, " ").replace("\ufffe", "-\n").replace("\x02", "-\n")


# The QR codes

_Crop = tuple[float, float, float, float]
"""Points to leave out at the left, bottom, right and top."""
_ALL: _Crop = (0, 0, 0, 0)


def _codes(pages: list[pdfium.PdfPage], beside: _Crop) -> list[str]:
    """The codes beside the signature, or of the whole page when both are not there."""
    tries = [(pages[-1], beside, _COARSE), (pages[-1], beside, _FINE)]
    tries += [(page, _ALL, _FINE) for page in pages[: -_QR_PAGES - 1 : -1]]
    seen: dict[str, None] = {}
    for page, crop, scale in tries:
        seen |= dict.fromkeys(_decode(page, crop, scale))
        if len(seen) >= 2:
            break
    return list(seen)


def _beside_signature(page: pdfium.PdfPage, text: pdfium.PdfTextPage) -> _Crop:
    """A band around the words under the right code; the lower half when they are not found."""
    height = page.get_height()
    place = text.search(form.SIGNED, match_case=True).get_next()
    if place is None:
        return (0, 0, 0, height / 2)
    _, bottom, _, _ = text.get_charbox(place[0])
    return (0, max(bottom - 60, 0), 0, max(height - bottom - 140, 0))


def _decode(page: pdfium.PdfPage, crop: _Crop, scale: float) -> list[str]:
    page_width, page_height = page.get_size()
    if max(page_width, page_height) > _LARGEST_SIDE:
        return []
    if crop[1] + crop[3] >= page_height - 1:
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
