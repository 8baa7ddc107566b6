"""The ways in over real HTTP."""

from __future__ import annotations

import asyncio
import json
import logging
import zipfile
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, suppress
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestServer, unused_port
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncEngine
from yarl import URL

from assistant.app import watching
from assistant.app.settings import HostPort
from assistant.desk import draw
from assistant.domain.signing import sign
from assistant.gateway import web as web_module
from assistant.gateway.health import Health
from assistant.gateway.web import EVENT_LIMIT, FAKTUR_LIMIT, UPDATE_LIMIT, make_web_app
from assistant.logs import LogFormat, LogLevel, set_up_logging
from assistant.storage import tables as t
from assistant.storage.work import WorkSettings, WorkShop
from tests.gateway.updates import BOT, inbox, message
from tests.plainly import log_plainly

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
WEBHOOK = "/telegram/updates"
SECRETS = {"/portal/events": "events-secret-0123456789", "/faktur": "faktur-secret-0123456789"}
PDF = b"%PDF-1.7\n" + b"x" * 1000
EVENT = {"id": "ev-1", "type": "invoice.paid", "data": {"invoice": "12"}}


class Client:
    def __init__(self, url: str, session: aiohttp.ClientSession) -> None:
        self.url = url
        self.session = session

    async def post(self, path: str, body: bytes, **headers: str) -> tuple[int, Any]:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        async with self.session.post(
            URL(self.url + path, encoded=True), data=BytesIO(body), headers=given
        ) as response:
            return response.status, await response.json(content_type=None)

    async def update(self, raw: Any, secret: str = "webhook-secret-012345") -> tuple[int, Any]:
        body = raw if isinstance(raw, bytes) else json.dumps(raw).encode()
        return await self.post(WEBHOOK, body, X_Telegram_Bot_Api_Secret_Token=secret)

    async def signed(
        self,
        path: str,
        content: bytes | Any,
        *,
        at: datetime = NOW,
        secret: str = "",
        query: str = "",
        sent_query: str | None = None,
    ) -> tuple[int, Any]:
        """``query`` is signed; another one may be sent in its place."""
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        timestamp = str(int(at.timestamp()))
        signature = sign(secret or SECRETS[path], path + query, timestamp, body)
        return await self.post(
            path + (query if sent_query is None else sent_query),
            body,
            X_Assistant_Timestamp=timestamp,
            X_Assistant_Signature=signature,
        )

    async def get(self, path: str) -> tuple[int, str]:
        async with self.session.get(self.url + path) as response:
            return response.status, await response.text()


@pytest.fixture
def checks() -> dict[str, Any]:
    return {}


@pytest.fixture
async def client(engine: AsyncEngine, checks: dict[str, Any]) -> AsyncIterator[Client]:
    shop = WorkShop(engine, WorkSettings("embedded", b"key", None, clock=lambda: NOW, draw=draw))
    app = make_web_app(
        shop,
        webhook_path=WEBHOOK,
        webhook_secret="webhook-secret-012345",
        bot_id=BOT,
        events_secret=SECRETS["/portal/events"],
        faktur_secret=SECRETS["/faktur"],
        health=Health(engine, checks),
    )
    async with (
        TestServer(app, host="127.0.0.1") as server,
        aiohttp.ClientSession() as session,
    ):
        yield Client(str(server.make_url("")).rstrip("/"), session)


async def test_an_update_is_stored_before_it_is_acknowledged(
    client: Client, engine: AsyncEngine
) -> None:
    assert (await client.update(message(5)))[0] == 200
    assert [row.key for row in await inbox(engine)] == [f"{BOT}:5"]
    assert (await client.update(message(5)))[0] == 200
    assert len(await inbox(engine)) == 1


async def test_an_update_that_could_not_be_stored_is_not_acknowledged(
    client: Client, engine: AsyncEngine
) -> None:
    async with engine.begin() as connection:
        await connection.execute(text("alter table inbox rename to away"))
    assert await client.update(message(5)) == (503, {"error": "unavailable"})


