"""Telegram away, the staff chat closed: what is owed waits, and goes out once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from assistant.courier.resuming import resume_staff
from assistant.courier.settling import FIRST_DOUBT, LONGEST_PAUSE
from assistant.domain.words import StaffMessage
from tests.courier.conftest import World
from tests.courier.said import tell_staff
from tests.simclient import BOT, BUDI, MODERATOR, SITI, STAFF

AGAIN = "(Kiriman ulang.)\n\n"
ALWAYS = 100_000


async def pass_by(world: World, seconds: float, step: float = 30.0) -> None:
    """Time goes on in steps, and the courier looks at what is due after each."""
    for _ in range(int(seconds / step)):
        world.clock.ahead += timedelta(seconds=step)
        await world.looked()


@pytest.mark.parametrize(
    "trouble",
    [
        {"kind": "error", "code": 502},
        {"kind": "html", "effect": "before"},
        {"kind": "cut"},
    ],
)
async def test_an_outage_of_fifteen_minutes_loses_nothing(
    world: World, trouble: dict[str, Any]
) -> None:
    await world.sim.fault(times=ALWAYS, **trouble)
    async with world.running():
        for person in (BUDI, SITI):
            for n in range(3):
                await world.tell(f"{person}-{n}", person=person, name=f"ke-{n}")
        await tell_staff(world)
        await pass_by(world, 900)
        tried = len(await world.sim.outbox("sendMessage"))
        assert tried <= 9, "what is tried in an outage is in doubt after it"
        await world.sim.fault(kind="clear")
        await pass_by(world, LONGEST_PAUSE * 2)
        for person in (BUDI, SITI):
            for n in range(3):
                await world.until(f"{person}-{n}", "sent")
        await world.until("staff", "sent")
    for person in (BUDI, SITI):
        came = await world.texts_in(person)
        for n in range(3):
            words = f"Halo, ke-{n}!"
            assert came.count(words) + came.count(AGAIN + words) >= 1
            assert came.count(words) <= 1
            assert came.count(AGAIN + words) <= 1
    assert not [words for words in await world.texts_in(STAFF) if "Tidak pasti" in words]


async def test_one_chat_in_trouble_for_a_while_gets_its_words_once(world: World) -> None:
    await world.sim.fault("sendMessage", code=502, chat=BUDI, times=ALWAYS)
    async with world.running():
        await world.tell("one")
        await world.until("one", "queued", repeats=1)
        await pass_by(world, 15, step=5)
        assert len(await world.sim.outbox("sendMessage")) == 1, "fifteen seconds are not enough"
        await world.sim.fault(kind="clear")
        await pass_by(world, FIRST_DOUBT)
        await world.until("one", "sent")
    assert await world.texts_in(BUDI) == [f"{AGAIN}Halo, Budi!"]


async def test_it_goes_as_soon_as_anybody_got_an_answer_in_that_chat(world: World) -> None:
    await world.sim.fault("sendMessage", "cut", chat=BUDI)
    async with world.running():
        await world.tell("one")
        await world.until("one", "queued", repeats=1)
        await world.tell("two")
        await world.until("two", "sent")
        await world.until("one", "sent")
    assert await world.texts_in(BUDI) == ["Halo, Budi!", f"{AGAIN}Halo, Budi!"]


async def test_staff_hear_of_an_outage_once(world: World) -> None:
    await world.sim.fault("sendMessage", "cut", effect="before", chat=BUDI, times=ALWAYS)
    await world.sim.fault("sendMessage", "cut", effect="before", chat=SITI, times=ALWAYS)
    async with world.running():
        for person in (BUDI, SITI):
            await world.tell(f"{person}", person=person)
            await world.until(f"{person}", "queued", repeats=1)
        await pass_by(world, 240)
        for person in (BUDI, SITI):
            await world.until(f"{person}", "unknown")
        await pass_by(world, 60)
        await world.until_quiet()
    said = [words for words in await world.texts_in(STAFF) if "Tidak pasti" in words]
    numbers = [(await world.row(f"{person}")).id for person in (BUDI, SITI)]
    assert len(said) == 1
    assert all(f"ntf-hello (#{number})" in said[0] for number in numbers)


@pytest.mark.parametrize(
    "refusal",
    [
        "Bad Request: not enough rights to send text messages to the chat",
        "Bad Request: CHAT_WRITE_FORBIDDEN",
        "Bad Request: TOPIC_CLOSED",
        "Bad Request: chat not found",
        "Bad Request: need administrator rights in the channel chat",
    ],
)
async def test_a_word_that_the_staff_chat_refuses_is_kept_until_it_works(
    world: World, refusal: str
) -> None:
    await world.sim.fault("sendMessage", chat=STAFF, code=400, description=refusal)
    async with world.running():
        await tell_staff(world)
        await world.looked()
        assert (await world.row("staff")).state in ("queued", "suspended")
        await pass_by(world, 2 * LONGEST_PAUSE)
        await world.until("staff", "sent")
    assert await world.texts_in(STAFF) == ["Catatan: periksa"]


async def test_while_the_staff_chat_is_closed_one_of_many_is_tried_a_minute(world: World) -> None:
    await world.sim.set_standing(BOT, "kicked")
    async with world.running():
        for n in range(10):
            await tell_staff(world, f"staff-{n}")
            await world.until(f"staff-{n}", "suspended")
        before = len(await world.sim.outbox("sendMessage"))
        for n in range(1, 4):
            world.clock.ahead += timedelta(seconds=LONGEST_PAUSE + 1)
            await world.tried(before + n)
        assert len(await world.sim.outbox("sendMessage")) == before + 3
        await world.sim.set_standing(BOT, "administrator")
        world.clock.ahead += timedelta(seconds=LONGEST_PAUSE + 1)
        for n in range(10):
            await world.until(f"staff-{n}", "sent")
    assert await world.texts_in(STAFF) == ["Catatan: periksa"] * 10


async def test_let_in_again_all_of_it_goes_at_once(world: World) -> None:
    await world.sim.set_standing(BOT, "restricted", by=MODERATOR)
    async with world.running():
        await tell_staff(world)
        await world.until("staff", "suspended")
        await world.sim.set_standing(BOT, "administrator", by=MODERATOR)
        await world.do(lambda work: resume_staff(work, STAFF))
        await world.until("staff", "sent")


async def test_what_telegram_refuses_for_its_content_is_not_sent_again(world: World) -> None:
    await world.sim.fault("sendMessage", code=400, description="Bad Request: message is too long")
    async with world.running():
        await world.tell("one")
        await world.until("one", "failed")
        await pass_by(world, 300)
    assert len(await world.sim.outbox("sendMessage")) == 1


@pytest.mark.parametrize("refusal", ["MESSAGE_ID_INVALID", "message can't be edited"])
async def test_an_edit_that_is_refused_becomes_a_new_message(world: World, refusal: str) -> None:
    async with world.running():
        await tell_staff(world)
        await world.until("staff", "sent")
        await world.sim.fault(
            "editMessageText", code=400, description=f"Bad Request: {refusal}", times=ALWAYS
        )
        await world.do(
            lambda work: work.deliveries.amend(
                "staff", StaffMessage("desk-note", {"text": "anders"}), unique="amended"
            )
        )
        await world.until("amended", "sent")
    assert await world.texts_in(STAFF) == ["Catatan: periksa", "Catatan: anders"]
