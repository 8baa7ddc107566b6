"""The demo page in a real browser, on a sandbox of its own; the test plays the bot.

Screenshots of every test go to ASSISTANT_TEST_ARTIFACTS (default: a temporary directory).
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from playwright.async_api import Browser, ConsoleMessage, Page, async_playwright, expect

from sandbox.server import Running
from tests.simclient import Sim, running_sandbox

Json = dict[str, Any]

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-features=SpareRendererForSitePerProcess",  # each page is a context's only one
]
WIDE = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
WAIT_MS = 30_000
expect.set_options(timeout=WAIT_MS)  # a machine at work may take its time


@dataclass(frozen=True, slots=True)
class Bot:
    """The bot's side of a chat: plain calls of the Bot API."""

    sandbox: Running
    session: aiohttp.ClientSession

    async def call(self, method: str, **parameters: Any) -> Any:
        return await self._posted(method, json=parameters)

    async def send(self, chat: int, text: str, *rows: list[Json], **more: Any) -> Json:
        """A message in HTML; each of ``rows`` is a row of inline buttons."""
        if rows:
            more["reply_markup"] = {"inline_keyboard": list(rows)}
        sent = await self.call("sendMessage", chat_id=chat, text=text, parse_mode="HTML", **more)
        return dict(sent)

    async def send_document(self, chat: int, name: str, content: bytes, caption: str) -> None:
        form = aiohttp.FormData()
        form.add_field("chat_id", str(chat))
        form.add_field("caption", caption)
        form.add_field("document", content, filename=name)
        await self._posted("sendDocument", data=form)

    async def update(self, kind: str) -> Json:
        """The next update of this kind; those before it are confirmed and forgotten."""
        offset = 0
        while True:
            updates = await self.call("getUpdates", offset=offset, timeout=10)
            assert updates, f"no {kind} came"
            for update in updates:
                offset = update["update_id"] + 1
                if kind in update:
                    await self.call("getUpdates", offset=offset, timeout=0)
                    return dict(update[kind])

    async def _posted(self, method: str, **body: Any) -> Any:
        address = f"{self.sandbox.url}/bot{self.sandbox.token}/{method}"
        async with self.session.post(address, **body) as response:
            answer = await response.json()
        assert answer["ok"], answer
        return answer["result"]


@pytest.fixture
async def sandbox(tmp_path: Path) -> AsyncIterator[Running]:
    async with running_sandbox(tmp_path / "sandbox") as running:
        yield running


@pytest.fixture
async def sim(sandbox: Running) -> AsyncIterator[Sim]:
    async with Sim(sandbox.url) as client:
        yield client


@pytest.fixture
async def bot(sandbox: Running) -> AsyncIterator[Bot]:
    async with aiohttp.ClientSession() as session:
        yield Bot(sandbox, session)


@pytest.fixture(scope="session")
def chromium() -> Path:
    """Debian's chromium; without it the tests are skipped, except in CI."""
    if not CHROMIUM.exists():
        message = f"{CHROMIUM} is missing (Debian: apt-get install chromium)"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    return CHROMIUM


@pytest.fixture(autouse=True)
def tasks_end_with_their_test() -> None:
    """The browser outlives a test."""


@pytest.fixture(scope="session")
async def browser(chromium: Path) -> AsyncIterator[Browser]:
    """One for all tests, each of which has a context of its own."""
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield opened
        await opened.close()


@pytest.fixture(scope="session")
def artifacts() -> Path:
    """Where screenshots are kept, outside the repository."""
    named = os.environ.get("ASSISTANT_TEST_ARTIFACTS")
    folder = Path(named) if named else Path(tempfile.mkdtemp(prefix="assistant-pictures-"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@asynccontextmanager
async def opened_page(
    browser: Browser, url: str, picture: Path, size: dict[str, int], scheme: str
) -> AsyncIterator[Page]:
    """The page, loaded and live; pictured at the end, when nothing went wrong inside it."""
    context = await browser.new_context(
        base_url=url,
        viewport={"width": size["width"], "height": size["height"]},
        color_scheme="dark" if scheme == "dark" else "light",
        locale="id-ID",
        permissions=["clipboard-read", "clipboard-write"],
    )
    context.set_default_timeout(WAIT_MS)
    page = await context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.extend(complaint(message)))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    await page.goto(url)
    await page.wait_for_selector("body[data-ready]")
    yield page
    await page.screenshot(path=picture, animations="disabled")
    await context.close()
    assert complaints == []


def complaint(message: ConsoleMessage) -> list[str]:
    """What the page complains of, but for what tests do to it on purpose: there is no database,
    so the portal answers 503, and the line that events come by may be cut."""
    expected = any(path in message.location["url"] for path in ("/sim/portal", "/sim/events"))
    if expected or message.type not in ("error", "warning"):
        return []
    return [f"{message.text} ({message.location['url']})"]


@pytest.fixture
async def page(
    sandbox: Running, browser: Browser, artifacts: Path, request: pytest.FixtureRequest
) -> AsyncIterator[Page]:
    """The page in a wide window."""
    picture = artifacts / f"{request.node.name}.png"
    async with opened_page(browser, sandbox.url, picture, WIDE, "light") as opened:
        yield opened


@pytest.fixture
async def phone(
    sandbox: Running, browser: Browser, artifacts: Path, request: pytest.FixtureRequest
) -> AsyncIterator[Page]:
    """The page in a window as large as a phone's, in the dark."""
    picture = artifacts / f"{request.node.name}.png"
    async with opened_page(browser, sandbox.url, picture, PHONE, "dark") as opened:
        yield opened
