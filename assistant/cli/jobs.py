"""``assistant jobs …``: what the operator does about jobs that wait or gave up.

The group is mounted with ``ctx.obj["database"]``, a factory of an open database's URL.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from assistant.storage.jobs import OperatorConnection, QueuedJob

T = TypeVar("T")


@click.group(invoke_without_command=True)
@click.option("--limit", default=100, show_default=True, help="Show so many at most.")
@click.pass_context
def jobs(ctx: click.Context, limit: int) -> None:
    """Show jobs that are parked or wait; release or drop them.

    A job that keeps failing is parked and told to staff. Mend what it complains of, then release
    it; drop it when it is not wanted any more.
    """
    from assistant.storage import jobs as queued

    if ctx.invoked_subcommand is not None:
        return
    found = _do(ctx.obj, lambda connection: queued.jobs(connection, limit))
    for job in found:
        click.echo(_line(job))
    gave_up = sum(job.state is queued.JobState.PARKED for job in found)
    click.echo(f"{gave_up} parked, {len(found) - gave_up} waiting or running")


@jobs.command()
@click.argument("ids", nargs=-1, type=int)
@click.option("--all", "everything", is_flag=True, help="All that are parked.")
@click.pass_obj
def release(obj: dict[str, Any], ids: tuple[int, ...], everything: bool) -> None:
    """Queue parked jobs again, by their numbers."""
    from assistant.storage import jobs as queued

    if bool(ids) == everything:
        raise click.UsageError("name the jobs by their numbers, or say --all")
    wanted = None if everything else ids
    done = _do(obj, lambda connection: queued.release(connection, wanted))
    for id_ in done:
        click.echo(f"{id_} is queued again")
    missing = sorted(set(ids) - set(done))
    for id_ in missing:
        click.echo(f"{id_} is not parked", err=True)
    raise SystemExit(1 if missing else 0)


@jobs.command()
@click.argument("id_", metavar="ID", type=int)
@click.pass_obj
def drop(obj: dict[str, Any], id_: int) -> None:
    """Delete a job that is parked or waits."""
    from assistant.storage import jobs as queued

    if not _do(obj, lambda connection: queued.drop(connection, id_)):
        click.echo(f"{id_} is neither parked nor waiting", err=True)
        raise SystemExit(1)
    click.echo(f"{id_} is dropped")


def _line(job: QueuedJob) -> str:
    tries = f", tried {job.attempts}×" if job.attempts else ""  # noqa: RUF001
    due = "" if job.state == "parked" else f", due {job.due:%Y-%m-%d %H:%M:%S} UTC"
    error = f": {job.error}" if job.error else ""
    return (
        f"{job.id}  {job.state}  {job.job} {job.key}"
        f"  since {job.since:%Y-%m-%d %H:%M:%S} UTC{tries}{due}{error}"
    )


def _do(obj: dict[str, Any], work: Callable[[OperatorConnection], Awaitable[T]]) -> T:
    from assistant.storage.jobs import operator_connection

    async def go() -> T:
        async with obj["database"]() as url, operator_connection(url) as connection:
            return await work(connection)

    return asyncio.run(go())
