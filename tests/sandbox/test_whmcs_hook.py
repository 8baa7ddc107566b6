"""The hook file that we ship, run by real PHP, heard by the assistant's own endpoint."""

from __future__ import annotations

import asyncio
import json
import os
import re
import subprocess
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from assistant.desk import draw
from assistant.domain.signing import verify
from assistant.gateway.health import Health
from assistant.gateway.web import make_web_app
from assistant.storage import tables as t
from assistant.storage.database import make_engine
from assistant.storage.work import WorkSettings, WorkShop
from sandbox.whmcs import hooks
from sandbox.whmcs.hooks import HOOK_FILE, PhpHooks, PostedHooks, filled_in, shipped_hook
from tests.sandbox.test_whmcs import NEW, opened
from tests.whmcs import FakeWhmcs, running_whmcs

Json = dict[str, Any]

SECRET = "rahasia'kejadian\\uji"
PASSWORD = "kata-sandi-yang-tak-boleh-keluar"
LONG = 60.0
"""Seconds that stand for never."""


@pytest.fixture(scope="session")
def php() -> str:
    """php-cli with php-curl; without it these tests are skipped, except in CI."""
    found = hooks.php_with_curl()
    if found is None:
        message = "PHP with curl is missing (Debian: apt-get install php-cli php-curl)"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    return found


@dataclass
class Listener:
    """Where a hook posts to: keeps what came, and answers as it is told."""

    url: str = ""
    bodies: list[bytes] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    """Statuses of the next answers; then 200."""
    hang: bool = False
    stopping: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle(self, request: web.Request) -> web.Response:
        body = await request.read()
        given = request.headers
        assert verify(
            SECRET,
            "/portal/events",
            given["X-Assistant-Timestamp"],
            given["X-Assistant-Signature"],
            body,
            datetime.now(UTC),
        )
        self.bodies.append(body)
        if self.hang:
            await self.stopping.wait()
        return web.Response(status=self.answers.pop(0) if self.answers else 200)

    @property
    def events(self) -> list[Json]:
        return [json.loads(body) for body in self.bodies]

    @property
    def told(self) -> list[tuple[str, Json]]:
        return [(one["type"], one["data"]) for one in self.events]


@pytest.fixture
async def listener() -> AsyncIterator[Listener]:
    heard = Listener()
    app = web.Application()
    app.router.add_post("/portal/events", heard.handle)
    async with TestServer(app) as server:
        heard.url = str(server.make_url("/")).rstrip("/")
        yield heard
        heard.stopping.set()


def settings(url: str, secret: str = SECRET) -> dict[str, str]:
    return {"ASSISTANT_EVENTS_URL": url, "ASSISTANT_PORTAL_EVENTS_SECRET": secret}


@pytest.fixture
async def shop(tmp_path: Path, listener: Listener, php: str) -> AsyncIterator[FakeWhmcs]:
    async with running_whmcs(tmp_path / "shop", settings=settings(listener.url)) as fake:
        assert isinstance(fake.inside.system.hooks, PhpHooks)
        yield fake


@pytest.fixture
async def engine(assistant_url: str) -> AsyncIterator[AsyncEngine]:
    engine = make_engine(assistant_url, pool_size=4)
    yield engine
    await engine.dispose()


@pytest.fixture
async def assistant(engine: AsyncEngine) -> AsyncIterator[str]:
    """The assistant's own endpoint; its address."""
    app = make_web_app(
        WorkShop(engine, WorkSettings("whmcs", b"key", None, draw=draw)),
        webhook_path="/telegram",
        webhook_secret=None,
        bot_id=1,
        events_secret=SECRET,
        faktur_secret=None,
        health=Health(engine, {}),
    )
    async with TestServer(app) as server:
        yield str(server.make_url("/")).rstrip("/")


async def stored(engine: AsyncEngine) -> list[tuple[str, Json]]:
    async with engine.connect() as connection:
        query = select(t.inbox.c.body).where(t.inbox.c.source == "portal").order_by(t.inbox.c.id)
        bodies = (await connection.execute(query)).scalars()
        return [(body["type"], body["data"]) for body in bodies]


async def a_day(whmcs: FakeWhmcs) -> list[tuple[str, Json]]:
    """What staff do on a day, and what has to be told of it."""
    admin = whmcs.admin
    first, second = [(await admin.bill("1", None, Decimal(1000)))["invoice"] for _ in range(2)]
    await admin.pay(first)
    await admin.refund(first)
    await admin.cancel(second)
    await admin.transfer("domain-1", "2")
    await admin.transfer("service-1", "2")
    await admin.set_email("1", "baru@majujaya.example")
    made = await opened(whmcs)
    await admin.reply(f"#{made['tid']}", "Sudah kami kerjakan.")
    await admin.set_status(f"#{made['tid']}", "in-progress")
    await admin.set_status(f"#{made['tid']}", "closed")
    return [
        ("invoice.paid", {"invoice": first}),
        ("invoice.refunded", {"invoice": first}),
        ("invoice.cancelled", {"invoice": second}),
        ("service.changed", {"service": "domain-1"}),
        ("service.changed", {"service": "service-1"}),
        ("client.changed", {"client": "1"}),
        ("ticket.replied", {"ticket": made["id"]}),
        ("ticket.status", {"ticket": made["id"]}),
        ("ticket.status", {"ticket": made["id"]}),
    ]