@pytest.mark.parametrize("secret", ["", "wrong", "webhook-secret-01234\xe9"])
async def test_only_telegram_knows_the_webhooks_secret(
    client: Client, engine: AsyncEngine, secret: str
) -> None:
    assert await client.update(message(5), secret=secret) == (401, {"error": "secret"})
    assert await inbox(engine) == []


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        (b"{", (400, {"error": "json"})),
        (b"[]", (400, {"error": "json"})),
        (b"{}", (400, {"error": "not-an-update"})),
        (b'{"a":' * 90_000, (400, {"error": "json"})),
        (b" " * (UPDATE_LIMIT + 1), (413, {"error": "too-large"})),
    ],
)
async def test_what_is_no_update_is_refused(
    client: Client, body: bytes, answer: tuple[int, Any]
) -> None:
    assert await client.update(body) == answer


async def test_a_portal_event_is_stored_once(client: Client, engine: AsyncEngine) -> None:
    assert await client.signed("/portal/events", EVENT) == (200, {"stored": True})
    assert await client.signed("/portal/events", EVENT) == (200, {"repeated": True})
    (row,) = await inbox(engine)
    assert (row.source, row.body) == ("portal", EVENT)


@pytest.mark.parametrize("path", ["/portal/events", "/faktur"])
async def test_an_unsigned_or_wrongly_signed_body_is_refused(client: Client, path: str) -> None:
    refused = (401, {"error": "signature"})
    assert await client.post(path, b"{}") == refused
    assert await client.signed(path, PDF, secret="another-secret-0123456789") == refused
    timestamp = str(int(NOW.timestamp()))
    other = sign(SECRETS[path], path + "x", timestamp, PDF)
    assert (
        await client.post(path, PDF, X_Assistant_Timestamp=timestamp, X_Assistant_Signature=other)
        == refused
    )


@pytest.mark.parametrize("late", [timedelta(seconds=301), timedelta(seconds=-301)])
async def test_an_old_signature_is_refused(client: Client, late: timedelta) -> None:
    assert (await client.signed("/portal/events", EVENT, at=NOW - late))[0] == 401
    assert (await client.signed("/portal/events", EVENT, at=NOW - late * 0.9))[0] == 200


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        (b"nothing", (400, {"error": "json"})),
        ({**EVENT, "type": "invoice.eaten"}, (400, {"error": "type"})),
        ({**EVENT, "type": ["invoice.paid"]}, (400, {"error": "type"})),
        ({**EVENT, "id": ""}, (400, {"error": "id"})),
        ({**EVENT, "id": 7}, (400, {"error": "id"})),
        ({**EVENT, "data": {"ticket": "7"}}, (400, {"error": "data"})),
        ({**EVENT, "data": {"invoice": 12}}, (400, {"error": "data"})),
        ({**EVENT, "data": []}, (400, {"error": "data"})),
        (b"{" + b" " * EVENT_LIMIT + b"}", (413, {"error": "too-large"})),
    ],
)
async def test_an_event_that_makes_no_sense_is_refused(
    client: Client, engine: AsyncEngine, body: Any, answer: tuple[int, Any]
) -> None:
    assert await client.signed("/portal/events", body) == answer
    assert await inbox(engine) == []


async def test_a_pdf_is_kept_and_its_reading_queued_once(
    client: Client, engine: AsyncEngine
) -> None:
    name = "?name=..%2FFaktur%5C%20November.pdf"
    status, answer = await client.signed("/faktur", PDF, query=name)
    assert status == 202
    assert await client.signed("/faktur", PDF, query=name) == (200, {"repeated": True})
    async with engine.connect() as connection:
        upload = (await connection.execute(select(t.upload))).one()
        document = (await connection.execute(select(t.document))).one()
        jobs = (await connection.execute(text("select entrypoint, payload from pgqueuer"))).all()
    assert (upload.id, upload.name, upload.source) == (
        answer["upload"],
        "Faktur_ November.pdf",
        "http",
    )
    assert (document.sha256, document.content, document.kind) == (upload.sha256, PDF, "faktur")
    assert [tuple(job) for job in jobs] == [("read-faktur", str(upload.id).encode())]


async def test_what_is_no_pdf_is_refused(client: Client) -> None:
    assert await client.signed("/faktur", b"halo") == (400, {"error": "not-a-pdf"})


