"""The job that lists a month's private consumers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.domain.clients import Client
from assistant.domain.finance.digunggung import Retail, RetailReason, may_be_retail, retail, why_of
from assistant.domain.finance.model import ExportFile
from assistant.domain.finance.reconciling import meant_month
from assistant.domain.finance.retailing import retail_done, tell_off
from assistant.domain.months import tax_day
from assistant.domain.portal import Portal
from assistant.domain.seller import Seller
from assistant.storage.work import WorkShop
from assistant.worker.asking import a_few_at_once, known

WriteRetail = Callable[[Seller, date, Sequence[Retail]], bytes]
DrawRetail = Callable[[str, Sequence[Retail]], bytes]
"""An XLSX of all that has to be kept of each."""


@dataclass(frozen=True, slots=True)
class RetailJobs:
    shop: WorkShop
    portal: Portal
    seller: Seller
    enabled: bool
    write_xml: WriteRetail
    draw_sheet: DrawRetail

    async def export(self, key: str) -> None:
        """The key is the act that asked for it."""
        async with self.shop.work() as work:
            wanted = await work.acts.get(int(key))
            month = meant_month(wanted, tax_day(work.now)) if wanted else None
            if wanted is None or month is None or await work.deliveries.made(wanted.answer):
                return
            if not self.enabled:
                await tell_off(work, wanted)
                return
            due = may_be_retail(await work.exports.due(month, again=True))
            buyers = await work.buyers.of(frozenset(one.account for one in due))
        clients = await self._clients(frozenset(one.account for one in due))
        async with self.shop.work() as work:
            sold: list[Retail] = []
            left: list[tuple[str, str, RetailReason]] = []
            dropped: list[int] = []
            for request in may_be_retail(await work.exports.due(month, again=True)):
                buyer = buyers.get(request.account) or await work.buyers.get(request.account)
                why = why_of(request, clients.get(request.account), buyer)
                rate = work.tax_rules.rate(request.paid_on)
                one = retail(request, rate) if why is RetailReason.CONSUMER else None
                if one is not None:
                    sold.append(one)
                else:
                    why = RetailReason.AMOUNT if why is RetailReason.CONSUMER else why
                    left.append((request.invoice_number, request.account_label, why))
                    if request.is_retail:
                        dropped.append(request.id)
            files: list[ExportFile] = []
            if sold:
                name = f"Digunggung-{month:%Y-%m}"
                xml = await asyncio.to_thread(self.write_xml, self.seller, month, sold)
                sheet = await asyncio.to_thread(self.draw_sheet, name, sold)
                for file, content in ((f"{name}.xml", xml), (f"{name}.xlsx", sheet)):
                    sha256 = await work.documents.put(content, "coretax")
                    files.append(ExportFile(file, sha256))
            await retail_done(work, wanted, month, sold, left, files, dropped)

    async def _clients(self, accounts: frozenset[str]) -> dict[str, Client]:
        """Those that the portal knows."""
        found = await a_few_at_once(lambda one: known(self.portal.client(one)), sorted(accounts))
        return {client.id: client for client in found if client is not None}
