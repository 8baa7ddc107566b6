"""A process says where its tasks stand when it is asked to."""

from __future__ import annotations

import asyncio
import io

from assistant.app.tasks import dump


async def waits_for(event: asyncio.Event) -> None:
    await event.wait()


async def wraps(event: asyncio.Event) -> None:
    await waits_for(event)


async def test_each_task_is_named_with_all_the_calls_that_it_waits_in() -> None:
    event, written = asyncio.Event(), io.StringIO()
    task = asyncio.create_task(wraps(event), name="the stuck one")
    await asyncio.sleep(0)
    dump(written)
    event.set()
    await task
    lines = written.getvalue().partition("  the stuck one\n")[2].splitlines()
    assert [line.split()[-1] for line in lines[:3]] == ["wraps", "waits_for", "Event.wait"]