async def test_a_zip_is_kept_and_its_unpacking_queued_once(
    client: Client, engine: AsyncEngine
) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.pdf", PDF)
    content, name = packed.getvalue(), "?name=oktober.zip"
    status, answer = await client.signed("/faktur", content, query=name)
    assert status == 202
    assert await client.signed("/faktur", content, query=name) == (200, {"repeated": True})
    wrong = await client.signed("/faktur", content, secret="another-secret-0123456789", query=name)
    assert wrong[0] == 401
    async with engine.connect() as connection:
        file = (await connection.execute(select(t.intake_file))).one()
        document = (await connection.execute(select(t.document))).one()
        jobs = (await connection.execute(text("select entrypoint, payload from pgqueuer"))).all()
        uploads = (await connection.execute(select(t.upload))).all()
    assert (file.intake, file.name, file.state) == (answer["intake"], "oktober.zip", "waiting")
    assert (document.sha256, document.content, document.kind) == (file.archive, content, "archive")
    assert [tuple(job) for job in jobs] == [("take-in", str(file.id).encode())]
    assert uploads == []


async def test_a_body_without_a_length_is_cut_off_at_the_limit(client: Client) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 10 * FAKTUR_LIMIT:
            sent += 1 << 16
            yield b"x" * (1 << 16)

    headers = {
        "X-Assistant-Timestamp": str(int(NOW.timestamp())),
        "X-Assistant-Signature": f"sha256={'0' * 64}",
    }
    with suppress(aiohttp.ClientConnectionError):  # closed while we were still talking
        async with client.session.post(
            client.url + "/faktur", data=endless(), headers=headers
        ) as response:
            assert response.status == 413
    assert sent < 3 * FAKTUR_LIMIT


async def test_a_file_name_that_was_not_signed_is_refused(
    client: Client, engine: AsyncEngine
) -> None:
    for signed, sent in (("", "?name=x.pdf"), ("?name=a.pdf", "?name=b.pdf"), ("?name=a.pdf", "")):
        answer = await client.signed("/faktur", PDF, query=signed, sent_query=sent)
        assert answer == (401, {"error": "signature"})
    async with engine.connect() as connection:
        assert (await connection.execute(select(t.upload))).all() == []


async def test_an_id_that_comes_again_with_another_content_is_refused(
    client: Client, engine: AsyncEngine
) -> None:
    assert (await client.signed("/portal/events", EVENT))[0] == 200
    other = {**EVENT, "data": {"invoice": "13"}}
    assert await client.signed("/portal/events", other) == (409, {"error": "id-used"})
    assert await client.signed("/portal/events", EVENT) == (200, {"repeated": True})
    (row,) = await inbox(engine)
    assert row.body == EVENT


async def test_a_client_that_changed_is_told_by_its_id(client: Client, engine: AsyncEngine) -> None:
    event = {"id": "ev-2", "type": "client.changed", "data": {"client": "7"}}
    assert await client.signed("/portal/events", event) == (200, {"stored": True})


STALE = str(int((NOW - timedelta(seconds=400)).timestamp()))
FRESH = str(int(NOW.timestamp()))


@pytest.mark.parametrize("path", ["/portal/events", "/faktur"])
@pytest.mark.parametrize(
    ("timestamp", "signature"),
    [
        (STALE, f"sha256={'0' * 64}"),
        ("soon", f"sha256={'0' * 64}"),
        (FRESH, "sha256=0"),
        (FRESH, f"sha256={'0' * 63}Z"),
        (FRESH, f"md5={'0' * 64}"),
        (FRESH, ""),
    ],
)
async def test_what_its_headers_betray_is_refused_without_its_body(
    client: Client, path: str, timestamp: str, signature: str
) -> None:
    """Only the headers are sent, and a length: whoever read the body first would wait for it."""
    host, port = client.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(
        f"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 1000\r\n"
        f"X-Assistant-Timestamp: {timestamp}\r\nX-Assistant-Signature: {signature}\r\n"
        "\r\n".encode()
    )
    await writer.drain()
    async with asyncio.timeout(8):  # less than a silence
        assert b" 401 " in await reader.readline()
    writer.close()


def _begun(path: str, length: int) -> bytes:
    """The headers of something that may be signed, and not a byte of its body."""
    return (
        f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n"
        f"X-Assistant-Timestamp: {FRESH}\r\nX-Assistant-Signature: sha256={'0' * 64}\r\n\r\n"
    ).encode()


