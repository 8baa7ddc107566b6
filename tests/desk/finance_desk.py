"""The finance topic played: what is written and tapped there, and the jobs that follow."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from typing import Any

from sqlalchemy import text, update

from assistant.app.structure import Structure
from assistant.desk.books_sheet import books_sheet
from assistant.desk.export_sheet import export_sheet
from assistant.desk.retail import retail_sheet
from assistant.documents.coretax import tax_invoice_bulk
from assistant.documents.retail import retail_invoice_bulk
from assistant.documents.sheets import write_sheet
from assistant.domain.billing import Invoice, PaidInvoices, Payment
from assistant.domain.clients import Client
from assistant.domain.fakturs.delivery import faktur_issued
from assistant.domain.fakturs.model import RequestState
from assistant.domain.fakturs.paid import invoice_paid
from assistant.domain.portal import PortalError, PortalFailure
from assistant.domain.seller import Seller
from assistant.domain.staff import Standing
from assistant.storage import tables as t
from assistant.storage.codec import load_args
from assistant.worker.acts import FinanceJobs
from assistant.worker.exports import ExportJobs
from assistant.worker.reconciliation import ReconciliationJobs
from assistant.worker.retail import RetailJobs
from tests.play import Table
from tests.things import client, invoice, tax

TOPIC = 9
SITI = client("8", "siti@sinarrahma.example", "CV Sinar Rahma", tax("0029998887423000"))
BARE = client("9", "halo@kopibahari.example", "CV Kopi Bahari")


class Desk:
    """The finance topic: what is written and tapped there, and the jobs that follow."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.staff = table.staff_chat()
        self.standings = {2001: Standing.DECIDER, 2002: Standing.MEMBER}
        self.portal = portal = Portal()
        self.exports = ExportJobs(
            table.shop,
            portal,
            Seller("PT CLOUD CONTOH", "0012345674012000", "0012345674012000000000"),
            Structure().catalogue,
            tax_invoice_bulk,
            partial(export_sheet, write_sheet, table.texts, "id"),
        )
        self.books = ReconciliationJobs(
            table.shop, portal, partial(books_sheet, write_sheet, table.texts, "id")
        )

        self.retail = RetailJobs(
            table.shop,
            portal,
            self.exports.seller,
            True,
            retail_invoice_bulk,
            partial(retail_sheet, write_sheet, table.texts, "id"),
        )

    async def paid(self, *invoices: Invoice, owner: Any = SITI) -> None:
        async with self.table.shop.work() as work:
            for one in invoices:
                await invoice_paid(work, owner, one)

    async def write(self, text: str, *, by: int = 2001) -> None:
        entities = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
        await self.staff.write(by, text, topic=TOPIC, entities=entities)
        await self.work_off()

    async def tap(self, label: str, *, by: int = 2001) -> None:
        """The newest button of that name."""
        for row in reversed(await self.rows()):
            for button in row.payload.get("buttons", ()):
                if button["label"] == label:
                    await self.staff.tap(by, button["data"], topic=TOPIC)
                    await self.work_off()
                    return
        raise AssertionError(f"no button {label}")

    async def work_off(self) -> None:
        async def standing(staff: int) -> Standing:
            return self.standings[staff]

        async def no_topic() -> None:
            return None

        finance = FinanceJobs(self.table.shop, standing, no_topic, TOPIC)
        for act in await self.table.rows(t.finance_act):
            if act.state == "wanted":
                await finance.act(str(act.id))
        for export in await self.table.rows(t.coretax_export):
            if export.state == "wanted":
                await self.exports.export(str(export.id))
        for job, key in await self.table.jobs():
            if job == "reconcile-month":
                await self.books.reconcile_month(key)
            elif job == "ask-npwp":
                await self.books.ask_npwp(key)
            elif job == "export-retail":
                await self.retail.export(key)
        async with self.table.shop.work() as work:
            await work.connection.execute(text("delete from pgqueuer"))

    async def issue(self, number: str, nsfp: str, *, ppn: int = 27_500, status: str = "00") -> None:
        """The PDF of this invoice's faktur passed the gate."""
        async with self.table.shop.work() as work:
            request = await work.fakturs.request_of(number)
            assert request is not None
            sha256 = await work.documents.put(f"{nsfp}{status}".encode(), "faktur")
            issued = await faktur_issued(
                work,
                request,
                number=f"04{status}{nsfp}",
                issued=request.paid_on,
                dpp=Decimal(229_167),
                ppn=Decimal(ppn),
                sha256=sha256,
            )
            assert issued is not None

    async def deliver(self) -> None:
        """All that waits to be sent is."""
        async with self.table.shop.work() as work:
            waiting = update(t.delivery).where(t.delivery.c.state == "queued")
            await work.connection.execute(waiting.values(state="sent"))

    async def rows(self) -> list[Any]:
        rows = await self.table.rows(t.delivery, t.delivery.c.channel == "staff")
        return sorted(rows, key=lambda row: row.id)

    async def told(self) -> list[str]:
        """What was said, as it is read, in the order it was."""
        return [
            self.table.texts.html("id", row.payload["key"], load_args(row.payload["args"]))
            for row in await self.rows()
        ]

    async def file(self, name: str) -> bytes:
        row = next(r for r in await self.rows() if r.payload.get("name") == name)
        async with self.table.shop.work() as work:
            content = await work.documents.get(row.document)
        assert content is not None
        return content

    async def settle(self, number: str) -> None:
        """Its faktur has come."""
        async with self.table.shop.work() as work:
            request = await work.fakturs.request_of(number)
            assert request is not None
            await work.fakturs.save_request(replace(request, state=RequestState.ISSUED))

    async def states(self) -> dict[str, str]:
        return {r.invoice_number: r.state for r in await self.table.rows(t.faktur_request)}


class Portal:
    """The billing system, as far as finance's jobs ask it."""

    def __init__(self) -> None:
        self.invoices: dict[str, Invoice] = {}
        self.clients: dict[str, Client] = {}
        self.listed: PaidInvoices | None = None
        """None: it is away."""
        self.unpaid: list[Invoice] = []
        self.paid_in: dict[str, Decimal] = {}
        """What came in for an invoice that is not paid, by its id."""

    async def invoice(self, invoice_id: str) -> Invoice:
        return self.invoices[invoice_id]

    async def client(self, client_id: str) -> Client:
        if client_id not in self.clients:
            raise PortalError(PortalFailure.NOT_FOUND)
        return self.clients[client_id]

    async def blocking_invoices(self, client_id: str) -> list[Invoice]:
        return [one for one in self.unpaid if one.client_id == client_id]

    async def payments(self, invoice_id: str) -> list[Payment]:
        return [Payment("TRX-1", self.paid_in[invoice_id])]

    async def paid_invoices(
        self, begins: datetime, ends: datetime, client_id: str | None = None
    ) -> PaidInvoices:
        if self.listed is None:
            raise PortalError(PortalFailure.UNAVAILABLE)
        return self.listed


def paid_on(day: date, number: str) -> Invoice:
    return replace(invoice(number), paid_at=datetime(day.year, day.month, day.day, 3, tzinfo=UTC))


def big(day: date, number: str, price: int) -> Invoice:
    one = paid_on(day, number)
    item = replace(one.items[0], price=Decimal(price), quantity=1, discount=Decimal(0))
    return replace(one, items=(item,), tax=Decimal(round(price * 11 / 100)))


OCTOBER, NOVEMBER = date(2026, 10, 5), date(2026, 11, 3)
