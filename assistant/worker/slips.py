"""Jobs about bukti potong: fetched, read in a process of its own, judged, booked, and settled."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

import structlog

from assistant.domain.acting.model import ActState
from assistant.domain.acting.wanting import finish
from assistant.domain.portal import Portal, PortalError, PortalFailure
from assistant.domain.withholding.deciding import decide_slip
from assistant.domain.withholding.keeping import (
    Due,
    FileEnd,
    SettlementKind,
    SettlementState,
    SlipFile,
    SlipFileOutcome,
)
from assistant.domain.withholding.model import NoSlip, Slip, UnreadableSlip
from assistant.domain.withholding.receiving import (
    SlipRules,
    receive_slip,
    take_no_slip,
    take_slip,
)
from assistant.domain.withholding.settling import left_to_people, money_moved, settle_invoice
from assistant.domain.words import Arg, Go
from assistant.domain.zips import RefusedArchive
from assistant.storage.work import SqlWork, WorkShop
from assistant.wording.slips import no_slip_words, refused_words, result_words
from assistant.worker.asking import known
from assistant.worker.files import Fetch, NotThereError, Unpack, is_zip
from assistant.worker.once import Once

log = structlog.get_logger(__name__)


class ReadsSlips(Protocol):
    async def read_slip(self, pdf: bytes) -> Slip:
        """Raises UnreadableSlip."""


@dataclass(frozen=True, slots=True)
class SlipJobs:
    shop: WorkShop
    portal: Portal
    reader: ReadsSlips
    fetch: Fetch
    unpack: Unpack
    rules: SlipRules

    # Reading

    async def read(self, key: str) -> None:
        """``key`` is the file's. A ZIP becomes files of their own."""
        async with self.shop.work() as work:
            file = await work.withholding.file(int(key))
        if file is None or file.outcome is not None:
            return
        try:
            content = await self._content(file)
            if is_zip(content):
                await self._unpack(file, content)
                return
        except NotThereError as gone:
            await self._refuse(file, gone.reason)
            return
        except RefusedArchive as refused:
            await self._refuse(file, f"zip-{refused.code}")
            return
        await self._read(file, content)

    async def _content(self, file: SlipFile) -> bytes:
        if file.sha256 is None:
            return await self.fetch(file.telegram or "")
        async with self.shop.work() as work:
            content = await work.documents.get(file.sha256)
        if not content:
            raise NotThereError("gone")
        return content

    async def _unpack(self, file: SlipFile, content: bytes) -> None:
        """All of it at once: what was unpacked is known to be, and by one job only."""
        packed = await asyncio.to_thread(lambda: list(self.unpack(content)))
        async with self.shop.work() as work:
            locked = await work.withholding.file(file.id)
            if locked is None or locked.outcome is not None:
                return
            for one in packed:
                sha256 = await work.documents.put(one.content, "slip")
                await receive_slip(work, file.source, one.name, person=file.person, sha256=sha256)
            await work.withholding.finish_file(
                file.id, SlipFileOutcome(FileEnd.UNPACKED, str(len(packed)))
            )

    async def _read(self, file: SlipFile, content: bytes) -> None:
        slip: Slip | None = None
        code = NoSlip.OTHER
        try:
            slip = await self.reader.read_slip(content)
        except UnreadableSlip as error:
            code = error.code
        async with self.shop.work() as work:
            locked = await work.withholding.file(file.id)
            if locked is None or locked.outcome is not None:
                return
            sha256 = await work.documents.put(content, "slip")
            await work.withholding.fetched(file.id, sha256)
            stored = replace(file, telegram=None, sha256=sha256)
            if slip is None:
                await take_no_slip(work, stored, code)
                await self._tell(work, stored, *no_slip_words(code, file.name))
            else:
                result = await take_slip(work, stored, slip, self.rules)
                await self._tell(work, stored, *result_words(result))

    async def _refuse(self, file: SlipFile, reason: str) -> None:
        async with self.shop.work() as work:
            await work.withholding.finish_file(file.id, SlipFileOutcome(FileEnd.REFUSED, reason))
            await self._tell(work, file, *refused_words(reason, file.name))

    async def _tell(self, work: SqlWork, file: SlipFile, key: str, args: Mapping[str, Arg]) -> None:
        """The sender. What finance brings is told to them by its outcome."""
        if file.person is None:
            return
        await work.deliveries.tell(
            file.person,
            key,
            args,
            unique=f"slip-file:{file.id}:{file.person}",
            buttons=[Go("btn-buktipotong", "buktipotong")],
        )
        await work.wake(file.person, "buktipotong")

    async def decide(self, key: str) -> None:
        """Finance decided about a held slip. ``key`` is their act."""
        async with self.shop.work() as work:
            wanted = await work.acts.get(int(key))
            if wanted is None:
                return
            state = await decide_slip(work, wanted, self.rules)
            if state is not ActState.MADE:
                await finish(work, wanted, state)

    # Money

    async def settle(self, invoice_id: str) -> None:
        invoice = await known(self.portal.invoice(invoice_id))
        payments = await known(self.portal.payments(invoice_id)) if invoice else None
        if invoice is None or payments is None:
            return
        async with self.shop.work() as work:
            await settle_invoice(work, invoice, payments, self.rules.settings)

    async def move(self, key: str) -> None:
        """A payment or a credit at the portal, once. Where it refuses, a person does it."""
        async with self.shop.work() as work:
            due = await work.dues.get(int(key))
        if due is None or due.state is not SettlementState.DUE:
            return
        do = {SettlementKind.SETTLE: self._pay, SettlementKind.CREDIT: self._credit}.get(due.kind)
        if do is None:
            return
        try:
            await do(due)
        except PortalError as error:
            if error.code not in (
                PortalFailure.REFUSED, PortalFailure.UNSUPPORTED, PortalFailure.NOT_FOUND,
            ):  # fmt: skip
                raise
            log.warning("the portal takes no money", due=due.id, error=error.detail)
            async with self.shop.work() as work:
                await left_to_people(work, due)
            return
        async with self.shop.work() as work:
            await money_moved(work, due, "portal")

    async def _pay(self, due: Due) -> None:
        async def do() -> bool:
            await self.portal.add_payment(
                due.invoice_id,
                due.amount,
                gateway=self.rules.settings.gateway,
                transaction=due.reference,
            )
            return True

        async def look() -> bool | None:
            found = await self.portal.payments(due.invoice_id)
            return True if any(one.transaction == due.reference for one in found) else None

        await self._once(f"money:{due.id}", do, look)

    async def _credit(self, due: Due) -> None:
        async def do() -> bool:
            await self.portal.add_credit(due.account, due.amount, due.reference)
            return True

        async def look() -> bool | None:
            found = await self.portal.credits(due.account)
            return True if any(one.description == due.reference for one in found) else None

        await self._once(f"money:{due.id}", do, look)

    @property
    def _once(self) -> Once:
        return Once(self.shop, self.portal.capabilities.settles_within)