async def test_a_body_that_stops_coming_is_not_waited_for(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web_module, "SILENCE", 0.3)
    host, port = client.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(_begun("/portal/events", 1000) + b"{")
    assert b" 408 " in await reader.readline()
    writer.close()


async def test_few_bodies_are_read_at_once_and_the_next_is_told_to_come_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web_module, "PATIENCE", 0.3)
    host, port = client.url.removeprefix("http://").split(":")
    slow = [await asyncio.open_connection(host, int(port)) for _ in range(2)]
    for _, writer in slow:
        writer.write(_begun("/faktur", 1000) + b"%PDF-")
        await writer.drain()
    while (await client.signed("/faktur", PDF))[0] != 503:
        pass  # until both are being read
    assert await client.signed("/faktur", PDF + b"2") == (503, {"error": "busy"})
    assert (await client.signed("/portal/events", EVENT))[0] == 200
    for _, writer in slow:
        writer.close()
        await writer.wait_closed()
    async with asyncio.timeout(30):
        while (await client.signed("/faktur", PDF + b"3"))[0] != 202:
            pass


async def test_headers_that_trickle_in_are_not_waited_for(
    engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line now and then, never the empty one that ends them."""
    monkeypatch.setattr(watching, "LONGEST_HEADERS", 0.5)
    shop = WorkShop(engine, WorkSettings("embedded", b"key", None))
    app = make_web_app(
        shop, webhook_path=WEBHOOK, webhook_secret=None, bot_id=BOT,
        events_secret=SECRETS["/portal/events"], faktur_secret=None, health=Health(engine, {}),
    )  # fmt: skip
    port = unused_port()
    async with AsyncExitStack() as stack:
        await watching.listen_on(HostPort("127.0.0.1", port), app, stack)
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"POST /portal/events HTTP/1.1\r\nHost: x\r\n")
        async with asyncio.timeout(30):
            with suppress(ConnectionError):
                while not reader.at_eof():
                    writer.write(b"X-Slow: 1\r\n")
                    await writer.drain()
                    with suppress(TimeoutError):
                        await asyncio.wait_for(reader.read(1), 0.1)
        writer.close()


async def test_health_is_that_the_process_runs(client: Client) -> None:
    assert await client.get("/healthz") == (200, "ok")


async def test_readiness_names_every_check(client: Client, checks: dict[str, Any]) -> None:
    assert await client.get("/readyz") == (200, '{"database": "ok", "queue": "ok"}')


async def up() -> bool:
    return True


async def down() -> bool:
    raise ConnectionError


async def hangs() -> bool:
    await asyncio.Event().wait()
    return True


@pytest.mark.parametrize("checks", [{"polling": up, "portal": down, "mail": hangs}])
async def test_a_failing_or_hanging_check_means_not_ready(client: Client) -> None:
    status, body = await client.get("/readyz")
    assert status == 503
    assert json.loads(body) == {
        "database": "ok",
        "queue": "ok",
        "polling": "ok",
        "portal": "failed",
        "mail": "failed",
    }


async def test_what_is_not_configured_is_not_there(engine: AsyncEngine) -> None:
    app = make_web_app(
        WorkShop(engine, WorkSettings("embedded", b"key", None, draw=draw)),
        webhook_path=WEBHOOK,
        webhook_secret=None,
        bot_id=BOT,
        events_secret=None,
        faktur_secret=None,
        health=Health(engine, {}),
    )
    async with (
        TestServer(app, host="127.0.0.1") as server,
        aiohttp.ClientSession() as session,
    ):
        for path in (WEBHOOK, "/portal/events", "/faktur"):
            async with session.post(server.make_url(path), data=b"{}") as response:
                assert response.status == 404


async def test_nothing_personal_is_logged(client: Client, engine: AsyncEngine) -> None:
    lines = StringIO()
    set_up_logging(LogFormat.JSON, LogLevel.DEBUG, lines)
    async with engine.begin() as connection:
        await connection.execute(text("alter table inbox rename to away"))
    await client.update(message(5, text="rahasia"))
    assert "request failed" in lines.getvalue()
    assert "rahasia" not in lines.getvalue()


@pytest.fixture(autouse=True)
def logging_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers, root.level = handlers, level
    log_plainly()
