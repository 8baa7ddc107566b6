"""Whether this process runs, and whether it can do its work."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping

import structlog
from aiohttp import web

from assistant.storage.backlog import oldest_update
from assistant.storage.database import Engine, answers

LONGEST_CHECK = 2.5
"""Seconds after which a check has failed, whatever it still does."""
LONGEST_WAIT = 30.0
"""Seconds that an update may wait to be handled; longer means that the runners are behind."""

OK, FAILED = "ok", "failed"

HealthCheck = Callable[[], Awaitable[bool]]
"""Whether a part of this process is fit to work; raising is a no."""


class NotFitError(Exception):
    """A no whose reason everybody may read: a word such as ``maintenance``."""


log = structlog.get_logger(__name__)


class Health:
    """Answers ``/healthz`` and ``/readyz``."""

    def __init__(
        self,
        engine: Engine,
        checks: Mapping[str, HealthCheck],
        *,
        longest_wait: float = LONGEST_WAIT,
    ) -> None:
        """``checks`` are asked besides the database and the queue's age."""
        self._engine = engine
        self._longest_wait = longest_wait
        self._checks = {"database": self._database, "queue": self._queue, **checks}

    def add_to(self, app: web.Application) -> None:
        app.router.add_get("/healthz", self.healthz)
        app.router.add_get("/readyz", self.readyz)

    async def healthz(self, _request: web.Request) -> web.Response:
        """The process runs."""
        return web.Response(text="ok")

    async def readyz(self, _request: web.Request) -> web.Response:
        """The process can do its work: every check by name."""
        results = await _all(self._checks)
        fit = all(result == OK for result in results.values())
        return web.json_response(results, status=200 if fit else 503)

    async def _database(self) -> bool:
        return await answers(self._engine)

    async def _queue(self) -> bool:
        return await oldest_update(self._engine) < self._longest_wait


async def _all(checks: Mapping[str, HealthCheck]) -> dict[str, str]:
    """Side by side; one that does not even end when it is told to holds nobody up."""
    tasks = {name: asyncio.create_task(_result(name, check)) for name, check in checks.items()}
    await asyncio.wait(tasks.values(), timeout=LONGEST_CHECK)
    results = {name: task.result() if task.done() else FAILED for name, task in tasks.items()}
    for name, task in tasks.items():
        if not task.done():
            log.warning("check failed", check=name, reason="timeout")
            task.cancel()
    return results


async def _result(name: str, check: HealthCheck) -> str:
    try:
        return OK if await check() else FAILED
    except Exception as error:
        log.warning("check failed", check=name, reason=type(error).__name__)
        return f"{FAILED}: {error}" if isinstance(error, NotFitError) else FAILED
