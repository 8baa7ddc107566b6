"""Many PDFs at once: while some are read, others are judged, several in one transaction."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TypeVar

Given = TypeVar("Given")
ReadFile = TypeVar("ReadFile")

AT_ONCE = 4
"""PDFs that are read at the same time."""
TOGETHER = 16
"""PDFs that are judged in one transaction, at most."""
LARGE = 1024 * 1024
"""Bytes from which on a PDF is judged by itself, so that none waits in memory with others."""


async def read_and_judge(
    given: AsyncIterator[Given],
    read: Callable[[Given], Awaitable[tuple[ReadFile, int] | None]],
    judge: Callable[[list[ReadFile]], Awaitable[None]],
    *,
    at_once: int = AT_ONCE,
) -> None:
    """Read each of the ``given`` PDFs, ``at_once`` at a time, and judge them in batches.

    ``read`` returns what it read and its size in bytes, or None where there is nothing to judge.
    In memory are some ``2 * at_once`` PDFs, and up to twice :data:`TOGETHER` smaller than
    :data:`LARGE`.
    """
    waiting: asyncio.Queue[Given | None] = asyncio.Queue(at_once)
    through: asyncio.Queue[ReadFile | None] = asyncio.Queue(TOGETHER)

    async def hand_out() -> None:
        async for one in given:
            await waiting.put(one)
        for _ in range(at_once):
            await waiting.put(None)

    async def read_some() -> None:
        while (one := await waiting.get()) is not None:
            if (became := await read(one)) is None:
                continue
            it, size = became
            if size > LARGE:
                await judge([it])
            else:
                await through.put(it)

    async def judge_some() -> None:
        async for some in _batches(through):
            await judge(some)

    async with asyncio.TaskGroup() as group:
        group.create_task(judge_some())
        async with asyncio.TaskGroup() as readers:
            readers.create_task(hand_out())
            for _ in range(at_once):
                readers.create_task(read_some())
        await through.put(None)


async def _batches(waiting: asyncio.Queue[ReadFile | None]) -> AsyncIterator[list[ReadFile]]:
    """Whatever has come by the time that one is asked for, until None comes."""
    going = True
    while going:
        some = [await waiting.get()]
        while not waiting.empty() and len(some) < TOGETHER:
            some.append(waiting.get_nowait())
        going = None not in some
        if read := [one for one in some if one is not None]:
            yield read
