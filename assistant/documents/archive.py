"""The files in a ZIP that somebody sent, within bounded time and memory.

Nothing is written to disk and a nested archive is never opened. The whole archive is examined
before its first file is handed out: either all of it comes out, or nothing and the reason. What
the files are is for their reader to say.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from assistant.documents.framing import MAX_BYTES
from assistant.domain.zips import ArchivedFile, ArchiveFault, RefusedArchive

_MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes, but for files, ratio and seconds."""

    archive: int = 256 * _MB
    files: int = 2_000
    one: int = MAX_BYTES
    """A single file unpacked."""
    total: int = 256 * _MB
    """All files unpacked."""
    ratio: int = 100
    """Unpacked ÷ packed. Deflate reaches 1,000; fakturs, which are packed in themselves, 10."""
    directory: int = 2 * _MB
    """The list of names at the end, of which Python makes an object per entry."""
    seconds: float = 20
    """Computed until all of it was tried. 256 MB take one or two, unless they were made to be
    slow to unpack."""


_LIMITS = Limits()
_HARMLESS = _MB
"""An archive that unpacks to less is no bomb, whatever its ratio."""
_CHUNK = 64 * 1024
_ADDED = 1024
"""Bytes, and as many a MB, that packing may add to a file: what cannot be packed is stored in
blocks with a head."""
_END = b"PK\x05\x06"
_END_SIZE = 22
_END64 = b"PK\x06\x07"
_END64_SIZE = 20
_LONGEST_COMMENT = 0xFFFF
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b")
_DRIVE = re.compile(r"[A-Za-z]:")
_LONGEST_NAME = 200
_ENCRYPTED, _UTF8 = 0x1, 0x800
"""Flag bits of an entry."""


def unpack(
    archive: bytes | Path, limits: Limits = _LIMITS, clock: Callable[[], float] = time.thread_time
) -> Iterator[ArchivedFile]:
    """Each file in it but for what operating systems leave in ZIPs, one at a time.

    ``clock`` tells the seconds that were computed so far. Raises RefusedArchive before it returns,
    and OSError when a path cannot be opened. A path must not change while it is read.
    """
    end = clock() + limits.seconds

    def in_time() -> None:
        if clock() > end:
            raise RefusedArchive(ArchiveFault.TOO_SLOW)

    with _opened(archive, limits) as stream:
        _bound_directory(stream, limits)
        with _understood(), ZipFile(stream) as zipped:
            _examine(zipped, limits, in_time)
    return _files(archive, limits)


def _files(archive: bytes | Path, limits: Limits) -> Iterator[ArchivedFile]:
    with _opened(archive, limits) as stream, ZipFile(stream) as zipped:
        for entry in _wanted(zipped):
            with zipped.open(entry) as packed:
                content = packed.read(entry.file_size)
            yield ArchivedFile(_parts(entry)[-1], content)


def _opened(archive: bytes | Path, limits: Limits) -> BinaryIO:
    if isinstance(archive, Path):
        about = archive.stat()
        if not stat.S_ISREG(about.st_mode):
            raise RefusedArchive(ArchiveFault.NOT_ZIP)
        size = about.st_size
    else:
        size = len(archive)
    if size > limits.archive:
        raise RefusedArchive(ArchiveFault.TOO_LARGE)
    return archive.open("rb") if isinstance(archive, Path) else io.BytesIO(archive)


def _bound_directory(stream: BinaryIO, limits: Limits) -> None:
    """Refuse by the record at the end, before Python reads the list of entries into memory."""
    if stream.read(2) != b"PK":
        raise RefusedArchive(ArchiveFault.NOT_ZIP)
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - _END_SIZE - _END64_SIZE - _LONGEST_COMMENT))
    tail = stream.read()
    last = len(tail) - _END_SIZE
    at = last if tail.startswith(_END, last) and tail.endswith(b"\0\0") else tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_SIZE:
        raise RefusedArchive(ArchiveFault.DAMAGED)
    if tail.startswith(_END64, max(0, at - _END64_SIZE)):
        raise RefusedArchive(ArchiveFault.UNSUPPORTED)  # for sizes far beyond our limits
    entries, directory = struct.unpack_from("<HI", tail, at + 10)
    if entries > limits.files:
        raise RefusedArchive(ArchiveFault.TOO_MANY)
    if directory > limits.directory:
        raise RefusedArchive(ArchiveFault.TOO_LARGE)


