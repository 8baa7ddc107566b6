"""The radar: one message a day in the finance topic, and silence when nothing is due."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from assistant.domain.finance.reminders import remind
from tests.desk.finance_desk import BARE, NOVEMBER, OCTOBER, Desk, paid_on


async def look(desk: Desk, day: date, hour: int = 9) -> list[str]:
    """What was said by then, at this hour of Jakarta."""
    desk.table.clock.now = datetime(day.year, day.month, day.day, hour, tzinfo=UTC) - timedelta(
        hours=7
    )
    async with desk.table.shop.work() as work:
        await remind(work)
    return await desk.told()


async def test_it_is_quiet_until_the_tenth_and_then_gets_louder(desk: Desk) -> None:
    await desk.paid(paid_on(OCTOBER, "INV-1"), paid_on(NOVEMBER, "INV-2"))
    await desk.paid(paid_on(OCTOBER, "INV-3"), owner=BARE)
    assert await look(desk, date(2026, 11, 9)) == []
    [amber] = await look(desk, date(2026, 11, 10))
    assert "🟡 <b>Oktober 2026</b>: 2 tagihan, PPN Rp\xa055.000" in amber
    assert "Batas 20 November 2026, 10 hari lagi; hari kerja terakhir sebelumnya 19" in amber
    assert "1 belum diekspor · 0 menunggu PDF · 1 tanpa NPWP" in amber
    assert "November 2026</b>:" not in amber  # nothing of it is due yet
    [_, red] = await look(desk, date(2026, 11, 17))
    assert "🔴" in red
    [*_, last] = await look(desk, date(2026, 11, 20))
    assert "Batas 20 November 2026, hari ini." in last
    [*_, late] = await look(desk, date(2026, 11, 21))
    assert "⛔" in late
    assert "lewat 1 hari" in late
    [*_, both] = await look(desk, date(2026, 12, 12))
    assert "⛔ <b>Oktober 2026</b>" in both
    assert "🟡 <b>November 2026</b>" in both
    assert "<b>Rp\xa082.500</b> dari 3 tagihan" in both
    [*_, lapsing] = await look(desk, date(2027, 1, 5))
    assert "hanya dapat dibuat sampai 5 Januari 2027 (hari ini)" in lapsing
    [*_, lapsed] = await look(desk, date(2027, 1, 6))
    assert "⚫ <b>Oktober 2026</b>" in lapsed


async def test_what_has_lapsed_of_a_month_hides_nothing_that_can_still_be_made(
    desk: Desk,
) -> None:
    await desk.paid(paid_on(date(2026, 11, 1), "INV-1"), paid_on(date(2026, 11, 30), "INV-2"))
    [*_, said] = await look(desk, date(2027, 2, 1))
    assert said.count("<b>November 2026</b>") == 1
    assert "sampai 1 Februari 2027 (hari ini)" in said
    [*_, said] = await look(desk, date(2027, 2, 2))
    assert "⚫ <b>November 2026</b>: 1 tagihan" in said
    assert "⛔ <b>November 2026</b>: 1 tagihan" in said
    # the 30th has no like in February
    assert "hanya dapat dibuat sampai 28 Februari 2027 (26 hari lagi)" in said
    buttons = (await desk.rows())[-1].payload["buttons"]
    assert len(buttons) == 2
    [*_, said] = await look(desk, date(2027, 3, 1))
    assert "⚫ <b>November 2026</b>: 2 tagihan" in said


async def test_a_payment_of_the_last_minute_is_of_that_day_and_month(desk: Desk) -> None:
    minute = timedelta(minutes=1)
    midnight = datetime(2026, 12, 1, tzinfo=UTC) - timedelta(hours=7)
    await desk.paid(
        replace(paid_on(NOVEMBER, "INV-1"), paid_at=midnight - minute),
        replace(paid_on(NOVEMBER, "INV-2"), paid_at=midnight),
    )
    [said] = await look(desk, date(2026, 12, 10))
    assert "🟡 <b>November 2026</b>: 1 tagihan" in said
    assert "Desember 2026</b>:" not in said
    [*_, said] = await look(desk, date(2027, 3, 1))
    assert "⚫ <b>November 2026</b>: 1 tagihan" in said
    assert "⛔ <b>Desember 2026</b>: 1 tagihan" in said
    assert "sampai 1 Maret 2027 (hari ini)" in said


async def test_a_day_has_one_message_whoever_looks_and_however_often(desk: Desk) -> None:
    await desk.paid(paid_on(OCTOBER, "INV-1"))
    assert await look(desk, date(2026, 11, 12), hour=8) == []

    async def other_process() -> None:
        async with desk.table.shop.work() as work:
            await remind(work)

    desk.table.clock.now = datetime(2026, 11, 12, 2, tzinfo=UTC)
    await asyncio.gather(*(other_process() for _ in range(4)))
    assert len(await look(desk, date(2026, 11, 12), hour=23)) == 1
    assert len(await look(desk, date(2026, 11, 13), hour=23)) == 2  # started late that day


async def test_when_all_is_settled_one_clean_word_is_said(desk: Desk) -> None:
    assert await look(desk, date(2026, 11, 11)) == []
    await desk.paid(paid_on(OCTOBER, "INV-1"))
    await look(desk, date(2026, 11, 12))
    await desk.settle("INV-1")
    [_, clean] = await look(desk, date(2026, 11, 13))
    assert clean.startswith("✅")
    assert len(await look(desk, date(2026, 11, 14))) == 2


async def test_its_buttons_lead_to_the_export_and_to_the_list(desk: Desk) -> None:
    await desk.paid(paid_on(OCTOBER, "INV-1"))
    await look(desk, date(2026, 11, 12))
    await desk.tap("radar-btn-export")
    assert "Ekspor Coretax · Oktober 2026" in (await desk.told())[-1]
    await desk.tap("radar-btn-list")
    shown = (await desk.told())[-1]
    assert "Belum terbit: 1 tagihan</b> (halaman 1 dari 1)" in shown
    assert "<code>INV-1</code> CV Sinar Rahma" in shown
    assert "belum diekspor · PPN Rp\xa027.500\nlunas 5 Oktober 2026 · batas 20 Nov" in shown


async def test_a_list_that_is_empty_by_now_says_so(desk: Desk) -> None:
    await desk.paid(paid_on(OCTOBER, "INV-1"))
    await look(desk, date(2026, 11, 12))
    await desk.settle("INV-1")
    await desk.tap("radar-btn-list")
    assert "Tidak ada yang mendekati" in (await desk.told())[-1]


async def test_the_list_turns_its_pages_in_place(desk: Desk) -> None:
    await desk.paid(*(paid_on(OCTOBER, f"INV-{n:02}") for n in range(10)))
    await look(desk, date(2026, 11, 12))
    await desk.tap("radar-btn-list")
    assert "halaman 1 dari 2" in (await desk.told())[-1]
    await desk.tap("radar-btn-after")
    assert "halaman 2 dari 2" in (await desk.told())[-1]
    await desk.tap("radar-btn-before")
    first, *turned = (await desk.rows())[-3:]
    assert [row.payload["edits"] for row in turned] == [first.id, first.id]
    assert [b["label"] for b in turned[0].payload["buttons"]] == ["radar-btn-before"]


@pytest.mark.parametrize("subject", ["0.1", "x.1", "7", "1.-1", "99999.99999"])
async def test_a_page_that_is_none_harms_nobody(desk: Desk, subject: str) -> None:
    await desk.paid(paid_on(OCTOBER, "INV-1"))
    await desk.staff.tap(2001, f"fin:radar-page:{subject}", topic=9)
    await desk.work_off()
    assert len([row for row in await desk.rows() if "edits" in row.payload]) == 0
