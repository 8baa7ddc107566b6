"""A small server: what the assistant takes while nobody writes, alone, in parts, with PostgreSQL.

The database is the embedded one, with a thousand people in it. Each is looked at after it has
answered some of them; CPU is that of the processes themselves, as a share of one core.
"""

from __future__ import annotations

import asyncio
import time

from benchmarks.crowd import MODEL, copy_people, crowded
from benchmarks.processes import cpu_seconds, family, share
from benchmarks.table import Row, at_most, note
from drill.stack import Part, Stack

PEOPLE = 1_000
ANSWERED = 20
IDLE, FEW = 60, 20
"""Seconds: each minute has something that goes by the clock."""
SETTLED = 3
"""Seconds until what the answers left behind is done."""
PARTS = ("gateway", "runner", "worker")
MENU = "Apa yang ingin"


async def run(short: bool) -> list[Row]:
    seconds = FEW if short else IDLE
    rows = []
    async with crowded(PEOPLE, limits={}) as stack:
        whole = stack.part("assistant")
        await whole.start()
        await whole.ready()
        await _model_in_the_menu(stack)
        await copy_people(stack.database_url, PEOPLE)
        for number in range(1, ANSWERED + 1):
            await stack.sim.send(MODEL + number, "/menu")
            await stack.sim.wait(MODEL + number, MENU, out=True, seconds=60)
        cpu, server = await _idle(stack, [whole], seconds)
        ours, database = _memory(stack, [whole])
        rows += [
            at_most("assistant run, idle CPU", cpu, 0.5, " %"),
            note("  PostgreSQL's meanwhile", f"{server:.2f} %"),
            note("  memory: assistant, PostgreSQL", f"{ours:.0f} MiB, {database:.0f} MiB"),
            at_most("everything together", ours + database, 512, " MiB"),
        ]
        await whole.stop()
        parts = [stack.part(name, name) for name in PARTS]
        for part in parts:
            await part.start()
            await part.ready()
        for part in parts:
            cpu, _ = await _idle(stack, [part], seconds / 2)
            ours, _ = _memory(stack, [part])
            rows.append(note(f"--only {part.name}", f"{cpu:.2f} %, {ours:.0f} MiB"))
    return rows


async def _model_in_the_menu(stack: Stack) -> None:
    await stack.sim.send(MODEL, "/start")
    await stack.sim.wait(MODEL, button="Setuju", seconds=60)
    await stack.sim.tap(MODEL, "Setuju")
    await stack.sim.wait(MODEL, MENU, seconds=60)


async def _idle(stack: Stack, parts: list[Part], seconds: float) -> tuple[float, float]:
    """Hundredths of a core: these processes with what they started, and PostgreSQL."""
    await asyncio.sleep(SETTLED)
    ours, database = _family(parts), list(family(_postmaster(stack)))
    began = time.perf_counter()
    ours_before, database_before = cpu_seconds(*ours), cpu_seconds(*database)
    await asyncio.sleep(seconds)
    hundredth = (time.perf_counter() - began) / 100
    return (
        (cpu_seconds(*ours) - ours_before) / hundredth,
        (cpu_seconds(*database) - database_before) / hundredth,
    )


def _memory(stack: Stack, parts: list[Part]) -> tuple[float, float]:
    """MiB: these processes with what they started, and PostgreSQL."""
    return share(*_family(parts)), share(*family(_postmaster(stack)))


def _family(parts: list[Part]) -> list[int]:
    return [pid for part in parts if part.process for pid in family(part.process.pid)]


def _postmaster(stack: Stack) -> int:
    file = stack.folder / "postgres" / "cluster" / "postmaster.pid"
    return int(file.read_text().split()[0])
