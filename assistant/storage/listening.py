"""NOTIFY by a transaction, heard when it commits; LISTEN on a connection of one's own, made anew
whenever it is lost."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import asyncpg
import structlog
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from assistant.retry import Backoff
from assistant.storage.embedded import dsn

log = structlog.get_logger(__name__)

INBOX_CHANNEL = "assistant_inbox"
OUTBOX_CHANNEL = "assistant_outbox"
SCREEN_CHANNEL = "assistant_screen"

PROBE = 5.0
"""Seconds between looks at whether the connection still lives."""


async def notify(connection: AsyncConnection, channel: str) -> None:
    """Tell the listeners, when and if this transaction commits."""
    await connection.execute(text("select pg_notify(:channel, '')"), {"channel": channel})


async def listen(url: str, events: Mapping[str, asyncio.Event]) -> None:
    """Set the event of each channel when it is notified, for ever.

    All are set whenever the connection is made: what was notified while there was none is not lost
    on those who look when they are woken.
    """
    backoff = Backoff(first=0.2, longest=5)
    while True:
        try:
            connection = await asyncpg.connect(dsn(url))
            try:
                for channel, event in events.items():
                    await connection.add_listener(channel, _setter(event))
                    event.set()
                backoff.reset()
                while True:
                    await asyncio.sleep(PROBE)
                    await connection.execute("select 1")
            finally:
                await connection.close(timeout=2)
        except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            log.warning("listening connection lost", error=str(error))
            await asyncio.sleep(backoff.next())


def _setter(event: asyncio.Event) -> object:
    def notified(*_: object) -> None:
        event.set()

    return notified
