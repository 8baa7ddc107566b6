"""Who waits is looked for by several at once, while rows are in other hands."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncTransaction

from assistant.domain.support.beginning import begin
from assistant.domain.support.hours import Late, Since
from assistant.domain.support.model import Subject, Words
from assistant.domain.support.queue import Overdue, Queue
from assistant.domain.support.watching import remind_of_waiting
from assistant.storage import tables as t
from assistant.storage.work import WorkShop
from tests.things import Clock, make_shop


@pytest.fixture
async def shop(assistant_url: str) -> WorkShop:
    shop = make_shop(assistant_url, Clock())
    return shop


class LetGo:
    """The queue; somebody who has the row in hand lets go of it after the first look."""

    def __init__(self, queue: Queue, held: AsyncTransaction) -> None:
        self._queue = queue
        self._held = held

    async def late(
        self, late: Late, since: Since, most: int, later: Since | None = None
    ) -> list[Overdue]:
        found = await self._queue.late(late, since, most, later)
        if self._held.is_active:
            await self._held.rollback()
        return found

    def __getattr__(self, name: str) -> Any:
        return getattr(self._queue, name)


async def test_who_is_in_other_hands_is_not_taken_for_less_late(
    shop: WorkShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with shop.work() as work:
        await work.people.seen(1001, "Budi", None, "id")
        talk = await begin(work, 1001, Subject(), Words(1001, 5, "Halo"))
        waits = await work.conversations.get(talk.number)
        assert waits is not None
        long = replace(waits, waiting_since=work.now - timedelta(hours=5))
        await work.conversations.save(long)
    async with shop.engine.connect() as other:
        held = await other.begin()
        await other.execute(select(t.conversation).with_for_update())
        async with shop.work() as work:
            monkeypatch.setattr(work, "queue", LetGo(work.queue, held))
            assert await remind_of_waiting(work, None) == 0
    async with shop.work() as work:
        assert await remind_of_waiting(work, None) == 1
        rows = await work.connection.execute(select(t.delivery.c.key))
        [late] = [key for key in rows.scalars() if key.startswith("late:")]
        assert late.endswith(":2")
