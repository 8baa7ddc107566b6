"""Jobs about a month's books: comparing them, also with the portal's list, and asking for NPWP."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import structlog

from assistant.domain.columns import Cell, Column, ColumnKind
from assistant.domain.fakturs.model import RequestState
from assistant.domain.fakturs.paid import invoice_paid
from assistant.domain.finance.books import Finding, Kind, Reconciliation, Row
from assistant.domain.finance.books_desk import (
    ask_for_npwp,
    meant_month,
    sheet_name,
    tell_reconciliation,
)
from assistant.domain.finance.reconciling import reconcile
from assistant.domain.months import tax_day, tax_month
from assistant.domain.portal import PaidInvoices, Portal, PortalError
from assistant.storage.work import WorkShop
from assistant.texts import Texts
from assistant.worker.exports import WriteSheet

log = structlog.get_logger(__name__)

MOST_FETCHED = 50
"""Invoices that no event told of, which one reconciliation takes over from the portal."""


@dataclass(frozen=True, slots=True)
class ReconciliationJobs:
    shop: WorkShop
    portal: Portal
    write_sheet: WriteSheet
    texts: Texts
    locale: str
    """Of the sheet's words."""

    async def reconcile_month(self, key: str) -> None:
        """As it was asked in the staff chat; the key is the wanted act."""
        async with self.shop.work() as work:
            wanted = await work.finance.act(int(key))
            today = tax_day(work.now)
        month = meant_month(wanted, today) if wanted else None
        if wanted is None or month is None:
            return
        books = await self.compare(month)
        sheet = await asyncio.to_thread(self.sheet, books)
        async with self.shop.work() as work:
            sha256 = await work.documents.put(sheet, "coretax")
            await tell_reconciliation(work, wanted, books, sha256)

    async def compare(self, month: date) -> Reconciliation:
        """The month's books beside the portal's list. What only the portal knew of is taken over,
        and still told as a finding: no event came."""
        listed = await self._listed(month)
        async with self.shop.work() as work:
            facts = await work.books.of(month)
        if listed is None:
            return reconcile(facts, None)
        books = reconcile(facts, listed.invoices, complete=listed.complete)
        for finding in books.of_kind(Kind.UNHEARD)[:MOST_FETCHED]:
            await self._take_over(finding)
        return books

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

    # The sheet

    def sheet(self, books: Reconciliation) -> bytes:
        columns = [
            Column(self.texts.plain(self.locale, f"rekon-column-{name}"), kind)
            for name, kind in _COLUMNS.items()
        ]
        title = sheet_name(books.month).removesuffix(".xlsx")
        return self.write_sheet(title, columns, self._rows(books))

    def _rows(self, books: Reconciliation) -> Iterator[Sequence[Cell]]:
        for row in books.rows:
            yield self._row(row)
        for finding in books.others:
            yield self._other(finding)

    def _row(self, row: Row) -> Sequence[Cell]:
        request = row.request
        last = row.fakturs[-1] if row.fakturs else None
        return (
            request.invoice_number,
            request.account_label,
            request.paid_on,
            request.subtotal,
            request.tax,
            self.texts.plain(self.locale, f"rekon-state-{_state(row)}"),
            "\n".join(faktur.number for faktur in row.fakturs),
            last.issued if last else None,
            last.dpp if last else None,
            last.ppn if last else None,
            ", ".join(
                self.texts.plain(self.locale, f"rekon-channel-{channel}")
                for channel in sorted(row.channels)
            ),
            "\n".join(self._kind(finding) for finding in row.findings),
        )

    def _other(self, finding: Finding) -> Sequence[Cell]:
        empty = [None] * (len(_COLUMNS) - 3)
        return (finding.invoice, finding.account, *empty, self._kind(finding))

    def _kind(self, finding: Finding) -> str:
        return self.texts.plain(self.locale, f"rekon-kind-{finding.kind}")


_COLUMNS = {
    "invoice": ColumnKind.TEXT,
    "account": ColumnKind.TEXT,
    "paid": ColumnKind.DAY,
    "subtotal": ColumnKind.RUPIAH,
    "tax": ColumnKind.RUPIAH,
    "state": ColumnKind.TEXT,
    "number": ColumnKind.TEXT,
    "issued": ColumnKind.DAY,
    "dpp": ColumnKind.RUPIAH,
    "ppn": ColumnKind.RUPIAH,
    "channels": ColumnKind.TEXT,
    "findings": ColumnKind.TEXT,
}


def _state(row: Row) -> str:
    if row.request.state is RequestState.ISSUED and row.channels:
        return "delivered"
    return str(row.request.state)