async def test_the_assistant_takes_what_staff_do(
    tmp_path: Path, assistant: str, engine: AsyncEngine, php: str
) -> None:
    async with running_whmcs(tmp_path, settings=settings(assistant)) as whmcs:
        assert await a_day(whmcs) == await stored(engine)
        assert whmcs.inside.system.hooks.log == []


async def test_without_php_the_same_is_told(
    tmp_path: Path, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hooks, "php_with_curl", lambda: None)
    async with running_whmcs(tmp_path, settings=settings(listener.url)) as whmcs:
        assert isinstance(whmcs.inside.system.hooks, PostedHooks)
        assert "not installed" in (await whmcs.sim.get("/sim/whmcs"))["hooks"]
        assert await a_day(whmcs) == listener.told


async def test_events_have_ids_of_their_own_and_a_reply_always_the_same(
    shop: FakeWhmcs, listener: Listener
) -> None:
    await a_day(shop)
    ids = [event["id"] for event in listener.events]
    assert len(set(ids)) == len(ids)
    (reply,) = [event["id"] for event in listener.events if event["type"] == "ticket.replied"]
    assert re.fullmatch(r"ticket\.replied:\d+:reply-\d+", reply)


async def test_no_password_and_no_text_leaves(shop: FakeWhmcs, listener: Listener) -> None:
    made = await shop.call("AddClient", **NEW, password2=PASSWORD)
    await shop.call("UpdateClient", clientid=made["clientid"], firstname="Rahasia")
    assert listener.told == [("client.changed", {"client": str(made["clientid"])})]
    await a_day(shop)
    for event in listener.events:
        assert event.keys() == {"id", "type", "data"}
        assert len(event["data"]) == 1
    everything = b"".join(listener.bodies).decode()
    for private in (PASSWORD, "Mohon", "Sudah kami kerjakan", "Rina", "Rahasia", "@"):
        assert private not in everything


async def test_what_was_not_taken_is_told_once_more_with_the_same_id(
    shop: FakeWhmcs, listener: Listener
) -> None:
    listener.answers = [503]
    await shop.admin.transfer("domain-1", "2")
    first, second = listener.bodies
    assert first == second
    assert shop.inside.system.hooks.log == []


async def test_a_wrong_secret_is_said_in_the_activity_log(
    tmp_path: Path, assistant: str, engine: AsyncEngine, php: str
) -> None:
    wrong = settings(assistant, secret="bukan-rahasia-yang-sama")
    async with running_whmcs(tmp_path, settings=wrong) as whmcs:
        await whmcs.admin.transfer("domain-1", "2")
        log = whmcs.inside.system.hooks.log
        assert log == ["Assistant events: HTTP 401: is it the right secret?"]
    assert await stored(engine) == []


async def test_whmcs_goes_on_when_nobody_answers(tmp_path: Path, php: str) -> None:
    async with running_whmcs(tmp_path, settings=settings("http://127.0.0.1:9")) as whmcs:
        await whmcs.admin.transfer("domain-1", "2")
        assert whmcs.inside.system.hooks.log == [
            "Assistant events: nobody answers at the address that is set"
        ]
        found = await whmcs.call("GetClientsDomains", domainid="1")
        assert found["domains[domain][0][userid]"] == "2"


async def test_a_listener_that_hangs_is_left_and_asked_no_more_in_that_run(
    shop: FakeWhmcs, listener: Listener
) -> None:
    listener.hang = True
    points = [("InvoicePaid", {"invoiceid": number}) for number in range(50)]
    async with asyncio.timeout(LONG):
        await shop.inside.system.hooks.run(points)  # as a cron job does it
    assert len(listener.bodies) == 1


ODD: list[Any] = [None, [], {}, "x", {"invoiceid": None}, {"invoiceid": ["1"]},
                  {"invoiceid": "1; drop"}, {"invoiceid": "1\n"}, {"invoiceid": -1},
                  {"invoiceid": 1.5}, {"invoiceid": True}]  # fmt: skip


async def test_odd_variables_tell_nothing_and_break_nothing(
    shop: FakeWhmcs, listener: Listener
) -> None:
    await shop.inside.system.hooks.run([("InvoicePaid", odd) for odd in ODD])
    assert listener.bodies == []
    assert shop.inside.system.hooks.log == []


async def run_alone(php: str, folder: Path, change: Callable[[str], str]) -> list[str]:
    """A hook file that was changed like this, at one point; what it says."""
    (folder / HOOK_FILE).write_text(change(shipped_hook()))
    alone = PhpHooks(php, folder)
    await alone.run([("InvoicePaid", {"invoiceid": 7})])
    return alone.log


async def test_settings_that_are_left_empty_tell_nothing(
    tmp_path: Path, php: str, listener: Listener
) -> None:
    assert await run_alone(php, tmp_path, lambda hook: hook) == []
    url = f"{listener.url}/portal/events"
    assert await run_alone(php, tmp_path, lambda hook: filled_in(hook, url, "")) == []
    assert listener.bodies == []


async def test_an_address_that_is_none_breaks_nothing(tmp_path: Path, php: str) -> None:
    for url in ("asisten", "file:///etc/passwd", "http://[", "https://x:y@"):
        (said,) = await run_alone(php, tmp_path, lambda hook, url=url: filled_in(hook, url, SECRET))
        assert said.startswith("Assistant events: ")
        assert SECRET not in said


def test_opened_in_a_browser_it_says_nothing(tmp_path: Path, php: str) -> None:
    (tmp_path / HOOK_FILE).write_text(shipped_hook())
    done = subprocess.run([php, tmp_path / HOOK_FILE], capture_output=True, check=True)
    assert done.stdout + done.stderr == b""
