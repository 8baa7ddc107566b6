"""Faktur pushed to thousands at the rate that Telegram permits, while other people tap.

The whole assistant in one process, the rates as they are for real, and a sandbox that refuses what
is too fast. People tap at the beginning; the rate is that of all that was sent after them.
"""

from __future__ import annotations

import asyncio
import statistics
import time
from datetime import datetime

import asyncpg

from assistant.app.settings import Settings
from assistant.storage.embedded import dsn
from benchmarks.crowd import MODEL, copy_people, crowded, queue_pushes
from benchmarks.table import Row, at_least, at_most, note
from drill.stack import Stack
from tests.simclient import Sim

PDFS, FEW_PDFS = 10_000, 900
TAPS, FEW_TAPS = 300, 60
TAPPERS = 40
"""They get no faktur."""
GAP = 0.25
"""Seconds from tap to tap: one person in ten seconds, and an eighth of what may be sent."""
WINDOWS = (("❓ Bantuan", "Pilih yang ingin"), ("☰ Menu", "Apa yang ingin"))
_RATE = Settings.model_fields["send_rate"].default


async def run(short: bool) -> list[Row]:
    pdfs, taps = (FEW_PDFS, FEW_TAPS) if short else (PDFS, TAPS)
    async with crowded(pdfs + TAPPERS, limits={}) as stack:
        await _everybody_in_the_menu(stack, pdfs + TAPPERS)
        await stack.sim.fault("*", "enforce_limits", enabled=True)
        people = range(MODEL + pdfs + 1, MODEL + pdfs + TAPPERS + 1)
        for person in people:
            await _window_of_their_own(stack.sim, person)
        idle = await _tapped(stack.sim, people, 0, taps)
        await queue_pushes(stack.database_url, pdfs)
        busy = await _tapped(stack.sim, people, taps, taps)
        since = datetime.now().astimezone()
        times = await _all_sent(stack)
        report = await stack.sim.report()
    refused = sum(count for name, count in report["errors"].items() if name.startswith("429"))
    alone = [moment for moment in times if moment > since]
    rate = (len(alone) - 1) / (alone[-1] - alone[0]).total_seconds()
    return [
        note("PDFs delivered, each another file", f"{len(times):,}"),
        note("permitted", f"{_RATE:g} a second"),
        at_least("PDFs a second ÷ permitted", rate / _RATE, 0.97),
        at_most("refused by Telegram (429)", refused, 0),
        note("tap → window idle, p50 and p99", _shown(idle)),
        note("during the drain", _shown(busy)),
        at_most("p99 of a tap during the drain ÷ idle", _p99(busy) / _p99(idle), 1.5),
    ]


async def _everybody_in_the_menu(stack: Stack, people: int) -> None:
    whole = stack.part("assistant")
    await whole.start()
    await whole.ready()
    await stack.sim.send(MODEL, "/start")
    await stack.sim.wait(MODEL, button="Setuju", seconds=60)
    await stack.sim.tap(MODEL, "Setuju")
    await stack.sim.wait(MODEL, "Apa yang ingin", seconds=60)
    await copy_people(stack.database_url, people)


async def _window_of_their_own(sim: Sim, person: int) -> None:
    await sim.send(person, "/menu")
    await sim.wait(person, "Apa yang ingin", out=True, seconds=60)


async def _tapped(sim: Sim, people: range, before: int, taps: int) -> list[float]:
    """Seconds from each tap to the window that it leads to; so many were made before."""
    taken = []
    for number in range(before, before + taps):
        person = people[number % len(people)]
        label, then = WINDOWS[number // len(people) % 2]
        began = time.perf_counter()
        await sim.tap(person, label)
        await sim.wait(person, then, out=True, seconds=60)
        taken.append(time.perf_counter() - began)
        await asyncio.sleep(max(0.0, GAP - taken[-1]))
    return taken


async def _all_sent(stack: Stack) -> list[datetime]:
    """When each was; once the last is."""
    connection = await asyncpg.connect(dsn(stack.database_url))
    try:
        while await connection.fetchval("select count(*) from delivery where state <> 'sent'"):  # noqa: ASYNC110
            await asyncio.sleep(1)
        rows = await connection.fetch("select sent_at from delivery order by sent_at")
    finally:
        await connection.close()
    return [row["sent_at"] for row in rows]


def _p99(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=100)[98]


def _shown(taken: list[float]) -> str:
    return f"{statistics.median(taken) * 1000:.0f} ms, {_p99(taken) * 1000:.0f} ms"
