"""What strangers send to an open port: packed, broken, slow, or no HTTP at all."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from io import StringIO

import pytest
from aiohttp.test_utils import unused_port
from sqlalchemy.ext.asyncio import AsyncEngine

from assistant.app import watching
from assistant.app.settings import HostPort
from assistant.domain.signing import sign
from assistant.domain.transfers.model import Agreement
from assistant.gateway import invitation_page
from assistant.gateway.health import Health
from assistant.gateway.web import make_web_app
from assistant.logs import LogFormat, set_up_logging
from assistant.storage.work import WorkSettings, WorkShop
from tests.gateway.test_invitation_page import TOKEN, Browser, browser, clock, shop, stands
from tests.gateway.test_web import EVENT, NOW, SECRETS
from tests.gateway.updates import BOT
from tests.plainly import log_plainly

__all__ = ["browser", "clock", "shop"]
EVENTS = "/portal/events"
STAMP = str(int(NOW.timestamp()))


@pytest.fixture
async def port(engine: AsyncEngine) -> AsyncIterator[int]:
    office = WorkShop(engine, WorkSettings("embedded", b"key", None, clock=lambda: NOW))
    app = make_web_app(
        office, webhook_path="/telegram", webhook_secret=None, bot_id=BOT,
        events_secret=SECRETS[EVENTS], faktur_secret=None, health=Health(engine, {}),
    )  # fmt: skip
    port = unused_port()
    async with AsyncExitStack() as stack:
        await watching.listen_on(HostPort("127.0.0.1", port), app, stack)
        yield port


async def answer(port: int, sent: bytes) -> bytes:
    """The first line of it."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(sent)
    async with asyncio.timeout(20):
        line = await reader.readline()
    writer.close()
    return line


def request(body: bytes, *headers: str, signature: str = "sha256=" + "a" * 64) -> bytes:
    lines = (
        f"POST {EVENTS} HTTP/1.1", "Host: x", f"X-Assistant-Timestamp: {STAMP}",
        f"X-Assistant-Signature: {signature}", f"Content-Length: {len(body)}", *headers,
    )  # fmt: skip
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


@pytest.mark.parametrize(
    "body",
    [b"no gzip at all", gzip.compress(b"x" * 999)[:20], gzip.compress(b"\0" * 50_000_000)],
    ids=["not packed", "cut off", "a bomb"],
)
async def test_what_is_packed_is_not_unpacked(port: int, body: bytes) -> None:
    assert b" 401 " in await answer(port, request(body, "Content-Encoding: gzip"))


async def test_what_is_signed_is_the_bytes_as_they_were_sent(port: int) -> None:
    packed = gzip.compress(json.dumps(EVENT).encode())
    signature = sign(SECRETS[EVENTS], EVENTS, STAMP, packed)
    sent = request(packed, "Content-Encoding: gzip", signature=signature)
    assert b" 400 " in await answer(port, sent)


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"POST /portal/events HTTP/1.1\r\n\r\n",
        request(b"x", "Transfer-Encoding: chunked"),
        request(b"x", "Content-Length: 9"),
        request(b"x", "X: " + "a" * 100_000),
    ],
)
async def test_what_is_no_http_is_one_line_of_the_log_at_most(port: int, sent: bytes) -> None:
    log = StringIO()
    try:
        set_up_logging(LogFormat.JSON, stream=log)
        assert b" 400 " in await answer(port, sent)
    finally:
        log_plainly()
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    assert len(lines) <= 1
    assert all(line["level"] == "info" and "exception" not in line for line in lines)


async def test_who_leaves_in_the_middle_of_a_body_is_one_line_of_the_log(port: int) -> None:
    log = StringIO()
    try:
        set_up_logging(LogFormat.JSON, stream=log)
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(request(b"x" * 10)[:-5])
        await writer.drain()
        writer.transport.abort()
        async with asyncio.timeout(20):
            while not log.getvalue():  # noqa: ASYNC110 - no event tells
                await asyncio.sleep(0.01)
    finally:
        log_plainly()
    (line,) = map(json.loads, log.getvalue().splitlines())
    assert (line["level"], line["reason"]) == ("info", "cut-off")


async def test_an_answer_in_the_browser_that_comes_in_pieces_is_one(
    browser: Browser,
    shop: WorkShop,
) -> None:
    reader, writer = await _posting(browser, "Content-Length: 9")
    writer.write(b"answer=")
    await writer.drain()
    writer.write(b"no")
    async with asyncio.timeout(20):
        assert b" 200 " in await reader.readline()
    writer.close()
    assert (await stands(shop)).agreement is Agreement.DECLINED


async def test_an_answer_that_stops_coming_is_not_waited_for(
    browser: Browser,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(invitation_page, "ANSWER_TIME", 0.2)
    reader, writer = await _posting(browser, "Content-Length: 9")
    writer.write(b"answer=")
    async with asyncio.timeout(20):
        assert b" 200 " in await reader.readline()
    writer.close()


async def _posting(
    browser: Browser,
    *headers: str,
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    port = int(browser.url.rpartition(":")[2])
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = (f"POST /setuju/{TOKEN} HTTP/1.1", "Host: x", *headers)
    writer.write("\r\n".join(head).encode() + b"\r\n\r\n")
    return reader, writer
