"""Jobs about finance's month of slips: its sheet and PDFs, and Coretax's list."""

from __future__ import annotations

import asyncio
import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.domain.months import Period, tax_day
from assistant.domain.withholding.books import ListedSlip, SlipBooks, Verified
from assistant.domain.withholding.verifying import (
    books_for,
    meant,
    tell_month,
    verify,
)
from assistant.storage.work import WorkShop

LARGEST_ZIP = 45_000_000
"""Bytes; Telegram takes 50 MB from a bot."""
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""ZIP knows no earlier moment; the same PDFs always give the same bytes."""


@dataclass(frozen=True, slots=True)
class SlipBookJobs:
    shop: WorkShop
    draw_sheet: Callable[[SlipBooks], bytes]

    async def month(self, key: str) -> None:
        """As it was asked in the staff chat; the key is the wanted act."""
        async with self.shop.work() as work:
            wanted = await work.acts.get(int(key))
            today = tax_day(work.now)
        if wanted is None:
            return
        books, sheet, pdfs = await self.files(meant(wanted, today))
        async with self.shop.work() as work:
            sheet_id = await work.documents.put(sheet, "coretax")
            small = pdfs if pdfs and len(pdfs) <= LARGEST_ZIP else None
            pdfs_id = await work.documents.put(small, "coretax") if small else None
            await tell_month(work, wanted, books, sheet_id, pdfs_id)

    async def files(self, span: Period) -> tuple[SlipBooks, bytes, bytes | None]:
        """A month or a year, its XLSX, and the ZIP of its PDFs where there are any."""
        async with self.shop.work() as work:
            books = await books_for(work, span)
            kept = await work.withholding.of_masa(span.first, span.last)
            found = [
                (f"{one.booking.identity.number}_{one.booking.identity.withholder}.pdf", content)
                for one in kept
                if one.booking.counts and (content := await work.documents.get(one.booking.sha256))
            ]
        sheet = await asyncio.to_thread(self.draw_sheet, books)
        return books, sheet, _zip(found) if found else None

    async def verify_now(self, listed: Sequence[ListedSlip]) -> Verified:
        async with self.shop.work() as work:
            return await verify(work, listed)


def _zip(files: Sequence[tuple[str, bytes]]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name, EARLIEST), content)
    return packed.getvalue()
