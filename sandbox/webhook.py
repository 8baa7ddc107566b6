"""Delivery of updates to the bot's webhook.

Each lane (a chat's messages, a user's callbacks) is delivered in order by a task of its own; lanes
run side by side, up to ``max_connections``. Any 2xx acknowledges; else the same update is sent
again: at once, then after 2, 4, 8 … seconds. So a message and a tap of one person may arrive in
either order; on request (the fault ``reorder``) they do arrive in the wrong one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp

from sandbox.faults import Faults
from sandbox.model import Json
from sandbox.world import World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
ANSWER_SECONDS = 60.0
LONGEST_PAUSE = 64.0
LETS_PASS = 10.0
"""Seconds that an update which lets another go first waits for one."""

Pause = Callable[[float], Awaitable[None]]


class WebhookDelivery:
    def __init__(self, world: World, faults: Faults, pause: Pause | None = None) -> None:
        self._world = world
        self._faults = faults
        self._passing: set[asyncio.Event] = set()
        self._pause = pause or world.hub.pause
        self._lanes: dict[str, asyncio.Task[None]] = {}
        self._session: aiohttp.ClientSession | None = None
        world.updates.on_change = self._wake

    def start(self) -> None:
        timeout = aiohttp.ClientTimeout(total=ANSWER_SECONDS)
        # The number of connections is bounded by hand: it can change with each setWebhook.
        connector = aiohttp.TCPConnector(limit=0)
        self._session = aiohttp.ClientSession(timeout=timeout, connector=connector)
        self._wake()

    async def stop(self) -> None:
        tasks = list(self._lanes.values())
        self._session, session = None, self._session
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if session is not None:
            await session.close()

    def _hook(self) -> Json | None:
        hook: Json | None = self._world.store.get("webhook")
        return hook

    def _wake(self) -> None:
        """Give every lane with something to deliver its task, as far as connections allow."""
        hook = self._hook()
        if hook is None or self._session is None:
            return
        for lane in self._world.updates.lanes():
            if len(self._lanes) >= hook["max_connections"]:
                return
            if lane not in self._lanes:
                self._lanes[lane] = asyncio.create_task(self._deliver_lane(lane))

    async def _deliver_lane(self, lane: str) -> None:
        try:
            while await self._deliver_next(lane):
                pass
        finally:
            self._lanes.pop(lane, None)
        self._wake()

    async def _deliver_next(self, lane: str) -> bool:
        """Deliver the lane's first update; False when there is none or no webhook any more."""
        failures = 0
        while True:
            self._world.updates.expire()
            update, hook = self._world.updates.first_in(lane), self._hook()
            if update is None or hook is None:
                return False
            if not failures and self._faults.take_reorder():
                await self._let_another_pass()
            failure = await self._post(hook, update)
            if failure is None:
                if not self._faults.take_duplicate():
                    self._world.updates.done(update["update_id"])
                for passing in self._passing:
                    passing.set()
                return True
            self._note_failure(failure)
            failures += 1
            if failures > 1:
                await self._pause(min(2.0 ** (failures - 1), LONGEST_PAUSE))

    async def _let_another_pass(self) -> None:
        """Until some other lane has delivered, or nobody comes."""
        passing = asyncio.Event()
        self._passing.add(passing)
        try:
            async with asyncio.timeout(LETS_PASS):
                await passing.wait()
        except TimeoutError:
            return
        finally:
            self._passing.discard(passing)

    async def _post(self, hook: Json, update: Json) -> str | None:
        """Send one update; returns what went wrong, None when it was acknowledged."""
        if self._session is None:
            return "Connection refused"
        headers = {SECRET_HEADER: hook["secret_token"]} if hook["secret_token"] else {}
        try:
            async with self._session.post(hook["url"], json=update, headers=headers) as answer:
                await answer.read()
                if 200 <= answer.status < 300:
                    return None
                return f"Wrong response from the webhook: {answer.status} {answer.reason}"
        except TimeoutError:
            return "Read timeout expired"
        except aiohttp.ClientError as error:
            return _plain(error)

    def _note_failure(self, message: str) -> None:
        noted = {"last_error_date": self._world.now, "last_error_message": message}
        self._world.store.put("webhook_error", noted)


def _plain(error: Any) -> str:
    return "Connection refused" if "Cannot connect" in str(error) else str(error) or "Read error"
