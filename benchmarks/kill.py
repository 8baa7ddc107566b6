"""SIGKILL in the middle of much work: how long until a person is answered again.

One process runs the whole assistant; people are in the middle of a form, faktur are being pushed.
It is killed, somebody answers the question that they see, and it is started again at once.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from asyncio.subprocess import DEVNULL

from benchmarks.crowd import MODEL, copy_people, crowded, queue_pushes
from benchmarks.table import Row, at_most, note
from drill.stack import Stack

DIALOGS, FEW_DIALOGS = 10_000, 1_000
PUSHES, FEW_PUSHES = 5_000, 500
KILLS = 3
_LOAD = """
import gc
gc.disable()
from assistant.cli.starting import load_aiogram
load_aiogram()
import assistant.app.running
"""


async def run(short: bool) -> list[Row]:
    dialogs, pushes = (FEW_DIALOGS, FEW_PUSHES) if short else (DIALOGS, PUSHES)
    async with crowded(dialogs, limits={}) as stack:
        whole = stack.part("assistant")
        await whole.start()
        await whole.ready()
        await _in_the_middle_of_a_form(stack)
        await copy_people(stack.database_url, dialogs)
        await queue_pushes(stack.database_url, pushes)
        taken = [await _killed(stack, MODEL + dialogs - number) for number in range(KILLS)]
    imported = [await _imported() for _ in range(KILLS)]
    return [
        note("dialogs open, faktur waiting", f"{dialogs:,}, {pushes:,}"),
        at_most("SIGKILL → answer, median of three", statistics.median(taken), 3, " s"),
        note("  the longest", f"{max(taken):.2f} s"),
        note("  of it, until the code is loaded", f"{statistics.median(imported):.2f} s"),
    ]


async def _in_the_middle_of_a_form(stack: Stack) -> None:
    sim = stack.sim
    await sim.send(MODEL, "/start")
    await sim.wait(MODEL, button="Setuju", seconds=60)
    await sim.tap(MODEL, "Setuju")
    await sim.wait(MODEL, button="Akun baru", seconds=60)
    await sim.tap(MODEL, "🏢 Akun baru")
    await sim.wait(MODEL, "nama depan", seconds=60)


async def _killed(stack: Stack, person: int) -> float:
    """Seconds until this person has the next question."""
    await asyncio.sleep(2)  # pushes are on their way
    whole = stack.parts["assistant"]
    began = time.perf_counter()
    await whole.kill()
    await stack.sim.send(person, "Budi")
    await whole.start()
    await stack.sim.wait(person, "nama belakang", seconds=120)
    return time.perf_counter() - began


async def _imported() -> float:
    """Seconds that Python takes to load all of it, without doing anything."""
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", _LOAD, stdout=DEVNULL)
    await process.wait()
    return time.perf_counter() - began
