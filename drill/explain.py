"""Why it went wrong, as far as that can be seen from outside: kept in the drill's folder."""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress
from typing import Any

import asyncpg

from assistant.storage.embedded import dsn
from assistant.storage.jobs import QueuedJob, jobs
from drill.stack import Stack

LEFT = "left.txt"
"""The rows that wait; beside it is each process's log, with where its tasks stood at the end."""
MOST = 500
"""Rows of each kind."""
_WRITING = 2.0
"""Seconds in which a process writes down where its tasks stand."""

_ROWS = {
    "updates not handled": "select id, source, key, chat, received_at from inbox"
    " where done_at is null order by id limit $1",
    "updates that failed": "select id, source, key, reference from inbox"
    " where result = 'failed' order by id limit $1",
    "screens not shown": "select key, wanted, shown, failures, not_before, leased_until, leased_by"
    " from screen where shown < wanted order by key limit $1",
    "deliveries not sent": "select id, key, channel, state, attempts, repeats, not_before,"
    " leased_until, leased_by, error from delivery where state <> 'sent' order by id limit $1",
    "where Telegram takes nothing": "select * from trouble order by since limit $1",
    "changes without an answer": "select * from unsettled order by due_at limit $1",
}


async def explain(stack: Stack) -> list[str]:
    """Keep what waits and where every task stands; what of it is worth showing at once."""
    for part in stack.parts.values():
        if part.process is not None and part.process.returncode is None:
            part.process.send_signal(signal.SIGUSR1)
    lines, waiting = [], list[QueuedJob]()
    try:
        connection = await asyncpg.connect(dsn(stack.database_url), timeout=10)
        try:
            waiting = await jobs(connection, MOST)
            for what, query in _ROWS.items():
                lines += _of(what, await connection.fetch(query, MOST))
        finally:
            await connection.close()
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        lines.append(f"the database does not answer: {error!r}")
    said = [_job(job) for job in waiting]
    (stack.folder / LEFT).write_text("\n".join(["jobs", *said, *lines]) + "\n")
    await asyncio.sleep(_WRITING)
    return [*said[:20], f"all that waits is in {stack.folder / LEFT}, the logs are beside it"]


def _of(what: str, rows: list[Any]) -> list[str]:
    return [what, *(f"  {dict(row)}" for row in rows)]


def _job(job: QueuedJob) -> str:
    error = f": {job.error}" if job.error else ""
    due = f"due {job.due:%H:%M:%S}"
    return f"  {job.id} {job.state} {job.job} {job.key}, tried {job.attempts} times, {due}{error}"


async def try_to_explain(stack: Stack) -> list[str]:
    """Whatever happens here is not what went wrong."""
    with suppress(Exception):
        return await explain(stack)
    return []
