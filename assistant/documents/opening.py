"""A PDF opened, after it was refused if anything in it is more than paper.

The bytes come from outside: what is refused here is refused by content, before anything of it is
drawn. Limits on time and memory are those of the process this runs in (see ``workers``).
"""

from __future__ import annotations

import ctypes
import re
import zlib

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from assistant.documents.framing import MAX_BYTES
from assistant.domain.fakturs.paper import Unreadable, UnreadableFaktur

MAX_PAGES = 50
_MAX_INFLATED = 16 * 1024 * 1024
"""Bytes of object streams looked through for scripts."""
_XFA = (pdfium_c.FORMTYPE_XFA_FULL, pdfium_c.FORMTYPE_XFA_FOREGROUND)


def open_pdf(pdf: bytes) -> pdfium.PdfDocument:
    """The document, for its caller to close. Raises UnreadableFaktur.

    An owner's password forbids printing or copying and does not keep anybody from reading. What is
    locked so is unlocked first, and that copy is looked through and opened: the streams that may
    hide something are encrypted too.
    """
    _refuse_by_bytes(pdf)
    encrypted = bool(_ENCRYPTED.search(_unescaped(pdf)))
    if _is_active(pdf, skip_packed=encrypted):
        raise UnreadableFaktur(Unreadable.SCRIPTED)
    if encrypted:
        pdf = _unlocked(pdf)
        if _is_active(pdf):
            raise UnreadableFaktur(Unreadable.SCRIPTED)
    document = _open(pdf)
    try:
        _refuse_by_structure(document)
    except BaseException:
        document.close()
        raise
    return document


def _open(pdf: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(pdf)
    except pdfium.PdfiumError as error:
        encrypted = error.err_code == pdfium_c.FPDF_ERR_PASSWORD
        code = Unreadable.ENCRYPTED if encrypted else Unreadable.DAMAGED
        raise UnreadableFaktur(code) from error


def _unlocked(pdf: bytes) -> bytes:
    """The same without encryption. Raises ENCRYPTED when it asks for a password."""
    document = _open(pdf)
    try:
        return _COPY.of(document, pdfium_c.FPDF_REMOVE_SECURITY)
    finally:
        document.close()


class _Copy:
    """What pdfium writes a document into.

    Made when this module is loaded: what C calls back is made as code, for which a process that
    reads strangers' files has no leave any more.
    """

    def __init__(self) -> None:
        self._written = bytearray()
        self._writer = pdfium_c.FPDF_FILEWRITE(version=1)
        self._writer.WriteBlock = type(self._writer.WriteBlock)(self._write)

    def of(self, document: pdfium.PdfDocument, flags: int) -> bytes:
        self._written.clear()
        done = pdfium_c.FPDF_SaveAsCopy(document.raw, self._writer, flags)
        if not done:
            raise UnreadableFaktur(Unreadable.DAMAGED)
        return bytes(self._written)

    def _write(self, _: object, data: int, size: int) -> int:
        if len(self._written) + size > 2 * MAX_BYTES:
            return 0
        self._written += ctypes.string_at(data, size)
        return 1


_COPY = _Copy()


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


# By its bytes

_ACTIVE = re.compile(
    rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|Rendition|SubmitForm|ImportData|GoToE|GoToR)"
    rb"(?![A-Za-z0-9])"
)
"""Names of actions and files that no faktur has, too long to turn up in packed bytes by chance.

Looked for everywhere: where an object begins is for the table of objects to say, so also what
looks like a comment or the inside of a stream may be one. /OpenAction itself may just name a zoom.
"""
_ACTIVE_SHORT = re.compile(rb"/(?:JS|XFA|URI)(?![A-Za-z0-9])")
"""Looked for outside of streams only. A faktur's link is in its QR code, which is a picture."""
_LAYERS_OFF = re.compile(rb"/OFF\s*(?:\[\s*)?\d|/(?:Base|View)State\s*/OFF(?![A-Za-z0-9])")
"""Words in a layer that is switched off are read, and nobody sees them."""
_ENCRYPTED = re.compile(rb"/Encrypt(?![A-Za-z0-9])")
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


def _is_active(pdf: bytes, *, skip_packed: bool = False) -> bool:
    """Whether anything in it may start something. ``skip_packed``: without its object streams."""
    outside, packed = _parted(pdf, skip_packed=skip_packed)
    everything = _unescaped(pdf)
    if not skip_packed and len(_OBJECTS.findall(everything)) != len(packed):
        raise UnreadableFaktur(Unreadable.DAMAGED)  # objects may be where we do not see them
    within = b"\n".join(packed)
    return any(
        name.search(text)
        for name, texts in (
            (_ACTIVE, (everything, within)),
            (_ACTIVE_SHORT, (outside, within)),
            (_LAYERS_OFF, (outside, within)),
        )
        for text in texts
    )


def _parted(pdf: bytes, *, skip_packed: bool) -> tuple[bytes, list[bytes]]:
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
        if _OBJECTS.search(head) and not skip_packed:
            packed.append(_unescaped(_inflated(head, pdf[start.end() : end], left)))
            left -= len(packed[-1])
        at = end
    return b"\n".join([*outside, _unescaped(pdf[at:])]), packed


def _inflated(head: bytes, stream: bytes, limit: int) -> bytes:
    """Raises UnreadableFaktur for more than ``limit`` bytes, and when it is packed another way."""
    if b"/Filter" not in head:
        return stream
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
