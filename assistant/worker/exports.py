"""The job that writes a month's paid invoices as XML for Coretax."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import structlog

from assistant.domain.fakturs.model import FakturRequest
from assistant.domain.finance.coretax import (
    Catalogue,
    TaxInvoice,
    buyer_obstacles,
    in_files,
)
from assistant.domain.finance.exporting import Composed, compose, export_done, known_of, take_buyer
from assistant.domain.finance.model import Export, ExportFile, ExportState
from assistant.domain.portal import Portal, PortalError
from assistant.domain.seller import Seller
from assistant.storage.work import SqlWork, WorkShop
from assistant.worker.asking import known

log = structlog.get_logger(__name__)

MOST_ASKED = 100
"""Accounts that one export asks the portal about."""
WriteXml = Callable[[Seller, Sequence[TaxInvoice]], bytes]
DrawSheet = Callable[[str, Composed], bytes]
"""An XLSX with this title of what was exported and what was left out."""


@dataclass(frozen=True, slots=True)
class ExportJobs:
    shop: WorkShop
    portal: Portal
    seller: Seller
    catalogue: Catalogue
    write_xml: WriteXml
    draw_sheet: DrawSheet

    async def export(self, key: str) -> None:
        await self.carry_out(int(key))

    async def carry_out(self, id_: int) -> Export | None:
        """Write it and tell finance; one that was written is left as it is. None when there is
        none."""
        async with self.shop.work() as work:
            export = await work.exports.get(id_)
        if export is None or export.state is ExportState.DONE:
            return export
        await self._complete(export)
        async with self.shop.work() as work:
            export = await work.exports.locked(id_)
            if export is None or export.state is ExportState.DONE:
                return export
            due = await work.exports.due(export.month, again=export.again)
            foreign = await work.fakturs.foreign(export.month)
            composed = compose(due, self.catalogue, foreign, await known_of(work, due))
            xml, sheet = await self._write(work, export, composed)
            return await export_done(work, export, composed, xml, sheet)

    async def _complete(self, export: Export) -> None:
        """Lines and buyers are kept when PAID. The portal is asked only for what an older release
        noted without lines, and for buyers that Coretax would refuse: mended since, perhaps."""
        async with self.shop.work() as work:
            due = await work.exports.due(export.month, again=export.again)
        unfit: dict[str, list[int]] = {}
        for request in due:
            if request.items is None:
                await self._fetch_lines(request)
            if any(buyer_obstacles(request.profile)):
                unfit.setdefault(request.account, []).append(request.id)
        for account, requests in list(unfit.items())[:MOST_ASKED]:
            await self._fetch_buyer(account, requests)

    async def _fetch_buyer(self, account: str, requests: Sequence[int]) -> None:
        """Where the portal does not answer, they are left out as they are."""
        try:
            client = await self.portal.client(account)
        except PortalError as error:
            log.warning("a buyer was not read", error=str(error))
            return
        if client.tax is not None and not any(buyer_obstacles(client.tax)):
            async with self.shop.work() as work:
                await take_buyer(work, requests, client.tax)

    async def _fetch_lines(self, request: FakturRequest) -> None:
        """What the portal does not know any more stays without, and is left out."""
        invoice = await known(self.portal.invoice(request.invoice_id))
        if invoice is None:
            return
        async with self.shop.work() as work:
            locked = await work.fakturs.locked_request(request.id)
            if locked is not None and locked.items is None and invoice.in_rupiah:
                await work.fakturs.save_request(replace(locked, items=invoice.items))

    async def _write(
        self, work: SqlWork, export: Export, composed: Composed
    ) -> tuple[list[ExportFile], ExportFile]:
        """The files, kept as documents."""
        name = f"Coretax-{export.month:%Y-%m}-E{export.id}"
        xml: list[ExportFile] = []
        for number, invoices in enumerate(in_files(composed.invoices), start=1):
            content = await asyncio.to_thread(self.write_xml, self.seller, invoices)
            xml.append(await _keep(work, f"{name}-{number}.xml", content))
        content = await asyncio.to_thread(self.draw_sheet, name, composed)
        return xml, await _keep(work, f"{name}.xlsx", content)


async def _keep(work: SqlWork, name: str, content: bytes) -> ExportFile:
    return ExportFile(name, await work.documents.put(content, "coretax"))
