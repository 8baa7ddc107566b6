"""The send budget on a real PostgreSQL; two budgets stand for two processes."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, suppress
from datetime import UTC, datetime, timedelta

import asyncpg
import pytest

from assistant.courier.budget import Budget, HeldError, Timing
from assistant.storage.embedded import dsn
from sandbox.limits import RateWatch

BUDI, SITI, STAFF = 1001, 1002, -100500
START = datetime(2026, 11, 23, tzinfo=UTC)


class Time:
    """Passes when somebody sleeps, and no faster."""

    def __init__(self) -> None:
        self.now = 0.0

    async def sleep(self, seconds: float) -> None:
        self.now += max(0.0, seconds)

    @property
    def timing(self) -> Timing:
        return Timing(
            lambda: START + timedelta(seconds=self.now), lambda: self.now, self.sleep
        )  # fmt: skip


MakeBudget = Callable[..., AbstractAsyncContextManager[Budget]]


@pytest.fixture
def passing() -> Time:
    return Time()


@pytest.fixture
def budget(assistant_url: str) -> MakeBudget:
    def make(
        send: float = 28, chat: float = 1, group: float = 20, timing: Timing | None = None
    ) -> Budget:
        return Budget(assistant_url, send, chat, group, timing or Timing())

    return make


@pytest.fixture
async def two(budget: MakeBudget, passing: Time) -> AsyncIterator[list[Budget]]:
    """Processes that share the database and the time."""
    async with AsyncExitStack() as stack:
        yield [
            await stack.enter_async_context(budget(timing=passing.timing)) for _ in range(2)
        ]  # fmt: skip


def most_within(times: list[float], seconds: float) -> int:
    """In any such span, which begins with a message and ends before its last microsecond."""
    return max(sum(start <= t < start + seconds - 1e-6 for t in times) for start in times)


async def sent(two: list[Budget], passing: Time, chats: list[int], **how: bool) -> list[float]:
    """When each message went, by turns of two processes."""
    times = []
    for number, chat in enumerate(chats):
        await two[number % len(two)].slot(chat, **how)
        times.append(passing.now)
    return times


# Rates


@pytest.mark.parametrize("bulk", [False, True])
@pytest.mark.parametrize("processes", [1, 2])
async def test_all_together_are_evenly_spaced(
    two: list[Budget], passing: Time, processes: int, bulk: bool
) -> None:
    times = await sent(two[:processes], passing, list(range(1, 201)), bulk=bulk)
    assert 28 <= most_within(times, 1) <= 30
    early = 0 if bulk else 1.5
    assert times[-1] == pytest.approx((199 - early) / 28, abs=0.01), "nobody waits without need"


async def test_who_comes_a_little_late_delays_none_that_follow(
    two: list[Budget], passing: Time
) -> None:
    """A commit, a busy processor: each push takes its slot some milliseconds after it was there."""
    chance, times = random.Random(5), []
    for chat in range(1, 401):
        await two[chat % 2].slot(chat, bulk=True)
        times.append(passing.now)
        passing.now += chance.uniform(0.018, 0.034)
    assert times[-1] == pytest.approx(399 / 28, rel=0.01)
    assert most_within(times, 1) <= 30


async def test_a_chat_gets_a_burst_and_then_one_a_second(two: list[Budget], passing: Time) -> None:
    times = await sent(two, passing, [BUDI] * 20)
    assert times[3] < 0.2
    assert most_within(times, 1) <= 5
    assert times[-1] == pytest.approx(15.5, abs=0.1)


async def test_a_group_gets_a_burst_and_never_more_than_its_share_of_a_minute(
    two: list[Budget], passing: Time
) -> None:
    times = await sent(two, passing, [STAFF] * 60)
    assert times[4] < 0.3
    assert 18 <= most_within(times, 60) <= 20


async def test_any_mixture_keeps_every_rate(two: list[Budget], passing: Time) -> None:
    chance = random.Random(7)
    chats = chance.choices([1, 2, 3, *range(4, 40), -100, -200], k=400)
    times = []
    for number, chat in enumerate(chats):
        await two[number % 2].slot(chat, bulk=chance.random() < 0.5)
        times.append((passing.now, chat))
        passing.now += chance.choice([0, 0, 0, 0.01, 0.5])
    assert most_within([t for t, _ in times], 1) <= 30
    for chat in set(chats):
        its = [t for t, c in times if c == chat]
        assert most_within(its, 10) <= 15 if chat > 0 else most_within(its, 60) <= 20


async def test_telegram_sees_no_breach_whatever_the_calls_take_on_their_way(
    two: list[Budget], passing: Time
) -> None:
    chance = random.Random(3)
    arrivals = []
    for number, chat in enumerate(chance.choices([*range(1, 12), STAFF], k=600)):
        await two[number % 2].slot(chat, bulk=chance.random() < 0.7)
        arrivals.append((passing.now + chance.uniform(0.002, 0.03), chat))
    seen = Time()
    watch = RateWatch(lambda: seen.now, variation=0)
    for at, chat in sorted(arrivals):
        seen.now = at
        watch.note("sendMessage", chat)
    assert watch.breaches == []


async def test_slow_rates_are_one_in_a_longer_time(budget: MakeBudget, passing: Time) -> None:
    async with budget(0.5, 1, 1, passing.timing) as slow:
        times = await sent([slow], passing, [1, 2, 3, 4])
        assert times == pytest.approx([0, 0, 1, 3])
        passing.now += 10
        times = await sent([slow], passing, [STAFF, STAFF])
        assert times[1] - times[0] == pytest.approx(60)


async def test_processes_side_by_side_share_it_and_wait_in_turn(budget: MakeBudget) -> None:
    """In real time: what the database's clock says is kept by all."""
    times: list[float] = []
    by: list[int] = [0, 0]

    async def send(which: int, shared: Budget, until: float) -> None:
        chat = random.Random(which).randrange(1, 10**9)
        while time.monotonic() < until:
            chat += 1
            await shared.slot(chat)
            times.append(time.monotonic())
            by[which] += 1

    async with budget(20) as one, budget(20) as other:
        until = time.monotonic() + 3
        senders = [send(n % 2, (one, other)[n % 2], until) for n in range(8)]
        await asyncio.gather(*senders)
    times.sort()
    spread = times[-1] - times[0]
    assert len(times) - 1 <= 20 * (spread + 0.5), "half a second for a busy machine"
    assert len(times) - 1 >= 15 * spread
    assert abs(by[0] - by[1]) <= len(senders)


