"""Small PDFs that take endless time or memory to draw, all written by hand."""

from __future__ import annotations

import zlib

_MB = 1024 * 1024


def inflating_page() -> bytes:
    """Drawing commands that are 300 MB of blanks, packed into 300 KB."""
    return _page(_stream(b"", _packed(b" " * _MB, 300)))


def twice_inflating_page() -> bytes:
    """The same packed twice: 600 MB in a few KB."""
    packed = zlib.compress(_packed(b" " * _MB, 600), 9)
    return _page(_stream(b"", packed, filters=b"[/FlateDecode /FlateDecode]"))


def page_within_pages() -> bytes:
    """Forms that each draw the next one ten times: ten thousand million times at the end."""
    forms = [
        _stream(
            b"/Type /XObject /Subtype /Form /BBox [0 0 600 900] "
            b"/Resources <</XObject <</F %d 0 R>>>>" % (index + 6),
            zlib.compress(b"/F Do " * 10 if index < 9 else b"0 0 9 9 re f"),
        )
        for index in range(10)
    ]
    return _page(
        _stream(b"", zlib.compress(b"/F Do " * 10)), *forms, resources=b"/XObject <</F 5 0 R>>"
    )


def huge_picture() -> bytes:
    """20,000 by 20,000 points of grey in 2 MB."""
    picture = _stream(
        b"/Type /XObject /Subtype /Image /Width 20000 /Height 20000 /ColorSpace /DeviceGray "
        b"/BitsPerComponent 8",
        _packed(bytes(20_000), 20_000),
    )
    return _page(
        _stream(b"", zlib.compress(b"600 0 0 900 0 0 cm /F Do")),
        picture,
        resources=b"/XObject <</F 5 0 R>>",
    )


def pages_that_are_their_own_parents() -> bytes:
    return _document(
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [3 0 R 3 0 R] /Count 1000000>>",
        b"<</Type /Pages /Kids [2 0 R 2 0 R] /Count 1000000 /Parent 2 0 R>>",
    )


def endless_arrays() -> bytes:
    return _document(b"<</Type /Catalog /Pages 2 0 R>>", b"[" * (4 * _MB))


ALL = (
    inflating_page,
    twice_inflating_page,
    page_within_pages,
    huge_picture,
    pages_that_are_their_own_parents,
    endless_arrays,
)


def _page(content: bytes, *others: bytes, resources: bytes = b"") -> bytes:
    """One page whose content is the 4th object; others are the 5th and on."""
    return _document(
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 609 935] /Contents 4 0 R "
        b"/Resources <<%s>>>>" % resources,
        content,
        *others,
    )


def _document(*objects: bytes) -> bytes:
    numbered = (b"%d 0 obj\n%s\nendobj\n" % pair for pair in enumerate(objects, start=1))
    return b"%PDF-1.7\n" + b"".join(numbered) + b"trailer\n<</Root 1 0 R>>\n%%EOF\n"


def _stream(head: bytes, packed: bytes, filters: bytes = b"/FlateDecode") -> bytes:
    return b"<<%s /Filter %s /Length %d>>\nstream\n%s\nendstream" % (
        head,
        filters,
        len(packed),
        packed,
    )


def _packed(block: bytes, times: int) -> bytes:
    packer = zlib.compressobj(1)
    return b"".join([*(packer.compress(block) for _ in range(times)), packer.flush()])
