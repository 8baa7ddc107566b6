"""Jobs that take in what finance drops: fetched, and taken out of its ZIP."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.domain.fakturs.intake import (
    all_unpacked,
    list_packed,
    refuse_file,
    take_in_packed,
    take_in_pdf,
)
from assistant.domain.fakturs.model import FileState, IntakeFile
from assistant.domain.fakturs.paper import UnreadableFaktur
from assistant.domain.finance.listing import ReadsTable, refuse_list, take_list
from assistant.domain.withholding.listing import slips_in
from assistant.domain.withholding.verifying import tell_verified, verify
from assistant.domain.zips import ArchivedFile, RefusedArchive
from assistant.storage.work import WorkShop
from assistant.worker.batches import LARGE, TOGETHER
from assistant.worker.files import Fetch, NotThereError, Unpack, is_pdf, is_zip

_DIRECTORY = 64 * 1024
"""Bytes at the end of a ZIP in which the names of its files stand."""
LARGE_AT_ONCE = 2
"""Files of up to 20 MB that one process holds at a time."""


@dataclass(frozen=True, slots=True)
class IntakeJobs:
    shop: WorkShop
    fetch: Fetch
    unpack: Unpack
    tables: ReadsTable | None = None
    """Reads Coretax's lists; None: they are refused."""
    room: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(LARGE_AT_ONCE))

    async def take_in(self, key: str) -> None:
        async with self.shop.work() as work:
            file = await work.intakes.file(int(key))
        if file is None or file.state is not FileState.WAITING:
            return
        async with self.room:
            try:
                content = await self._content(file)
                await self._take_in(file, content)
            except NotThereError as gone:
                await self._refuse(file, gone.reason)
            except RefusedArchive as refused:
                await self._refuse(file, f"zip-{refused.code}")

    async def _content(self, file: IntakeFile) -> bytes:
        if file.telegram is not None:
            return await self.fetch(file.telegram)
        async with self.shop.work() as work:
            content = await work.documents.get(file.archive or "")
        if not content:
            raise NotThereError("gone")
        return content

    async def _take_in(self, file: IntakeFile, content: bytes) -> None:
        if self.tables is not None and is_table(file.name, content):
            await self._take_list(file, content, self.tables)
            return
        if is_zip(content):
            await self._unpack(file, content)
            return
        async with self.shop.work() as work:
            sha256 = await work.documents.put(content, "faktur")
            await take_in_pdf(work, file, sha256)

    async def _unpack(self, file: IntakeFile, content: bytes) -> None:
        packed = enumerate(await asyncio.to_thread(self.unpack, content))
        while some := await asyncio.to_thread(_some, packed):
            async with self.shop.work() as work:
                for position, one in some:
                    if is_pdf(one.content):
                        sha256 = await work.documents.put(one.content, "faktur")
                        await take_in_packed(work, file, position, one.name, sha256)
                    else:
                        await list_packed(work, file, position, one.name)
        async with self.shop.work() as work:
            await all_unpacked(work, file)
            if file.archive is not None:
                await work.documents.forget_archive(file.archive)

    async def _take_list(self, file: IntakeFile, content: bytes, tables: ReadsTable) -> None:
        try:
            found = await tables.read(content)
        except UnreadableFaktur:
            async with self.shop.work() as work:
                await refuse_list(work, file)
            return
        slips, others = slips_in(found)
        async with self.shop.work() as work:
            sha256 = await work.documents.put(content, "coretax")
            if slips is not None:
                await tell_verified(work, file.id, await verify(work, slips))
            await take_list(work, file, others, sha256, taken=slips is not None)

    async def _refuse(self, file: IntakeFile, reason: str) -> None:
        async with self.shop.work() as work:
            await refuse_file(work, file, reason)


def _some(packed: Iterator[tuple[int, ArchivedFile]]) -> list[tuple[int, ArchivedFile]]:
    """The next ones, with their positions: as many as are stored in one transaction."""
    some: list[tuple[int, ArchivedFile]] = []
    size = 0
    while len(some) < TOGETHER and size < LARGE and (one := next(packed, None)) is not None:
        some.append(one)
        size += len(one[1].content)
    return some


def is_table(name: str, content: bytes) -> bool:
    """A sheet or CSV, by itself or in a ZIP that holds no PDF; a PDF is none, whatever its name
    says."""
    if is_zip(content):
        names = content[-_DIRECTORY:].lower()
        return b"xl/workbook" in names or (
            (b".csv" in names or b".xlsx" in names) and b".pdf" not in names
        )
    return not is_pdf(content) and name.lower().endswith((".csv", ".xlsx"))
