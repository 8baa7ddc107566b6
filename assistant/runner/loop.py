"""The runner's loop: takes turns as long as there are any, and waits to be woken."""

from __future__ import annotations

import asyncio

import structlog

from assistant.retry import Backoff
from assistant.runner.turns import Turns
from assistant.storage.retrying import DATABASE_ERRORS

log = structlog.get_logger(__name__)

LOOK_ANYWAY = 1.0
"""Seconds: a notification that got lost costs no more than this."""


async def take_turns(turns: Turns, woken: asyncio.Event, stopping: asyncio.Event) -> None:
    """Until ``stopping``; the turn in hand is finished first.

    Of those who wait, news wakes one; whoever finds that more wait wakes the next.
    """
    backoff = Backoff(first=0.2, longest=10)
    while not stopping.is_set():
        try:
            async with turns.shop.turn_connection() as connection:
                while not stopping.is_set() and await turns.take(connection, woken.set):
                    backoff.reset()
        except DATABASE_ERRORS as error:
            log.warning("the runner lost its database", error=str(error))
            await asyncio.sleep(backoff.next())
            continue
        except Exception:
            log.exception("the runner stumbled")
            await asyncio.sleep(backoff.next())
            continue
        async with turns.waiting:
            await wait_for_any(woken, stopping)
            woken.clear()


async def wait_for_any(*events: asyncio.Event) -> None:
    """Until one of them is set, or a second has passed."""
    waits = [asyncio.ensure_future(event.wait()) for event in events]
    try:
        await asyncio.wait(waits, timeout=LOOK_ANYWAY, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
