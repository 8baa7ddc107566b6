"""/ekspor in the finance topic, from the command to the files."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from sqlalchemy import update

from assistant.domain.fakturs.model import RequestState
from assistant.domain.months import parse_month
from assistant.storage import tables as t
from tests.desk.finance_desk import BARE, NOVEMBER, OCTOBER, SITI, Desk, paid_on
from tests.things import tax


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


async def test_what_is_not_in_rupiah_is_left_out_with_its_currency(desk: Desk) -> None:
    abroad = replace(paid_on(OCTOBER, "INV-2"), currency="USD")
    await desk.paid(paid_on(OCTOBER, "INV-1"), abroad)
    await desk.write("/ekspor 2026-10")
    await desk.tap("ekspor-btn-go")
    assert await desk.states() == {"INV-1": "exported"}
    told = (await desk.told())[2]
    assert "Tidak ikut: 1" in told
    assert "<code>INV-2</code> CV Sinar Rahma: ditagih dalam USD, bukan rupiah" in told
    root = ET.fromstring(await desk.file("Coretax-2026-10-E1-1.xml"))
    assert [ref.text for ref in root.iter("RefDesc")] == ["INV-1"]


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
    desk.portal.invoices[one.id] = one
    await desk.write("/ekspor")
    await desk.tap("ekspor-btn-go")
    assert await desk.states() == {"INV-1": "exported"}


async def test_a_buyer_that_was_mended_in_the_portal_is_taken_as_it_is_now(desk: Desk) -> None:
    wrong = replace(tax("0029998887423000"), nitku="0098765431441000000000")
    await desk.paid(paid_on(OCTOBER, "INV-1"), owner=replace(SITI, tax=wrong))
    await desk.paid(paid_on(OCTOBER, "INV-2"), owner=BARE)
    await desk.write("/ekspor")
    await desk.tap("ekspor-btn-go")
    assert "NITKU 0098**************0000 bukan milik NPWP itu" in "".join(await desk.told())
    assert set((await desk.states()).values()) == {"waiting", "no-npwp"}
    mended = {SITI.id: SITI, BARE.id: replace(BARE, tax=tax("0098765431441000"))}
    desk.portal.clients = mended
    await desk.write("/ekspor")
    await desk.tap("ekspor-btn-go")
    assert set((await desk.states()).values()) == {"exported"}
    root = ET.fromstring(await desk.file("Coretax-2026-10-E2-1.xml"))
    assert [one.text for one in root.iter("BuyerIDTKU")] == [
        "0029998887423000000000",
        "0098765431441000000000",
    ]


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
