"""Jobs about faktur: a PDF is read in a process of its own, matched, and let out or held."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from assistant.domain.faktur import Expected, ReadFaktur, UnreadableFaktur, check
from assistant.domain.fakturs import (
    OPEN,
    FakturRequest,
    Upload,
    UploadState,
    faktur_issued,
    quarantine,
)
from assistant.domain.work import Work
from assistant.storage.work import WorkShop

Reasons = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Seller:
    """Who issues: what every faktur must name as its seller."""

    name: str
    npwp: str


class Reads(Protocol):
    """Reads a PDF somewhere it can do no harm. Raises UnreadableFaktur."""

    async def read(self, pdf: bytes) -> ReadFaktur: ...


@dataclass(frozen=True, slots=True)
class FakturJobs:
    shop: WorkShop
    reader: Reads
    seller: Seller

    async def read(self, key: str) -> None:
        async with self.shop.work() as work:
            upload = await work.fakturs.upload(int(key))
            content = await work.documents.get(upload.sha256) if upload else None
        if upload is None or content is None or upload.state is not UploadState.RECEIVED:
            return
        try:
            read = await self.reader.read(content)
        except UnreadableFaktur as error:
            async with self.shop.work() as work:
                await quarantine(work, upload, ((str(error.code), "", ""),))
            return
        async with self.shop.work() as work:
            await self._settle(work, upload, read)

    async def _settle(self, work: Work, upload: Upload, read: ReadFaktur) -> None:
        found = await self._match(work, read)
        if not isinstance(found, FakturRequest):
            await quarantine(work, upload, found)
            return
        assert found.profile is not None
        findings = check(
            read,
            Expected(
                seller_name=self.seller.name,
                seller_npwp=self.seller.npwp,
                buyer_npwp=found.profile.npwp,
                buyer_name=found.profile.name,
                invoice_number=found.invoice_number,
                subtotal=found.subtotal,
            ),
        )
        if findings.blocking:
            reasons = tuple((str(m.code), m.expected, m.found) for m in findings.blocking)
            await quarantine(work, upload, reasons)
            return
        assert read.number is not None
        assert read.date is not None
        assert read.dpp is not None
        assert read.ppn is not None
        faktur = await faktur_issued(
            work,
            found,
            number=str(read.number),
            issued=read.date,
            dpp=read.dpp,
            ppn=read.ppn,
            sha256=upload.sha256,
        )
        state = UploadState.ISSUED if faktur else UploadState.DUPLICATE
        await work.fakturs.finish_upload(upload.id, state, ())

    async def _match(self, work: Work, read: ReadFaktur) -> FakturRequest | Reasons:
        """The request that this PDF answers: by the invoice it names, else by buyer and amount
        when just one is left. Otherwise, why a person must choose."""
        request = await work.fakturs.request_of(read.reference) if read.reference else None
        if request is None and read.dpp is not None:
            subtotal = read.dpp * Decimal(12) / Decimal(11)
            near = await work.fakturs.candidates(read.buyer.npwp, subtotal)
            if len(near) > 1:
                numbers = ", ".join(candidate.invoice_number for candidate in near)
                return (("several-candidates", numbers, read.reference or ""),)
            request = near[0] if near else None
        if request is None:
            return (("no-request", "", read.reference or ""),)
        if request.state not in OPEN:
            return (("already-issued", str(request.state), request.invoice_number),)
        return request
