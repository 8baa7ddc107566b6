"""A month is closed when every paid rupiah has its end, and says so when that changes."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import openpyxl

from assistant.domain.fakturs.paid import invoice_undone
from assistant.domain.finance.books import MonthFacts
from assistant.domain.finance.closing import MONTHS_WATCHED, watch_closed
from assistant.domain.finance.reminders import remind
from assistant.storage import tables as t
from tests.desk.finance_desk import OCTOBER, SITI, Desk, paid_on

MASA = OCTOBER.replace(day=1)


async def written(desk: Desk) -> str:
    async with desk.table.shop.work() as work:
        return await work.books.written(MASA)


async def look(desk: Desk, day: date) -> list[str]:
    desk.table.clock.now = datetime(day.year, day.month, day.day, 3, tzinfo=UTC)
    async with desk.table.shop.work() as work:
        await remind(work)
    return await desk.told()


async def settled(desk: Desk) -> None:
    desk.table.clock.now = datetime(2026, 11, 3, 3, tzinfo=UTC)
    await desk.table.link(1001, SITI)
    await desk.paid(paid_on(OCTOBER, "INV-1"))
    await desk.issue("INV-1", "2600000000001")
    await desk.deliver()


async def test_a_month_with_nothing_held_is_closed_by_a_tap(desk: Desk) -> None:
    await settled(desk)
    await desk.write("/rekonsiliasi 2026-10")
    told = (await desk.told())[-2]
    assert "Dibayar Rp\xa0277.500</b>, berakhir sebagai" in told
    assert "faktur 04: Rp\xa0277.500 (1)" in told
    book = openpyxl.load_workbook(io.BytesIO(await desk.file("Rekonsiliasi-2026-10.xlsx")))
    head, first, *rest = book.active.iter_rows(values_only=True)
    assert head[11:13] == ("Dibayar", "Akhir")
    assert first[11:13] == (277_500, "Faktur 04")
    assert {(row[0], row[11]) for row in rest} >= {("Dibayar", 277_500), ("Faktur 04 (1)", 277_500)}
    await desk.tap("rekon-btn-close")
    assert "Oktober 2026 ditutup" in (await desk.told())[-1]
    await desk.write("/rekonsiliasi 2026-10")
    assert "🔒 Ditutup oleh" in (await desk.told())[-2]
    assert await look(desk, date(2026, 11, 4)) == await look(desk, date(2026, 11, 5))


async def test_what_is_held_must_be_settled_first(desk: Desk) -> None:
    await settled(desk)
    await desk.paid(paid_on(OCTOBER, "INV-2"))
    await desk.write("/rekonsiliasi 2026-10")
    result = (await desk.rows())[-2]
    assert "belum selesai: Rp\xa0277.500 (1)" in (await desk.told())[-2]
    assert "rekon-btn-close" not in [one["label"] for one in result.payload["buttons"]]
    await desk.staff.tap(2001, "fin:close-month:2026-10", topic=9)
    await desk.work_off()
    assert "belum dapat ditutup" in (await desk.told())[-1]


async def test_a_month_that_is_not_over_is_not_closed(desk: Desk) -> None:
    await settled(desk)
    desk.table.clock.now = datetime(2026, 10, 30, 3, tzinfo=UTC)
    await desk.staff.tap(2001, "fin:close-month:2026-10", topic=9)
    await desk.work_off()
    assert (await desk.rows())[-1].payload["key"] == "finance-act-too-late"


async def test_a_closed_month_that_changes_is_told_of_once_and_closed_again(desk: Desk) -> None:
    await settled(desk)
    await desk.staff.tap(2001, "fin:close-month:2026-10", topic=9)
    await desk.work_off()
    await desk.paid(paid_on(OCTOBER, "INV-9"))  # heard of later
    changed = await look(desk, date(2026, 11, 4))
    assert "Oktober 2026 berubah sejak ditutup" in changed[-1]
    assert await look(desk, date(2026, 11, 5)) == changed
    await desk.write("/rekonsiliasi 2026-10")
    assert "Berubah sejak ditutup" in (await desk.told())[-2]
    one = paid_on(OCTOBER, "INV-9")
    async with desk.table.shop.work() as work:
        await invoice_undone(work, one)
    await desk.write("/rekonsiliasi 2026-10")
    assert "batal atau dikembalikan: Rp\xa0277.500 (1)" in (await desk.told())[-2]
    await desk.tap("rekon-btn-close")
    assert "Oktober 2026 ditutup" in (await desk.told())[-1]


class Counted:
    """Books that tell which months were reckoned anew."""

    def __init__(self, books: Any) -> None:
        self.reckoned: list[date] = []
        self.written, self.closed, self._of = books.written, books.closed, books.of

    async def of(self, month: date) -> MonthFacts:
        self.reckoned.append(month)
        return await self._of(month)


async def reckoned(desk: Desk, day: date) -> list[date]:
    desk.table.clock.now = datetime(day.year, day.month, day.day, 3, tzinfo=UTC)
    async with desk.table.shop.work() as work:
        work.books = Counted(work.books)
        await watch_closed(work)
        return list(work.books.reckoned)


async def test_a_closed_month_is_reckoned_again_when_it_was_written_to_and_in_its_turn(
    desk: Desk,
) -> None:
    await settled(desk)
    await desk.staff.tap(2001, "fin:close-month:2026-10", topic=9)
    await desk.work_off()
    days = [date(2026, 11, 4) + timedelta(days=n) for n in range(MONTHS_WATCHED)]
    first, second, *rest = days
    assert await reckoned(desk, first) == [MASA]
    assert await reckoned(desk, second) == []
    in_turn = [day for day in rest if await reckoned(desk, day)]
    assert len(in_turn) == 1
    await desk.paid(paid_on(date(2026, 9, 1), "INV-8"))  # another month
    assert await reckoned(desk, second) == []
    async with desk.table.shop.work() as work:
        await invoice_undone(work, paid_on(OCTOBER, "INV-1"))
    assert await reckoned(desk, second) == [MASA]
    assert await reckoned(desk, second) == []


async def test_whatever_the_equation_comes_from_is_seen_to_be_written(desk: Desk) -> None:
    await settled(desk)
    await desk.paid(paid_on(OCTOBER, "INV-2"))
    requests = await desk.table.rows(t.faktur_request)
    [faktur] = await desk.table.rows(t.faktur)
    other = next(row.id for row in requests if row.id != faktur.request)
    at = datetime(2026, 10, 5, 3, tzinfo=UTC)
    named = {"portal": requests[0].portal, "invoice_id": "x", "account": "31", "account_label": "A",
             "number": "INV-X", "paid_at": at}  # fmt: skip
    case = {"request": other, "instrument": "nota", "cause": "undone", "opened_at": at}
    seen = [await written(desk)]
    for change in (
        t.faktur.update().values(superseded_by=None),
        t.faktur_request.update().where(t.faktur_request.c.id == other).values(tax=1),
        t.faktur_invoice.insert().values(faktur=faktur.id, request=other),
        t.faktur.update().values(kode_status="01"),
        t.faktur_invoice.delete(),
        t.undoing.insert().values(case),
        t.undoing.update().values(closed_at=at),
        t.untaxed_invoice.insert().values(named | {"amount": 1}),
        t.untaxed_invoice.delete(),
        t.foreign_invoice.insert().values(named | {"currency": "USD"}),
        t.foreign_invoice.delete(),
    ):
        async with desk.table.shop.work() as work:
            await work.connection.execute(change)
        seen.append(await written(desk))
    assert all(before != after for before, after in pairwise(seen))
    assert await written(desk) == seen[-1]
