"""Fetching updates by long polling, in exactly one process at a time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import structlog

from assistant import metrics
from assistant.gateway.inbox import store_batch
from assistant.gateway.incoming import HANDLED
from assistant.retry import Backoff, silence
from assistant.storage.database import Connection, Engine
from assistant.storage.leadership import try_to_lead

LONG_POLL = 25
"""Seconds that Telegram holds a call open when it has nothing."""
FIRST_PAUSE, LONGEST_PAUSE = 0.3, 10.0
"""Seconds after an error: people are waiting, and one call in ten seconds troubles nobody."""
_BATCH = 100
_SLACK = 10
"""Seconds that an answer may be late."""
_STANDBY = 2.0
"""Seconds between looks at whether the process that polls is gone."""

log = structlog.get_logger(__name__)


class NotLeaderError(Exception):
    """Another process polls, or ours may have lost the right to."""


class PollingError(Exception):
    """Telegram did not answer, or answered with an error."""

    def __init__(self, reason: str, retry_after: float = 0.0) -> None:
        super().__init__(reason)
        self.retry_after = retry_after
        """Seconds that Telegram asked to be left alone for."""


class Poller:
    """Polls while it holds the lock; otherwise waits for it.

    Updates are stored over the very connection that holds the lock, so whoever lost it can't
    move the offset: the offset follows the commit.
    """

    def __init__(
        self,
        direct: Engine,
        *,
        token: str,
        api_url: str,
        bot_id: int,
        allowed_updates: Sequence[str] = HANDLED,
        long_poll: int = LONG_POLL,
        backoff: Backoff | None = None,
        looked: asyncio.Event | None = None,
    ) -> None:
        """``direct``: an engine without a pool (``make_direct_engine``); ``looked`` is set when
        the first answer is stored, or there was none."""
        self.leading = False
        """Whether this process is the one that polls."""
        self._direct = direct
        self._url = f"{api_url.rstrip('/')}/bot{token}"
        self._bot_id = bot_id
        self._allowed = list(allowed_updates)
        self._long_poll = long_poll
        self._backoff = backoff or Backoff(FIRST_PAUSE, LONGEST_PAUSE)
        self._looked = looked or asyncio.Event()

    async def run(self) -> None:
        """Until cancelled."""
        timeout = aiohttp.ClientTimeout(total=self._long_poll + _SLACK, connect=_SLACK)
        async with aiohttp.ClientSession(timeout=timeout) as session:
            while True:
                pause = await self._reign(session)
                self._looked.set()
                await asyncio.sleep(pause)

    async def _reign(self, session: aiohttp.ClientSession) -> float:
        """Poll until something goes wrong; the seconds to wait before trying to lead again."""
        try:
            async with self._leadership() as (connection, lost):
                await self._call(session, "deleteWebhook", {})
                await self._poll(session, connection, lost)
        except NotLeaderError:
            return _STANDBY
        except PollingError as error:
            log.warning("polling failed", reason=str(error))
            return max(self._backoff.next(), error.retry_after)
        except Exception as error:  # the database's driver has many; none of them ends polling
            log.warning("polling stopped", reason=type(error).__name__, exc_info=error)
        return self._backoff.next()

    @asynccontextmanager
    async def _leadership(self) -> AsyncIterator[tuple[Connection, asyncio.Event]]:
        """The connection that holds the lock, and an event that says it broke."""
        async with self._direct.connect() as connection:
            name = f"assistant-polling:{self._bot_id}"
            lost = await try_to_lead(connection, name)
            if lost is None:
                raise NotLeaderError("another process polls")
            self.leading = True
            metrics.POLLING_LEADER.set(1)
            log.info("polling begins")
            try:
                yield connection, lost
            finally:
                self.leading = False
                metrics.POLLING_LEADER.set(0)

    async def _poll(
        self, session: aiohttp.ClientSession, connection: Connection, lost: asyncio.Event
    ) -> None:
        offset: int | None = None
        while True:
            batch = await _unless(lost, self._updates(session, offset))
            await store_batch(connection, self._bot_id, batch)
            self._backoff.reset()
            self._looked.set()
            offset = _after(batch, offset)

    async def _updates(self, session: aiohttp.ClientSession, offset: int | None) -> list[Any]:
        seconds = self._long_poll if self._looked.is_set() else 0
        wanted = {"timeout": seconds, "limit": _BATCH, "allowed_updates": self._allowed}
        if offset is not None:
            wanted["offset"] = offset
        result = await self._call(session, "getUpdates", wanted)
        if not isinstance(result, list):
            raise PollingError("getUpdates: no list")
        return result

    async def _call(
        self, session: aiohttp.ClientSession, method: str, parameters: dict[str, Any]
    ) -> Any:
        """Errors name the method and what happened, never the address: the token is in it."""
        try:
            async with session.post(f"{self._url}/{method}", json=parameters) as response:
                answer = await response.json(content_type=None)
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            metrics.TELEGRAM_CALLS.labels(method, "network").inc()
            raise PollingError(f"{method}: {type(error).__name__}") from None
        if not isinstance(answer, dict):
            raise PollingError(f"{method}: no answer that makes sense")
        if answer.get("ok") is True:
            metrics.TELEGRAM_CALLS.labels(method, "ok").inc()
            return answer.get("result")
        outcome = "too-many" if answer.get("error_code") == 429 else "error"
        metrics.TELEGRAM_CALLS.labels(method, outcome).inc()
        raise _refusal(method, answer)


def _refusal(method: str, answer: dict[str, Any]) -> Exception:
    parameters = answer.get("parameters")
    wait = parameters.get("retry_after", 0) if isinstance(parameters, dict) else 0
    reason = f"{method}: {answer.get('error_code')} {answer.get('description')}"
    return PollingError(reason, silence(wait) if isinstance(wait, int | float) else 0.0)


async def _unless(lost: asyncio.Event, call: Any) -> list[Any]:
    """The call's result. Raises :class:`NotLeaderError` at once when the lock is lost meanwhile."""
    calling = asyncio.ensure_future(call)
    losing = asyncio.ensure_future(lost.wait())
    try:
        await asyncio.wait({calling, losing}, return_when=asyncio.FIRST_COMPLETED)
        if lost.is_set():
            raise NotLeaderError("the lock's connection broke")
        result: list[Any] = await calling
        return result
    finally:
        for task in (calling, losing):
            task.cancel()
        await asyncio.gather(calling, losing, return_exceptions=True)


def _after(batch: Sequence[object], offset: int | None) -> int | None:
    """The offset that confirms this batch."""
    seen = [raw["update_id"] for raw in batch if isinstance(raw, dict) and _numbered(raw)]
    return max(seen) + 1 if seen else offset


def _numbered(raw: dict[str, Any]) -> bool:
    return isinstance(raw.get("update_id"), int) and not isinstance(raw["update_id"], bool)
