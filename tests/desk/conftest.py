"""The finance topic, on the 12th of November."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from assistant.domain.finance.model import TOPIC_MARK
from tests.desk.finance_desk import TOPIC, Desk
from tests.play import Table


@pytest.fixture
async def desk(table: Table) -> Desk:
    table.clock.now = datetime(2026, 11, 12, 3, 0, tzinfo=UTC)
    async with table.shop.work() as work:
        await work.marks.set(TOPIC_MARK, str(TOPIC))
    return Desk(table)
