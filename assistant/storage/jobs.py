"""PGQueuer's tables: a worker's connection, and jobs as people see them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import UUID

import asyncpg
from pgqueuer.db import AsyncpgDriver
from pgqueuer.models import TableChangedEvent
from pgqueuer.queries import Queries

from assistant.logs import mask_secrets
from assistant.storage.embedded import dsn
from assistant.storage.owner import hold, is_dead_sql

OperatorConnection = asyncpg.Connection

LONGEST_ERROR = 300
"""Characters of an error that people are shown."""


class JobState(StrEnum):
    PARKED = "parked"
    WAITING = "waiting"
    RUNNING = "running"


def readable(error: str) -> str:
    """Without anybody's numbers and addresses, and short."""
    masked = " ".join(mask_secrets(error).split())
    return masked if len(masked) <= LONGEST_ERROR else masked[: LONGEST_ERROR - 1] + "…"


@dataclass(frozen=True, slots=True)
class QueuedJob:
    id: int
    job: str
    key: str
    state: JobState
    attempts: int
    since: datetime
    due: datetime
    error: str
    """The last one, masked; empty when there was none."""


async def jobs(connection: asyncpg.Connection, limit: int = 100) -> list[QueuedJob]:
    """The parked first, then the others as they are due."""
    rows = await connection.fetch(_JOBS, limit)
    return [
        QueuedJob(
            row["id"],
            row["entrypoint"],
            (row["payload"] or b"").decode(),
            _STATES[row["status"]],
            row["attempts"],
            row["created"],
            row["execute_after"],
            readable(row["error"] or ""),
        )
        for row in rows
    ]


async def release(connection: asyncpg.Connection, ids: Sequence[int] | None) -> list[int]:
    """Queue these parked jobs again (all when None), with all their tries; those that were."""
    async with connection.transaction():
        parked = await connection.fetch(
            "select id from pgqueuer where status = 'failed'"
            " and ($1::bigint[] is null or id = any($1)) order by id for update",
            None if ids is None else list(ids),
        )
        found = [row["id"] for row in parked]
        await Queries(AsyncpgDriver(connection)).requeue_jobs(found)
    return found


async def drop(connection: asyncpg.Connection, id_: int) -> bool:
    """Delete a job that is parked or waits. False: there is none, or it runs."""
    dropped = await connection.fetchval(_DROP, id_)
    return dropped is not None


_STATES = {"failed": JobState.PARKED, "queued": JobState.WAITING, "picked": JobState.RUNNING}
_JOBS = """
select id, entrypoint, payload, status::text, attempts, created, execute_after, (
    select log.traceback->>'exception_message' from pgqueuer_log log
    where log.job_id = queue.id and log.traceback is not null
    order by log.id desc limit 1
) as error
from pgqueuer queue
where status in ('failed', 'queued', 'picked')
order by status = 'failed' desc, execute_after, id
limit $1
"""
_DROP = """
with dropped as (
    delete from pgqueuer where id = $1 and status in ('failed', 'queued')
    returning id, entrypoint, priority
)
insert into pgqueuer_log (job_id, status, entrypoint, priority)
select id, 'deleted', entrypoint, priority from dropped
returning job_id
"""


@asynccontextmanager
async def operator_connection(url: str) -> AsyncIterator[asyncpg.Connection]:
    """For one look or one change by hand; times are UTC."""
    connection = await asyncpg.connect(dsn(url), server_settings={"timezone": "UTC"})
    try:
        yield connection
    finally:
        await connection.close()


@asynccontextmanager
async def worker_connection(url: str, owner: int) -> AsyncIterator[AsyncpgDriver]:
    """As long as it stands, ``owner`` is known to live."""
    connection = await asyncpg.connect(dsn(url), server_settings={"application_name": "worker"})
    try:
        await hold(connection, owner)
        yield AsyncpgDriver(connection)
    finally:
        await connection.close()


def queue_manager_id(owner: int) -> UUID:
    """The owner's number, filled up with zeros: by it the jobs of the dead are found."""
    return UUID(int=owner)


_NUMBER = "('x' || right(queue_manager_id::text, 8))::bit(32)::bigint"
_DUE = f"""
with silenced as (
    update pgqueuer set heartbeat = now() - interval '1 day'
    where status = 'picked' and heartbeat > now() - interval '1 day'
        and queue_manager_id::text like '00000000-0000-0000-0000-0000%' and {is_dead_sql(_NUMBER)}
    returning entrypoint
)
select exists (
    select from silenced where entrypoint = any($1)
    union all
    select from pgqueuer
    where entrypoint = any($1) and (status = 'queued' and execute_after <= now()
        or status = 'picked' and heartbeat < now() - $2::interval)
) as due
"""
"""Of an older release's queue managers we know nothing."""


async def anything_due(driver: AsyncpgDriver, jobs: Sequence[str], silence: timedelta) -> bool:
    """Whether one of these jobs waits for a worker: its time has come, or who had it was silent for
    so long. Those of a worker that was killed count as silent at once."""
    return bool((await driver.fetch(_DUE, jobs, silence))[0]["due"])


async def wake_workers(driver: AsyncpgDriver) -> None:
    """All of them look. PGQueuer's trigger wakes them for a job that is new, and for no job whose
    time has come or that is queued again: that is an update."""
    channel = Queries(driver).qbe.settings.channel
    news = TableChangedEvent(
        channel=channel, sent_at=datetime.now(UTC), type="table_changed_event",
        operation="update", table="pgqueuer",
    )  # fmt: skip
    await driver.notify(channel, news.model_dump_json(exclude={"received_at"}))
