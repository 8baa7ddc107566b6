"""Everything of the sandbox put together and served."""

from __future__ import annotations

import secrets
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web

from sandbox.botapi import BotApi
from sandbox.control import Control, errors_as_json
from sandbox.doors import own_name_only
from sandbox.faults import Faults
from sandbox.hub import Hub
from sandbox.limits import RateWatch
from sandbox.mailbox import Mailbox
from sandbox.model import Clock
from sandbox.portal_page import PortalPage
from sandbox.store import Store
from sandbox.webhook import WebhookDelivery
from sandbox.whmcs.fake import Whmcs
from sandbox.world import World

DEFAULT_TOKEN = "1000000001:sandbox"
STATIC = Path(__file__).with_name("static")
BODY_LIMIT = 80 * 1024 * 1024
"""Bytes of a request; an upload over 50 MB gets its own answer first."""
STOP_SECONDS = 0.5
"""How long requests under way may take when the server goes down."""


@dataclass(frozen=True, slots=True)
class Config:
    """Where to listen (port 0: any free one), where to keep the world, whose bot it is."""

    data_dir: Path
    host: str = "127.0.0.1"
    port: int = 8081
    smtp_host: str = "127.0.0.1"
    smtp_port: int = 8025
    token: str = DEFAULT_TOKEN
    settings: Mapping[str, str] = field(default_factory=dict)
    """The assistant's settings (``ASSISTANT_*``), for the portal part. With ``ASSISTANT_PORTAL``
    ``whmcs`` a stand-in for WHMCS is served under ``/whmcs``."""
    clock: Clock = time.time


@dataclass(frozen=True, slots=True)
class Running:
    """A sandbox that serves."""

    url: str
    smtp_url: str
    token: str
    whmcs: Whmcs | None = None
    """The stand-in, for tests in the same process."""


class PortTakenError(Exception):
    """An address to listen on is in use; the message names it."""


def bot_id(token: str) -> int:
    """The id of the bot, which is the first part of its token. Raises ValueError."""
    number, _, secret = token.partition(":")
    if not number.isdigit() or not secret:
        raise ValueError("a token is NUMBER:SECRET")
    return int(number)


@asynccontextmanager
async def serve(config: Config) -> AsyncIterator[Running]:
    """Run the sandbox until the block is left. Raises :class:`PortTakenError`, ValueError."""
    number = bot_id(config.token)
    config.data_dir.mkdir(parents=True, exist_ok=True)
    store = Store(config.data_dir / "sandbox.sqlite3")
    try:
        hub = Hub()
        world = World(store, hub, config.clock, _new_id, number)
        async with _listening(config, world) as running:
            yield running
    finally:
        store.close()


def _new_id() -> str:
    return str(secrets.randbits(62) | 1 << 62)


@asynccontextmanager
async def _listening(config: Config, world: World) -> AsyncIterator[Running]:
    faults = Faults(config.clock)
    mailbox = Mailbox(world, faults)
    webhook = WebhookDelivery(world, faults)
    world.updates.keep_confirmed = faults.take_duplicate
    world.updates.spoil_next = faults.take_unreadable
    whmcs = _whmcs(config, faults, world.hub)
    portal = PortalPage(config.settings, world.hub, whmcs)
    api = BotApi(world, faults, RateWatch(config.clock), config.token)
    runner = web.AppRunner(
        application(api, Control(world, api, mailbox), portal, whmcs, host=config.host),
        access_log=None,
        shutdown_timeout=STOP_SECONDS,
    )
    await runner.setup()
    try:
        port = await _listen(runner, config)
        smtp_port = await _listen_smtp(mailbox, config)
        webhook.start()
        url = f"http://{config.host}:{port}"
        if whmcs is not None:
            whmcs.smtp = (config.smtp_host, smtp_port)
        yield Running(url, f"smtp://{config.smtp_host}:{smtp_port}", config.token, whmcs)
    finally:
        world.hub.stopping.set()
        world.updates.stop()
        mailbox.stop()
        await webhook.stop()
        await runner.cleanup()
        await portal.stop()
        if whmcs is not None:
            whmcs.close()


def _whmcs(config: Config, faults: Faults, hub: Hub) -> Whmcs | None:
    if config.settings.get("ASSISTANT_PORTAL") != "whmcs":
        return None
    return Whmcs(config.data_dir, config.settings, config.clock, faults, hub)


def application(
    api: BotApi, control: Control, portal: PortalPage, whmcs: Whmcs | None = None, *, host: str
) -> web.Application:
    middlewares = [own_name_only(host), errors_as_json]
    app = web.Application(client_max_size=BODY_LIMIT, middlewares=middlewares)
    app.add_routes([web.route("*", "/bot{token}/{method}", api.handle)])
    app.add_routes([web.get("/file/bot{token}/{path:.+}", api.download)])
    app.add_routes(control.routes())
    app.add_routes(portal.routes())
    if whmcs is not None:
        app.add_routes(whmcs.routes())
    app.on_response_prepare.append(_never_stale)
    if STATIC.is_dir():
        app.add_routes([web.get("/", _page), web.static("/static", STATIC)])
    return app


async def _never_stale(request: web.Request, response: web.StreamResponse) -> None:
    """The page's own files are asked for again each time: a newer sandbox brings newer ones."""
    if request.path.startswith("/static/"):
        response.headers["Cache-Control"] = "no-cache"


async def _page(request: web.Request) -> web.FileResponse:
    return web.FileResponse(STATIC / "index.html", headers={"Cache-Control": "no-cache"})


async def _listen(runner: web.AppRunner, config: Config) -> int:
    site = web.TCPSite(runner, config.host, config.port)
    try:
        await site.start()
    except OSError as error:
        raise PortTakenError(f"{config.host}:{config.port} is in use or not ours") from error
    port: int = runner.addresses[0][1]
    return port


async def _listen_smtp(mailbox: Mailbox, config: Config) -> int:
    try:
        return await mailbox.start(config.smtp_host, config.smtp_port)
    except OSError as error:
        message = f"{config.smtp_host}:{config.smtp_port} is in use or not ours"
        raise PortTakenError(message) from error
