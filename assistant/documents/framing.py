"""How bytes travel between the reader and its worker: their length in 4 bytes, then they.

Separate from reading, whose libraries are loaded in the worker only."""

from __future__ import annotations

HEAD = 4
MAX_BYTES = 20 * 1024 * 1024
"""What Telegram lets a bot download; real ones have some 120 KB."""
MAX_ANSWER = 1024 * 1024
"""What a document may say; a faktur of one page takes 2 KB."""


MAX_TABLE = 32 * 1024 * 1024
"""What a table may say: a hundred thousand rows."""


def frame(body: bytes) -> bytes:
    return len(body).to_bytes(HEAD, "big") + body


def frame_length(head: bytes, most: int) -> int:
    """Raises ValueError for more than ``most`` bytes, before there is room for them."""
    length = int.from_bytes(head, "big")
    if length > most:
        raise ValueError(f"a frame of {length} bytes")
    return length
