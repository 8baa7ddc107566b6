"""PDFs from files: looked for in folders, taken out of ZIPs, and put through the gate at once.

The same file a hundred times is one upload: what came in before is only told again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from assistant.domain.fakturs.intake import receive_pdf
from assistant.domain.fakturs.model import Reasons, Upload, UploadState
from assistant.domain.zips import ArchivedFile, RefusedArchive
from assistant.storage.work import WorkShop
from assistant.worker.fakturs import FakturJobs
from assistant.worker.intake import is_zip

LARGEST = 20 * 1024 * 1024
"""Bytes of a PDF; real ones have some 120 KB."""
SUFFIXES = (".pdf", ".zip")
LATER = timedelta(minutes=10)
"""When the job of a PDF looks whether the process that imported it has died."""

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
class Importer:
    shop: WorkShop
    jobs: FakturJobs
    unpack: UnpackPath
    source: str
    """As an upload names where it came from."""

    async def import_all(
        self, paths: Sequence[Path], tell: Callable[[Imported], None], *, at_once: int = 4
    ) -> None:
        """``tell`` hears of each as it is through. Some ``2 * at_once`` files are in memory."""
        waiting: asyncio.Queue[FoundFile | None] = asyncio.Queue(at_once)

        async def look() -> None:
            files = found_files(paths, self.unpack)
            while (file := await asyncio.to_thread(next, files, None)) is not None:
                await waiting.put(file)
            for _ in range(at_once):
                await waiting.put(None)

        async def work_off() -> None:
            while (file := await waiting.get()) is not None:
                tell(await self._import(file))

        async with asyncio.TaskGroup() as group:
            group.create_task(look())
            for _ in range(at_once):
                group.create_task(work_off())

    async def import_one(self, path: Path) -> list[Imported]:
        """A file, or all that is in a ZIP."""
        became: list[Imported] = []
        await self.import_all([path], became.append, at_once=1)
        return became

    async def _import(self, file: FoundFile) -> Imported:
        if file.content is None:
            return Imported(file.name, None, ((file.problem, "", ""),))
        async with self.shop.work() as work:
            sha256 = await work.documents.put(file.content, "faktur")
            upload = await receive_pdf(work, sha256, Path(file.name).name, self.source, after=LATER)
            known = await work.fakturs.upload_of(sha256) if upload is None else None
        found = upload or known
        assert found is not None
        if found.state is UploadState.RECEIVED:
            await self.jobs.read(str(found.id))
        return await self._became(file.name, found, known=known is not None)

    async def _became(self, name: str, upload: Upload, *, known: bool) -> Imported:
        async with self.shop.work() as work:
            now = await work.fakturs.upload(upload.id)
        assert now is not None
        return Imported(name, now.state, now.reasons, known)


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A PDF with its bytes, or why there are none."""

    name: str
    content: bytes | None
    problem: str = ""


def found_files(paths: Sequence[Path], unpack: UnpackPath) -> Iterator[FoundFile]:
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
