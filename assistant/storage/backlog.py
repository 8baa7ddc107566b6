"""What waits in the database, in numbers: cheap enough to be asked at every scrape."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

_LOOK = 0.05
"""Seconds."""
STATEMENT_MS = 2000
"""Nobody waits longer for numbers than this."""

_WAITING = text(
    """
    select 'inbox' as what, '' as kind, '' as state, count(*) as rows,
           extract(epoch from clock_timestamp() - min(received_at)) as seconds
    from inbox where done_at is null
    union all
    select 'screens', '', '', count(*),
           extract(epoch from clock_timestamp() - min((content ->> 'asked_at')::timestamptz))
    from screen where shown < wanted
    union all
    select 'deliveries', channel, state, count(*),
           extract(epoch from clock_timestamp()
                   - min(not_before) filter (where state in ('queued', 'sending')))
    from delivery where state <> 'sent' group by channel, state
    union all
    select 'jobs', entrypoint, status::text, count(*),
           extract(epoch from clock_timestamp()
                   - min(execute_after) filter (where status = 'queued'))
    from pgqueuer group by entrypoint, status
    """
)
"""Over partial indexes that hold only what waits, and PGQueuer's table, which holds no more."""

_TOTALS = text(
    """
    select 'requests' as what, '' as kind, state, count(*) as rows, null::numeric as seconds
    from faktur_request group by state
    union all
    select 'uploads', '', state, count(*), null from upload group by state
    """
)
_OLDEST_UPDATE = text(
    "select extract(epoch from clock_timestamp() - min(received_at)) from inbox"
    " where done_at is null"
)
_ANYBODY = text(
    "select exists(select from inbox where done_at is null)"
    " or exists(select from screen where shown < wanted)"
)


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows are in one state."""

    what: str
    kind: str
    state: str
    rows: int
    seconds: float
    """Since when the oldest of them is due; 0 when none is, or when that means nothing."""


async def waiting(engine: AsyncEngine) -> list[Count]:
    """Inbox, screens, deliveries (those not sent) and jobs."""
    return await _counts(engine, _WAITING)


async def totals(engine: AsyncEngine) -> list[Count]:
    """Faktur requests and uploads by state: all there ever were, so not for every scrape."""
    return await _counts(engine, _TOTALS)


async def oldest_update(engine: AsyncEngine) -> float:
    """Seconds that the oldest update waits to be handled; 0 when none does."""
    async with engine.connect() as connection:
        await _hurry(connection)
        return max(0.0, float((await connection.execute(_OLDEST_UPDATE)).scalar_one() or 0))


async def _counts(engine: AsyncEngine, query: TextClause) -> list[Count]:
    async with engine.connect() as connection:
        await _hurry(connection)
        return [
            Count(row.what, row.kind, row.state, row.rows, max(0.0, float(row.seconds or 0)))
            for row in await connection.execute(query)
        ]


async def _hurry(connection: AsyncConnection) -> None:
    await connection.execute(text(f"set local statement_timeout = {STATEMENT_MS}"))


async def nobody_waits(engine: AsyncEngine) -> None:
    """Returns when every update is handled and every window shown."""
    while True:
        async with engine.connect() as connection:
            if not (await connection.execute(_ANYBODY)).scalar_one():
                return
        await asyncio.sleep(_LOOK)
