"""PDFs from files: looked for in folders, taken out of ZIPs, and put through the gate at once.

The same file a hundred times is one upload: what came in before is only told again.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.domain.fakturs.model import Reasons, Upload, UploadState
from assistant.domain.sources import Source
from assistant.domain.work import Work
from assistant.domain.zips import ArchivedFile, RefusedArchive
from assistant.storage.work import WorkShop
from assistant.worker.batches import AT_ONCE, read_and_judge
from assistant.worker.fakturs import Came, FakturJobs, Take
from assistant.worker.files import is_zip

LARGEST = 20 * 1024 * 1024
"""Bytes of a PDF; real ones have some 120 KB."""
SUFFIXES = (".pdf", ".zip")

UnpackPath = Callable[[Path], Iterator[ArchivedFile]]


@dataclass(frozen=True, slots=True)
class Imported:
    """A PDF, or a file that is none, and what became of it."""

    name: str
    """As it was given; a file of a ZIP after ``!``."""
    state: UploadState | None
    """None: it was not even taken in, and ``reasons`` says why."""
    reasons: Reasons = ()
    known: bool = False
    """The same bytes came in before."""

    @property
    def went_well(self) -> bool:
        return self.state in (
            UploadState.ISSUED, UploadState.OLDER, UploadState.DUPLICATE, UploadState.SLIP,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Read:
    """A PDF that was read, and is judged next."""

    name: str
    sha256: str
    came: Came
    known: bool


@dataclass(frozen=True, slots=True)
class Importer:
    shop: WorkShop
    jobs: FakturJobs
    unpack: UnpackPath
    source: Source

    async def import_all(
        self, paths: Sequence[Path], tell: Callable[[Imported], None], *, at_once: int = AT_ONCE
    ) -> None:
        """``tell`` hears of each as it is through."""

        async def read(file: FoundFile) -> tuple[_Read, int] | None:
            became = await self._read(file)
            if isinstance(became, Imported):
                tell(became)
                return None
            return became, len(file.content or b"")

        async def judge(some: Sequence[_Read]) -> None:
            for imported in await self._judged(some):
                tell(imported)

        await read_and_judge(found_files(paths, self.unpack), read, judge, at_once=at_once)

    async def import_one(self, path: Path) -> list[Imported]:
        """A file, or all that is in a ZIP."""
        became: list[Imported] = []
        await self.import_all([path], became.append, at_once=1)
        return became

    async def _read(self, file: FoundFile) -> Imported | _Read:
        if file.content is None:
            return Imported(file.name, None, ((file.problem, "", ""),))
        sha256 = hashlib.sha256(file.content).hexdigest()
        async with self.shop.looking() as work:
            known = await work.uploads.of(sha256)
        if known is not None and known.state is not UploadState.RECEIVED:
            return Imported(file.name, known.state, known.reasons, known=True)
        came = await self.jobs.came(file.content, self._taking(file, sha256))
        return _Read(file.name, sha256, came, known is not None)

    async def _judged(self, read: Sequence[_Read]) -> list[Imported]:
        states = await self.jobs.judge([one.came for one in read])
        return [
            Imported(one.name, state, known=one.known)
            if state is UploadState.ISSUED
            else await self._now(one)
            for one, state in zip(read, states, strict=True)
        ]

    async def _now(self, read: _Read) -> Imported:
        async with self.shop.looking() as work:
            now = await work.uploads.of(read.sha256)
        assert now is not None
        return Imported(read.name, now.state, now.reasons, read.known)

    def _taking(self, file: FoundFile, sha256: str) -> Take:
        """It is stored together with what becomes of it: who dies before leaves the file."""

        async def take(work: Work) -> Upload | None:
            assert file.content is not None
            await work.documents.put(file.content, "faktur")
            name = Path(file.name).name
            new = await work.uploads.add(sha256, name, self.source)
            known = await work.uploads.of(sha256) if new is None else None
            locked = await work.uploads.locked(known.id) if known else new
            return locked if locked and locked.state is UploadState.RECEIVED else None

        return take


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A PDF with its bytes, or why there are none."""

    name: str
    content: bytes | None
    problem: str = ""


async def found_files(paths: Sequence[Path], unpack: UnpackPath) -> AsyncIterator[FoundFile]:
    """One at a time; they are read in a thread."""
    files = _found_files(paths, unpack)
    while (file := await asyncio.to_thread(next, files, None)) is not None:
        yield file


def _found_files(paths: Sequence[Path], unpack: UnpackPath) -> Iterator[FoundFile]:
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES)
            for one in inside:
                yield from _content(one, unpack)
        else:
            yield from _content(path, unpack)


def _content(path: Path, unpack: UnpackPath) -> Iterator[FoundFile]:
    try:
        with path.open("rb") as opened:
            beginning = opened.read(4)
            content = b"" if is_zip(beginning) else beginning + opened.read(LARGEST)
    except OSError as error:
        yield FoundFile(str(path), None, (error.strerror or "unreadable").lower())
        return
    if len(content) > LARGEST:
        yield FoundFile(str(path), None, "too-large")
    elif content:
        yield FoundFile(str(path), content)
    elif is_zip(beginning):
        yield from _unpacked(path, unpack)
    else:
        yield FoundFile(str(path), None, "not-pdf")


def _unpacked(path: Path, unpack: UnpackPath) -> Iterator[FoundFile]:
    try:
        for file in unpack(path):
            yield FoundFile(f"{path}!{file.name}", file.content)
    except RefusedArchive as refused:
        yield FoundFile(str(path), None, f"zip-{refused.code}")
    except OSError as error:
        yield FoundFile(str(path), None, (error.strerror or "unreadable").lower())
