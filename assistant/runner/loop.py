"""The runner's loop: takes turns as long as there are any, and waits to be woken."""

from __future__ import annotations

import asyncio

import structlog

from assistant.retry import Backoff
from assistant.runner.turns import Turns
from assistant.storage.retrying import DATABASE_ERRORS

log = structlog.get_logger(__name__)


class Waking(asyncio.Event):
    """Wakes whoever waits; who is busy sees by ``times`` that something was heard meanwhile."""

    times = 0

    def set(self) -> None:
        self.times += 1
        super().set()


async def take_turns(turns: Turns, woken: Waking, stopping: asyncio.Event) -> None:
    """Until ``stopping``; the turn in hand is finished first.

    Of those who wait, news wakes one; whoever finds that more wait wakes the next.
    """
    backoff = Backoff(first=0.2, longest=10)
    while not stopping.is_set():
        try:
            await _take_all(turns, woken, stopping)
        except DATABASE_ERRORS as error:
            log.warning("the runner lost its database", error=str(error))
            await asyncio.sleep(backoff.next())
            continue
        except Exception:
            log.exception("the runner failed, and goes on")
            await asyncio.sleep(backoff.next())
            continue
        backoff.reset()
        async with turns.waiting:
            await wait_for_any(woken, stopping)
            woken.clear()


async def _take_all(turns: Turns, woken: Waking, stopping: asyncio.Event) -> None:
    """One after the other as long as something is heard of during a turn: it may have had to wait
    for that."""
    async with turns.shop.turn_connection() as connection:
        heard = None
        while heard != woken.times and not stopping.is_set():
            heard = woken.times
            if not await turns.take(connection, woken.set):
                return


async def wait_for_any(*events: asyncio.Event) -> None:
    """Until one of them is set."""
    waits = [asyncio.ensure_future(event.wait()) for event in events]
    try:
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
