"""The HTTP side of the gateway: Telegram's webhook, the portal's events, finance's PDFs, health."""

from __future__ import annotations

import asyncio
import hmac
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import structlog
from aiohttp import web

from assistant import metrics
from assistant.domain.fakturs.intake import receive_pdf, receive_zip
from assistant.domain.portal import EventType, PortalEvent
from assistant.domain.signing import (
    EVENTS_PATH,
    FAKTUR_PATH,
    SIGNATURE_HEADER,
    SLIP_PATH,
    TIMESTAMP_HEADER,
    may_be_signed,
    verify,
)
from assistant.domain.sources import Source
from assistant.domain.withholding.receiving import receive_slip
from assistant.gateway.health import Health
from assistant.gateway.inbox import AnotherEventError, store_event, store_update
from assistant.gateway.incoming import BadJsonError, NotAnUpdateError, read_json
from assistant.gateway.invitation_page import InvitationPage
from assistant.storage.work import WorkShop

UPDATE_LIMIT = 1 << 20
EVENT_LIMIT = 64 << 10
FAKTUR_LIMIT = 20 << 20
BODY_TIME = 60.0
"""Seconds that a body may take to arrive."""
SILENCE = 10.0
"""Seconds between two parts of one."""
AT_ONCE = {EVENTS_PATH: 8, FAKTUR_PATH: 2, SLIP_PATH: 2}
"""Bodies that are read at the same time by each way in; the next wait."""
PATIENCE = 5.0
"""Seconds that they wait."""
_FILE_NAME = re.compile(r"[\x00-\x1f\x7f/\\:\ud800-\udfff]")

log = structlog.get_logger(__name__)


class RefusedError(Exception):
    """A request that is turned away; ``reason`` is a word of ours."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Gateway:
    """The handlers and what they need."""

    shop: WorkShop
    webhook_secret: str | None
    bot_id: int
    events_secret: str | None
    faktur_secret: str | None
    rooms: Mapping[str, asyncio.Semaphore] = field(
        default_factory=lambda: {path: asyncio.Semaphore(most) for path, most in AT_ONCE.items()}
    )

    async def update(self, request: web.Request) -> web.Response:
        """``POST`` by Telegram: stored, then acknowledged."""
        given = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        if not hmac.compare_digest(
            given.encode("utf-8", "replace"), (self.webhook_secret or "").encode()
        ):
            raise RefusedError(401, "secret")
        raw = _json(await _body(request, UPDATE_LIMIT))
        try:
            await store_update(self.shop.engine, self.bot_id, raw)
        except NotAnUpdateError:
            raise RefusedError(400, "not-an-update") from None
        return web.json_response({"ok": True})

    async def event(self, request: web.Request) -> web.Response:
        """``POST`` by the portal, signed: something happened there."""
        async with self._signed(request, EVENTS_PATH, self.events_secret, EVENT_LIMIT) as body:
            event = _event(_json(body))
        try:
            new = await store_event(self.shop.engine, event)
        except AnotherEventError:
            raise RefusedError(409, "id-used") from None
        return web.json_response({"stored": True} if new else {"repeated": True})

    async def faktur(self, request: web.Request) -> web.Response:
        """``POST`` of one PDF, or of a ZIP of them, signed; ``?name=`` says what it is called."""
        async with self._signed(request, FAKTUR_PATH, self.faktur_secret, FAKTUR_LIMIT) as content:
            return await self._store_file(content, request)

    async def _store_file(self, content: bytes, request: web.Request) -> web.Response:
        if content.startswith(b"PK"):
            return await self._zip(content, _file_name(request))
        if b"%PDF-" not in content[:1024]:
            raise RefusedError(400, "not-a-pdf")
        async with self.shop.work() as work:
            sha256 = await work.documents.put(content, "faktur")
            upload = await receive_pdf(work, sha256, _file_name(request), Source.HTTP)
        if upload is None:
            return web.json_response({"repeated": True})
        return web.json_response({"upload": upload.id}, status=202)

    async def slip(self, request: web.Request) -> web.Response:
        """``POST`` of a bukti potong, or of a ZIP of them: signed as ``/faktur``, with the same
        secret; the path is in the signature, so neither is taken for the other."""
        async with self._signed(request, SLIP_PATH, self.faktur_secret, FAKTUR_LIMIT) as content:
            return await self._store_slip(content, request)

    async def _store_slip(self, content: bytes, request: web.Request) -> web.Response:
        if not content.startswith(b"PK") and b"%PDF-" not in content[:1024]:
            raise RefusedError(400, "not-a-pdf")
        async with self.shop.work() as work:
            sha256 = await work.documents.put(content, "slip")
            if await work.withholding.came_before(sha256):
                return web.json_response({"repeated": True})
            file = await receive_slip(work, Source.HTTP, _file_name(request), sha256=sha256)
        return web.json_response({"file": file}, status=202)

    async def _zip(self, content: bytes, name: str) -> web.Response:
        """Stored; a job takes it apart, and finance's topic says what became of it."""
        async with self.shop.work() as work:
            sha256 = await work.documents.put(content, "archive")
            intake = await receive_zip(work, sha256, name, f"POST {FAKTUR_PATH}")
        if intake is None:
            return web.json_response({"repeated": True})
        return web.json_response({"intake": intake}, status=202)

    @asynccontextmanager
    async def _signed(
        self, request: web.Request, path: str, secret: str | None, limit: int
    ) -> AsyncIterator[bytes]:
        """The body, if its signature is ours and fresh. What can't be is turned away by its headers
        alone, and only a few bodies are held at once."""
        timestamp = request.headers.get(TIMESTAMP_HEADER, "")
        signature = request.headers.get(SIGNATURE_HEADER, "")
        if not (secret and may_be_signed(timestamp, signature, self.shop.settings.clock())):
            raise RefusedError(401, "signature")
        if (request.content_length or 0) > limit:
            raise RefusedError(413, "too-large")
        query = request.rel_url.raw_query_string
        signed = f"{path}?{query}" if query else path
        async with _room(self.rooms[path]):
            body = await _body(request, limit)
            if not verify(secret, signed, timestamp, signature, body, self.shop.settings.clock()):
                raise RefusedError(401, "signature")
            yield body