# Answers before pushes


async def test_an_answer_waits_for_one_message_at_most_however_much_is_pushed(
    budget: MakeBudget,
) -> None:
    waits: list[float] = []
    pushed: list[float] = []

    async def push(shared: Budget, first: int) -> None:
        for chat in range(first, first + 10_000):
            await shared.slot(chat, bulk=True)
            pushed.append(time.monotonic())

    async with budget(5) as one, budget(5) as other:
        pushes = [
            asyncio.create_task(push((one, other)[n % 2], 10_000 * (n + 1))) for n in range(16)
        ]
        while len(pushed) < 2:  # noqa: ASYNC110 - in real time
            await asyncio.sleep(0.01)
        for number in range(7):
            began = time.monotonic()
            await one.slot(number + 1)
            waits.append(time.monotonic() - began)
            await asyncio.sleep(0.4)
        for task in pushes:
            task.cancel()
        await asyncio.gather(*pushes, return_exceptions=True)
    spread = pushed[-1] - pushed[0]
    # Without precedence each would wait behind sixteen pushes: three seconds, at five a second.
    assert sorted(waits)[len(waits) // 2] < 1.5, sorted(waits)
    assert len(pushed) + len(waits) <= 5 * (spread + 1), "what answers took is paid back"


async def test_an_answer_goes_at_once_while_as_much_is_pushed_as_may_go(
    two: list[Budget], passing: Time
) -> None:
    waits, times = [], []
    for number in range(1, 301):
        await two[number % 2].slot(number, bulk=True)
        times.append(passing.now)
        if number % 7 == 0:  # four a second
            passing.now += random.Random(number).uniform(0, 1 / 28)
            began = passing.now
            await two[0].slot(number + 1000)
            waits.append(passing.now - began)
            times.append(passing.now)
    assert max(waits) < 0.001
    assert most_within(times, 1) <= 30
    assert times[-1] == pytest.approx(len(times) / 28, rel=0.02), "what answers took is paid back"


async def test_a_person_who_has_had_a_burst_holds_up_nobody(
    two: list[Budget], passing: Time
) -> None:
    await sent(two, passing, [BUDI] * 5)
    before = passing.now
    await two[0].slot(SITI)
    assert passing.now - before < 0.2


# Silence


@pytest.mark.parametrize("bulk", [False, True])
async def test_silence_asked_for_is_kept_by_every_process(
    two: list[Budget], passing: Time, bulk: bool
) -> None:
    one, other = two
    await one.hold(BUDI, 30)
    assert one.held()
    for process in two:
        with pytest.raises(HeldError) as held:
            await process.slot(SITI, bulk=bulk)
        assert held.value.seconds == pytest.approx(30)
    assert other.held(), "it knows now"
    passing.now += 30.1
    assert not other.held()
    times = await sent(two, passing, list(range(10, 80)), bulk=bulk)
    assert most_within(times, 1) <= 30, "nobody rushes when it is over"


async def test_silence_asked_for_in_a_group_is_for_the_group(
    two: list[Budget], passing: Time
) -> None:
    one, other = two
    await one.hold(STAFF, 30)
    assert one.resting() == {STAFF: pytest.approx(30)}
    with pytest.raises(HeldError):
        await other.slot(STAFF)
    assert not one.held()
    assert not other.held()
    assert other.resting()[STAFF] == pytest.approx(30)
    await other.slot(BUDI)
    assert passing.now == 0
    passing.now += 30
    await other.slot(STAFF)


async def test_a_shorter_silence_does_not_end_a_longer_one(
    two: list[Budget], passing: Time
) -> None:
    await two[0].hold(BUDI, 30)
    await two[1].hold(SITI, 5)
    passing.now += 10
    with pytest.raises(HeldError):
        await two[0].slot(1)


async def test_what_waited_when_silence_was_asked_for_does_not_go(budget: MakeBudget) -> None:
    async with budget(0.5) as shared:
        await shared.slot(1)
        await shared.slot(2)
        waiting = asyncio.create_task(shared.slot(4))
        await asyncio.sleep(0.05)
        await shared.hold(3, 60)
        with pytest.raises(HeldError):
            await waiting


async def test_slots_that_were_held_are_not_used_up(two: list[Budget], passing: Time) -> None:
    await two[0].hold(BUDI, 1)
    for _ in range(50):
        with suppress(HeldError):
            await two[0].slot(BUDI)
    passing.now += 60
    times = await sent(two, passing, [BUDI] * 4)
    assert times[-1] - times[0] < 0.2


# What a process knows without asking


async def test_a_chat_rests_when_its_burst_is_used(two: list[Budget], passing: Time) -> None:
    one = two[0]
    assert one.has_room(BUDI)
    await one.slot(BUDI)
    assert one.has_room(BUDI)
    for _ in range(4):
        await one.slot(BUDI)
    assert one.resting() == {BUDI: pytest.approx(1, abs=0.2)}
    assert not one.has_room(BUDI)
    passing.now += 3
    assert one.resting() == {}
    assert one.has_room(BUDI)
    passing.now += 10
    assert one.resting() == {}
    assert one._free_at == {}, "what is long ago is forgotten"


# The database


async def test_a_slot_outlives_the_connection(budget: MakeBudget, assistant_url: str) -> None:
    async with budget() as shared:
        await shared.slot(1)
        admin = await asyncpg.connect(dsn(assistant_url))
        await admin.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where application_name = 'assistant budget'"
        )
        await shared.slot(2)
        assert await admin.fetchval("select count(*) from send_budget") == 3
        await admin.close()


async def test_nothing_goes_without_a_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.storage.send_budget.MOST_TRIES", 2)
    async with Budget("postgresql://nobody@127.0.0.1:1/nothing", 29, 1, 20) as shared:
        with pytest.raises(ConnectionError):
            await shared.slot(1)


async def test_the_rows_survive_no_crash_but_cost_no_log(assistant_url: str) -> None:
    admin = await asyncpg.connect(dsn(assistant_url))
    kind = await admin.fetchval("select relpersistence from pg_class where relname = 'send_budget'")
    await admin.close()
    assert kind == b"u"
