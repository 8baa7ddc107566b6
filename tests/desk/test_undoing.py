"""What undoes a sale, by kinds: who credited, who can make a nota, what else the faktur is of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from assistant.domain.billing import InvoiceStatus
from assistant.domain.clients import BuyerDocument, TaxKind, TaxProfile
from assistant.domain.fakturs.delivery import faktur_issued
from assistant.domain.fakturs.paid import invoice_undone
from assistant.domain.finance.ends import End
from assistant.domain.finance.reconciling import reconcile
from assistant.storage import tables as t
from assistant.storage.codec import load_args
from assistant.storage.tables import exits as e
from tests.desk.coretax_list import HEAD, drop, row
from tests.desk.finance_desk import NOVEMBER, OCTOBER, SITI, Desk, paid_on
from tests.things import client

NIK = "3171015708450001"
BY_NIK = client(
    "51",
    "ayu@contoh.example",
    "Ayu",
    TaxProfile(
        TaxKind.PERSON, NIK, f"{NIK}000000", "AYU", "Jl. Contoh 2, Jakarta", "",
        BuyerDocument.NATIONAL_ID,
    ),
)  # fmt: skip


async def refunded(desk: Desk, *numbers: str, day: date = OCTOBER) -> None:
    async with desk.table.shop.work() as work:
        for number in numbers:
            await invoice_undone(work, replace(paid_on(day, number), status=InvoiceStatus.REFUNDED))


async def together(desk: Desk, nsfp: str, *numbers: str) -> None:
    """One faktur for all of them."""
    async with desk.table.shop.work() as work:
        first, *others = [await work.fakturs.request_of(number) for number in numbers]
        assert first is not None
        await faktur_issued(
            work, first, number=f"0400{nsfp}", issued=first.paid_on,
            dpp=Decimal(458_334), ppn=Decimal(55_000), others=[one for one in others if one],
            sha256=await work.documents.put(nsfp.encode(), "faktur"),
        )  # fmt: skip


async def instruments(desk: Desk) -> list[str]:
    return [one.instrument for one in await desk.table.rows(e.undoing)]


@pytest.mark.parametrize(
    ("said", "instrument"),
    [("", "cancellation"), ("UNCREDITED", "cancellation"), ("CREDITED", "nota")],
)
async def test_in_the_faktur_s_own_month_the_list_says_who_undoes_it(
    desk: Desk, said: str, instrument: str
) -> None:
    await desk.paid(paid_on(NOVEMBER, "INV-1"))
    await desk.issue("INV-1", "2600000000101")
    if said:
        await drop(desk, HEAD, row("04002600000000101", said, "INV-1"))
    await refunded(desk, "INV-1", day=NOVEMBER)
    assert await instruments(desk) == [instrument]


@pytest.mark.parametrize(("part", "instrument"), [(False, "cancellation"), (True, "replacement")])
async def test_a_buyer_without_npwp_has_nothing_to_make_a_nota_with(
    desk: Desk, part: bool, instrument: str
) -> None:
    await desk.paid(paid_on(OCTOBER, "INV-1"), owner=BY_NIK)
    await desk.issue("INV-1", "2600000000101")
    if part:
        await desk.write("/batalkan INV-1 100.000")
    else:
        await refunded(desk, "INV-1")
    assert await instruments(desk) == [instrument]


async def test_a_faktur_of_several_invoices_is_not_cancelled_for_one_of_them(desk: Desk) -> None:
    """The others' would go with it; when all of them are undone it is cancelled."""
    async with desk.table.shop.work() as work:
        await work.people.seen(1001, "Siti", None, "id")
        await work.links.add(1001, SITI)
    await desk.paid(paid_on(NOVEMBER, "INV-1"), paid_on(NOVEMBER, "INV-2"))
    await together(desk, "2600000000101", "INV-1", "INV-2")
    await refunded(desk, "INV-2", day=NOVEMBER)
    assert await instruments(desk) == ["nota"]
    [told] = [
        row for row in await desk.table.rows(t.delivery, t.delivery.c.person == 1001)
        if row.payload["key"] == "ntf-nota-pembatalan"
    ]  # fmt: skip
    args = load_args(told.payload["args"])
    assert (args["invoice"], args["number"]) == ("INV-2", "04002600000000101")
    assert args["price"] == Decimal(250_000)
    await refunded(desk, "INV-1", day=NOVEMBER)
    assert await instruments(desk) == ["nota", "nota"]
    await desk.tap("finance-btn-case-done")
    async with desk.table.shop.looking() as work:
        books = reconcile(await work.books.of(date(2026, 11, 1)), None)
    assert books.equation.difference == 0
    assert books.equation.parts[End.HELD].count == 1


async def test_what_is_not_rupiah_or_goes_abroad_is_in_no_file_and_held_in_the_month(
    desk: Desk,
) -> None:
    """Dollars of an ordinary buyer, and rupiah of one whose class is abroad."""
    abroad = replace(SITI, id="52", company="Contoh Pte Ltd")
    dollars = replace(paid_on(OCTOBER, "INV-1"), currency="USD")
    odd = replace(paid_on(OCTOBER, "INV-4"), currency="")
    await desk.paid(dollars, odd, paid_on(OCTOBER, "INV-2"))
    await desk.paid(paid_on(OCTOBER, "INV-3"), owner=abroad)
    await desk.write("/pembeli INV-3")
    await desk.tap("finance-btn-abroad")
    await desk.write("/ekspor 2026-10")
    await desk.tap("ekspor-btn-go")
    xml = (await desk.file("Coretax-2026-10-E1-1.xml")).decode()
    assert [f"INV-{n}" in xml for n in (1, 2, 3, 4)] == [False, True, False, False]
    async with desk.table.shop.looking() as work:
        books = reconcile(await work.books.of(date(2026, 10, 1)), None)
    held = books.equation.parts[End.HELD]
    assert (held.count, held.unknown, books.equation.difference) == (4, 2, 0)
    assert held.amount == 2 * Decimal(277_500)
    assert not books.equation.settled