def make_web_app(
    shop: WorkShop,
    *,
    webhook_path: str,
    webhook_secret: str | None,
    bot_id: int,
    events_secret: str | None,
    faktur_secret: str | None,
    health: Health,
    page: InvitationPage | None = None,
) -> web.Application:
    """What is not configured is not there: without its secret a way in answers 404."""
    gateway = Gateway(shop, webhook_secret, bot_id, events_secret, faktur_secret)
    app = web.Application(middlewares=[_answer_failures], client_max_size=FAKTUR_LIMIT)
    health.add_to(app)
    if page is not None:
        page.add_to(app)
    for path, secret, handler in (
        (webhook_path, webhook_secret, gateway.update),
        (EVENTS_PATH, events_secret, gateway.event),
        (FAKTUR_PATH, faktur_secret, gateway.faktur),
        (SLIP_PATH, faktur_secret, gateway.slip),
    ):
        if secret:
            app.router.add_post(path, handler)
    return app


Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def _answer_failures(request: web.Request, handler: Handler) -> web.StreamResponse:
    """What could not be stored is not acknowledged: the sender tries again."""
    try:
        return await handler(request)
    except web.HTTPException:
        raise
    except RefusedError as refused:
        log.info("request refused", status=refused.status, reason=refused.reason)
        metrics.REFUSED.labels(_way(request), refused.reason).inc()
        return web.json_response({"error": refused.reason}, status=refused.status)
    except Exception as error:
        metrics.REFUSED.labels(_way(request), "unavailable").inc()
        log.error("request failed", method=request.method, exc_info=error)
        return web.json_response({"error": "unavailable"}, status=503)


def _way(request: web.Request) -> str:
    """Which way in; only ours are there."""
    return {EVENTS_PATH: "portal", FAKTUR_PATH: "faktur", SLIP_PATH: "slip"}.get(
        request.path, "telegram"
    )


@asynccontextmanager
async def _room(room: asyncio.Semaphore) -> AsyncIterator[None]:
    try:
        async with asyncio.timeout(PATIENCE):
            await room.acquire()
    except TimeoutError:
        raise RefusedError(503, "busy") from None
    try:
        yield
    finally:
        room.release()


async def _body(request: web.Request, limit: int) -> bytes:
    """The body, of which no more than ``limit`` bytes are ever held."""
    if (request.content_length or 0) > limit:
        raise RefusedError(413, "too-large")
    content = bytearray()
    try:
        async with asyncio.timeout(BODY_TIME), asyncio.timeout(SILENCE) as silence:
            async for chunk in request.content.iter_any():
                silence.reschedule(asyncio.get_running_loop().time() + SILENCE)
                content += chunk
                if len(content) > limit:
                    raise RefusedError(413, "too-large")
    except TimeoutError:
        raise RefusedError(408, "too-slow") from None
    except (ConnectionError, web.RequestPayloadError):  # whoever sent it is gone, or lost the way
        raise RefusedError(400, "cut-off") from None
    return bytes(content)


def _json(body: bytes) -> dict[str, Any]:
    try:
        return read_json(body)
    except BadJsonError:
        raise RefusedError(400, "json") from None


def _event(raw: Mapping[str, Any]) -> PortalEvent:
    """The event, with the id of what it is about."""
    id_, type_, data = raw.get("id"), raw.get("type"), raw.get("data")
    if not isinstance(type_, str) or type_ not in set(EventType):
        raise RefusedError(400, "type")
    if not (isinstance(id_, str) and 0 < len(id_) <= 200):
        raise RefusedError(400, "id")
    subject = type_.partition(".")[0]
    if not (isinstance(data, dict) and data.get(subject)) or not all(
        isinstance(value, str) for value in data.values()
    ):
        raise RefusedError(400, "data")
    return PortalEvent(id_, EventType(type_), data)


def _file_name(request: web.Request) -> str:
    """The name given to the file, fit to be shown and saved."""
    given = request.query.get("name", "")
    return _FILE_NAME.sub("_", given).strip(" ._")[-120:] or "faktur.pdf"
