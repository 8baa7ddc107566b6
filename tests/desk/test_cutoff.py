"""Who paid without an NPWP is asked before the provider's last day, and not more often."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.fakturs.paid import tax_profile_saved
from assistant.domain.finance.cutoff import rounds
from assistant.domain.finance.reminders import remind
from assistant.domain.months import OfficeDays
from assistant.storage import tables as t
from assistant.storage.codec import load_args
from tests.desk.finance_desk import BARE, OCTOBER, Desk, paid_on
from tests.things import tax


async def look(desk: Desk, day: date) -> None:
    desk.table.clock.now = datetime(day.year, day.month, day.day, 3, tzinfo=UTC)
    async with desk.table.shop.work() as work:
        await remind(work)
    await desk.work_off()


async def to_customer(desk: Desk, channel: str = "telegram") -> list[Any]:
    rows = await desk.table.rows(t.delivery, t.delivery.c.channel == channel)
    return sorted(rows, key=lambda row: row.id)


async def keys(desk: Desk, channel: str = "telegram") -> list[str]:
    return [row.payload["key"] for row in await to_customer(desk, channel)]


async def test_they_are_asked_three_times_each_with_the_day(desk: Desk) -> None:
    desk.portal.clients[BARE.id] = BARE
    await desk.table.link(1001, BARE)
    desk.table.clock.now = datetime(2026, 10, 5, 3, tzinfo=UTC)
    await desk.paid(paid_on(OCTOBER, "INV-1"), owner=BARE)
    for day in range(1, 25):
        await look(desk, date(2026, 11, day))
    asked = await to_customer(desk)
    assert [row.payload["key"] for row in asked] == [
        "ntf-faktur-no-npwp", "ntf-npwp-missing", "ntf-npwp-missing",
    ]  # fmt: skip
    for row in asked:
        said = desk.table.texts.html("id", row.payload["key"], load_args(row.payload["args"]))
        assert "10 November 2026" in said


async def test_who_pays_often_in_a_month_is_not_asked_more_often(desk: Desk) -> None:
    desk.portal.clients[BARE.id] = BARE
    await desk.table.link(1001, BARE)
    for day in (1, 12, 30, 31):
        desk.table.clock.now = datetime(2026, 10, day, 3, tzinfo=UTC)
        await desk.paid(paid_on(date(2026, 10, day), f"INV-{day}"), owner=BARE)
    assert await keys(desk) == ["ntf-faktur-no-npwp", *["ntf-faktur-no-npwp-too"] * 3]
    for day in range(1, 21):
        await look(desk, date(2026, 11, day))
    assert (await keys(desk))[4:] == ["ntf-npwp-missing"] * 2
    asked = (await to_customer(desk))[-1].payload["args"]["invoices"]
    assert asked == "INV-1, INV-12, INV-30, INV-31"


async def test_one_month_s_rounds_do_not_ask_again_about_another_s(desk: Desk) -> None:
    desk.portal.clients[BARE.id] = BARE
    await desk.table.link(1001, BARE)
    await desk.paid(paid_on(date(2026, 9, 30), "INV-SEP"), owner=BARE)
    await desk.paid(paid_on(OCTOBER, "INV-OCT"), owner=BARE)
    for day in range(30):
        await look(desk, date(2026, 10, 20) + timedelta(days=day))
    rounds = [row for row in await to_customer(desk) if row.payload["key"] == "ntf-npwp-missing"]
    assert len(rounds) == 2
    for row in rounds:
        args = load_args(row.payload["args"])
        assert args["invoices"] == "INV-OCT"
        assert "paling lambat <b>10 November 2026</b>" in desk.table.texts.html(
            "id", "ntf-npwp-missing", args
        )


async def test_a_payment_that_is_known_too_late_names_no_day_that_is_over(desk: Desk) -> None:
    await desk.table.link(1001, BARE)
    desk.table.clock.now = datetime(2026, 11, 12, 3, tzinfo=UTC)
    await desk.paid(paid_on(OCTOBER, "INV-1"), owner=BARE)
    (row,) = await to_customer(desk)
    for language, over in (("id", "Batas kami 10 November 2026 sudah lewat"), ("en", "is over")):
        said = desk.table.texts.html(language, row.payload["key"], load_args(row.payload["args"]))
        assert over in said
        assert "20 November 2026" in said


async def test_who_has_no_chat_is_asked_by_mail(desk: Desk) -> None:
    desk.portal.clients[BARE.id] = BARE
    await desk.paid(paid_on(OCTOBER, "INV-1"), owner=BARE)
    for day in (2, 3, 4, 8, 9, 10, 11):
        await look(desk, date(2026, 11, day))
    assert await keys(desk, "mail") == ["mail-npwp-missing"] * 2


async def test_a_round_that_was_missed_is_made_up_for_before_the_last_day(desk: Desk) -> None:
    desk.portal.clients[BARE.id] = BARE
    await desk.paid(paid_on(OCTOBER, "INV-1"), owner=BARE)
    await look(desk, date(2026, 11, 10))
    assert await keys(desk, "mail") == ["mail-npwp-missing"]


async def test_nobody_is_asked_after_it_or_with_an_npwp(desk: Desk) -> None:
    desk.portal.clients[BARE.id] = BARE
    await desk.paid(paid_on(OCTOBER, "INV-1"), owner=BARE)
    await look(desk, date(2026, 11, 11))
    assert await keys(desk, "mail") == []


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (date(2026, 11, 20), None),
        (date(2026, 11, 21), "ntf-npwp-late"),
        (date(2027, 1, 5), "ntf-npwp-late"),
        (date(2027, 1, 6), "ntf-npwp-lapsed"),
    ],
)
async def test_what_is_late_tells_both_sides_what_it_costs(
    desk: Desk, today: date, told: str | None
) -> None:
    await desk.table.link(1001, BARE)
    await desk.paid(paid_on(OCTOBER, "INV-1"), owner=BARE)
    desk.table.clock.now = datetime(today.year, today.month, today.day, 3, tzinfo=UTC)
    async with desk.table.shop.work() as work:
        await tax_profile_saved(work, BARE.id, replace(tax()))
    assert (await keys(desk))[1:] == ([told] if told else [])
    staff = [row.payload["key"] for row in await desk.rows()]
    assert staff == (["radar-npwp-late"] if told else [])
    if told:
        assert "sekitar Rp\xa02.292" in (await desk.told())[-1]


DAYS = st.dates(date(2024, 1, 1), date(2040, 1, 1))


@given(DAYS, st.sets(st.integers(-30, 30), max_size=20), st.integers(1, 20))
def test_the_rounds_are_on_working_days_before_the_last_day(
    paid: date, off: set[int], last_day: int
) -> None:
    around = (paid.replace(day=1) + timedelta(days=40)).replace(day=10)
    office = OfficeDays(frozenset(around + timedelta(days=n) for n in off), last_day)
    days = rounds(paid, office)
    assert len(days) <= 2
    assert list(days) == sorted(set(days))
    for day in days:
        assert office.works(day)
        assert day < office.cutoff(paid)
        assert (day.year, day.month) > (paid.year, paid.month)
