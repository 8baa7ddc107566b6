"""Jobs about the lists that customers drop: fetched, read within limits, and put into the plan."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from assistant.domain.portfolio.leading import sheet_read
from assistant.domain.portfolio.model import Reading, SheetError, SheetProblem
from assistant.domain.portfolio.reading import read_rows, read_text
from assistant.storage.work import WorkShop
from assistant.worker.answers import Fetch, FileGoneError

ReadListing = Callable[[bytes], str | list[list[str]]]
"""The text of a CSV, or a sheet's rows. Raises SheetError."""


@dataclass(frozen=True, slots=True)
class ListingJobs:
    shop: WorkShop
    fetch: Fetch
    listing: ReadListing

    async def read(self, key: str) -> None:
        """The sheet that waits in this person's plan."""
        person = int(key)
        async with self.shop.work() as work:
            portfolio = await work.portfolios.of(person)
        if portfolio is None or not portfolio.file:
            return
        read = await self._reading(portfolio.file)
        async with self.shop.work() as work:
            await sheet_read(work, person, portfolio.file, read)

    async def _reading(self, file: str) -> Reading | SheetProblem:
        try:
            content = await self.fetch(file)
        except FileGoneError:
            return SheetProblem.GONE
        try:
            return await asyncio.to_thread(self._read, content)
        except SheetError as error:
            return error.code

    def _read(self, content: bytes) -> Reading:
        found = self.listing(content)
        return read_text(found) if isinstance(found, str) else read_rows(found)
