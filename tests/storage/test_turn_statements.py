"""What a turn asks of PostgreSQL stays small, however much is stored."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

import asyncpg
from sqlalchemy import Insert, insert, select, text
from sqlalchemy.ext.asyncio import AsyncEngine

from assistant.storage import screens
from assistant.storage import tables as t
from assistant.storage.database import make_engine
from assistant.storage.embedded import dsn
from assistant.storage.listening import SCREEN_CHANNEL
from assistant.storage.owner import hold
from assistant.storage.screens import OwedScreen
from assistant.storage.turn_statements import OwedWindow, by_hand, open_turn_connection
from tests.things import NOW

PEOPLE = 20_000


def _update(chat: int, done_at: datetime | None = None) -> Insert:
    return insert(t.inbox).values(
        source="telegram", key=str(chat), chat=chat, body={}, received_at=NOW, done_at=done_at
    )


async def test_taking_an_update_reads_one_person_of_many(assistant_url: str) -> None:
    """Also while PostgreSQL believes that only the first of them ever write, as it did when it
    last looked: to walk through all people up to that one then seems cheap."""
    engine = by_hand(make_engine(assistant_url))
    async with engine.connect() as connection:
        await connection.execute(
            text(
                "insert into person (id, name, locale, chat_open, seen_at, created_at)"
                " select n, 'Budi', 'id', true, now(), now() from generate_series(1, :people) n"
            ),
            {"people": PEOPLE},
        )
        for chat in (1, 2):
            await connection.execute(_update(chat, done_at=NOW))
        await connection.execute(text("vacuum analyze"))
        await connection.execute(_update(PEOPLE))
    read = text(
        "select idx_tup_fetch + seq_tup_read from pg_stat_xact_user_tables where relname = 'person'"
    )
    async with open_turn_connection(engine) as turns:
        before = (await turns.connection.execute(read)).scalar_one()
        for taken in range(1, 9):  # at the sixth time, one plan is made for all that follow
            async with turns.transaction():
                inbound = await turns.take(20, "dialog:")
                assert inbound is not None
                assert inbound.known.person is not None
                assert inbound.known.person.id == PEOPLE
                assert (await turns.connection.execute(read)).scalar_one() - before == taken
    await engine.dispose()


OURS, OTHERS = 11, 12


async def _owed_by_a_turn(engine: AsyncEngine, presenter: int | None) -> OwedScreen | None:
    """A turn of person 1 that wants a window, with this process ready to show it."""
    async with engine.connect() as connection:
        await connection.execute(_update(1))
    async with open_turn_connection(engine) as turns, turns.transaction():
        inbound = await turns.take(20, "chat:")
        assert inbound is not None
        window = OwedWindow("chat:1", 1, {"text": "Menu"}, fresh=True)
        owed = await turns.end(inbound, "message", None, window, presenter)
    async with engine.connect() as connection:
        await connection.execute(text("delete from inbox"))
    return owed


async def test_a_turns_window_is_in_the_hands_of_its_own_process(assistant_url: str) -> None:
    engine = by_hand(make_engine(assistant_url))
    owed = await _owed_by_a_turn(engine, OURS)
    assert owed is not None
    assert (owed.key, owed.content, owed.fresh) == ("chat:1", {"text": "Menu"}, True)
    async with engine.connect() as connection:
        (row,) = await connection.execute(select(t.screen))
        assert row.leased_by == OURS
        assert not (await screens.shown(connection, owed, 5, None)).more
        (row,) = await connection.execute(select(t.screen))
        assert (row.shown, row.message_id, row.leased_by) == (1, 5, None)
    await engine.dispose()


async def test_a_window_that_is_being_shown_is_left_to_who_does(assistant_url: str) -> None:
    """Also when that is the same process: it hears that there is more when it is done."""
    engine = by_hand(make_engine(assistant_url))
    async with holding(assistant_url, OURS):
        first = await _owed_by_a_turn(engine, OURS)
        assert first is not None
        assert await _owed_by_a_turn(engine, OURS) is None
        assert await _owed_by_a_turn(engine, OTHERS) is None
        async with engine.connect() as connection:
            assert (await screens.shown(connection, first, 5, None)).more
            again = await screens.take(connection, OURS)
            assert again is not None
            assert (again.wanted, again.message_id) == (3, 5)
    await engine.dispose()


async def test_where_nobody_is_free_presenters_hear_of_the_window(assistant_url: str) -> None:
    engine = by_hand(make_engine(assistant_url))
    heard = asyncio.Event()
    listener = await asyncpg.connect(dsn(assistant_url))
    await listener.add_listener(SCREEN_CHANNEL, lambda *_: heard.set())
    assert await _owed_by_a_turn(engine, None) is None
    async with asyncio.timeout(60):
        await heard.wait()
    async with engine.connect() as connection:
        assert await screens.take(connection, OTHERS) is not None
    await listener.close()
    await engine.dispose()


@asynccontextmanager
async def holding(url: str, owner: int) -> AsyncIterator[None]:
    """This process lives."""
    connection = await asyncpg.connect(dsn(url))
    try:
        await hold(connection, owner)
        yield
    finally:
        await connection.close()
