"""Two processes on one database, as docs/operating.md shows them: one is killed, the other's
metrics say that nothing was lost."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.e2e.conftest import Stack, free_port, stack_on
from tests.e2e.test_journey import Person, greet, tap
from tests.e2e.test_stopping import called, inbox, metrics_of, until
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
    stack = Stack(first.sim, first.environment | ports, first.launch)
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


SECRET = "webhook-secret-012345"


async def test_by_webhook_repeats_and_the_wrong_order_do_no_harm(
    assistant_url: str, tmp_path: Path
) -> None:
    """The sandbox delivers to LISTEN itself, where a proxy would hand it on."""
    more = {
        "ASSISTANT_PUBLIC_URL": "https://bot.example.invalid",
        "ASSISTANT_WEBHOOK_SECRET": SECRET,
    }
    async with stack_on(assistant_url, tmp_path, **more) as stack:
        await stack.start()
        await until(lambda: called(stack.sim, "setWebhook"))
        await _point_to(stack)
        budi = Person(stack.sim, BUDI)
        await greet(budi)
        await stack.sim.fault("*", "duplicate", times=5)
        await budi.taps("Akun baru", "nama depan")
        asked = await budi.says("Budi", "nama belakang")

        async def repeated() -> bool:
            return await stack.sim.pending() == 0

        await until(repeated)  # else one of the repeats would let others pass
        await stack.sim.fault("*", "reorder")
        await stack.sim.send(BUDI, "/menu")
        await tap(stack.sim, BUDI, "Kembali")
        await budi.reads("Apa yang ingin", after=asked["message_id"])

        async def all_done() -> bool:
            rows = await _of(BUDI, assistant_url)
            return len(rows) == 6 and all(row.done_at for row in rows)

        await until(all_done)
        *_, tapped, said = await _of(BUDI, assistant_url)
        assert "callback_query" in tapped.body
        assert "message" in said.body
        assert tapped.key > said.key, "the tap was the later one"
        assert (tapped.result, said.result) == ("callback_query", "message")


async def _of(person: int, url: str) -> list[Any]:
    """What came from this person, as it came."""
    return [row for row in await inbox(url) if row.chat == person]


async def _point_to(stack: Stack) -> None:
    where = f"{stack.environment['ASSISTANT_TELEGRAM_API_URL']}/bot"
    token = stack.environment["ASSISTANT_BOT_TOKEN"]
    given = {"url": f"{stack.url}/telegram/updates", "secret_token": SECRET}
    async with (
        aiohttp.ClientSession() as http,
        http.post(f"{where}{token}/setWebhook", json=given) as answer,
    ):
        assert answer.status == 200
