"""Jobs about faktur: a PDF is read in a process of its own, matched, and let out or held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from assistant.domain.accounts.suspending import compare_links
from assistant.domain.fakturs.gate import invoices_named
from assistant.domain.fakturs.holding import hold
from assistant.domain.fakturs.intake import tell_progress
from assistant.domain.fakturs.matching import Seller, match
from assistant.domain.fakturs.model import FakturRequest, UploadState
from assistant.domain.fakturs.paper import ReadFaktur, UnreadableFaktur
from assistant.domain.fakturs.releasing import settle
from assistant.domain.fakturs.settling import assign
from assistant.domain.finance.model import Act, ActState, WantedAct
from assistant.domain.portal import Portal, PortalError, PortalFailure, TaxProfile
from assistant.domain.work import Work
from assistant.storage.work import WorkShop
from assistant.worker.finance import tell_refused

__all__ = ["FakturJobs", "Reads", "Seller"]


class Reads(Protocol):
    """Reads a PDF somewhere it can do no harm. Raises UnreadableFaktur."""

    async def read(self, pdf: bytes) -> ReadFaktur: ...


@dataclass(frozen=True, slots=True)
class FakturJobs:
    shop: WorkShop
    reader: Reads
    seller: Seller
    portal: Portal

    async def read(self, key: str) -> None:
        async with self.shop.work() as work:
            upload = await work.fakturs.upload(int(key))
            content = await work.documents.get(upload.sha256) if upload else None
        if upload is None or content is None or upload.state is not UploadState.RECEIVED:
            return
        try:
            read = await self.reader.read(content)
        except UnreadableFaktur as error:
            await self._unreadable(upload.id, str(error.code))
        else:
            await self._settle(upload.id, read)

    async def _unreadable(self, id_: int, code: str) -> None:
        async with self.shop.work() as work:
            upload = await work.fakturs.locked_upload(id_)
            if upload is not None and upload.state is UploadState.RECEIVED:
                await hold(work, upload, ((code, "", ""),))
                await tell_progress(work, upload.id)

    async def _settle(self, id_: int, read: ReadFaktur) -> None:
        async with self.shop.work() as work:
            found = await match(work, read)
        active = await self._active(found.request)
        async with self.shop.work() as work:
            upload = await work.fakturs.locked_upload(id_)
            if upload is not None and upload.state is UploadState.RECEIVED:
                await settle(work, upload, read, found, self.seller, active)
                await tell_progress(work, upload.id)

    async def _active(self, request: FakturRequest | None) -> TaxProfile | None:
        """The tax profile that the portal has of the invoice's account by now. Whose links hold no
        more gets nothing of what is pushed next."""
        if request is None:
            return None
        try:
            client = await self.portal.client(request.account)
        except PortalError as error:
            if error.code is not PortalFailure.NOT_FOUND:
                raise
            return None
        async with self.shop.work() as work:
            await compare_links(work, client)
        return client.tax

    async def assign(self, key: str) -> None:
        """A held PDF is of this invoice, somebody says who may. ``key`` is their act."""
        async with self.shop.work() as work:
            wanted = await work.finance.act(int(key))
            if wanted is None:
                return
            request = await _request_named(work, wanted)
        active = await self._active(request)
        async with self.shop.work() as work:
            state = ActState.NO_INVOICE
            if request is not None:
                upload = await work.fakturs.locked_upload(int(wanted.subject.partition("-")[0]))
                assert upload is not None
                sure = wanted.act is Act.ASSIGN_SURE
                state = await assign(work, wanted, upload, request, self.seller, active, sure=sure)
            if state is not ActState.MADE:
                await work.finance.finish_act(wanted.id, state)
                await tell_refused(work, wanted, state)


async def _request_named(work: Work, wanted: WantedAct) -> FakturRequest | None:
    """By the number that was typed, or by what the confirming button carries."""
    if wanted.act is Act.ASSIGN_SURE:
        return await work.fakturs.request(int(wanted.subject.partition("-")[2]))
    found = await work.fakturs.requests_named(invoices_named(wanted.text))
    return found[0] if len(found) == 1 else None
