"""Files as jobs take them: fetched from Telegram, taken out of a ZIP, told apart."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator

from assistant.domain.zips import ArchivedFile

Fetch = Callable[[str], Awaitable[bytes]]
"""The bytes of a file by Telegram's id. Raises :class:`NotThereError` where it can't be had; what
else goes wrong is tried again."""
Unpack = Callable[[bytes], Iterator[ArchivedFile]]
"""Raises RefusedArchive before it hands out the first one."""


class NotThereError(Exception):
    """Telegram does not hand a file out, and won't; ``reason`` is a word of ours."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def is_pdf(content: bytes) -> bool:
    return b"%PDF-" in content[:1024]


def is_zip(content: bytes) -> bool:
    """By its first bytes, whatever its name says."""
    return content[:2] == b"PK"
