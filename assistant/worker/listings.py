"""The job of a list that a customer dropped at ``/rencana``: it is fetched, read in a locked
process, and put into the plan."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Protocol

from assistant.domain.fakturs.paper import Unreadable, UnreadableFaktur
from assistant.domain.portfolio.leading import sheet_read
from assistant.domain.portfolio.model import Reading, SheetProblem
from assistant.domain.portfolio.reading import read_rows, read_text
from assistant.storage.work import WorkShop
from assistant.worker.files import Fetch, NotThereError


class ReadsListing(Protocol):
    async def read(self, document: bytes) -> str | list[list[str]] | SheetProblem:
        """The text of a CSV, a sheet's rows, or why neither. Raises UnreadableFaktur where the
        file was too much for its reader."""


@dataclass(frozen=True, slots=True)
class ListingJobs:
    shop: WorkShop
    fetch: Fetch
    listing: ReadsListing

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
        except NotThereError:
            return SheetProblem.GONE
        try:
            found = await self.listing.read(content)
        except UnreadableFaktur as error:
            too_large = error.code in (Unreadable.TOO_LARGE, Unreadable.TIMEOUT)
            return SheetProblem.TOO_LARGE if too_large else SheetProblem.NO_SHEET
        if isinstance(found, SheetProblem):
            return found
        return await asyncio.to_thread(_understood, found)


def _understood(found: str | list[list[str]]) -> Reading:
    return read_text(found) if isinstance(found, str) else read_rows(found)
