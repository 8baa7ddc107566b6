"""What an update costs when two processes take turns, beside one: CPU seconds of all of them.

Real processes (``assistant run --only runner``): turns and the windows that they owe, sent to a
sandbox. The updates are in the inbox when the clock starts.
"""

from __future__ import annotations

import asyncio
import statistics
from typing import Any

import asyncpg

from assistant.gateway.inbox import store_batch
from assistant.storage.database import make_direct_engine
from assistant.storage.embedded import dsn
from benchmarks.crowd import MODEL, copy_people, crowded
from benchmarks.processes import cpu_seconds
from benchmarks.table import Row, at_most, note
from drill.stack import UNLIMITED, Part, Stack
from sandbox.server import DEFAULT_TOKEN, bot_id

PEOPLE = 300
UPDATES, FEW = 3_000, 300
ROUNDS = 3
FIRST = 10**9
"""Our updates are numbered from here; what people did before has other numbers."""
_WAITING = """
select (select count(*) from inbox where done_at is null)
    + (select count(*) from screen where shown < wanted)
"""


async def run(short: bool) -> list[Row]:
    updates = FEW if short else UPDATES
    async with crowded(PEOPLE, UNLIMITED) as stack:
        await _everybody_in_the_menu(stack)
        load = Load(stack)
        runners = [await _runner(stack, 1)]
        await load.cost(runners, PEOPLE)  # warm
        one = [await load.cost(runners, updates) for _ in range(ROUNDS)]
        runners.append(await _runner(stack, 2))
        await load.cost(runners, PEOPLE)
        two = [await load.cost(runners, updates) for _ in range(ROUNDS)]
    alone, together = statistics.median(one), statistics.median(two)
    return [
        note("one runner, CPU of 1,000 updates", f"{alone:.2f} s"),
        note("two, both together", f"{together:.2f} s"),
        at_most("two runners ÷ one", together / alone, 1.1),
    ]


async def _everybody_in_the_menu(stack: Stack) -> None:
    whole = stack.part("assistant")
    await whole.start()
    await whole.ready()
    await stack.sim.send(MODEL, "/start")
    await stack.sim.wait(MODEL, button="Setuju", seconds=60)
    await stack.sim.tap(MODEL, "Setuju")
    await stack.sim.wait(MODEL, "Apa yang ingin", seconds=60)
    await whole.stop()
    await copy_people(stack.database_url, PEOPLE)


async def _runner(stack: Stack, number: int) -> Part:
    runner = stack.part(f"runner-{number}", "runner")
    await runner.start()
    await runner.ready()
    return runner


class Load:
    """Commands of everybody, by turns."""

    def __init__(self, stack: Stack) -> None:
        self._stack = stack
        self._last = FIRST

    async def cost(self, runners: list[Part], updates: int) -> float:
        """CPU seconds of all these processes for 1,000 updates."""
        pids = [runner.process.pid for runner in runners if runner.process]
        before = cpu_seconds(*pids)
        engine = make_direct_engine(self._stack.database_url)
        async with engine.connect() as connection:
            batch = [self._update() for _ in range(updates)]
            await store_batch(connection, bot_id(DEFAULT_TOKEN), batch)
        await engine.dispose()
        await _worked_off(self._stack)
        return (cpu_seconds(*pids) - before) / updates * 1000

    def _update(self) -> dict[str, Any]:
        self._last += 1
        person = MODEL + 1 + self._last % PEOPLE
        text = ("/bahasa", "/menu")[self._last // PEOPLE % 2]
        message = {
            "message_id": self._last,
            "date": 1790000000,
            "chat": {"id": person, "type": "private", "first_name": "A"},
            "from": {"id": person, "is_bot": False, "first_name": "A", "language_code": "id"},
            "text": text,
            "entities": [{"type": "bot_command", "offset": 0, "length": len(text)}],
        }
        return {"update_id": self._last, "message": message}


async def _worked_off(stack: Stack) -> None:
    connection = await asyncpg.connect(dsn(stack.database_url))
    try:
        while await connection.fetchval(_WAITING):  # noqa: ASYNC110
            await asyncio.sleep(0.2)
        results = await connection.fetch(
            "select result, count(*) from inbox where source = 'telegram'"
            " and split_part(key, ':', 2)::bigint between $1 and $1 * 1.1 group by result",
            FIRST,
        )
    finally:
        await connection.close()
    if set(dict(results)) - {"message"}:
        raise RuntimeError(f"not all updates were answered: {dict(results)}")
