"""A process runs its parts side by side, until it is told to stop or one of them fails."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, suppress
from functools import partial
from typing import Any

import structlog

from assistant.app.database import chosen_database
from assistant.app.gateway import add_gateway
from assistant.app.process import Process, Tasks, open_process
from assistant.app.runner import add_runner
from assistant.app.settings import Settings, SettingsError
from assistant.app.structure import Structure
from assistant.app.tasks import dump_on_signal
from assistant.app.watching import serve_metrics
from assistant.app.worker import add_worker
from assistant.storage.backlog import nobody_waits
from assistant.storage.migration import migrate
from assistant.storage.owner import alive
from assistant.storage.retrying import DATABASE_ERRORS, retry_while_away
from assistant.storage.sessions import MEND, NoSessionsError, need_sessions

log = structlog.get_logger(__name__)

GATEWAY, RUNNER, WORKER = "gateway", "runner", "worker"
PARTS: Mapping[str, Callable[[Process, Tasks, AsyncExitStack], Awaitable[None]]] = {
    GATEWAY: add_gateway,
    RUNNER: add_runner,
    WORKER: add_worker,
}
"""What each part adds to a process."""
LONGEST_STOP = 6.0
"""Seconds for what is in hand when the process is told to stop; all of it may take ten."""
LONGEST_START = 15.0
"""Seconds that a database which is starting itself is waited for."""
LONGEST_FIRST = 2.0
"""Seconds that jobs and deliveries wait for people to be answered."""


async def run(
    settings: Settings, structure: Structure, parts: Sequence[str] = tuple(PARTS)
) -> None:
    """Run these parts until SIGTERM or SIGINT, then finish what is in hand."""
    settings.need_all()
    stopping = asyncio.Event()
    dump_on_signal()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    async with chosen_database(settings) as url:
        try:
            await retry_while_away(partial(need_sessions, url), LONGEST_START)
        except NoSessionsError as error:
            raise SettingsError([f"{error}: {MEND}"]) from error
        await retry_while_away(partial(migrate, url), LONGEST_START)
        async with open_process(settings, structure, url, stopping) as process:
            await _run_parts(process, parts)


async def _run_parts(process: Process, parts: Sequence[str]) -> None:
    """All chosen parts side by side; one that ends by an error ends all."""
    async with AsyncExitStack() as stack:
        tasks = Tasks()
        await stack.enter_async_context(alive(process.url, process.owner))
        # What may be refused (a port that is taken) comes first, before anything is begun.
        await serve_metrics(process, stack)
        if {GATEWAY, RUNNER} <= set(parts):
            tasks.forever.append(_people_first(process))
        else:
            process.answered.set()
        for name, add in PARTS.items():
            if name in parts:
                await add(process, tasks, stack)
        log.info("assistant runs", bot=process.me.username, parts=",".join(parts))
        await _side_by_side(process.stopping, tasks)
    log.info("assistant stops")


async def _people_first(process: Process) -> None:
    """Who wrote while no process ran is answered before jobs and deliveries begin, which are
    thousands after a bad night; they wait for no more than a moment."""
    try:
        with suppress(*DATABASE_ERRORS):
            async with asyncio.timeout(LONGEST_FIRST):
                await process.looked.wait()
                await nobody_waits(process.watching)
    finally:
        process.answered.set()  # also when the process stops meanwhile: somebody waits for it


async def _side_by_side(stopping: asyncio.Event, tasks: Tasks) -> None:
    endless: list[asyncio.Future[Any]] = [asyncio.ensure_future(one) for one in tasks.forever]
    graceful: list[asyncio.Future[Any]] = [
        asyncio.ensure_future(one) for one in tasks.until_stopped
    ]
    stop: asyncio.Future[Any] = asyncio.ensure_future(stopping.wait())
    try:
        await _until_one_fails(stop, {*endless, *graceful})
        stopping.set()
        for task in endless:
            task.cancel()  # the courier takes a moment for what it is sending
        await asyncio.wait([*endless, *graceful], timeout=LONGEST_STOP)
        for task in (*endless, *graceful):
            if task.done() and not task.cancelled():
                task.result()
    finally:
        for task in (stop, *endless, *graceful):
            task.cancel()
        await asyncio.gather(stop, *endless, *graceful, return_exceptions=True)


async def _until_one_fails(stop: asyncio.Future[Any], tasks: set[asyncio.Future[Any]]) -> None:
    """Until it is time to stop, or a part ended by an error. One that is through is fine."""
    while not stop.done():
        done, _ = await asyncio.wait({stop, *tasks}, return_when=asyncio.FIRST_COMPLETED)
        if any(task.exception() for task in done):
            return
        tasks -= done
