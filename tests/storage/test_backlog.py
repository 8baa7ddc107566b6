"""What waits: who must be answered before anything else begins."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import insert, update
from sqlalchemy.ext.asyncio import AsyncEngine

from assistant.storage import tables as t
from assistant.storage.backlog import nobody_waits
from assistant.storage.database import make_direct_engine
from tests.things import NOW


@pytest.fixture
async def engine(assistant_url: str) -> AsyncEngine:
    return make_direct_engine(assistant_url)


async def test_an_update_and_a_window_are_waited_for(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await connection.execute(
            insert(t.inbox).values(source="telegram", key="1", chat=1, body={}, received_at=NOW)
        )
        await connection.execute(
            insert(t.screen).values(key="dialog:1", chat=1, content={}, wanted=1)
        )
    waiting = asyncio.create_task(nobody_waits(engine))
    for settled in (update(t.inbox).values(done_at=NOW), update(t.screen).values(shown=1)):
        assert not (await asyncio.wait([waiting], timeout=0.2))[0]
        async with engine.begin() as connection:
            await connection.execute(settled)
    await asyncio.wait_for(waiting, 10)


async def test_where_nobody_waits_it_is_over_at_once(engine: AsyncEngine) -> None:
    await asyncio.wait_for(nobody_waits(engine), 10)
