"""Whatever people and staff look at is found by an index in all that grows with the customers.

``python -m benchmarks scale`` looks at the same with a million of them.
"""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text

from assistant.storage.work import SqlWork
from benchmarks.growth import LOOKS, coretax_list, look
from benchmarks.scale import Stored, filled

ACCOUNTS = 1_000
LIST = "a month of Coretax's list"
ALL = {**LOOKS, LIST: coretax_list}
OPEN = "what waits for a faktur"
BY_TIME = ("how people were answered (/angka)", "a month's payments (/rekonsiliasi)", OPEN, LIST)
"""Of thousands of rows each, for which PostgreSQL could well choose to read a whole table."""


@pytest.fixture
async def side(assistant_url: str) -> AsyncIterator[Stored]:
    async with filled(assistant_url, ACCOUNTS) as side:
        yield side


async def test_no_look_reads_a_table_that_grows_from_end_to_end(side: Stored) -> None:
    whole = {
        name: seen.read_whole
        for name, what in ALL.items()
        if (seen := await look(side.table.shop, what, indexes_only=True)).read_whole
    }
    assert whole == {}


async def test_a_week_or_a_month_is_not_joined_with_all_that_there_is(side: Stored) -> None:
    """Not even where PostgreSQL would rather, as it would among so few."""
    whole = {
        name: seen.read_whole
        for name in BY_TIME
        if (seen := await look(side.table.shop, ALL[name], large=ACCOUNTS)).read_whole
    }
    assert whole == {}


async def test_a_look_that_does_is_noticed(side: Stored) -> None:
    async def careless(work: SqlWork) -> None:
        await work.connection.execute(text("select count(*) from said where text like '%a%'"))

    assert (await look(side.table.shop, careless, indexes_only=True)).read_whole == ("said",)
