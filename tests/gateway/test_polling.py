"""Long polling against a small Bot API over real HTTP, and a real PostgreSQL."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from sqlalchemy.ext.asyncio import AsyncEngine

from assistant.gateway.polling import LONG_POLL, Poller
from assistant.retry import Backoff
from assistant.storage.database import make_direct_engine
from assistant.storage.embedded import dsn
from tests.gateway.updates import BOT, inbox, message
from tests.simclient import BUDI, RINA, STAFF, Sim, running_sandbox

TOKEN = f"{BOT}:secret"


class Telegram:
    """getUpdates with true offsets and long polling; errors on request."""

    def __init__(self) -> None:
        self.waiting: list[Any] = []
        self.offsets: list[int | None] = []
        self.asked: list[dict[str, Any]] = []
        self.errors: list[dict[str, Any]] = []
        self.webhook_deleted = 0
        self.news = asyncio.Condition()
        self.url = ""

    async def add(self, *updates: Any) -> None:
        async with self.news:
            self.waiting += updates
            self.news.notify_all()

    async def delete_webhook(self, _request: web.Request) -> web.Response:
        self.webhook_deleted += 1
        return web.json_response({"ok": True, "result": True})

    async def get_updates(self, request: web.Request) -> web.Response:
        asked = await request.json()
        self.asked.append(asked)
        self.offsets.append(asked.get("offset"))
        if self.errors:
            error = self.errors.pop(0)
            return web.json_response({"ok": False, **error}, status=error["error_code"])
        offset = asked.get("offset", 0)
        self.waiting = [u for u in self.waiting if not _number(u) or _number(u) >= offset]
        async with self.news:
            with suppress(TimeoutError):
                async with asyncio.timeout(asked["timeout"]):
                    await self.news.wait_for(lambda: self.waiting)
        return web.json_response({"ok": True, "result": self.waiting[: asked["limit"]]})


def _number(update: Any) -> int:
    return update.get("update_id", 0) if isinstance(update, dict) else 0


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    fake = Telegram()
    app = web.Application()
    app.router.add_post(f"/bot{TOKEN}/getUpdates", fake.get_updates)
    app.router.add_post(f"/bot{TOKEN}/deleteWebhook", fake.delete_webhook)
    async with TestServer(app, host="127.0.0.1") as server:
        fake.url = str(server.make_url("")).rstrip("/")
        yield fake


@pytest.fixture
async def direct(assistant_url: str) -> AsyncIterator[AsyncEngine]:
    engine = make_direct_engine(assistant_url)
    yield engine
    await engine.dispose()


@asynccontextmanager
async def polling(direct: AsyncEngine, telegram: Telegram) -> AsyncIterator[Poller]:
    poller = Poller(
        direct, token=TOKEN, api_url=telegram.url, bot_id=BOT, backoff=Backoff(0.05, 0.2)
    )
    task = asyncio.create_task(poller.run())
    try:
        yield poller
    finally:
        task.cancel()
        await asyncio.wait([task], timeout=30)


async def until(condition: Callable[[], bool | Awaitable[bool]], seconds: float = 60) -> None:
    async with asyncio.timeout(seconds):
        while True:
            met = condition()
            if met is True or (not isinstance(met, bool) and await met):
                return
            await asyncio.sleep(0.02)


async def keys(engine: AsyncEngine) -> list[int]:
    return [int(row.key.partition(":")[2]) for row in await inbox(engine)]


async def test_updates_are_stored_and_then_confirmed(
    engine: AsyncEngine, direct: AsyncEngine, telegram: Telegram
) -> None:
    await telegram.add(message(1), message(2))
    async with polling(direct, telegram):
        await until(lambda: telegram.offsets[-1:] == [3])
        assert await keys(engine) == [1, 2]
        await telegram.add(message(3))
        await until(lambda: telegram.offsets[-1:] == [4])
        assert await keys(engine) == [1, 2, 3]
    assert telegram.webhook_deleted == 1
    assert "chat_member" in telegram.asked[0]["allowed_updates"]


async def test_what_came_before_a_crash_comes_again_and_counts_once(
    engine: AsyncEngine, direct: AsyncEngine, telegram: Telegram
) -> None:
    await telegram.add(message(1))
    async with polling(direct, telegram):
        await until(lambda: telegram.offsets[-1:] == [2])
    telegram.waiting = [message(1), message(2)]
    async with polling(direct, telegram):
        await until(lambda: telegram.offsets[-1:] == [3])
    assert await keys(engine) == [1, 2]


async def test_the_offset_stays_while_nothing_can_be_stored(
    engine: AsyncEngine, direct: AsyncEngine, telegram: Telegram, assistant_url: str
) -> None:
    admin = await asyncpg.connect(dsn(assistant_url))
    await admin.execute("alter table inbox rename to away")
    async with polling(direct, telegram):
        await telegram.add(message(1))
        await until(lambda: len(telegram.offsets) >= 3)
        assert set(telegram.offsets) == {None}
        await admin.execute("alter table away rename to inbox")
        await until(lambda: telegram.offsets[-1:] == [2])
    await admin.close()
    assert await keys(engine) == [1]


async def test_nonsense_in_a_batch_does_not_stop_the_rest(
    engine: AsyncEngine, direct: AsyncEngine, telegram: Telegram
) -> None:
    await telegram.add("nonsense", message(1), {"update_id": 2, "poll": {}})
    async with polling(direct, telegram):
        await until(lambda: telegram.offsets[-1:] == [3])
    assert await keys(engine) == [1, 2]


async def test_only_one_process_polls_and_the_other_takes_over(
    direct: AsyncEngine, telegram: Telegram
) -> None:
    async with polling(direct, telegram) as first:
        await until(lambda: first.leading)
        async with polling(direct, telegram) as second:
            await until(lambda: len(telegram.asked) == 2)
            assert not second.leading
            await telegram.add(message(1))
            await until(lambda: telegram.offsets == [None, None, 2])
            assert not second.leading
        assert first.leading
    async with polling(direct, telegram) as third:
        await until(lambda: third.leading)


async def test_a_conflict_means_stepping_back(
    engine: AsyncEngine, direct: AsyncEngine, telegram: Telegram, assistant_url: str
) -> None:
    conflict = {"error_code": 409, "description": "Conflict: terminated by other getUpdates"}
    telegram.errors = [conflict] * 3
    await telegram.add(message(1))
    async with polling(direct, telegram) as poller:
        await until(lambda: telegram.offsets[-1:] == [2])
        assert poller.leading
    assert telegram.webhook_deleted == 4, "each time it led anew"
    assert await keys(engine) == [1]


async def test_a_broken_lock_connection_ends_the_lead_at_once(
    engine: AsyncEngine, direct: AsyncEngine, telegram: Telegram, assistant_url: str
) -> None:
    async with polling(direct, telegram) as poller:
        await until(lambda: poller.leading and len(telegram.asked) == 2)
        admin = await asyncpg.connect(dsn(assistant_url))
        await admin.execute(
            "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'"
        )
        await until(lambda: not poller.leading, seconds=LONG_POLL / 2)
        await until(lambda: poller.leading and len(telegram.asked) >= 3)
        await admin.close()
        await telegram.add(message(1))
        await until(lambda: telegram.offsets[-1:] == [2])
    assert await keys(engine) == [1]


async def test_no_telegram_is_waited_for(
    engine: AsyncEngine, direct: AsyncEngine, telegram: Telegram
) -> None:
    telegram.errors = [
        {"error_code": 502, "description": "Bad Gateway"},
        {"error_code": 429, "description": "Too Many", "parameters": {"retry_after": 1}},
    ]
    await telegram.add(message(1))
    began = time.monotonic()
    async with polling(direct, telegram):
        await until(lambda: telegram.offsets[-1:] == [2])
    assert time.monotonic() - began >= 1, "retry_after is obeyed"
    assert await keys(engine) == [1]


async def test_it_polls_the_sandbox_as_it_would_telegram(
    engine: AsyncEngine, direct: AsyncEngine, tmp_path: Path
) -> None:
    async with running_sandbox(tmp_path) as sandbox, Sim(sandbox.url) as sim:
        poller = Poller(direct, token=sandbox.token, api_url=sandbox.url, bot_id=BOT)
        task = asyncio.create_task(poller.run())

        async def stored_and_confirmed(count: int) -> bool:
            return len(await inbox(engine)) == count and await sim.pending() == 0

        try:
            await sim.send(BUDI, "/start")
            await sim.send(STAFF, "halo", sender=RINA)
            await until(lambda: stored_and_confirmed(2))
            await sim.block(BUDI)
            await until(lambda: stored_and_confirmed(3))
        finally:
            task.cancel()
            await asyncio.wait([task], timeout=30)
    first, second, third = await inbox(engine)
    assert (first.chat, first.body["message"]["text"]) == (BUDI, "/start")
    assert (second.chat, second.result) == (None, None)
    assert third.body["my_chat_member"]["new_chat_member"]["status"] == "kicked"


async def test_polling_stops_without_waiting_for_its_call(
    direct: AsyncEngine, telegram: Telegram
) -> None:
    async with polling(direct, telegram):
        await until(lambda: len(telegram.asked) == 2)
        began = time.monotonic()
    assert time.monotonic() - began < LONG_POLL / 2


async def test_the_first_look_does_not_wait_and_says_that_it_is_done(
    engine: AsyncEngine, direct: AsyncEngine, telegram: Telegram
) -> None:
    """At a start, what waits at Telegram comes before all else; then there is time."""
    looked = asyncio.Event()
    poller = Poller(direct, token=TOKEN, api_url=telegram.url, bot_id=BOT, looked=looked)
    task = asyncio.create_task(poller.run())
    await looked.wait()
    await until(lambda: len(telegram.asked) >= 2)
    assert [asked["timeout"] for asked in telegram.asked[:2]] == [0, LONG_POLL]
    task.cancel()
    await asyncio.wait([task])


async def test_a_telegram_that_does_not_answer_keeps_nobody_waiting(
    engine: AsyncEngine, direct: AsyncEngine, telegram: Telegram
) -> None:
    telegram.errors = [{"error_code": 502, "description": "Bad Gateway"}] * 50
    looked = asyncio.Event()
    poller = Poller(direct, token=TOKEN, api_url=telegram.url, bot_id=BOT, looked=looked)
    task = asyncio.create_task(poller.run())
    await looked.wait()
    task.cancel()
    await asyncio.wait([task])
