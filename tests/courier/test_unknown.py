"""Sends whose outcome nobody knows."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assistant.storage.owner import alive
from tests.courier.conftest import World
from tests.simclient import BUDI, SITI, STAFF

DEAD, LIVING = 11, 12
"""Processes."""

pytestmark = pytest.mark.usefixtures("world")


@pytest.mark.parametrize("kind", ["cut", "html"])
async def test_a_lost_answer_means_one_repeat_that_says_so(world: World, kind: str) -> None:
    await world.sim.fault("sendMessage", kind, effect="before")
    async with world.running():
        await world.tell("one")
        await world.until("one", "queued", repeats=1)
        world.clock.ahead += timedelta(seconds=25)
        await world.until("one", "sent")
    assert await world.texts_in(BUDI) == ["Halo, Budi!", "(Kiriman ulang.)\n\nHalo, Budi!"]


async def test_a_silent_server_is_an_unknown_outcome(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.courier.bot.LONGEST_CALL", 0.3)
    await world.sim.fault("sendMessage", "timeout", effect="before", seconds=2)
    async with world.running():
        await world.tell("one")
        row = await world.until("one", "queued", repeats=1)
    assert row.error == "timed out"


async def test_after_a_second_lost_answer_people_look_and_nothing_is_sent_again(
    world: World,
) -> None:
    await world.link()
    await world.issue_faktur()
    await world.sim.fault("sendDocument", "cut", effect="before", times=5)
    async with world.running():
        await world.send_faktur("one")
        await world.until("one", "queued", repeats=1)
        world.clock.ahead += timedelta(seconds=25)
        row = await world.until("one", "unknown")
        await world.until("one:mail", "sent")
        world.clock.ahead += timedelta(seconds=30)
        await world.until("one:desk-delivery-unknown", "sent")
        world.clock.ahead += timedelta(hours=1)
        await world.tell("two")
        await world.until("two", "sent")
    assert len(await world.sim.outbox("sendDocument")) == 2
    (letter,) = await world.sim.mails("pajak@contoh.example")
    assert letter["subject"] == "Faktur pajak 04002600000000001"
    assert await world.texts_in(STAFF) == [f"Tidak pasti: Faktur-1.pdf (#{row.id})"]


async def test_what_a_killed_process_was_sending_is_an_unknown_outcome(world: World) -> None:
    await world.tell("one")
    lease = world.clock() - timedelta(seconds=1)
    await world.change("one", state="sending", leased_until=lease)
    async with world.running():
        await world.until("one", "queued", repeats=1)
        world.clock.ahead += timedelta(seconds=10)
        await world.until("one", "sent")
    assert await world.texts_in(BUDI) == ["(Kiriman ulang.)\n\nHalo, Budi!"]


async def test_what_another_process_is_sending_is_left_to_it(world: World) -> None:
    await world.tell("theirs")
    lease = world.clock() + timedelta(seconds=60)
    await world.change("theirs", state="sending", leased_until=lease)
    async with world.running():
        await world.tell("ours")
        await world.until("ours", "sent")
    assert (await world.row("theirs")).state == "sending"


async def test_what_a_killed_process_had_in_hand_is_taken_up_before_its_lease_ends(
    world: World,
) -> None:
    lease = world.clock() + timedelta(seconds=60)
    await world.tell("waited")
    await world.change("waited", leased_until=lease, leased_by=DEAD)
    await world.tell("began", person=SITI)
    await world.change("began", state="sending", leased_until=lease, leased_by=DEAD)
    async with world.running():
        await world.until("waited", "sent")
        await world.until("began", "queued", repeats=1)


async def test_what_a_living_process_is_sending_is_left_to_it(world: World) -> None:
    url = world.shop.engine.url.render_as_string(hide_password=False)
    lease = world.clock() + timedelta(seconds=60)
    await world.tell("theirs")
    await world.change("theirs", state="sending", leased_until=lease, leased_by=LIVING)
    async with alive(url, LIVING), world.running():
        await world.tell("ours", person=SITI)
        await world.until("ours", "sent")
        assert (await world.row("theirs")).state == "sending"


async def test_what_somebody_else_took_over_is_not_settled_again(world: World) -> None:
    await world.sim.fault("sendMessage", "slow", seconds=3)
    async with world.running(owner=LIVING):
        await world.tell("one")
        await world.until("one", "sending")
        later = world.clock() + timedelta(hours=1)
        await world.change("one", state="queued", leased_by=None, repeats=1, not_before=later)
        await world.tell("two", person=SITI)
        await world.until("two", "sent")
    assert (await world.row("one")).state == "queued"


async def test_what_is_being_sent_may_end_when_the_process_stops(world: World) -> None:
    await world.sim.fault("sendMessage", "slow", seconds=2)
    async with world.running():
        await world.tell("one")
        await world.until("one", "sending")
    assert (await world.row("one")).state == "sent"
