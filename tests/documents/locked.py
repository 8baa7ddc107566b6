"""PDFs that an owner's password locks and anybody opens."""

from __future__ import annotations

import hashlib
import zlib
from datetime import UTC, datetime
from itertools import accumulate

from assistant.documents.paper import F4, Paper
from assistant.documents.specimen import draw_specimen
from assistant.domain.fakturs.paper import FakturSpecimen

_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
_ID = bytes(range(16))


def locked_specimen(spec: FakturSpecimen, password: str = "") -> bytes:
    """A specimen whose owner forbids all; ``password`` is that of whoever opens it."""
    paper = Paper("terkunci", datetime(2026, 1, 1, tzinfo=UTC), F4)
    paper._pdf.set_encryption("pemilik", user_password=password, permissions=0)
    draw_specimen(spec, paper)
    return paper.to_bytes()


def locked_objects(catalog: bytes) -> bytes:
    """A document whose objects all stand in one object stream, packed and encrypted."""
    inside = [
        b"<</Type /Catalog /Pages 2 0 R %s>>" % catalog,
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 609 935]>>",
    ]
    starts = accumulate((len(body) + 1 for body in inside[:-1]), initial=0)
    head = b" ".join(b"%d %d" % pair for pair in enumerate(starts, start=1)) + b"\n"
    owner = _owner()
    key = hashlib.md5(_PADDING + owner + b"\xff\xff\xff\xff" + _ID).digest()[:5]
    packed = _rc4(_of_object(key, 4), zlib.compress(head + b"\n".join(inside)))
    parts = [
        b"%PDF-1.5\n",
        b"4 0 obj\n<</Type /ObjStm /N 3 /First %d /Filter /FlateDecode /Length %d>>\nstream\n"
        b"%s\nendstream\nendobj\n" % (len(head), len(packed), packed),
        b"5 0 obj\n<</Filter /Standard /V 1 /R 2 /P -1 /O <%s> /U <%s>>>\nendobj\n"
        % (owner.hex().encode(), _rc4(key, _PADDING).hex().encode()),
    ]
    at = list(accumulate(map(len, parts)))
    rows = [
        (0, 0, 255),
        (2, 4, 0),
        (2, 4, 1),
        (2, 4, 2),
        (1, at[0], 0),
        (1, at[1], 0),
        (1, at[2], 0),
    ]
    table = b"".join(b"%c%s%c" % (a, b.to_bytes(3, "big"), c) for a, b, c in rows)
    parts.append(
        b"6 0 obj\n<</Type /XRef /Size 7 /W [1 3 1] /Root 1 0 R /Encrypt 5 0 R /ID [<%s> <%s>] "
        b"/Length %d>>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n"
        % (_ID.hex().encode(), _ID.hex().encode(), len(table), table, at[2])
    )
    return b"".join(parts)


def _owner() -> bytes:
    return _rc4(hashlib.md5(b"pemilik" + _PADDING[: 32 - 7]).digest()[:5], _PADDING)


def _of_object(key: bytes, number: int) -> bytes:
    return hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10]


def _rc4(key: bytes, data: bytes) -> bytes:
    box = list(range(256))
    j = 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)
