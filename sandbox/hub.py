"""Who is told that something changed: the page's event stream and those who wait."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sandbox.model import Json

QUEUE_LIMIT = 1000


class Hub:
    """Tells subscribers inside one event loop. A subscriber that lags loses the oldest."""

    def __init__(self) -> None:
        self._queues: set[asyncio.Queue[Json]] = set()
        self.stopping = asyncio.Event()
        """Set when the server goes down; everything that waits watches it."""

    def publish(self, kind: str, **details: Any) -> None:
        event = {"type": kind, **{k: v for k, v in details.items() if v is not None}}
        for queue in self._queues:
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(event)

    @contextmanager
    def subscribed(self) -> Iterator[asyncio.Queue[Json]]:
        queue: asyncio.Queue[Json] = asyncio.Queue(QUEUE_LIMIT)
        self._queues.add(queue)
        try:
            yield queue
        finally:
            self._queues.discard(queue)

    async def until(self, look: Callable[[], Json | None], seconds: float) -> Json | None:
        """What ``look`` finds, looking again after each event; None after ``seconds``
        or when the server stops."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        with self.subscribed() as queue:
            while True:
                found = look()
                left = deadline - loop.time()
                if found is not None or left <= 0 or self.stopping.is_set():
                    return found
                await self._next(queue, left)

    async def _next(self, queue: asyncio.Queue[Json], seconds: float) -> None:
        waits = [asyncio.ensure_future(queue.get()), asyncio.ensure_future(self.stopping.wait())]
        try:
            await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
        while not queue.empty():
            queue.get_nowait()

    async def pause(self, seconds: float) -> None:
        """Sleep, but wake when the server stops."""
        try:
            await asyncio.wait_for(self.stopping.wait(), timeout=seconds)
        except TimeoutError:
            return
