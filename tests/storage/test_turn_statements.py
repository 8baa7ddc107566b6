"""What a turn asks of PostgreSQL stays small, however much is stored."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Insert, insert, text

from assistant.storage import tables as t
from assistant.storage.database import make_engine
from assistant.storage.turn_statements import by_hand, open_turn_connection
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
