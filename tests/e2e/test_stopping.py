"""Told to stop while people write: what is in hand is finished, and nothing is lost."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlalchemy import select

from assistant.storage import tables as t
from assistant.storage.database import make_direct_engine
from drill.stack import launched
from tests.e2e.conftest import Stack, free_port, stack_on
from tests.simclient import ANDI, BUDI, MAYA, SITI, Sim

PEOPLE = (BUDI, SITI, ANDI, MAYA)
GREETING = {BUDI: "Halo", SITI: "Halo", ANDI: "Hello", MAYA: "Halo"}
LONGEST_STOP = 20.0
"""Seconds: twice what is promised, for a machine that is busy with other tests."""


@pytest.fixture
async def stack(assistant_url: str, tmp_path: Path) -> AsyncIterator[Stack]:
    metrics = f"127.0.0.1:{free_port()}"
    more = {"ASSISTANT_METRICS_LISTEN": metrics}
    async with stack_on(assistant_url, tmp_path, launch=launched, **more) as stack:
        yield stack


async def write_on(sim: Sim, person: int, stop: asyncio.Event) -> int:
    """One person writes and writes; the number of messages sent."""
    count = 0
    while not stop.is_set():
        await sim.send(person, f"/menu {count}")
        count += 1
        await asyncio.sleep(0.5)  # as fast as nobody is slowed down for
    return count


async def until(condition: Callable[[], Awaitable[bool]], seconds: float = 60) -> None:
    async with asyncio.timeout(seconds):
        while not await condition():  # noqa: ASYNC110 - of another process
            await asyncio.sleep(0.05)


async def called(sim: Sim, method: str) -> bool:
    return bool(await sim.outbox(method))


async def inbox(url: str) -> list[Any]:
    """What people wrote; the staff group says things of itself."""
    engine = make_direct_engine(url)
    try:
        async with engine.connect() as connection:
            theirs = (t.inbox.c.source == "telegram", t.inbox.c.chat.in_(PEOPLE))
            return list(
                await connection.execute(select(t.inbox).where(*theirs).order_by(t.inbox.c.id))
            )
    finally:
        await engine.dispose()


async def test_a_stop_finishes_what_is_in_hand_and_loses_nothing(
    stack: Stack, assistant_url: str
) -> None:
    await stack.start()
    enough = asyncio.Event()
    writing = [asyncio.create_task(write_on(stack.sim, person, enough)) for person in PEOPLE]
    await stack.sim.wait(BUDI, "Halo", out=True, seconds=40)
    began = time.monotonic()
    assert await stack.stop() == 0
    took = time.monotonic() - began
    assert took < LONGEST_STOP
    rows = await inbox(assistant_url)
    assert rows
    assert all(row.result != "failed" for row in rows)
    enough.set()
    sent = sum(await asyncio.gather(*writing))
    await stack.start()

    async def all_done() -> bool:
        rows = await inbox(assistant_url)
        return len(rows) >= sent and all(row.done_at for row in rows)

    await until(all_done)
    rows = await inbox(assistant_url)
    assert len(rows) == sent, "each once, none lost"
    # Where the machine is so slow that twenty wait, what is passed over is so by us, and told.
    assert {row.result for row in rows} <= {"message", "passed-over"}
    for person in PEOPLE:
        await stack.sim.wait(person, GREETING[person], out=True, seconds=40)


async def test_a_stop_while_telegram_hangs_ends_in_time(stack: Stack, assistant_url: str) -> None:
    await stack.start()
    await stack.sim.fault("sendMessage", "timeout", times=50)
    await stack.sim.send(BUDI, "/start")
    await until(lambda: called(stack.sim, "sendMessage"))
    began = time.monotonic()
    assert await stack.stop() == 0
    assert time.monotonic() - began < LONGEST_STOP


async def test_a_process_shows_what_it_did_and_nothing_of_whom(
    stack: Stack, tmp_path: Path
) -> None:
    await stack.start()
    await stack.sim.send(BUDI, "/start")
    await stack.sim.wait(BUDI, "Halo", out=True)
    url = f"http://{stack.environment['ASSISTANT_METRICS_LISTEN']}"
    async with aiohttp.ClientSession() as http:
        async with http.get(f"{url}/readyz") as answer:
            body = json.loads(await answer.text())
            assert (answer.status, body) == (200, dict.fromkeys(body, "ok"))
            assert set(body) == {"database", "queue", "telegram", "portal", "staff chat"}

        async def answered() -> bool:
            return (await metrics_of(http, url)).get("assistant_answer_seconds_count") == 1

        await until(answered)
        shown = await metrics_of(http, url)
    assert shown["assistant_polling_leader"] == 1
    assert shown["assistant_database_up"] == 1
    assert shown['assistant_received_total{outcome="new",source="telegram"}'] == 1
    assert shown['assistant_updates_total{handler="start",result="message",source="telegram"}'] == 1
    assert shown['assistant_telegram_calls_total{method="sendMessage",outcome="ok"}'] == 1
    assert not [line for line in shown if str(BUDI) in line or "Budi" in line]


async def metrics_of(http: aiohttp.ClientSession, url: str) -> dict[str, float]:
    async with http.get(f"{url}/metrics") as answer:
        lines = (await answer.text()).splitlines()
    pairs = (line.rpartition(" ") for line in lines if not line.startswith("#"))
    return {name: float(value) for name, _, value in pairs}
