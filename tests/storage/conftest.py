"""A shop of units of work on a real PostgreSQL, with a clock that tests move."""

from __future__ import annotations

import pytest

from assistant.storage.work import WorkShop
from tests.storage.moving import BUDI
from tests.things import Clock, client, make_shop


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def shop(assistant_url: str, clock: Clock) -> WorkShop:
    shop = make_shop(assistant_url, clock)
    return shop


@pytest.fixture
async def budi(shop: WorkShop) -> None:
    """Whose service the requests of ``moving.py`` are about."""
    async with shop.work() as work:
        await work.people.seen(BUDI, "Budi", None, "id")
        await work.links.add(BUDI, client())
