"""How bytes travel between the reader and its worker: their length in 4 bytes, then they.

Separate from reading, whose libraries are loaded in the worker only."""

from __future__ import annotations

HEAD = 4
MAX_BYTES = 20 * 1024 * 1024
"""What Telegram lets a bot download; real ones have some 120 KB."""


def frame(body: bytes) -> bytes:
    return len(body).to_bytes(HEAD, "big") + body


def frame_length(head: bytes) -> int:
    return int.from_bytes(head, "big")
