"""aiogram's bot keeps to the budget that the courier keeps to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramRetryAfter

from assistant.app.bot import paced_bot
from assistant.app.settings import Settings
from assistant.courier.budget import Budget
from tests.courier.conftest import World
from tests.simclient import ANDI, BUDI, MAYA, SITI, STAFF

pytestmark = pytest.mark.usefixtures("world")


@pytest.fixture
async def budget(world: World) -> AsyncIterator[Budget]:
    async with world.keeping(29, 1, 20) as budget:
        yield budget


@pytest.fixture
async def bot(world: World, budget: Budget, tmp_path: Path) -> AsyncIterator[Bot]:
    settings = Settings(
        _env_file=None, bot_token=world.sandbox.token, telegram_api_url=world.sandbox.url
    )
    bot = paced_bot(settings, budget)
    yield bot
    await bot.session.close()


async def test_too_fast_for_a_window_is_silence_for_the_courier(
    world: World, bot: Bot, budget: Budget
) -> None:
    await world.sim.fault("sendMessage", code=429, retry_after=40)
    with pytest.raises(TelegramRetryAfter):
        await bot.send_message(BUDI, "Halo")
    calls = len(await world.sim.outbox("sendMessage"))
    async with world.keeping(29, 1, 20) as other, world.running(budget=other):
        await world.tell("one", person=SITI)
        async with asyncio.timeout(10):
            while not other.held():  # noqa: ASYNC110 - no event tells
                await asyncio.sleep(0.02)
    assert (await world.row("one")).state == "queued"
    assert len(await world.sim.outbox("sendMessage")) == calls


async def test_silence_keeps_windows_back_without_a_call(
    world: World, bot: Bot, budget: Budget
) -> None:
    async with world.keeping(29, 1, 20) as other:
        await other.hold(SITI, 40)
    before = len(await world.sim.outbox())
    with pytest.raises(TelegramRetryAfter) as held:
        await bot.send_message(BUDI, "Halo")
    assert held.value.retry_after == 40
    assert len(await world.sim.outbox()) == before


async def test_answers_to_taps_ask_nobody(world: World, bot: Bot, budget: Budget) -> None:
    await budget.hold(BUDI, 40)
    assert (await bot.get_me()).is_bot


async def test_telegram_never_sees_us_too_fast(world: World, bot: Bot, budget: Budget) -> None:
    """Two couriers and windows together: bursts to few chats, and a group."""
    for person in (ANDI, MAYA):
        await world.sim.send(person, "/start")
    people = (BUDI, SITI, ANDI, MAYA)
    await world.sim.fault("*", "enforce_limits", enabled=True)
    for number in range(8):
        for person in people:
            await world.tell(f"n{number}:{person}", person=person)
    async with (
        world.keeping(29, 1, 20) as other,
        world.running(budget=budget),
        world.running(budget=other),
    ):
        windows = [bot.send_message(person, "Jendela") for person in people for _ in range(2)]
        cards = [bot.send_message(STAFF, f"Kartu {number}") for number in range(6)]
        await asyncio.gather(*windows, *cards)
        for person in people:
            await world.until(f"n7:{person}", "sent")
    report = await world.sim.report()
    assert report["rate_breaches"] == []
    assert report["enforce_limits"] is True
