"""Two processes on one database, as docs/operating.md shows them: one is killed, the other's
metrics say that nothing was lost."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from tests.e2e.conftest import Stack, free_port, stack_on
from tests.e2e.test_journey import Person, greet
from tests.e2e.test_stopping import inbox, metrics_of, until
from tests.simclient import BUDI, SITI


@pytest.fixture
async def first(assistant_url: str, tmp_path: Path) -> AsyncIterator[Stack]:
    metrics = f"127.0.0.1:{free_port()}"
    async with stack_on(assistant_url, tmp_path, ASSISTANT_METRICS_LISTEN=metrics) as stack:
        await stack.start()
        yield stack


@pytest.fixture
async def second(first: Stack) -> AsyncIterator[Stack]:
    ports = {
        "ASSISTANT_LISTEN": f"127.0.0.1:{free_port()}",
        "ASSISTANT_METRICS_LISTEN": f"127.0.0.1:{free_port()}",
    }
    stack = Stack(first.sim, first.environment | ports)
    await stack.start()
    yield stack
    await stack.stop()


async def test_one_of_two_is_killed_and_nothing_is_lost(
    first: Stack, second: Stack, assistant_url: str
) -> None:
    budi, siti = Person(first.sim, BUDI), Person(first.sim, SITI)
    await greet(budi)
    await greet(siti)
    await budi.taps("Akun baru", "nama depan")
    await first.kill()
    await budi.says("Budi", "nama belakang")
    await siti.taps("Akun baru", "nama depan")
    url = f"http://{second.environment['ASSISTANT_METRICS_LISTEN']}"
    async with aiohttp.ClientSession() as http:

        async def all_is_well() -> bool:
            shown = await metrics_of(http, url)
            return (
                shown["assistant_polling_leader"] == 1
                and shown['assistant_waiting{queue="inbox"}'] == 0
                and shown['assistant_waiting{queue="screens"}'] == 0
                and not [name for name in shown if name.startswith("assistant_delivery_rows")]
            )

        await until(all_is_well)
    rows = await inbox(assistant_url)
    assert [row.result for row in rows if row.chat == BUDI].count("failed") == 0
    assert all(row.done_at for row in rows)
