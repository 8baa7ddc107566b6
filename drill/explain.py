"""Why it went wrong, as far as that can be seen from outside: kept in the drill's folder."""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress
from typing import Any

import asyncpg

from assistant.app.tasks import HEADING as _TASKS
from assistant.storage.embedded import dsn
from assistant.storage.jobs import QueuedJob, jobs
from assistant.storage.retrying import DRIVER_ERRORS
from drill.stack import Part, Stack

LEFT = "left.txt"
"""The rows that wait; beside it is each process's log, with where its tasks stood at the end."""
MOST = 500
"""Rows of each kind."""
_WRITING = 10.0
"""Seconds in which a process has written down where its tasks stand, or is stuck."""

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
    asked = [part for part in stack.parts.values() if _asked_for_tasks(part)]
    lines, waiting = [], list[QueuedJob]()
    try:
        connection = await asyncpg.connect(dsn(stack.database_url), timeout=10)
        try:
            waiting = await jobs(connection, MOST)
            for what, query in _ROWS.items():
                lines += _of(what, await connection.fetch(query, MOST))
        finally:
            await connection.close()
    except DRIVER_ERRORS as error:
        lines.append(f"the database does not answer: {error!r}")
    said = [_job(job) for job in waiting]
    (stack.folder / LEFT).write_text("\n".join(["jobs", *said, *lines]) + "\n")
    with suppress(TimeoutError):
        async with asyncio.timeout(_WRITING):
            while not all(_TASKS in part.log.read_text("utf-8", "replace") for part in asked):  # noqa: ASYNC110
                await asyncio.sleep(0.1)
    return [*said[:20], f"all that waits is in {stack.folder / LEFT}, the logs are beside it"]


def _asked_for_tasks(part: Part) -> bool:
    """One that runs no loop yet does not answer."""
    if part.process is None or part.process.returncode is not None:
        return False
    part.process.send_signal(signal.SIGUSR1)
    return True


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
