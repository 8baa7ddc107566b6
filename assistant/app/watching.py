"""How a process is watched: its metrics endpoint and its health."""

from __future__ import annotations

from contextlib import AsyncExitStack

import structlog
from aiohttp import web

from assistant import metrics
from assistant.app.metrics_endpoint import make_metrics_app
from assistant.app.process import Process
from assistant.app.settings import HostPort
from assistant.app.staff_chat import staff_chat_open
from assistant.domain.portal import PortalError
from assistant.gateway.health import Health, NotFitError

log = structlog.get_logger(__name__)

LONGEST_HEADERS = 30.0
"""Seconds in which a request's headers arrive, or the connection is closed, as is an idle one."""
LONGEST_GOODBYE = 1.0
"""Seconds for requests that are being answered when their server closes."""


async def serve_metrics(process: Process, stack: AsyncExitStack) -> None:
    """Watching never stops the work: without its port a process runs on, unwatched."""
    settings = process.settings
    for scope in ("send", "chat", "group"):
        metrics.SEND_LIMIT.labels(scope).set(getattr(settings, f"{scope}_rate"))
    app = make_metrics_app(process.watching, health_of(process))
    try:
        await listen_on(settings.metrics_listen, app, stack)
    except OSError as error:
        log.warning(
            "metrics are not served: give each process of this machine an own METRICS_LISTEN",
            listen=str(settings.metrics_listen),
            error=error.strerror,
        )


def health_of(process: Process) -> Health:
    async def telegram() -> bool:
        return (await process.bot.get_me()).id == process.me.id

    async def departments() -> bool:
        try:
            return bool(await process.portal.departments())
        except PortalError as error:
            log.warning("the portal does not answer", error=str(error))
            raise NotFitError(str(error.trouble)) from error

    staff = staff_chat_open(process.watching, process.staff_chat)
    checks = {"telegram": telegram, "portal": departments, "staff chat": staff}
    return Health(process.watching, checks)


async def listen_on(where: HostPort, app: web.Application, stack: AsyncExitStack) -> None:
    """Until the stack is left; what is being answered then is given a moment. Raises OSError."""
    runner = web.AppRunner(
        app,
        access_log=None,
        shutdown_timeout=LONGEST_GOODBYE,
        keepalive_timeout=LONGEST_HEADERS,
        auto_decompress=False,  # nobody packs what is for us but who wants it to unfold
    )
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    await web.TCPSite(runner, where.host, where.port).start()
