"""Jobs about faktur: a PDF is read in a process of its own, matched, and let out or held."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.domain.accounts.suspending import compare_links
from assistant.domain.clients import TaxProfile
from assistant.domain.fakturs.gate import pass_or_hold
from assistant.domain.fakturs.intake import tell_progress
from assistant.domain.fakturs.matching import match
from assistant.domain.fakturs.model import FakturRequest, UploadState
from assistant.domain.fakturs.paper import ReadFaktur, Unreadable, UnreadableFaktur
from assistant.domain.fakturs.reading import Reads, could_not_be_read, to_read, was_a_slip
from assistant.domain.fakturs.settling import assign, named_requests
from assistant.domain.finance.model import ActState
from assistant.domain.finance.performing import finish
from assistant.domain.portal import Portal, PortalError, PortalFailure
from assistant.domain.seller import Seller
from assistant.storage.work import WorkShop


@dataclass(frozen=True, slots=True)
class FakturJobs:
    shop: WorkShop
    reader: Reads
    seller: Seller
    portal: Portal

    async def read(self, key: str) -> None:
        async with self.shop.work() as work:
            found = await to_read(work, int(key))
        if found is None:
            return
        upload, content = found
        try:
            read = await self.reader.read(content)
        except UnreadableFaktur as error:
            async with self.shop.work() as work:
                if error.code is Unreadable.BUKTI_POTONG:
                    await was_a_slip(work, upload.id, upload.source)
                    return
                await could_not_be_read(work, upload.id, str(error.code), error.nota)
        else:
            await self._decide(upload.id, read)

    async def _decide(self, id_: int, read: ReadFaktur) -> None:
        async with self.shop.work() as work:
            found = await match(work, read)
        active = await self._active(found.request)
        async with self.shop.work() as work:
            upload = await work.fakturs.locked_upload(id_)
            if upload is not None and upload.state is UploadState.RECEIVED:
                await pass_or_hold(work, upload, read, found, self.seller, active)
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
            requests = await named_requests(work, wanted)
        active = await self._active(requests[0] if requests else None)
        async with self.shop.work() as work:
            state = await assign(work, wanted, requests, self.seller, active)
            if state is not ActState.MADE:
                await finish(work, wanted, state)
