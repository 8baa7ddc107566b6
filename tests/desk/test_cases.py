"""Payments that were given back, and what becomes of their faktur."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assistant.domain.billing import InvoiceStatus
from assistant.domain.fakturs.model import UploadState
from assistant.domain.fakturs.paid import invoice_undone
from assistant.domain.fakturs.paper import Nota
from assistant.domain.fakturs.reading import could_not_be_read
from assistant.domain.finance.cases import replacement_came
from assistant.domain.sources import Source
from assistant.storage import tables as t
from assistant.storage.tables import exits as e
from tests.desk.coretax_list import HEAD, drop, row
from tests.desk.finance_desk import NOVEMBER, OCTOBER, Desk, paid_on


async def undone(desk: Desk, number: str) -> None:
    one = replace(paid_on(OCTOBER, number), status=InvoiceStatus.REFUNDED)
    async with desk.table.shop.work() as work:
        await invoice_undone(work, one)


async def mailed(desk: Desk) -> list[str]:
    """The keys of the mails to customers whose account nobody has linked."""
    rows = await desk.table.rows(t.delivery, t.delivery.c.channel == "mail")
    return [row.payload["key"] for row in rows]


async def test_a_refund_of_an_older_month_asks_the_buyer_for_a_nota(desk: Desk) -> None:
    await desk.paid(paid_on(OCTOBER, "INV-1"))
    await desk.issue("INV-1", "2600000000101")
    await undone(desk, "INV-1")
    assert "Nota pembatalan" in (await desk.told())[-1]
    assert "mail-nota-pembatalan" in await mailed(desk)
    async with desk.table.shop.work() as work:
        sha256 = await work.documents.put(b"%PDF- nota", "faktur")
        upload = await work.uploads.add(sha256, "RET.pdf", Source.FINANCE)
        assert upload is not None
        nota = Nota("RET26000000123", "04002600000000101")
        await could_not_be_read(work, upload.id, "nota-retur", nota)
    assert "RET26000000123" in (await desk.told())[-1]
    await desk.tap("finance-btn-nota-of")
    [case] = await desk.table.rows(e.undoing)
    assert (case.instrument, case.closed_by) == ("nota", "document")
    assert case.nota == "RET26000000123"
    [kept] = await desk.table.rows(t.upload)
    assert kept.state == UploadState.REFUSED
    await desk.write("/kasus")
    assert "Tidak ada kasus" in (await desk.told())[-1]


async def test_a_refund_in_the_month_of_its_faktur_is_cancelled_by_us(desk: Desk) -> None:
    await desk.paid(paid_on(NOVEMBER, "INV-1"))
    await desk.issue("INV-1", "2600000000101")
    await undone(desk, "INV-1")
    assert "Pembatalan faktur" in (await desk.told())[-1]
    await desk.tap("finance-btn-case-done")
    [case] = await desk.table.rows(e.undoing)
    assert (case.instrument, case.closed_by) == ("cancellation", "staff:2001")


async def test_a_part_that_was_given_back_and_a_wrong_price_are_said_by_hand(desk: Desk) -> None:
    await desk.paid(paid_on(OCTOBER, "INV-1"), paid_on(OCTOBER, "INV-2"))
    await desk.issue("INV-1", "2600000000101")
    await desk.issue("INV-2", "2600000000102")
    await desk.write("/batalkan INV-1 100.000")
    await desk.write("/batalkan INV-2 50000 harga")
    await desk.write("/batalkan INV-2 50000 cuaca")
    assert "tidak terbaca" in (await desk.told())[-1]
    cases = await desk.table.rows(e.undoing)
    assert [(one.instrument, one.amount) for one in sorted(cases, key=lambda one: one.id)] == [
        ("nota", Decimal(100_000)),
        ("replacement", Decimal(50_000)),
    ]


async def test_a_nota_names_its_faktur_and_only_that_case_is_offered(desk: Desk) -> None:
    for n in (1, 2):
        await desk.paid(paid_on(OCTOBER, f"INV-{n}"))
        await desk.issue(f"INV-{n}", f"260000000010{n}")
        await undone(desk, f"INV-{n}")
    async with desk.table.shop.work() as work:
        sha256 = await work.documents.put(b"%PDF- nota", "faktur")
        upload = await work.uploads.add(sha256, "RET.pdf", Source.FINANCE)
        assert upload is not None
        nota = Nota("RET26000000123", "04012600000000102")
        await could_not_be_read(work, upload.id, "nota-retur", nota)
    buttons = (await desk.rows())[-1].payload["buttons"]
    assert [one["args"]["invoice"] for one in buttons] == ["INV-2"]


async def test_what_was_given_back_in_part_is_split_in_the_months_equation(desk: Desk) -> None:
    await desk.paid(paid_on(OCTOBER, "INV-1"))
    await desk.issue("INV-1", "2600000000101")
    await desk.write("/batalkan INV-1 100.000")
    await desk.tap("finance-btn-case-done")
    await desk.write("/rekonsiliasi 2026-10")
    said = "\n".join(await desk.told())
    assert "111.000" in said, "what was given back, with its PPN"
    assert "166.500" in said, "what is left of 277.500"


async def test_a_replacement_that_comes_closes_its_case(desk: Desk) -> None:
    await desk.paid(paid_on(OCTOBER, "INV-1"))
    await desk.issue("INV-1", "2600000000101")
    await desk.write("/batalkan INV-1 100.000 harga")
    async with desk.table.shop.work() as work:
        request = await work.fakturs.request_of("INV-1")
        assert request is not None
        await replacement_came(work, request)
    [case] = await desk.table.rows(e.undoing)
    assert (case.instrument, case.closed_by) == ("replacement", "document")
    assert "dokumennya sudah masuk" in (await desk.told())[-1]


async def test_the_list_that_says_cancelled_closes_the_case(desk: Desk) -> None:
    await desk.paid(paid_on(NOVEMBER, "INV-1"))
    await desk.issue("INV-1", "2600000000101")
    await undone(desk, "INV-1")
    await drop(desk, HEAD, row("04002600000000101", "APPROVED", "INV-1"))
    [case] = await desk.table.rows(e.undoing)
    assert case.closed_at is None
    await drop(desk, HEAD, row("04002600000000101", "CANCELED", "INV-1"))
    [case] = await desk.table.rows(e.undoing)
    assert (case.instrument, case.closed_by) == ("cancellation", "document")


async def test_what_was_given_back_before_its_faktur_is_left_out_of_the_export(desk: Desk) -> None:
    await desk.paid(paid_on(OCTOBER, "INV-1"))
    await desk.write("/batalkan INV-1 100.000")
    await desk.tap("finance-btn-case-done")
    await desk.write("/ekspor 2026-10")
    await desk.tap("ekspor-btn-go")
    assert "sudah dikembalikan" in "\n".join(await desk.told())
    assert await desk.states() == {"INV-1": "waiting"}
