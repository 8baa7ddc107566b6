"""A tap as people feel it, and what the process pays: three bots with the same two windows.

Plain aiogram-dialog that keeps its dialogs in memory, the same in Redis, and ours (``assistant
run``): each a process of its own, that polls a sandbox of its own. They are tapped by turns, a
block of taps after the other, so that all meet the same moods of the machine.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field

import asyncpg

from assistant.storage.embedded import dsn
from benchmarks import redis_server
from benchmarks.crowd import MODEL, copy_people, crowded
from benchmarks.processes import cpu_seconds, resident
from benchmarks.table import Row, at_most, note
from drill.stack import UNLIMITED, Part, Stack

BLOCKS, FEW_BLOCKS = 18, 6
BLOCK = 20
"""Taps of one bot before the next one has its turn."""
TAPPERS = 5
CHATS, FEW_CHATS = 10_000, 500
AT_ONCE = 50
"""Chats that write at the same time."""
STARTS = 3
WINDOWS = (("❓ Bantuan", "Pilih yang ingin"), ("☰ Menu", "Apa yang ingin"))
MENU = WINDOWS[1][1]

IN_MEMORY, IN_REDIS, OURS = "plain, in memory", "plain, in Redis", "ours"


class PlainBot:
    """A process of :mod:`benchmarks.plain_bot`, started and killed like a :class:`Part`."""

    def __init__(self, environment: dict[str, str], *arguments: str) -> None:
        self._environment = environment
        self._arguments = arguments
        self.process: Process | None = None

    async def start(self) -> None:
        self.process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "benchmarks.plain_bot", *self._arguments),
            env=self._environment, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL,
        )  # fmt: skip

    async def kill(self) -> None:
        assert self.process is not None
        with suppress(ProcessLookupError):
            self.process.kill()
        await self.process.wait()


@dataclass
class Way:
    """One of the bots, and what was seen of it."""

    stack: Stack
    bot: Part | PlainBot
    taps: list[float] = field(default_factory=list)
    """Milliseconds from a tap to its window."""
    cpu: list[float] = field(default_factory=list)
    """Milliseconds of CPU a tap, by block."""
    starts: list[float] = field(default_factory=list)
    """Seconds from SIGKILL and a start to the answer to what was written meanwhile."""
    resident: float = 0.0
    """MiB after all chats have written."""

    async def block(self, number: int) -> None:
        before = cpu_seconds(self._pid)
        for place in range(BLOCK):
            person = MODEL + 1 + place % TAPPERS
            label, then = WINDOWS[(number * BLOCK + place) // TAPPERS % 2]
            began = time.perf_counter()
            await self.stack.sim.tap(person, label)
            await self.stack.sim.wait(person, then, out=True)
            self.taps.append((time.perf_counter() - began) * 1000)
        self.cpu.append((cpu_seconds(self._pid) - before) / BLOCK * 1000)

    async def begin_again(self) -> None:
        await self.bot.kill()
        sent = await self.stack.sim.send(MODEL + 1, "/menu")
        began = time.perf_counter()
        await self.bot.start()
        await self._menu(MODEL + 1, int(sent["message_id"]))
        self.starts.append(time.perf_counter() - began)

    async def greet(self, person: int) -> None:
        """To the menu as a new message."""
        sent = await self.stack.sim.send(person, "/menu")
        await self._menu(person, int(sent["message_id"]))

    async def greet_all(self, people: int) -> None:
        for first in range(0, people, AT_ONCE):
            some = range(MODEL + 1 + first, MODEL + 1 + min(first + AT_ONCE, people))
            await asyncio.gather(*(self.greet(person) for person in some))
        self.resident = resident(self._pid)

    async def _menu(self, person: int, after: int) -> None:
        await self.stack.sim.wait(person, MENU, out=True, after=after)

    @property
    def _pid(self) -> int:
        assert self.bot.process is not None
        return self.bot.process.pid


async def run(short: bool) -> list[Row]:
    blocks, chats = (FEW_BLOCKS, FEW_CHATS) if short else (BLOCKS, CHATS)
    missing = redis_server.missing()
    async with AsyncExitStack() as stack:
        ways = {IN_MEMORY: await stack.enter_async_context(_plain(chats))}
        if missing is None:
            socket = await stack.enter_async_context(redis_server.redis_running())
            ways[IN_REDIS] = await stack.enter_async_context(_plain(chats, socket))
        ways[OURS] = await stack.enter_async_context(_ours(chats))
        for way in ways.values():
            for person in range(MODEL + 1, MODEL + 1 + TAPPERS):
                await way.greet(person)
            await way.block(0)  # warm
            way.taps.clear()
            way.cpu.clear()
        for number in range(1, blocks + 1):
            for way in ways.values():
                await way.block(number)
        for way in ways.values():
            await way.greet_all(chats)
        for _ in range(STARTS):
            for way in ways.values():
                await way.begin_again()
    return _rows(ways, missing, chats)


@asynccontextmanager
async def _plain(people: int, *socket: str) -> AsyncIterator[Way]:
    async with crowded(people, UNLIMITED) as stack:
        url = stack.environment["ASSISTANT_TELEGRAM_API_URL"]
        bot = PlainBot(stack.environment, url, *socket)
        await bot.start()
        try:
            yield Way(stack, bot)
        finally:
            await bot.kill()


@asynccontextmanager
async def _ours(people: int) -> AsyncIterator[Way]:
    """Everybody has agreed already: the others are asked for nothing either."""
    async with crowded(people, UNLIMITED) as stack:
        whole = stack.part("assistant")
        await whole.start()
        await whole.ready()
        await stack.sim.send(MODEL, "/start")
        await stack.sim.wait(MODEL, button="Setuju", seconds=60)
        await stack.sim.tap(MODEL, "Setuju")
        await stack.sim.wait(MODEL, MENU, seconds=60)
        await copy_people(stack.database_url, people)
        await _analyze(stack.database_url)
        yield Way(stack, whole)


async def _analyze(url: str) -> None:
    """What autovacuum does within its minute."""
    connection = await asyncpg.connect(dsn(url))
    try:
        await connection.execute("analyze")
    finally:
        await connection.close()


def _rows(ways: dict[str, Way], missing: str | None, chats: int) -> list[Row]:
    rows = [row for name, way in ways.items() for row in _seen(name, way, chats)]
    ours, memory = ways[OURS], ways[IN_MEMORY]
    rows += [
        at_most("p50, ours ÷ in memory", _p50(ours) / _p50(memory), 1.5),
        at_most("p99, ours ÷ in memory", _p99(ours) / _p99(memory), 1.5),
        at_most("CPU a tap, ours ÷ in memory", _ratio(ours, memory), 2.0),
    ]
    if missing is None:
        rows.append(at_most("CPU a tap, ours ÷ in Redis", _ratio(ours, ways[IN_REDIS]), 1.0))
    else:
        rows.append(note(IN_REDIS, missing))
    return rows


def _seen(name: str, way: Way, chats: int) -> list[Row]:
    part = statistics.quantiles(way.taps, n=100)
    return [
        note(f"{name}: p50, p90, p99", f"{part[49]:.1f}, {part[89]:.1f}, {part[98]:.1f} ms"),
        note("  CPU of the process a tap", f"{statistics.median(way.cpu):.1f} ms"),
        note(f"  memory after {chats:,} chats", f"{way.resident:.0f} MiB"),
        note("  start → first answer", f"{statistics.median(way.starts):.2f} s"),
    ]


def _ratio(ours: Way, theirs: Way) -> float:
    """Block beside block: both had the same company."""
    return statistics.median(one / other for one, other in zip(ours.cpu, theirs.cpu, strict=True))


def _p50(way: Way) -> float:
    return statistics.median(way.taps)


def _p99(way: Way) -> float:
    return statistics.quantiles(way.taps, n=100)[98]
