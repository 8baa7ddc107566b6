"""A shop of units of work on a real PostgreSQL, with a clock that tests move."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from assistant.storage.work import WorkShop
from tests.things import Clock, make_shop


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def shop(assistant_url: str, clock: Clock) -> AsyncIterator[WorkShop]:
    shop = make_shop(assistant_url, clock)
    yield shop
    await shop.engine.dispose()
