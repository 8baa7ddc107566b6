"""Jobs about faktur: a PDF is read in a process of its own, matched, and let out or held."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from assistant.domain.accounts.suspending import compare_links
from assistant.domain.clients import Client, TaxProfile
from assistant.domain.fakturs.gate import pass_or_hold
from assistant.domain.fakturs.intake import tell_progress
from assistant.domain.fakturs.matching import match
from assistant.domain.fakturs.model import FakturRequest, Upload, UploadState
from assistant.domain.fakturs.paper import Unreadable, UnreadableFaktur
from assistant.domain.fakturs.reading import Reads, could_not_be_read, to_read, was_a_slip
from assistant.domain.fakturs.settling import assign, named_requests
from assistant.domain.finance.model import ActState
from assistant.domain.finance.performing import finish
from assistant.domain.portal import Portal, PortalError, PortalFailure
from assistant.domain.seller import Seller
from assistant.domain.work import Work
from assistant.storage.work import WorkShop

Take = Callable[[Work], Awaitable[Upload | None]]
"""Gives the PDF to who judges it, in their transaction: nobody else judges it meanwhile."""


@dataclass(frozen=True, slots=True)
class FakturJobs:
    shop: WorkShop
    reader: Reads
    seller: Seller
    portal: Portal

    async def read(self, key: str) -> None:
        async with self.shop.looking() as work:
            found = await to_read(work, int(key))
        if found is None:
            return
        upload, content = found

        async def stored(work: Work) -> Upload | None:
            now = await work.fakturs.locked_upload(upload.id)
            return now if now and now.state is UploadState.RECEIVED else None

        await self.put_through(content, stored)

    async def put_through(self, content: bytes, take: Take) -> UploadState | None:
        """A PDF that nobody has looked at is read and matched, and passes the gate or is held. It
        is taken when all is known that it is judged by; None where it is not to be had any more."""
        try:
            read = await self.reader.read(content)
        except UnreadableFaktur as error:
            return await self._unreadable(error, take)
        async with self.shop.looking() as work:
            found = await match(work, read)
        client = await self._client(found.request)
        async with self.shop.work() as work:
            upload = await take(work)
            if upload is None:
                return None
            active = await _active(work, client)
            state = await pass_or_hold(work, upload, read, found, self.seller, active)
            await tell_progress(work, upload.id)
            return state

    async def _unreadable(self, error: UnreadableFaktur, take: Take) -> UploadState | None:
        async with self.shop.work() as work:
            upload = await take(work)
            if upload is None:
                return None
            if error.code is Unreadable.BUKTI_POTONG:
                await was_a_slip(work, upload.id, upload.source)
                return UploadState.SLIP
            await could_not_be_read(work, upload.id, str(error.code), error.nota)
            return UploadState.QUARANTINED

    async def _client(self, request: FakturRequest | None) -> Client | None:
        """The invoice's account as the portal has it by now."""
        if request is None:
            return None
        try:
            return await self.portal.client(request.account)
        except PortalError as error:
            if error.code is not PortalFailure.NOT_FOUND:
                raise
            return None

    async def assign(self, key: str) -> None:
        """A held PDF is of this invoice, somebody says who may. ``key`` is their act."""
        async with self.shop.work() as work:
            wanted = await work.finance.act(int(key))
            if wanted is None:
                return
            requests = await named_requests(work, wanted)
        client = await self._client(requests[0] if requests else None)
        async with self.shop.work() as work:
            active = await _active(work, client)
            state = await assign(work, wanted, requests, self.seller, active)
            if state is not ActState.MADE:
                await finish(work, wanted, state)


async def _active(work: Work, client: Client | None) -> TaxProfile | None:
    """Its tax profile now. Whose links hold no more gets nothing of what is pushed next."""
    if client is None:
        return None
    await compare_links(work, client)
    return client.tax
