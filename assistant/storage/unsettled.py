"""The table ``unsettled``: changes sent to a portal that knows no key of ours, unanswered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from assistant.storage import tables as t

_u = t.unsettled.c


@dataclass(frozen=True, slots=True)
class Unsettled:
    due_at: datetime
    """When it is worth looking for."""
    looks: int
    """How often it was looked for in vain."""


async def claim(connection: AsyncConnection, key: str, now: datetime, due_at: datetime) -> bool:
    """From the commit on, everybody knows that it is sent. False: it was before."""
    row = insert(t.unsettled).values(key=key, sent_at=now, due_at=due_at, looks=0)
    claimed = await connection.execute(row.on_conflict_do_nothing().returning(_u.key))
    return claimed.first() is not None


async def find(connection: AsyncConnection, key: str) -> Unsettled | None:
    query = select(_u.due_at, _u.looks).where(_u.key == key)
    row = (await connection.execute(query)).first()
    return Unsettled(row.due_at, row.looks) if row else None


async def looked(
    connection: AsyncConnection, key: str, before: int, now: datetime, looks: int, due_at: datetime
) -> bool:
    """Note the next look. False: somebody else looked since it had ``before`` looks."""
    noted = await connection.execute(
        update(t.unsettled)
        .where(_u.key == key, _u.looks == before, _u.due_at <= now)
        .values(looks=looks, due_at=due_at)
        .returning(_u.key)
    )
    return noted.first() is not None


async def forget(connection: AsyncConnection, key: str) -> None:
    """Its outcome is known."""
    await connection.execute(delete(t.unsettled).where(_u.key == key))
