"""Jobs about a month's books: comparing them, also with the portal's list, and asking for NPWP."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import structlog

from assistant.domain.billing import Invoice, PaidInvoices
from assistant.domain.fakturs.paid import invoice_paid
from assistant.domain.finance.books import Finding, FindingKind, Reconciliation, ShortPaid
from assistant.domain.finance.buyer_class import KODE_OF, short_by_ppn
from assistant.domain.finance.listing import tell_list
from assistant.domain.finance.mending import ask_for_npwp
from assistant.domain.finance.model import Buyer
from assistant.domain.finance.reconciling import meant_month, reconcile, tell_reconciliation
from assistant.domain.months import tax_day, tax_month
from assistant.domain.portal import Portal, PortalError
from assistant.storage.work import WorkShop

log = structlog.get_logger(__name__)

DrawSheet = Callable[[Reconciliation], bytes]
"""The books as an XLSX."""
MOST_FETCHED = 50
"""Invoices that no event told of, which one reconciliation takes over from the portal."""


@dataclass(frozen=True, slots=True)
class ReconciliationJobs:
    shop: WorkShop
    portal: Portal
    draw_sheet: DrawSheet

    async def reconcile_month(self, key: str) -> None:
        """As it was asked in the staff chat; the key is the wanted act."""
        async with self.shop.work() as work:
            wanted = await work.acts.get(int(key))
            today = tax_day(work.now)
        month = meant_month(wanted, today) if wanted else None
        if wanted is None or month is None:
            return
        books = await self.compare(month)
        sheet = await asyncio.to_thread(self.draw_sheet, books)
        async with self.shop.work() as work:
            sha256 = await work.documents.put(sheet, "coretax")
            await tell_reconciliation(work, wanted, books, sha256)
            await tell_list(work, wanted, month)

    async def compare(self, month: date) -> Reconciliation:
        """The month's books beside the portal's list. What only the portal knew of is taken over,
        and still told as a finding: no event came."""
        listed = await self._listed(month)
        async with self.shop.work() as work:
            facts = await work.books.of(month)
            collectors = await work.buyers.collectors()
        facts = replace(facts, short=await self._short(collectors, month))
        if listed is None:
            return reconcile(facts, None)
        books = reconcile(facts, listed.invoices, complete=listed.complete)
        for finding in books.of_kind(FindingKind.UNHEARD)[:MOST_FETCHED]:
            await self._take_over(finding)
        return books

    async def _short(self, collectors: Sequence[Buyer], month: date) -> list[ShortPaid]:
        """Invoices of that month that collectors paid all but their own part of."""
        found: list[ShortPaid] = []
        for buyer in collectors:
            try:
                for invoice in await self.portal.blocking_invoices(buyer.account):
                    if invoice.issued.replace(day=1) == month and invoice.in_rupiah:
                        found += await self._short_of(buyer, invoice)
            except PortalError as error:
                log.warning("a collector's invoices were not read", error=str(error))
        return found

    async def _short_of(self, buyer: Buyer, invoice: Invoice) -> list[ShortPaid]:
        payments = await self.portal.payments(invoice.id)
        paid = sum((one.amount for one in payments), Decimal(0))
        # Also up to the limit: the limit is the contract's, and who pays so says that it is above.
        short = short_by_ppn(invoice.subtotal, paid, KODE_OF[buyer.class_])
        if short is None:
            return []
        client = await self.portal.client(buyer.account)
        return [ShortPaid(invoice.number, client.label, invoice.total, paid, short)]

    async def _listed(self, month: date) -> PaidInvoices | None:
        """None where the portal gives no list now."""
        try:
            return await self.portal.paid_invoices(*tax_month(month))
        except PortalError as error:
            log.warning("the portal lists no paid invoices", error=str(error))
            return None

    async def _take_over(self, finding: Finding) -> None:
        try:
            invoice = await self.portal.invoice(finding.found)
            client = await self.portal.client(invoice.client_id)
        except PortalError as error:
            log.warning("an invoice was not read", error=str(error))
            return
        async with self.shop.work() as work:
            await invoice_paid(work, client, invoice)

    async def ask_npwp(self, key: str) -> None:
        """The key is the account."""
        client = await self.portal.client(key)
        async with self.shop.work() as work:
            await ask_for_npwp(work, client)
