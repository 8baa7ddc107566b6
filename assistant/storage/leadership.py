"""Exactly one process at a time does a thing: whoever holds an advisory lock on its connection."""

from __future__ import annotations

import asyncio

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from assistant.storage.database import driver_of

_TRY = text("select pg_try_advisory_lock(hashtextextended(:name, 0))")


async def try_to_lead(connection: AsyncConnection, name: str) -> asyncio.Event | None:
    """None when another process leads. Otherwise an event that is set as soon as this connection,
    and with it the lock, is known to be lost. No transaction is left open on it."""
    if not (await connection.execute(_TRY, {"name": name})).scalar_one():
        return None
    await connection.commit()
    lost = asyncio.Event()
    driver = driver_of(connection)
    driver.add_termination_listener(lambda _connection: lost.set())
    return lost