def _examine(zipped: ZipFile, limits: Limits, in_time: Callable[[], None]) -> None:
    """Refuse by what the list of entries says, and then by what really comes out of them."""
    if len(zipped.infolist()) > limits.files:
        raise RefusedArchive(ArchiveFault.TOO_MANY)
    for entry in zipped.infolist():
        _refuse_by_entry(entry)
    entries = _wanted(zipped)
    if not entries:
        raise RefusedArchive(ArchiveFault.EMPTY)
    _refuse_by_size(zipped, [entry.file_size for entry in entries], limits)
    for entry in entries:
        _try(zipped, entry, in_time)


def _wanted(zipped: ZipFile) -> list[ZipInfo]:
    return [entry for entry in zipped.infolist() if not _is_left_over(entry)]


def _is_left_over(entry: ZipInfo) -> bool:
    """Folders, and what macOS and Windows put beside files."""
    *folders, name = _parts(entry)
    return (
        entry.is_dir()
        or "__MACOSX" in folders
        or name.startswith("._")
        or name in (".DS_Store", "Thumbs.db", "desktop.ini")
    )


def _refuse_by_entry(entry: ZipInfo) -> None:
    if "\0" in entry.orig_filename or not _parts(entry):
        raise RefusedArchive(ArchiveFault.BAD_NAME)
    if _climbs(entry):
        raise RefusedArchive(ArchiveFault.CLIMBS_OUT)
    if entry.flag_bits & _ENCRYPTED:
        raise RefusedArchive(ArchiveFault.ENCRYPTED)
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise RefusedArchive(ArchiveFault.UNSUPPORTED)
    if entry.compress_size > entry.file_size + entry.file_size // _ADDED + _ADDED:
        raise RefusedArchive(ArchiveFault.DAMAGED)  # endless work of which nothing comes out


def _refuse_by_size(zipped: ZipFile, sizes: list[int], limits: Limits) -> None:
    """By the size of the archive itself: entries may share their packed bytes."""
    assert zipped.fp is not None
    packed = zipped.fp.seek(0, io.SEEK_END)
    if _HARMLESS < sum(sizes) > packed * limits.ratio:
        raise RefusedArchive(ArchiveFault.BOMB)
    if sum(sizes) > limits.total or max(sizes) > limits.one:
        raise RefusedArchive(ArchiveFault.TOO_LARGE)


def _try(zipped: ZipFile, entry: ZipInfo, in_time: Callable[[], None]) -> None:
    """Unpack it and throw it away: its sum is checked, and no more than it says can come out."""
    with zipped.open(entry) as packed:
        chunk = packed.read(_CHUNK)
        if chunk.startswith(_ARCHIVES):
            raise RefusedArchive(ArchiveFault.NESTED)
        left = entry.file_size - len(chunk)
        in_time()
        while chunk := packed.read(_CHUNK):
            left -= len(chunk)
            in_time()
    if left != 0:
        raise RefusedArchive(ArchiveFault.DAMAGED)


@contextmanager
def _understood() -> Iterator[None]:
    """Name what zipfile raises for bytes that are not as they must be."""
    try:
        yield
    except UnicodeDecodeError as error:
        raise RefusedArchive(ArchiveFault.BAD_NAME) from error
    except NotImplementedError as error:
        raise RefusedArchive(ArchiveFault.UNSUPPORTED) from error
    except (BadZipFile, EOFError, ValueError, RuntimeError, struct.error, zlib.error) as error:
        raise RefusedArchive(ArchiveFault.DAMAGED) from error


# Names


def _parts(entry: ZipInfo) -> list[str]:
    """Folders and name, as far as they can be shown. Old tools of Windows part them by ``\\``."""
    parts = re.split(r"[/\\]", _name(entry))
    shown = (_shown(part) for part in parts)
    return [part for part in shown if part]


def _name(entry: ZipInfo) -> str:
    """As UTF-8 when it is, also where the archive does not say so, as macOS writes it."""
    name = entry.orig_filename
    if entry.flag_bits & _UTF8:
        return name
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name


def _shown(part: str) -> str:
    return "".join(char for char in part if char.isprintable()).strip()[-_LONGEST_NAME:]


def _climbs(entry: ZipInfo) -> bool:
    name = _name(entry)
    return name.startswith(("/", "\\")) or bool(_DRIVE.match(name)) or ".." in _parts(entry)
