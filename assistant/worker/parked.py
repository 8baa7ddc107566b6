"""Jobs as people see them: what waits, what gave up and is parked, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import asyncpg
import structlog
from pgqueuer.db import AsyncpgDriver
from pgqueuer.queries import Queries

from assistant.domain.staff import JobParked
from assistant.logs import mask_secrets
from assistant.storage.work import WorkShop

log = structlog.get_logger(__name__)

LONGEST_ERROR = 300
"""Characters of an error that people are shown."""


class JobState(StrEnum):
    PARKED = "parked"
    WAITING = "waiting"
    RUNNING = "running"


@dataclass(frozen=True, slots=True)
class GaveUp:
    """A job that failed for the last time."""

    id: int
    job: str
    key: str
    tried_at: datetime
    """When it was due; another when it is released and fails again."""
    error: Exception


async def tell_staff(shop: WorkShop, gave_up: GaveUp) -> None:
    """Once, in their chat, with what to do."""
    log.error("job parked", parked=gave_up.id, job=f"{gave_up.job}:{gave_up.key}")
    async with shop.work() as work:
        error = readable(f"{type(gave_up.error).__name__}: {gave_up.error}")
        parked = JobParked(gave_up.id, f"{gave_up.job} {gave_up.key}", error)
        await work.desk.tell(
            parked, unique=f"parked:{gave_up.id}:{gave_up.tried_at.timestamp():.0f}"
        )


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
