"""Screens in hand, side by side.

A turn's window is handed over by the turn itself; whatever else is owed (a card, what a process
that died had in hand, what waited for its time) is looked for by one task.
"""

from __future__ import annotations

import asyncio

import structlog

from assistant.retry import Backoff
from assistant.runner.loop import wait_for_any
from assistant.runner.presenter import Presenter
from assistant.storage.retrying import DATABASE_ERRORS
from assistant.storage.screens import OwedScreen

log = structlog.get_logger(__name__)

AT_ONCE = 8
"""Screens that are being shown side by side."""


class ScreensInHand:
    """The process's windows and cards, a task for each that is in hand."""

    def __init__(self, presenter: Presenter) -> None:
        self._presenter = presenter
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def owner(self) -> int | None:
        """Who takes one more in hand; None while nobody is free."""
        return self._presenter.owner if self._is_free else None

    @property
    def _is_free(self) -> bool:
        return len(self._tasks) < AT_ONCE

    def show_soon(self, owed: OwedScreen) -> asyncio.Task[None]:
        """It is leased by us. Nobody waits for it here."""
        task = asyncio.create_task(self._show(owed))
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task

    async def _show(self, owed: OwedScreen) -> None:
        """Whatever goes wrong, its lease ends."""
        try:
            await self._presenter.show(owed)
        except DATABASE_ERRORS as error:
            log.warning("the presenter lost its database", error=str(error))
        except Exception:
            log.exception("the presenter failed, and goes on")

    def _done(self, task: asyncio.Task[None]) -> None:
        if not self._is_free:
            self._presenter.woken.set()
        self._tasks.discard(task)

    async def look(self, stopping: asyncio.Event) -> None:
        """For what is owed, until ``stopping``."""
        backoff, woken = Backoff(first=0.2, longest=10), self._presenter.woken
        while not stopping.is_set():
            woken.clear()
            try:
                await self._take_all(stopping)
            except DATABASE_ERRORS as error:
                log.warning("the presenter lost its database", error=str(error))
                await asyncio.sleep(backoff.next())
                continue
            except Exception:
                log.exception("the presenter failed, and goes on")
                await asyncio.sleep(backoff.next())
                continue
            backoff.reset()
            await wait_for_any(woken, stopping)

    async def _take_all(self, stopping: asyncio.Event) -> None:
        while self._is_free and not stopping.is_set():
            owed = await self._presenter.take()
            if owed is None:
                return
            self.show_soon(owed)

    async def finish(self) -> None:
        """What is in hand."""
        while self._tasks:
            await asyncio.wait(self._tasks)
