"""Signatures of what is posted to the assistant: portal events and finished faktur.

The signed text is ``POST``, the path and the time, a line each, and then the raw body, so a
signature fits one address, one moment and one content. What stands behind the path, from its
question mark on, is a part of it: a file's name is given there (``/faktur?name=oktober.zip``).
"""

from __future__ import annotations

import hmac
import re
from datetime import datetime

TIMESTAMP_HEADER = "X-Assistant-Timestamp"
"""Unix seconds."""
SIGNATURE_HEADER = "X-Assistant-Signature"
EVENTS_PATH = "/portal/events"
FAKTUR_PATH = "/faktur"
SLIP_PATH = "/buktipotong"
WINDOW = 300
"""Seconds that a signature is good for, both ways, for clocks that differ."""

_PREFIX = "sha256="
_LONGEST_TIME = 12
"""Digits of unix seconds, for the next thirty thousand years."""
_SHAPE = re.compile(r"sha256=[0-9a-f]{64}")


def sign(secret: str, path: str, timestamp: str, body: bytes) -> str:
    """The signature header of a POST to ``path``: ``sha256=`` and 64 hex digits."""
    text = f"POST\n{path}\n{timestamp}\n".encode() + body
    return _PREFIX + hmac.new(secret.encode(), text, "sha256").hexdigest()


def may_be_signed(timestamp: str, signature: str, now: datetime, window: int = WINDOW) -> bool:
    """Whether these headers can be those of something signed, before its body is looked at: a
    fresh time, and a signature's shape."""
    if not (timestamp.isascii() and timestamp.isdecimal() and len(timestamp) <= _LONGEST_TIME):
        return False
    fresh = abs(now.timestamp() - int(timestamp)) <= window
    return fresh and _SHAPE.fullmatch(signature) is not None


def verify(
    secret: str,
    path: str,
    timestamp: str,
    signature: str,
    body: bytes,
    now: datetime,
    window: int = WINDOW,
) -> bool:
    """Whether the sender knows ``secret`` and wrote this within ``window`` seconds of ``now``.

    Takes the same time whichever digit is wrong. An empty secret verifies nothing.
    """
    if not secret or not may_be_signed(timestamp, signature, now, window):
        return False
    return hmac.compare_digest(sign(secret, path, timestamp, body), signature)
