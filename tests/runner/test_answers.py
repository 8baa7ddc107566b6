"""A tap is answered when its window stands, and soon whatever becomes of that."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace

import pytest

from assistant.runner import turns
from assistant.storage.screens import OwedScreen
from tests.play import Table


@dataclass
class Presents:
    """Shows a window when it is told to."""

    owner: int = 11
    stands: asyncio.Event = field(default_factory=asyncio.Event)
    tasks: list[asyncio.Task[None]] = field(default_factory=list)

    def show_soon(self, owed: OwedScreen) -> asyncio.Task[None]:
        self.tasks.append(asyncio.create_task(self._show()))
        return self.tasks[-1]

    async def _show(self) -> None:
        await self.stands.wait()

    async def finish(self) -> None:
        self.stands.set()
        await asyncio.gather(*self.tasks)


@pytest.fixture
async def presents() -> AsyncIterator[Presents]:
    presents = Presents()
    yield presents
    await presents.finish()


async def _tapped(table: Table, presents: Presents) -> asyncio.Queue[str]:
    chat = table.chat()
    await chat.agree()
    answered: asyncio.Queue[str] = asyncio.Queue()
    updates = replace(table.turns.updates, answer=lambda tap, _="": answered.put_nowait(tap))
    table.turns = replace(table.turns, updates=updates, shows=presents)
    await chat.put_tap("Bantuan")
    await table.take_turns()
    assert len(presents.tasks) == 1
    return answered


async def test_after_its_window(
    table: Table, presents: Presents, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "LATEST_ANSWER", 3600)
    answered = await _tapped(table, presents)
    assert answered.empty()
    await presents.finish()
    async with asyncio.timeout(20):
        await answered.get()
    assert answered.empty()


async def test_once_where_its_window_is_held_up(
    table: Table, presents: Presents, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "LATEST_ANSWER", 0.01)
    answered = await _tapped(table, presents)
    async with asyncio.timeout(20):
        await answered.get()
    await presents.finish()
    assert answered.empty()
