"""NOTIFY by a transaction, heard when it commits; LISTEN on a connection of one's own, made anew
whenever it is lost.

What nothing tells of (a pause that is over, what a killed process had in hand) is looked for once a
second over the same connection, in one statement: those who wait for news ask for nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from itertools import compress

import asyncpg
import structlog
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from assistant.retry import Backoff
from assistant.storage.embedded import dsn
from assistant.storage.owner import is_free_sql
from assistant.storage.retrying import DRIVER_ERRORS

log = structlog.get_logger(__name__)

INBOX_CHANNEL = "assistant_inbox"
OUTBOX_CHANNEL = "assistant_outbox"
SCREEN_CHANNEL = "assistant_screen"

LOOK = 1.0
"""Seconds: so long it takes at most until the work of a killed process goes on."""

_WAITS = {
    INBOX_CHANNEL: "select from inbox where done_at is null",
    OUTBOX_CHANNEL: """
        select from delivery where state = 'queued' and not_before <= (select clk from t)
        union all
        select from delivery where state = 'sending'
        union all
        select from trouble where kind = 'closed'""",
    SCREEN_CHANNEL: f"""
        select from screen
        where shown < wanted and {is_free_sql("screen")}
            and (not_before is null or not_before < clock_timestamp())""",
}
"""What there is to do now, by the channel that tells of it. Who is sending may have died; from what
is closed to us nothing is heard, so that is tried."""
_CLOCK = "with t as (select coalesce($1::timestamptz, clock_timestamp()) as clk) select "


def _servers() -> None:
    """The database's own, which all processes share."""


async def notify(connection: AsyncConnection, channel: str) -> None:
    """Tell the listeners, when and if this transaction commits."""
    await connection.execute(text("select pg_notify(:channel, '')"), {"channel": channel})


async def listen(
    url: str, events: Mapping[str, asyncio.Event], clock: Callable[[], datetime | None] = _servers
) -> None:
    """Set the event of each channel when it is notified or something waits there, for ever.

    All are set whenever the connection is made: what was notified while there was none is not lost
    on those who look when they are woken. ``clock``: by what a delivery's time has come.
    """
    look = _CLOCK + ", ".join(f"exists({_WAITS[channel]})" for channel in events)
    backoff = Backoff(first=0.2, longest=5)
    while True:
        try:
            await _hear(url, events, look, clock, backoff)
        except DRIVER_ERRORS as error:
            log.warning("listening connection lost", error=str(error))
            for event in events.values():
                event.set()  # as long as nothing is heard, they look themselves
            await asyncio.sleep(backoff.next())


async def _hear(
    url: str,
    events: Mapping[str, asyncio.Event],
    look: str,
    clock: Callable[[], datetime | None],
    backoff: Backoff,
) -> None:
    """As long as one connection stands."""
    connection = await asyncpg.connect(dsn(url))
    try:
        for channel, event in events.items():
            await connection.add_listener(channel, _setter(event))
            event.set()
        backoff.reset()
        while True:
            await asyncio.sleep(LOOK)
            for event in compress(events.values(), await connection.fetchrow(look, clock())):
                event.set()
    finally:
        await connection.close(timeout=2)


def _setter(event: asyncio.Event) -> object:
    def notified(*_: object) -> None:
        event.set()

    return notified
