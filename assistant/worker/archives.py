"""Files that customers ask for: a month's or a year's faktur as ZIP, and the recap of a month."""

from __future__ import annotations

import asyncio
import io
import re
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from assistant.domain.archive.files import file_made
from assistant.domain.archive.model import Archived, FileKind, FileRequest
from assistant.domain.archive.recap import Recap, RecapLine, RecapSlip
from assistant.domain.columns import Column, ColumnKind, WriteSheet
from assistant.domain.people.rights import EXPORT
from assistant.domain.withholding.announcing import Subjects
from assistant.domain.withholding.standing import standing_numbered
from assistant.domain.words import HOME
from assistant.storage.work import WorkShop
from assistant.texts import Texts

LARGEST_ZIP = 20_000_000
"""Bytes of PDFs in one. Telegram takes 50 MB from a bot and gives 20 MB back to one; and what is
larger may not be through within the time that a call is given."""
LONGEST_COMPANY = 40
"""Characters of its name in that of a file."""
INDEX = "indeks.xlsx"
_EARLIEST = datetime(1980, 1, 1)
"""ZIP knows no earlier moment."""
WriteRecap = Callable[[Recap, Texts, str], bytes]


@dataclass(frozen=True, slots=True)
class ArchiveJobs:
    shop: WorkShop
    write_sheet: WriteSheet
    write_recap: WriteRecap
    texts: Texts
    subjects: Subjects
    largest: int = LARGEST_ZIP

    async def make(self, key: str) -> None:
        """Made again after a failure, it is the same file, and is sent once."""
        async with self.shop.work() as work:
            request = await work.archive.request(int(key))
            if request is None or request.done:
                return
            found = await work.archive.of(request.account, request.period)
            link = await work.links.find(request.person, request.account)
            person = await work.people.get(request.person)
        locale = person.locale if person else HOME
        about = _file_words(link.label if link else "", request.period.text)
        if request.kind is FileKind.RECAP:
            documents = await self._recap(request, found, locale, about)
        else:
            documents = await self._zips(request, found, locale, about)
        async with self.shop.work() as work:
            again = await work.archive.request(request.id)
            if again is not None and not again.done:
                await file_made(work, request, documents, len(found))

    # The recap

    async def _recap(
        self, request: FileRequest, found: list[Archived], locale: str, about: str
    ) -> list[tuple[str, str]]:
        counting = [one for one in found if not one.cancelled]
        if not counting:
            return []
        newest = counting[-1]
        recap = Recap(
            company=newest.faktur.buyer_name,
            npwp=newest.buyer_npwp,
            masa_pajak=request.period.first,
            lines=tuple(_recap_line(one) for one in counting),
            made=request.asked_at,
            slips=await self._slips(request.person, counting),
        )
        pdf = await asyncio.to_thread(self.write_recap, recap, self.texts, locale)
        return [(await self._keep(pdf), f"Rekap-faktur-{about}.pdf")]

    async def _slips(self, person: int, fakturs: list[Archived]) -> tuple[RecapSlip, ...]:
        """Of their invoices, those that tax is withheld from."""
        numbers = list(dict.fromkeys(one.faktur.invoice_number for one in fakturs))
        async with self.shop.work() as work:
            found = [
                (number, await standing_numbered(work, person, number, self.subjects))
                for number in numbers
            ]
        return tuple(
            RecapSlip(number, one.received, one.missing_tax, held=one.held)
            for number, one in found
            if one is not None
        )

    async def _keep(self, content: bytes) -> str:
        async with self.shop.work() as work:
            return await work.documents.put(content, EXPORT)

    # ZIPs

    async def _zips(
        self, request: FileRequest, found: list[Archived], locale: str, about: str
    ) -> list[tuple[str, str]]:
        """One after the other, so that only one is in memory."""
        parts = await self._split(found)
        name = f"Faktur-{about}"
        documents = []
        for number, part in enumerate(parts, start=1):
            async with self.shop.work() as work:
                contents = {
                    one.faktur.sha256: await work.documents.get(one.faktur.sha256) or b""
                    for one in part
                }
            zipped = await asyncio.to_thread(self._zip, request, part, contents, locale)
            suffix = f"-{number}-dari-{len(parts)}" if len(parts) > 1 else ""
            documents.append((await self._keep(zipped), f"{name}{suffix}.zip"))
        return documents

    async def _split(self, found: list[Archived]) -> list[list[Archived]]:
        """In order, as many into each as it takes."""
        async with self.shop.work() as work:
            sizes = await work.documents.sizes([one.faktur.sha256 for one in found])
        parts: list[list[Archived]] = []
        room = 0
        for one in found:
            size = sizes.get(one.faktur.sha256, 0)
            if not parts or size > room:
                parts.append([])
                room = self.largest
            parts[-1].append(one)
            room -= size
        return parts

    def _zip(
        self, request: FileRequest, part: list[Archived], contents: dict[str, bytes], locale: str
    ) -> bytes:
        """PDFs are packed already: packing them again takes time and saves nothing."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
            archive.writestr(_entry(INDEX, request.asked_at), self._index(part, contents, locale))
            for one in part:
                if content := contents[one.faktur.sha256]:
                    archive.writestr(_entry(_name(one), request.asked_at), content)
        return stream.getvalue()

    def _index(self, part: list[Archived], contents: dict[str, bytes], locale: str) -> bytes:
        def said(key: str) -> str:
            return self.texts.plain(locale, key)

        columns = [Column(said(key), kind) for key, kind in _COLUMNS]
        rows = []
        for one in part:
            faktur, there = one.faktur, contents[one.faktur.sha256] != b""
            notes = [said("index-cancelled")] if one.cancelled else []
            notes += [] if there else [said("index-missing")]
            rows.append(
                (
                    faktur.number,
                    faktur.invoice_number,
                    faktur.issued,
                    faktur.buyer_name,
                    faktur.dpp,
                    faktur.ppn,
                    _name(one) if there else "",
                    "; ".join(notes),
                )
            )
        return self.write_sheet(said("index-title"), columns, rows)


_COLUMNS = (
    ("index-number", ColumnKind.TEXT),
    ("index-invoice", ColumnKind.TEXT),
    ("index-date", ColumnKind.DAY),
    ("index-company", ColumnKind.TEXT),
    ("index-dpp", ColumnKind.RUPIAH),
    ("index-ppn", ColumnKind.RUPIAH),
    ("index-file", ColumnKind.TEXT),
    ("index-note", ColumnKind.TEXT),
)


def _recap_line(one: Archived) -> RecapLine:
    faktur = one.faktur
    return RecapLine(faktur.number, faktur.issued, faktur.invoice_number, faktur.dpp, faktur.ppn)


def _name(one: Archived) -> str:
    """Invoice numbers are the provider's, and may hold what no file name can."""
    return "".join(
        char if char.isalnum() or char in "-_." else "_" for char in one.faktur.file_name
    )


def _file_words(company: str, period: str) -> str:
    """``PT-Maju-Jaya-2026-11``: what is no plain letter or digit of a company's name would be read
    in another way by one system or another."""
    plain = unicodedata.normalize("NFKD", company).encode("ascii", "ignore").decode()
    words = re.sub(r"[^A-Za-z0-9]+", "-", plain)[:LONGEST_COMPANY].strip("-")
    return f"{words}-{period}" if words else period


def _entry(name: str, at: datetime) -> zipfile.ZipInfo:
    moment = max(at.replace(tzinfo=None), _EARLIEST).timetuple()[:6]
    entry = zipfile.ZipInfo(name, moment)
    entry.external_attr = 0o644 << 16
    return entry
