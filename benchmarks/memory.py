"""What dialogs that stand open take of a process's memory, ours beside aiogram-dialog's own.

Each in a process of its own: what was measured before leaves room behind that hides growth.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

import structlog
import uvloop

from benchmarks.table import Row, at_most, note

DIALOGS, FEW_DIALOGS = 10_000, 2_000
WARM = 500
"""People before the first look: what everybody shares is there by then."""
STEPS = 3
"""Of the form: it is open, and holds two answers."""


async def run(short: bool) -> list[Row]:
    dialogs = FEW_DIALOGS if short else DIALOGS
    ours, plain = await _measured("durable", dialogs), await _measured("memory", dialogs)
    return [
        note("dialogs open", f"{dialogs:,}"),
        note("aiogram-dialog alone, in memory", f"{plain:.1f} MiB above idle"),
        at_most("process above idle", ours, 5, " MiB"),
    ]


async def _measured(side: str, dialogs: int) -> float:
    command = (sys.executable, "-m", "benchmarks.memory", side, str(dialogs))
    process = await asyncio.create_subprocess_exec(*command, stdout=PIPE)
    said, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError(f"{side} was not measured")
    return float(json.loads(said))


async def _growth(side: str, dialogs: int) -> float:
    """MiB that so many dialogs take."""
    from benchmarks import updates  # the parent needs none of it

    forms = updates.durable_forms if side == "durable" else updates.forms_in_memory
    async with forms(STEPS) as opened:
        await opened(0, WARM)
        before = _resident()
        await opened(WARM, dialogs)
        return _resident() - before


def _resident() -> float:
    """MiB of this process."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    print(json.dumps(uvloop.run(_growth(sys.argv[1], int(sys.argv[2])))))
