"""The worker: takes jobs off PGQueuer's queue, again with growing pauses when they fail."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import structlog
from pgqueuer import PgQueuer
from pgqueuer.db import AsyncpgDriver
from pgqueuer.errors import RetryRequested
from pgqueuer.executors import DatabaseRetryEntrypointExecutor
from pgqueuer.models import Context, Schedule
from pgqueuer.models import Job as QueuedJob
from pgqueuer.types import QueueManagerId

from assistant import metrics
from assistant.domain.portal import PortalError, PortalFailure
from assistant.domain.work import Job
from assistant.retry import Backoff, backoff_seconds
from assistant.storage.jobs import anything_due, queue_manager_id, wake_workers, worker_connection
from assistant.storage.owner import new_owner
from assistant.storage.retrying import DATABASE_ERRORS
from assistant.worker.parked import GaveUp

log = structlog.get_logger(__name__)

Handler = Callable[[str], Awaitable[None]]
TellParked = Callable[[GaveUp], Awaitable[None]]
AT_ONCE = 10
"""Jobs taken in one go."""
MOST_ATTEMPTS = 12
"""After the first; with their pauses about half an hour."""
PORTAL_FIRST_PAUSE, PORTAL_LONGEST_PAUSE = 1.0, 300.0
"""Seconds, while the portal is away."""
SILENCE = timedelta(seconds=30)
"""Without a sign of life from its worker, a job is taken over, whatever else seems to be."""
LOOK = 1.0
"""Seconds between looks for jobs that are due now, or whose worker was killed."""
LOOK_ANYWAY = timedelta(seconds=30)
"""Until PGQueuer looks by itself, with four statements where our look takes one. It is woken for
each new job, and by our look."""
RECONCILE_AT, CLEAN_AT, REMIND_AT = "* * * * *", "17 * * * *", "*/5 * * * *"
WATCH_AT = "* * * * *"
"""What goes by the clock, as cron writes it: minute, hour, day, month, weekday. PGQueuer looks a
second after each of these moments."""


async def work_off(
    url: str,
    handlers: Mapping[Job, Handler],
    reconcile: Callable[[], Awaitable[None]],
    stopping: asyncio.Event,
    *,
    clean: Callable[[], Awaitable[None]] | None = None,
    remind: Callable[[], Awaitable[None]] | None = None,
    watch: Callable[[], Awaitable[None]] | None = None,
    parked: TellParked | None = None,
) -> None:
    """Take jobs until ``stopping``; a lost database ends one round and starts the next.

    ``reconcile`` and ``watch`` run every minute, ``clean`` every hour and ``remind`` every five
    minutes (it knows by itself when it is time), in one process each; ``parked`` is called with a
    job that failed for the last time, before it is put aside.
    """
    clock = {"reconcile": (RECONCILE_AT, reconcile)}
    if clean is not None:
        clock["clean"] = (CLEAN_AT, clean)
    if remind is not None:
        clock["remind"] = (REMIND_AT, remind)
    if watch is not None:
        clock["watch"] = (WATCH_AT, watch)
    backoff = Backoff(first=0.5, longest=15)
    while not stopping.is_set():
        try:
            await _round(url, handlers, clock, parked, stopping, backoff)
        except (*DATABASE_ERRORS, RuntimeError) as error:
            log.warning("the worker lost its database", error=str(error))
        if not stopping.is_set():
            await asyncio.sleep(backoff.next())


async def _round(
    url: str,
    handlers: Mapping[Job, Handler],
    clock: Mapping[str, tuple[str, Callable[[], Awaitable[None]]]],
    parked: TellParked | None,
    stopping: asyncio.Event,
    backoff: Backoff,
) -> None:
    owner = new_owner()
    async with worker_connection(url, owner) as driver:
        queue = PgQueuer(driver)
        queue.qm.queue_manager_id = QueueManagerId(queue_manager_id(owner))
        # PGQueuer sets its own event when it fails, too: ours must not be taken for that.
        beside = [
            asyncio.create_task(_stop_with(stopping, queue)),
            asyncio.create_task(_look(queue, driver, [str(job) for job in handlers])),
        ]
        for job, handler in handlers.items():
            patient = partial(_Patient, parked=parked, max_attempts=MOST_ATTEMPTS)
            queue.entrypoint(str(job), executor_factory=patient, on_failure="hold")(
                _entry(job, handler)
            )
        for name, (times, work) in clock.items():
            queue.schedule(name, times)(_by_the_clock(work))
        backoff.reset()
        try:
            await queue.run(
                dequeue_timeout=LOOK_ANYWAY,
                batch_size=AT_ONCE,
                heartbeat_timeout=SILENCE,
                shutdown_on_listener_failure=True,
            )
        finally:
            for task in beside:
                task.cancel()


async def _stop_with(stopping: asyncio.Event, queue: PgQueuer) -> None:
    await stopping.wait()
    queue.shutdown.set()


async def _look(queue: PgQueuer, driver: AsyncpgDriver, jobs: Sequence[str]) -> None:
    """Until the connection is lost, which ends the round: nothing else would notice so soon."""
    while True:
        await asyncio.sleep(LOOK)
        try:
            if await anything_due(driver, jobs, SILENCE):
                await wake_workers(driver)
        except DATABASE_ERRORS:
            queue.shutdown.set()
            return


@dataclass
class _Patient(DatabaseRetryEntrypointExecutor):
    """Tries again with growing pauses; what still fails is told to people, and parked."""

    initial_delay: timedelta = timedelta(seconds=1)
    max_delay: timedelta = timedelta(minutes=10)
    parked: TellParked | None = None

    async def execute(self, job: QueuedJob, context: Context) -> None:
        try:
            await super().execute(job, context)
        except RetryRequested:
            raise
        except Exception as error:
            await self._tell(job, error)
            raise

    async def _tell(self, job: QueuedJob, error: Exception) -> None:
        """Nothing is parked that nobody hears of."""
        if self.parked is None:
            return
        key = (job.payload or b"").decode()
        try:
            await self.parked(GaveUp(job.id, str(job.entrypoint), key, job.execute_after, error))
        except Exception as unheard:
            raise RetryRequested(self.max_delay, reason=str(unheard)) from error


def _by_the_clock(work: Callable[[], Awaitable[None]]) -> Callable[[Schedule], Awaitable[None]]:
    """A portal that is away is asked again when it is time, and is no fault of ours."""

    async def run(schedule: Schedule) -> None:
        try:
            await work()
        except PortalError as error:
            if error.code is not PortalFailure.UNAVAILABLE:
                raise
            log.warning(
                "the portal does not answer", what=str(schedule.entrypoint), error=str(error)
            )

    return run


def _entry(job: Job, handler: Handler) -> Callable[[QueuedJob], Awaitable[None]]:
    async def run(queued: QueuedJob) -> None:
        key = (queued.payload or b"").decode()
        cause = queued.headers or {}
        with structlog.contextvars.bound_contextvars(job=f"{job}:{key}", **cause):
            try:
                await handler(key)
            except RetryRequested:
                metrics.JOBS.labels(str(job), "put-off").inc()
                raise
            except PortalError as error:
                if error.code is not PortalFailure.UNAVAILABLE:
                    metrics.JOBS.labels(str(job), "failed").inc()
                    raise
                # However long it takes: it goes on by itself when the portal is mended.
                metrics.JOBS.labels(str(job), "put-off").inc()
                log.warning("the portal is not there", attempt=queued.attempts, error=error.detail)
                pause = backoff_seconds(
                    queued.attempts + 1, PORTAL_FIRST_PAUSE, PORTAL_LONGEST_PAUSE
                )
                raise RetryRequested(timedelta(seconds=pause), error.detail) from error
            except Exception as error:
                metrics.JOBS.labels(str(job), "failed").inc()
                log.warning("job failed", attempt=queued.attempts, error=repr(error))
                raise
            metrics.JOBS.labels(str(job), "done").inc()

    return run
