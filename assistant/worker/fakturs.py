"""Jobs about faktur: a PDF is read in a process of its own, matched, and let out or held."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass

import structlog

from assistant.domain.accounts.suspending import compare_links
from assistant.domain.acting.model import ActState
from assistant.domain.acting.wanting import finish
from assistant.domain.clients import Client, TaxProfile
from assistant.domain.fakturs.gate import pass_or_hold
from assistant.domain.fakturs.intake import tell_progress
from assistant.domain.fakturs.matching import FakturMatch, match
from assistant.domain.fakturs.model import FakturRequest, Upload, UploadState
from assistant.domain.fakturs.paper import ReadFaktur, Unreadable, UnreadableFaktur
from assistant.domain.fakturs.reading import Reads, could_not_be_read, to_read, was_a_slip
from assistant.domain.fakturs.settling import assign, named_requests
from assistant.domain.portal import Portal, PortalError
from assistant.domain.seller import Seller
from assistant.domain.work import Job, Work
from assistant.storage.retrying import DATABASE_ERRORS
from assistant.storage.work import WorkShop
from assistant.worker.asking import known
from assistant.worker.batches import read_and_judge

log = structlog.get_logger(__name__)

A_TIME = 500
"""PDFs of a ZIP that one job goes through: a process that is to end waits for it."""
Take = Callable[[Work], Awaitable[Upload | None]]
"""Gives the PDF to who judges it, in their transaction: nobody else judges it meanwhile."""


@dataclass(frozen=True, slots=True)
class Came:
    """A PDF by what was read in it, or why it could not be."""

    read: ReadFaktur | UnreadableFaktur
    take: Take


@dataclass(frozen=True, slots=True)
class _Packed:
    upload: int
    came: Came


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
        await self.judge([await self.came(content, _stored(upload.id))])

    async def read_packed(self, key: str) -> None:
        """PDFs that came in a ZIP: ``key`` names it, and the upload up to which they are through.
        One that nobody can judge now goes on by itself, with tries of its own."""
        zipped, after = (int(part) for part in key.split(":"))
        async with self.shop.looking() as work:
            ids = await work.intakes.unread(zipped, after, A_TIME)

        async def each() -> AsyncIterator[int]:
            for one in ids:
                yield one

        await read_and_judge(each(), self._read_packed, self._judge_packed)
        if len(ids) == A_TIME:
            async with self.shop.work() as work:
                await work.jobs.put(Job.READ_PACKED, f"{zipped}:{ids[-1]}")

    async def _read_packed(self, upload: int) -> tuple[_Packed, int] | None:
        async with self.shop.looking() as work:
            found = await to_read(work, upload)
        if found is None:
            return None
        content = found[1]
        return _Packed(upload, await self.came(content, _stored(upload))), len(content)

    async def _judge_packed(self, packed: Sequence[_Packed]) -> None:
        try:
            await self.judge([one.came for one in packed])
        except (PortalError, *DATABASE_ERRORS) as error:
            log.warning("PDFs of a ZIP go on by themselves", why=type(error).__name__)
            async with self.shop.work() as work:
                for one in packed:
                    await work.jobs.put(Job.READ_FAKTUR, one.upload)

    async def came(self, content: bytes, take: Take) -> Came:
        try:
            return Came(await self.reader.read(content), take)
        except UnreadableFaktur as error:
            return Came(error, take)

    async def judge(self, came: Sequence[Came]) -> list[UploadState | None]:
        """PDFs that nobody has looked at are matched, and pass the gate or are held. Each is taken
        when all is known that it is judged by; None where it is gone by then.

        Several are judged in one transaction, and those that so find no invoice behind the others:
        one of two may be left by then. Where that fails, each is judged by itself."""
        if len(came) == 1:
            return [await self._judge_alone(came[0])]
        try:
            states = await self._judge_together(came)
        except DATABASE_ERRORS as error:
            log.warning("PDFs are judged one by one", why=type(error).__name__, count=len(came))
            states = {}
        return [
            states[at] if at in states else await self._judge_alone(one)
            for at, one in enumerate(came)
        ]

    async def _judge_together(self, came: Sequence[Came]) -> dict[int, UploadState | None]:
        """By their place, without those that find no invoice."""
        async with self.shop.looking() as work:
            found = [await _matched(work, one) for one in came]
        requests = {one.request.account: one.request for one in found if one and one.request}
        clients = {account: await self._client(one) for account, one in requests.items()}
        async with self.shop.work() as work:
            active = {account: await _active(work, one) for account, one in clients.items()}
            known = {
                at: (came[at], its, active[its.request.account] if its and its.request else None)
                for at, its in enumerate(found)
                if its is None or its.request is not None
            }
            states = await self._settle(work, list(known.values()))
        return dict(zip(known, states, strict=True))

    async def _judge_alone(self, came: Came) -> UploadState | None:
        async with self.shop.looking() as work:
            found = await _matched(work, came)
        client = await self._client(found.request if found else None)
        async with self.shop.work() as work:
            [state] = await self._settle(work, [(came, found, await _active(work, client))])
        return state

    async def _settle(
        self, work: Work, known: Sequence[tuple[Came, FakturMatch | None, TaxProfile | None]]
    ) -> list[UploadState | None]:
        """Each with what it matches, and its buyer's tax profile now."""
        states: list[UploadState | None] = []
        through: list[int] = []
        for came, found, active in known:
            upload = await came.take(work)  # not before the one ahead is judged: they may be alike
            states.append(await self._judge(work, upload, came.read, found, active))
            through += [upload.id] if upload else []
        await tell_progress(work, through)
        return states

    async def _judge(
        self,
        work: Work,
        upload: Upload | None,
        read: ReadFaktur | UnreadableFaktur,
        found: FakturMatch | None,
        active: TaxProfile | None,
    ) -> UploadState | None:
        if upload is None:
            return None
        if isinstance(read, UnreadableFaktur):
            return await _unreadable(work, upload, read)
        assert found is not None
        return await pass_or_hold(work, upload, read, found, self.seller, active)

    async def _client(self, request: FakturRequest | None) -> Client | None:
        """The invoice's account as the portal has it by now."""
        return await known(self.portal.client(request.account)) if request else None

    async def assign(self, key: str) -> None:
        """A held PDF is of this invoice, somebody says who may. ``key`` is their act."""
        async with self.shop.work() as work:
            wanted = await work.acts.get(int(key))
            if wanted is None:
                return
            requests = await named_requests(work, wanted)
        client = await self._client(requests[0] if requests else None)
        async with self.shop.work() as work:
            active = await _active(work, client)
            state = await assign(work, wanted, requests, self.seller, active)
            if state is not ActState.MADE:
                await finish(work, wanted, state)


def _stored(upload: int) -> Take:
    async def take(work: Work) -> Upload | None:
        now = await work.uploads.locked(upload)
        return now if now and now.state is UploadState.RECEIVED else None

    return take


async def _matched(work: Work, came: Came) -> FakturMatch | None:
    """None for one that could not be read."""
    return None if isinstance(came.read, UnreadableFaktur) else await match(work, came.read)


async def _unreadable(work: Work, upload: Upload, error: UnreadableFaktur) -> UploadState:
    if error.code is Unreadable.BUKTI_POTONG:
        await was_a_slip(work, upload.id, upload.source)
        return UploadState.SLIP
    await could_not_be_read(work, upload.id, str(error.code), error.nota)
    return UploadState.HELD


async def _active(work: Work, client: Client | None) -> TaxProfile | None:
    """Its tax profile now. Whose links hold no more gets nothing of what is pushed next."""
    if client is None:
        return None
    await compare_links(work, client)
    return client.tax
