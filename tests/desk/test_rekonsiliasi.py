"""/rekonsiliasi in the finance topic: what is told about a month, and what a tap mends."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from assistant.domain.billing import PaidInvoice, PaidInvoices
from assistant.domain.fakturs.holding import hold
from assistant.domain.fakturs.model import UploadState
from assistant.domain.sources import Source
from assistant.storage import tables as t
from tests.desk.finance_desk import BARE, NOVEMBER, OCTOBER, SITI, Desk, paid_on
from tests.things import client, tax


def listing(*invoices: Any, complete: bool = True) -> PaidInvoices:
    lines = tuple(PaidInvoice(i.id, i.number, i.client_id, i.tax) for i in invoices)
    return PaidInvoices(lines, complete)


async def result(desk: Desk) -> str:
    """The message before the sheet."""
    return (await desk.told())[-2]


async def others(desk: Desk, channel: str) -> list[Any]:
    rows = await desk.table.rows(t.delivery, t.delivery.c.channel == channel)
    return sorted(rows, key=lambda row: row.id)


async def test_a_month_that_is_settled_is_clean(desk: Desk) -> None:
    one = paid_on(OCTOBER, "INV-1")
    await desk.table.link(1001, SITI)
    await desk.paid(one, paid_on(NOVEMBER, "INV-2"))
    await desk.issue("INV-1", "2600000000001")
    await desk.deliver()
    desk.portal.listed = listing(one)
    await desk.write("/rekonsiliasi")
    told = await result(desk)
    assert "Rekonsiliasi · Oktober 2026" in told
    assert "Lunas 1 · terbit 1 · terkirim 1" in told
    assert "PPN lunas Rp\xa027.500 · PPN terbit Rp\xa027.500" in told
    assert "✅ <b>Bersih</b>" in told
    assert "Dibandingkan juga dengan daftar lunas di portal" in told
    book = openpyxl.load_workbook(io.BytesIO(await desk.file("Rekonsiliasi-2026-10.xlsx")))
    head, row, *_ = book.active.iter_rows(values_only=True)
    assert head[:2] == ("Tagihan", "Akun")
    assert (row[0], row[5], row[6], row[10]) == (
        "INV-1", "terkirim", "04002600000000001", "chat",
    )  # fmt: skip


async def test_what_is_not_in_rupiah_is_named_with_its_currency(desk: Desk) -> None:
    abroad = replace(paid_on(OCTOBER, "INV-1"), currency="USD")
    await desk.paid(abroad)
    await desk.write("/rekonsiliasi 2026-10")
    told = await result(desk)
    assert "🌐 1 ditagih dalam mata uang lain" in told
    assert "<code>INV-1</code> CV Sinar Rahma: ditagih dalam USD" in told
    assert "Bersih" not in told
    book = openpyxl.load_workbook(io.BytesIO(await desk.file("Rekonsiliasi-2026-10.xlsx")))
    assert ("INV-1", "CV Sinar Rahma") in [
        row[:2] for row in book.active.iter_rows(values_only=True)
    ]


async def test_what_is_missing_is_named_and_mended_by_a_tap(desk: Desk) -> None:
    await desk.paid(*(paid_on(OCTOBER, f"INV-{n}") for n in (1, 2, 3)))
    await desk.paid(paid_on(OCTOBER, "INV-4"), owner=BARE)
    await desk.write("/ekspor 2026-10")
    await desk.tap("ekspor-btn-go")
    await desk.issue("INV-1", "2600000000001", ppn=30_000)
    await desk.write("/rekonsiliasi 2026-10")
    told = await result(desk)
    assert "1 belum terbit: akun tanpa NPWP" in told
    assert "2 belum terbit: sudah diekspor, PDF belum masuk" in told
    assert "CV Sinar Rahma: PPN faktur Rp\xa030.000, tagihan Rp\xa027.500" in told
    assert "<code>INV-1</code> CV Sinar Rahma: belum sampai" in told
    assert "Tidak dibandingkan dengan portal" in told
    await desk.tap("rekon-btn-fix-export")
    assert "2 faktur ikut ekspor berikutnya" in (await desk.told())[-1]
    assert (await desk.states())["INV-2"] == "waiting"
    await desk.tap("rekon-btn-fix-export")
    assert "keadaannya sudah begitu" in (await desk.told())[-1]


async def test_what_reached_nobody_goes_by_mail_once_a_day(desk: Desk) -> None:
    await desk.table.link(1001, SITI)
    await desk.paid(paid_on(OCTOBER, "INV-1"))
    await desk.issue("INV-1", "2600000000001")
    await desk.write("/rekonsiliasi 2026-10")
    await desk.tap("rekon-btn-fix-mail")
    await desk.tap("rekon-btn-fix-mail")
    [mail] = await others(desk, "mail")
    assert (mail.address, mail.payload["key"]) == ("pajak@majujaya.example", "mail-faktur")
    assert mail.document is not None


async def test_who_has_no_npwp_is_asked_in_the_chat_or_by_mail(desk: Desk) -> None:
    desk.portal.clients = {BARE.id: BARE}
    await desk.paid(paid_on(OCTOBER, "INV-1"), owner=BARE)
    await desk.write("/rekonsiliasi 2026-10")
    await desk.tap("rekon-btn-fix-npwp")
    [mail] = await others(desk, "mail")
    assert (mail.address, mail.payload["key"]) == (BARE.email, "mail-npwp-missing")
    await desk.table.link(1001, BARE)
    await desk.tap("rekon-btn-fix-npwp")
    [asked] = [row for row in await others(desk, "telegram") if "missing" in row.payload["key"]]
    assert asked.payload["args"] == {
        "account": "CV Kopi Bahari", "invoices": "INV-1", "late": "yes",
        "until": {"day": "2026-11-10"}, "deadline": {"day": "2026-11-20"},
    }  # fmt: skip
    assert asked.payload["buttons"][0]["data"] == f"go:npwp:{BARE.id}"


async def test_an_npwp_that_is_in_the_portal_by_now_is_taken(desk: Desk) -> None:
    await desk.paid(paid_on(OCTOBER, "INV-1"), owner=BARE)
    with_npwp = client(BARE.id, BARE.email, BARE.company, tax("0098765431441000"))
    desk.portal.clients = {BARE.id: with_npwp}
    await desk.write("/rekonsiliasi 2026-10")
    await desk.tap("rekon-btn-fix-npwp")
    assert await desk.states() == {"INV-1": "waiting"}
    assert await others(desk, "mail") == []


async def test_what_only_the_portal_knew_of_is_taken_over(desk: Desk) -> None:
    ours, theirs = paid_on(OCTOBER, "INV-1"), paid_on(OCTOBER, "INV-2")
    await desk.paid(ours)
    desk.portal.listed = listing(theirs)
    desk.portal.invoices = {theirs.id: theirs}
    desk.portal.clients = {theirs.client_id: SITI}
    await desk.write("/rekonsiliasi 2026-10")
    told = await result(desk)
    assert "<code>INV-2</code>: baru diambil dari portal" in told
    assert "<code>INV-1</code> CV Sinar Rahma: tidak lunas di portal" in told
    assert await desk.states() == {"INV-1": "waiting", "INV-2": "waiting"}


async def test_the_months_beside_it_are_one_tap_away(desk: Desk) -> None:
    await desk.write("/rekonsiliasi 2026-01")
    await desk.tap("rekon-btn-month")
    assert "Desember 2025" in await result(desk)


@pytest.mark.parametrize("typed", ["/rekonsiliasi 2026-00", "/rekonsiliasi bulan lalu"])
async def test_a_month_that_is_none_is_said_with_an_example(desk: Desk, typed: str) -> None:
    await desk.write(typed)
    [said] = await desk.told()
    assert "/rekonsiliasi 2026-10" in said


async def test_a_long_list_fits_into_one_message(desk: Desk) -> None:
    owner = client("8", "a@b.example", "CV " + "W" * 200, tax("0029998887423000"))
    await desk.paid(*(paid_on(OCTOBER, f"INV-{n:04}") for n in range(40)), owner=owner)
    await desk.write("/rekonsiliasi 2026-10")
    told = await result(desk)
    assert "dan 28 lagi" in told
    assert len(told) < 4096
    assert Decimal(27_500) * 40 == Decimal(1_100_000)
    assert "PPN lunas Rp\xa01.100.000" in told


async def test_what_is_held_is_shown_again_with_the_buttons_that_settle_it(desk: Desk) -> None:
    async with desk.table.shop.work() as work:
        sha256 = await work.documents.put(b"%PDF-", "faktur")
        upload = await work.uploads.add(sha256, "OutputTaxInvoice.pdf", Source.IMPORT)
        assert upload is not None
        await hold(work, upload, (("no-request", "", "INV-9"),))
    await desk.write("/rekonsiliasi 2026-10")
    assert "1 PDF ditahan" in await result(desk)
    await desk.tap("rekon-btn-fix-held")
    said, card = (await desk.rows())[-2:]
    assert said.payload["key"] == "rekon-held-shown"
    assert (card.payload["key"], card.document) == ("held-card", sha256)
    assert any(b["label"] == "held-btn-assign" for b in card.payload["buttons"])


async def test_what_went_out_with_a_warning_is_counted_and_named_in_the_sheet(desk: Desk) -> None:
    await desk.paid(paid_on(OCTOBER, "INV-1"), paid_on(OCTOBER, "INV-2"))
    await desk.issue("INV-1", "2600000000001")
    await desk.issue("INV-2", "2600000000002")
    await desk.deliver()
    async with desk.table.shop.work() as work:
        request = await work.fakturs.request_of("INV-1")
        assert request is not None
        [faktur] = await work.fakturs.issued_for(request.id)
        upload = await work.uploads.add(faktur.sha256, "a.pdf", Source.FINANCE)
        assert upload is not None
        warned = (("seller-name", "PT A", "PT B"), ("items", "1.00", "2.00"))
        await work.uploads.finish(
            upload.id, UploadState.ISSUED, (), None, request.id, warnings=warned
        )
    await desk.write("/rekonsiliasi 2026-10")
    told = await result(desk)
    assert "1 dikirim dengan catatan" in told
    assert "Bersih" in told  # nobody has to do anything
    sheet = await desk.file("Rekonsiliasi-2026-10.xlsx")
    head, first, second, *_ = openpyxl.load_workbook(io.BytesIO(sheet)).active.iter_rows(
        values_only=True
    )
    assert head[-1] == "Catatan pada PDF"
    assert first[-1] == "nama penjual berbeda\nharga jual bukan jumlah barisnya"
    assert not second[-1]
