"""Misbehaviour on request, and the watch on how fast the bot sends."""

from __future__ import annotations

import asyncio
import random
import time

import aiohttp
import pytest

from sandbox.limits import RateWatch
from tests.sandbox.conftest import RawBot, Refused
from tests.simclient import BUDI, STAFF, Sim, SimRefused


async def texts(sim: Sim) -> list[str]:
    return [message["text"] for message in (await sim.transcript(BUDI))["messages"]]


async def test_an_error_without_effect_leaves_no_message(bot: RawBot, sim: Sim) -> None:
    await sim.send(BUDI, "/start")
    await sim.fault("sendMessage", code=500, times=2)
    for _ in range(2):
        with pytest.raises(Refused, match="Internal Server Error"):
            await bot.call("sendMessage", chat_id=BUDI, text="a")
    assert await bot.call("sendMessage", chat_id=BUDI, text="b")
    assert await texts(sim) == ["/start", "b"]
    assert [call["ok"] for call in await sim.outbox("sendMessage")] == [False, False, True]


@pytest.mark.parametrize("effect", ["before", "after"])
async def test_a_message_can_arrive_though_its_answer_does_not(
    bot: RawBot, sim: Sim, effect: str
) -> None:
    await sim.send(BUDI, "/start")
    await sim.fault("sendMessage", kind="cut", effect=effect)
    with pytest.raises(aiohttp.ClientError):
        await bot.call("sendMessage", chat_id=BUDI, text="sampai")
    assert (await sim.wait(BUDI, "sampai"))["out"]


async def test_a_call_can_hang(bot: RawBot, sim: Sim) -> None:
    await sim.send(BUDI, "/start")
    await sim.fault("sendMessage", kind="timeout", seconds=30)
    with pytest.raises(asyncio.TimeoutError):
        await asyncio.wait_for(bot.call("sendMessage", chat_id=BUDI, text="a"), 0.2)


async def test_a_call_can_be_slow(bot: RawBot, sim: Sim) -> None:
    await sim.send(BUDI, "/start")
    await sim.fault("sendMessage", kind="slow", seconds=0.3)
    begun = time.monotonic()
    await bot.call("sendMessage", chat_id=BUDI, text="a")
    assert time.monotonic() - begun >= 0.3


async def test_a_proxy_can_answer_with_html(bot: RawBot, sim: Sim) -> None:
    await sim.fault("getMe", kind="html")
    async with bot.session.get(f"{bot.base}/getMe") as response:
        assert (response.status, response.content_type) == (502, "text/html")


async def test_faults_for_every_method_spare_polling(bot: RawBot, sim: Sim) -> None:
    await sim.fault(times=1)
    assert await bot.updates() == []
    with pytest.raises(Refused):
        await bot.call("getMe")


async def test_faults_are_forgotten_on_request(bot: RawBot, sim: Sim) -> None:
    await sim.fault("getMe", times=9)
    assert (await sim.report())["faults"][0]["times"] == 9
    await sim.fault(kind="clear")
    assert await bot.call("getMe")


async def test_a_senseless_fault_is_refused(sim: Sim) -> None:
    with pytest.raises(SimRefused, match="kind is one of"):
        await sim.fault("getMe", kind="explode")
    with pytest.raises(SimRefused, match="can't be read"):
        await sim.fault("getMe", colour="red")


async def test_sending_too_fast_is_reported_and_refused_only_when_enforced(
    bot: RawBot, sim: Sim
) -> None:
    for number in range(21):
        await bot.call("sendMessage", chat_id=STAFF, text=str(number))
    (breach,) = (await sim.report())["rate_breaches"]
    assert (breach["scope"], breach["chat"]) == ("group", STAFF)
    await sim.fault(kind="enforce_limits")
    with pytest.raises(Refused) as refused:
        await bot.call("sendMessage", chat_id=STAFF, text="lagi")
    wait = refused.value.body["parameters"]["retry_after"]
    assert 50 < wait <= 60
    assert refused.value.body["description"] == f"Too Many Requests: retry after {wait}"
    async with bot.session.post(
        f"{bot.base}/sendMessage", json={"chat_id": STAFF, "text": "lagi"}
    ) as response:
        assert response.status == 429
        assert int(response.headers["Retry-After"]) > 50


class Hands:
    """A clock turned by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_thirty_a_second_pass_in_any_sliding_second() -> None:
    clock = Hands()
    watch = RateWatch(clock, variation=0)
    for number in range(30):
        clock.now = 1000 + number / 100
        watch.note("sendMessage", 5000 + number)
    assert watch.breaches == []
    clock.now = 1000.99
    watch.note("sendMessage", 6000)
    assert [breach["scope"] for breach in watch.breaches] == ["overall"]
    clock.now = 1001.5
    watch.note("editMessageText", 6001)
    assert len(watch.breaches) == 1


@pytest.mark.parametrize(("gap", "refused"), [(1 / 29, False), (1 / 32, True)])
def test_what_varies_on_the_way_is_no_breach_and_hides_nobody_who_is_too_fast(
    gap: float, refused: bool
) -> None:
    """Calls that leave evenly and arrive up to half a second later than they might."""
    clock, chance = Hands(), random.Random(5)
    watch = RateWatch(clock)
    arrivals = [number * gap + chance.uniform(0, 0.5) for number in range(600)]
    for number, at in enumerate(sorted(arrivals)):
        clock.now = 1000 + at
        watch.note("sendMessage", 5000 + number)
    assert bool(watch.breaches) == refused


def test_a_private_chat_takes_a_burst_and_then_one_a_second() -> None:
    clock = Hands()
    watch = RateWatch(clock, private_burst=3)
    for _ in range(3):
        watch.note("sendMessage", BUDI)
    assert watch.breaches == []
    watch.note("editMessageText", BUDI)
    assert watch.breaches[0]["scope"] == "private"
    clock.now += 2
    watch.note("sendMessage", BUDI)
    assert len(watch.breaches) == 1


def test_an_album_counts_each_of_its_files_and_an_answer_counts_nothing() -> None:
    clock = Hands()
    watch = RateWatch(clock)
    watch.enforce = True
    assert watch.note("answerCallbackQuery", BUDI, 100) == 0
    assert watch.note("sendMediaGroup", STAFF, 10) == 0
    assert watch.note("sendMediaGroup", STAFF, 10) == 0
    assert watch.note("sendMessage", STAFF) == 60
