"""What comes out of a ZIP that somebody sent, and why one is refused."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class ArchivedFile(NamedTuple):
    name: str
    """The file's own name, without folders; printable and never empty."""
    content: bytes


class ArchiveFault(StrEnum):
    """Why nothing was taken out of an archive."""

    NOT_ZIP = "not-zip"
    DAMAGED = "damaged"
    """Cut off, or its parts contradict each other."""
    ENCRYPTED = "encrypted"
    """At least one file in it asks for a password."""
    UNSUPPORTED = "unsupported"
    """Packed otherwise than ZIPs usually are."""
    TOO_LARGE = "too-large"
    """The archive, a file in it or all of them together."""
    TOO_MANY = "too-many"
    TOO_SLOW = "too-slow"
    """Made to take long to unpack, or too much for this machine."""
    BOMB = "bomb"
    """It unpacks to far more than it takes packed."""
    NESTED = "nested"
    """There is another archive in it."""
    CLIMBS_OUT = "climbs-out"
    """A name in it leads out of the folder that it would be unpacked into."""
    BAD_NAME = "bad-name"
    """A name in it is empty, or no text."""
    EMPTY = "empty"


class RefusedArchive(Exception):  # noqa: N818 - it says what the archive is
    """Nothing is taken out of this archive; ``code`` says why."""

    def __init__(self, code: ArchiveFault) -> None:
        super().__init__(str(code))
        self.code = code
