"""/ekspor in the finance topic, from the command to the files."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from sqlalchemy import update

from assistant.documents.coretax import tax_invoice_bulk
from assistant.documents.sheets import write_sheet
from assistant.domain.coretax import Seller
from assistant.domain.exports import parse_month
from assistant.domain.fakturs import RequestState, invoice_paid
from assistant.domain.finance import TOPIC_MARK, Standing
from assistant.domain.portal import Invoice
from assistant.settings import Structure
from assistant.storage import tables as t
from assistant.worker.exports import ExportJobs
from assistant.worker.finance import FinanceJobs
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
        self.exports = ExportJobs(
            table.shop,
            Portal(),
            Seller("0012345674012000", "0012345674012000000000"),
            Structure().catalogue,
            tax_invoice_bulk,
            write_sheet,
            table.texts,
            "id",
        )
        self.done: set[int] = set()

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

    async def rows(self) -> list[Any]:
        rows = await self.table.rows(t.delivery, t.delivery.c.channel == "staff")
        return sorted(rows, key=lambda row: row.id)

    async def told(self) -> list[str]:
        """What was said, as it is read, in the order it was."""
        from assistant.storage.codec import load_args

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

    async def states(self) -> dict[str, str]:
        return {r.invoice_number: r.state for r in await self.table.rows(t.faktur_request)}


class Portal:
    """Asked only for what an older release noted without lines."""

    def __init__(self) -> None:
        self.invoices: dict[str, Invoice] = {}

    async def invoice(self, invoice_id: str) -> Invoice:
        return self.invoices[invoice_id]


@pytest.fixture
async def desk(assistant_url: str) -> AsyncIterator[Desk]:
    table = Table(assistant_url)
    table.clock.now = datetime(2026, 11, 12, 3, 0, tzinfo=UTC)
    async with table.shop.work() as work:
        await work.marks.set(TOPIC_MARK, str(TOPIC))
    yield Desk(table)
    await table.close()


def paid_on(day: date, number: str) -> Invoice:
    return replace(invoice(number), paid_at=datetime(day.year, day.month, day.day, 3, tzinfo=UTC))


OCTOBER, NOVEMBER = date(2026, 10, 5), date(2026, 11, 3)


async def test_a_month_is_offered_written_and_handed_over(desk: Desk) -> None:
    await desk.paid(paid_on(OCTOBER, "INV-1"), paid_on(NOVEMBER, "INV-2"))
    await desk.paid(paid_on(OCTOBER, "INV-3"), owner=BARE)
    await desk.write("/ekspor")
    [offer] = await desk.told()
    assert "Oktober 2026" in offer
    assert "1 faktur siap diekspor, 0 sudah diekspor dan belum terbit, 1 belum punya NPWP" in offer
    assert "20 November 2026" in offer
    await desk.tap("ekspor-btn-go")
    assert await desk.states() == {"INV-1": "exported", "INV-2": "waiting", "INV-3": "no-npwp"}
    told = (await desk.told())[1:]
    assert "sedang disiapkan" in told[0]
    assert "1 faktur dalam 1 berkas XML" in told[1]
    assert "Tidak ikut: 1" in told[1]
    assert "<code>INV-3</code> CV Kopi Bahari: akun belum punya NPWP" in told[1]
    root = ET.fromstring(await desk.file("Coretax-2026-10-E1-1.xml"))
    assert [ref.text for ref in root.iter("RefDesc")] == ["INV-1"]
    assert root.findtext(".//TaxInvoiceDate") == "2026-10-05"
    sheet = openpyxl.load_workbook(io.BytesIO(await desk.file("Coretax-2026-10-E1.xlsx"))).active
    assert sheet is not None
    found = list(sheet.iter_rows(values_only=True))
    assert [row[2] for row in found] == ["Tagihan", "INV-1", "INV-3"]
    assert found[1][5] == "0029998887423000"
    assert found[2][-1] == "akun belum punya NPWP"


async def test_it_is_exported_once_and_again_only_when_that_is_meant(desk: Desk) -> None:
    await desk.paid(paid_on(OCTOBER, "INV-1"))
    await desk.write("/ekspor 2026-10")
    await desk.tap("ekspor-btn-go")
    await desk.tap("ekspor-btn-go")  # an old button
    assert len(await desk.table.rows(t.coretax_export)) == 1
    assert "keadaannya sudah begitu" in (await desk.told())[-1]
    await desk.paid(paid_on(OCTOBER, "INV-2"))
    await desk.write("/ekspor 10/2026")
    assert "oleh Staf 2001" in (await desk.told())[-1]
    await desk.tap("ekspor-btn-again")
    assert "ekspor ulang Oktober 2026?" in (await desk.told())[-1]
    assert len(await desk.table.rows(t.coretax_export)) == 1
    await desk.tap("ekspor-btn-again-yes")
    root = ET.fromstring(await desk.file("Coretax-2026-10-E2-1.xml"))
    assert [ref.text for ref in root.iter("RefDesc")] == ["INV-1", "INV-2"]
    kept = await desk.table.rows(t.coretax_export_request)
    assert sorted((row.export, row.request) for row in kept) == [(1, 1), (2, 1), (2, 2)]


async def test_what_is_issued_is_not_given_again(desk: Desk) -> None:
    await desk.paid(paid_on(OCTOBER, "INV-1"), paid_on(OCTOBER, "INV-2"))
    async with desk.table.shop.work() as work:
        request = await work.fakturs.request_of("INV-1")
        assert request is not None
        await work.fakturs.save_request(replace(request, state=RequestState.ISSUED))
    await desk.write("/ekspor")
    await desk.tap("ekspor-btn-go")
    assert await desk.states() == {"INV-1": "issued", "INV-2": "exported"}


async def test_the_job_run_twice_writes_once(desk: Desk) -> None:
    await desk.paid(paid_on(OCTOBER, "INV-1"))
    await desk.write("/ekspor")
    await desk.tap("ekspor-btn-go")
    before = await desk.told()
    await desk.exports.export("1")
    await desk.exports.export("99")
    assert await desk.told() == before


@pytest.mark.parametrize("typed", ["/ekspor 2026-13", "/ekspor Oktober", "/ekspor 0000-00"])
async def test_a_month_that_is_none_is_said_with_an_example(desk: Desk, typed: str) -> None:
    await desk.write(typed)
    [said] = await desk.told()
    assert "/ekspor 2026-10" in said


async def test_an_empty_world_and_an_empty_month(desk: Desk) -> None:
    await desk.write("/ekspor")
    assert "Tidak ada tagihan lunas yang menunggu" in (await desk.told())[-1]
    await desk.write("/ekspor 2026-09")
    assert "0 faktur siap diekspor" in (await desk.told())[-1]
    [_, row] = await desk.rows()
    assert not row.payload.get("buttons")


async def test_another_month_is_one_tap_away(desk: Desk) -> None:
    await desk.paid(paid_on(OCTOBER, "INV-1"), paid_on(NOVEMBER, "INV-2"))
    await desk.write("/ekspor")
    await desk.tap("ekspor-btn-month")
    assert "November 2026" in (await desk.told())[-1]


async def test_who_has_no_role_exports_nothing(desk: Desk) -> None:
    await desk.paid(paid_on(OCTOBER, "INV-1"))
    await desk.write("/ekspor", by=2002)
    assert "Staf 2002, itu hanya untuk" in (await desk.told())[-1]
    await desk.write("/ekspor")
    await desk.tap("ekspor-btn-go", by=2002)
    assert await desk.table.rows(t.coretax_export) == []


async def test_lines_that_an_older_release_did_not_keep_come_from_the_portal(desk: Desk) -> None:
    one = paid_on(OCTOBER, "INV-1")
    await desk.paid(one)
    async with desk.table.shop.work() as work:
        await work.connection.execute(update(t.faktur_request).values(items=None))
    desk.exports.portal.invoices[one.id] = one
    await desk.write("/ekspor")
    await desk.tap("ekspor-btn-go")
    assert await desk.states() == {"INV-1": "exported"}


async def test_a_thousand_and_one_are_two_files(desk: Desk) -> None:
    await desk.paid(*(paid_on(OCTOBER, f"INV-{n:05}") for n in range(1001)))
    await desk.write("/ekspor")
    await desk.tap("ekspor-btn-go")
    assert set((await desk.states()).values()) == {"exported"}
    sizes = [
        len(list(ET.fromstring(await desk.file(f"Coretax-2026-10-E1-{n}.xml")).iter("RefDesc")))
        for n in (1, 2)
    ]
    assert sizes == [1000, 1]


@pytest.mark.parametrize("typed", ["2026-10", " 10/2026 ", "10-2026"])
def test_a_month_is_read_as_people_write_it(typed: str) -> None:
    assert parse_month(typed) == date(2026, 10, 1)


@pytest.mark.parametrize(
    "typed", ["", "2026", "2026-00", "1026-10", "2026-10-01", "\u0662026-10", "🚀"]
)
def test_what_is_no_month(typed: str) -> None:
    assert parse_month(typed) is None
