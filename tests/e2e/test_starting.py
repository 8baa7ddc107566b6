"""Any combination of parts starts on a busy machine while people write, and answers them."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from itertools import combinations
from pathlib import Path

import pytest

from assistant.app.running import PARTS
from tests.e2e.conftest import Stack, free_port, stack_on
from tests.simclient import BUDI, SITI

COMBINATIONS = [parts for size in (1, 2, 3) for parts in combinations(PARTS, size)]
ROUNDS = int(os.environ.get("ASSISTANT_STARTS", "1"))


async def started(stack: Stack, parts: tuple[str, ...]) -> Process:
    only = [argument for part in parts for argument in ("--only", part)]
    own = {
        "ASSISTANT_LISTEN": f"127.0.0.1:{free_port()}",
        "ASSISTANT_METRICS_LISTEN": f"127.0.0.1:{free_port()}",
        "ASSISTANT_LOG_LEVEL": "info",
    }
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "assistant", "run", *only),
        env=stack.environment | own,
        stderr=PIPE,
    )


async def until_it_runs(process: Process) -> str:
    assert process.stderr is not None
    said = ""
    async with asyncio.timeout(120):
        while "assistant runs" not in said:
            line = await process.stderr.readline()
            assert line, f"it ended by itself:\n{said}"
            said += line.decode()
    return said


async def stopped(process: Process) -> str:
    process.send_signal(signal.SIGTERM)
    _, rest = await process.communicate()
    assert process.returncode == 0, rest.decode()
    return rest.decode()


@pytest.mark.timeout(600)
async def test_every_combination_of_parts_starts_side_by_side(
    assistant_url: str, tmp_path: Path
) -> None:
    """All at once, so that each has a part of a core: whatever one loads, another loads then."""
    async with stack_on(assistant_url, tmp_path) as stack:
        for number in range(ROUNDS):
            await stack.sim.send(BUDI, f"/menu {number}")
            processes = [await started(stack, parts) for parts in COMBINATIONS]
            said = await asyncio.gather(*map(until_it_runs, processes))
            await stack.sim.send(SITI, f"/menu {number}")
            await stack.sim.wait(SITI, "Halo", out=True, seconds=120)
            said += await asyncio.gather(*map(stopped, processes))
            assert not [text for text in said if "Traceback" in text or "ImportError" in text]
