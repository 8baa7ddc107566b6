"""``/tautan`` in the staff chat: administrators see who is linked, and end it."""

from __future__ import annotations

import pytest

from assistant.storage import tables as t
from assistant.storage.codec import load_args
from tests.desk.finance_desk import Desk
from tests.things import client

BUDI = 1001
OWNER = client()


@pytest.fixture
async def linked(desk: Desk) -> Desk:
    async with desk.table.shop.work() as work:
        await work.people.seen(BUDI, "Budi", None, "id")
        await work.links.add(BUDI, OWNER)
    return desk


async def told(desk: Desk) -> list[str]:
    return [row.payload["key"] for row in await desk.rows() if row.channel == "staff"]


async def links(desk: Desk) -> int:
    async with desk.table.shop.work() as work:
        return len(await work.links.of(BUDI))


@pytest.mark.parametrize("what", ["budi@majujaya.example", "BUDI@MajuJaya.example", "7", "1001"])
async def test_a_link_is_found_and_ended(linked: Desk, what: str) -> None:
    await linked.write(f"/tautan {what}")
    assert (await told(linked))[-1] == "desk-links"
    line = load_args((await linked.rows())[-1].payload["args"])["lines"][0]
    assert line.args["email"] == "b***@majujaya.example"
    await linked.tap("desk-links-btn-end")
    assert "desk-links-ended" in await told(linked)
    assert await links(linked) == 0
    person = await linked.table.rows(t.delivery, t.delivery.c.person == BUDI)
    assert [row.payload["key"] for row in person] == ["ntf-unlinked-by-staff"]
    audit = {(row.actor, row.action) for row in await linked.table.rows(t.audit)}
    assert {("staff:2001", "links-looked-at"), ("staff:2001", "account-unlinked")} <= audit
    await linked.tap("desk-links-btn-end")
    assert (await told(linked))[-1] == "finance-act-too-late"


async def test_whoever_is_no_administrator_sees_and_ends_nothing(linked: Desk) -> None:
    await linked.write("/tautan 7")
    await linked.write("/tautan 7", by=2002)
    assert (await told(linked))[-1] == "finance-act-not-administrator"
    await linked.tap("desk-links-btn-end", by=2002)
    assert await links(linked) == 1


async def test_nobody_found_and_nothing_asked_are_said(linked: Desk) -> None:
    for typed, said in (
        ("/tautan", "desk-links-how"),
        ("/tautan lain@x.example", "desk-links-none"),
        ("/tautan 99999999999999999999999", "desk-links-none"),
        ("/tautan %", "desk-links-none"),
    ):
        await linked.write(typed)
        assert (await told(linked))[-1] == said
