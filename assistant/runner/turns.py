"""One turn: the next update of a chat whose turn it is, in one short transaction.

The row stays locked to the end, and the chat's state is of the moment when the row was chosen, so
that two processes never handle two updates of one chat at once, nor one of them with the state
before the other.
"""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

import structlog

from assistant import metrics
from assistant.domain.words import Go
from assistant.runner.flood import TOO_MANY
from assistant.runner.measured import forget_handler, handler_taken
from assistant.runner.reading import tap_of
from assistant.runner.updates import FORGOTTEN, Updates
from assistant.storage import inbox
from assistant.storage.retrying import worth_another_try
from assistant.storage.screen_keys import WINDOWS
from assistant.storage.screens import OwedScreen
from assistant.storage.turn_statements import Inbound, TurnConnection
from assistant.storage.work import SqlWork, WorkShop

log = structlog.get_logger(__name__)

LATEST_ANSWER = 0.3
"""Seconds after its turn that a tap is answered, although its window is held up."""
WakeNext = Callable[[], object]


def _nobody_waits() -> None:
    """Nobody else takes turns."""


class ShowsWindows(Protocol):
    """Shows a window as soon as its turn is committed, in the background."""

    @property
    def owner(self) -> int | None:
        """The process, while it can take one more in hand."""

    def show_soon(self, owed: OwedScreen) -> asyncio.Task[None]: ...


@dataclass(frozen=True, slots=True)
class Turns:
    """Takes turns. Shared by all workers of a process."""

    updates: Updates
    shows: ShowsWindows | None = None
    """None: what is owed is found by those who look for it."""
    waiting: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held by the one of the workers who waits for news; the others wait for it."""

    @property
    def shop(self) -> WorkShop:
        return self.updates.shop

    async def take(
        self, connection: TurnConnection | None = None, wake_next: WakeNext = _nobody_waits
    ) -> bool:
        """Handle the oldest update whose turn it is; False when none waits.

        ``connection`` is for a caller that takes many. ``wake_next`` is called before this one is
        handled, when more wait behind it. What fails is rolled back; a second transaction records
        it under a reference and apologises.
        """
        if connection is None:
            async with self.shop.turn_connection() as connection:
                return await self.take(connection, wake_next)
        began = time.perf_counter()
        forget_handler()
        try:
            async with connection.transaction():
                inbound = await connection.take(TOO_MANY, WINDOWS)
                if inbound is None:
                    return False
                if inbound.more:
                    wake_next()
                with structlog.contextvars.bound_contextvars(update=inbound.update):
                    result, owed = await self._handle(connection, inbound)
        except TurnFailedError as failed:
            await self._record_failure(failed)
            inbound, result, owed = failed.inbound, "failed", None
        shown = None
        if owed is not None and self.shows is not None:
            shown = self.shows.show_soon(owed)
        if inbound.chat is not None and (tap := tap_of(inbound.body)):
            self._answer_after(shown, tap)
        _note(inbound, result, time.perf_counter() - began)
        return True

    def _answer_after(self, shown: asyncio.Task[None] | None, tap: str) -> None:
        """As soon as its window stands, and soon whatever becomes of that."""
        if shown is None:
            self.updates.answer(tap)
            return
        loop = asyncio.get_running_loop()
        late = loop.call_later(LATEST_ANSWER, self.updates.answer, tap)

        def answer(_: object) -> None:
            if loop.time() < late.when():
                late.cancel()
                self.updates.answer(tap)

        shown.add_done_callback(answer)

    async def _handle(
        self, connection: TurnConnection, inbound: Inbound
    ) -> tuple[str, OwedScreen | None]:
        """Its result, and the window that is ours to show."""
        try:
            work = SqlWork(connection.connection, self.shop.settings)
            ending = await self.updates.ending(work, inbound)
            owner = self.shows.owner if self.shows is not None else None
            owed = await connection.end(inbound, ending.result, ending.state, ending.window, owner)
            if ending.result == FORGOTTEN:
                await connection.forget(inbound)
        except Exception as error:
            if connection.lost or worth_another_try(error):
                raise
            raise TurnFailedError(inbound, error) from error
        return ending.result, owed

    async def _record_failure(self, failed: TurnFailedError) -> None:
        """The first transaction is gone; the update is marked, and its person told."""
        inbound, reference = failed.inbound, reference_of(failed.inbound)
        async with self.shop.work() as work:
            if not await inbox.mark_failed(work.connection, inbound.id, reference):
                return  # somebody took it when we let it go, and it went well (or failed) there
            if inbound.source == "telegram" and inbound.chat is not None:
                person = await work.people.get(inbound.chat)
                if person is not None or await self.updates.told_later(work, inbound):
                    await work.deliveries.tell(
                        inbound.chat,
                        "problem-failed",
                        {"reference": reference},
                        unique=f"failed:{inbound.id}",
                        buttons=[Go("btn-cs", "cs", reference)],
                    )
        with structlog.contextvars.bound_contextvars(update=inbound.update):
            log.error("turn failed", reference=reference, exc_info=failed.error)


def reference_of(inbound: Inbound) -> str:
    """By which a failure is found in the log: one for an update, whoever meets it."""
    return "ERR-" + hashlib.sha256(f"{inbound.id}:{inbound.key}".encode()).hexdigest()[:8].upper()


class TurnFailedError(Exception):
    def __init__(self, inbound: Inbound, error: Exception) -> None:
        super().__init__(str(error))
        self.inbound = inbound
        self.error = error


def _note(inbound: Inbound, result: str, seconds: float) -> None:
    handler = handler_taken()
    metrics.UPDATES.labels(inbound.source, handler, result).inc()
    metrics.TURN_SECONDS.labels(inbound.source).observe(seconds)
    log.debug("turn taken", update=inbound.update, handler=handler, result=result)
