"""Signatures of what is posted to the assistant: portal events and finished faktur.

The signed text is ``POST``, the path and the time, a line each, and then the raw body, so a
signature fits one address, one moment and one content.
"""

from __future__ import annotations

import hmac
from datetime import datetime

TIMESTAMP_HEADER = "X-Assistant-Timestamp"
"""Unix seconds."""
SIGNATURE_HEADER = "X-Assistant-Signature"
FILENAME_HEADER = "X-Assistant-Filename"
"""What the PDF is called; a wish, not signed."""

WINDOW = 300
"""Seconds that a signature is good for, both ways, for clocks that differ."""

_PREFIX = "sha256="
_LONGEST_TIME = 12
"""Digits of unix seconds, for the next thirty thousand years."""


def sign(secret: str, path: str, timestamp: str, body: bytes) -> str:
    """The signature header of a POST to ``path``: ``sha256=`` and 64 hex digits."""
    text = f"POST\n{path}\n{timestamp}\n".encode() + body
    return _PREFIX + hmac.new(secret.encode(), text, "sha256").hexdigest()


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
    if not secret or not (timestamp.isascii() and timestamp.isdecimal()):
        return False
    if len(timestamp) > _LONGEST_TIME or abs(now.timestamp() - int(timestamp)) > window:
        return False
    expected = sign(secret, path, timestamp, body).encode()
    return hmac.compare_digest(expected, signature.encode("utf-8", "replace"))
