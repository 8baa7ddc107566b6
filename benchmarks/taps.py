"""From a tap to the window that it leads to, over HTTP: ``assistant run`` and the sandbox."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from pathlib import Path

from assistant.storage.embedded import embedded_postgres
from benchmarks.table import Row, note
from tests.e2e.conftest import stack_on
from tests.simclient import BUDI, MAYA, SITI, Sim

ROUNDS, FEW = 30, 5
"""For each of three people; a round is two taps."""
PEOPLE = (BUDI, SITI, MAYA)
FAST = {
    "ASSISTANT_SEND_RATE": "1000",
    "ASSISTANT_CHAT_RATE": "1000",
    "ASSISTANT_GROUP_RATE": "1000",
}
"""The machinery is measured, not the pauses that Telegram asks for."""


async def run(short: bool) -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="assistant-bench-") as name:
        os.chmod(name, 0o711)  # as root, the server is another user
        folder = Path(name)
        async with embedded_postgres(folder) as url, stack_on(url, folder, **FAST) as stack:
            await stack.start()
            for person in PEOPLE:
                await _first(stack.sim, person)
            taken = []
            for _ in range(FEW if short else ROUNDS):
                for person in PEOPLE:
                    taken += [
                        await _tap(stack.sim, person, "❓ Bantuan", "Pilih yang ingin"),
                        await _tap(stack.sim, person, "☰ Menu", "Apa yang ingin"),
                    ]
    return [
        note("tap → window, p50", f"{statistics.median(taken):.0f} ms"),
        note("tap → window, p99", f"{statistics.quantiles(taken, n=100)[98]:.0f} ms"),
        note("taps", str(len(taken))),
    ]


async def _first(sim: Sim, person: int) -> float:
    """Past the greeting, to the menu."""
    await sim.send(person, "/start")
    await sim.wait(person, button="Setuju")
    return await _tap(sim, person, "Setuju", "Apa yang ingin")


async def _tap(sim: Sim, person: int, label: str, then: str) -> float:
    """Milliseconds until a window with these words stands there."""
    start = time.perf_counter()
    await sim.tap(person, label)
    await sim.wait(person, then, out=True)
    return (time.perf_counter() - start) * 1000
