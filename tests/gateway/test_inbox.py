"""The inbox on a real PostgreSQL."""

from __future__ import annotations

import asyncio

import asyncpg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncEngine

from assistant.domain.portal import EventType, PortalEvent
from assistant.gateway.inbox import store_batch, store_event, store_update
from assistant.gateway.incoming import NotAnUpdateError
from assistant.storage import tables as t
from assistant.storage.database import make_direct_engine
from assistant.storage.embedded import dsn
from assistant.storage.listening import INBOX_CHANNEL
from tests.gateway.updates import BOT, inbox, message


async def test_an_update_is_stored_once(engine: AsyncEngine) -> None:
    assert await store_update(engine, BOT, message(5))
    assert not await store_update(engine, BOT, message(5))
    (row,) = await inbox(engine)
    assert (row.source, row.key, row.chat, row.done_at) == ("telegram", f"{BOT}:5", 1001, None)
    assert row.body == message(5)


async def test_two_bots_may_use_the_same_numbers(engine: AsyncEngine) -> None:
    assert await store_update(engine, 1, message(5))
    assert await store_update(engine, 2, message(5))


async def test_what_nobody_handles_is_done_at_once_and_keeps_no_body(engine: AsyncEngine) -> None:
    post = {"update_id": 6, "channel_post": {"chat": {"id": -5, "type": "channel"}}}
    assert await store_update(engine, BOT, post)
    (row,) = await inbox(engine)
    assert (row.result, row.body) == ("ignored", None)
    assert row.done_at is not None
    async with engine.connect() as connection:
        bodies = select(t.inbox.c.id).where(t.inbox.c.body.is_(None))
        assert (await connection.execute(bodies)).scalars().all() == [row.id]


async def test_a_nul_in_a_name_does_not_stop_the_queue(engine: AsyncEngine) -> None:
    await store_update(engine, BOT, message(5, text="a\x00b\ud83d"))
    (row,) = await inbox(engine)
    assert row.body["message"]["text"] == "a\ufffdb\ufffd"


async def test_a_polled_batch_leaves_out_what_is_no_update(engine: AsyncEngine) -> None:
    batch = [message(1), "nonsense", {"no": "number"}, message(2), message(1)]
    async with engine.connect() as connection:
        assert await store_batch(connection, BOT, batch) == 2
    assert [row.key for row in await inbox(engine)] == [f"{BOT}:1", f"{BOT}:2"]


async def test_the_runners_hear_of_it_at_the_commit(
    engine: AsyncEngine, assistant_url: str
) -> None:
    heard = asyncio.Event()
    listener = await asyncpg.connect(dsn(assistant_url))
    await listener.add_listener(INBOX_CHANNEL, lambda *_: heard.set())
    try:
        await store_update(engine, BOT, message(5))
        await asyncio.wait_for(heard.wait(), 5)
    finally:
        await listener.close()


async def test_a_portal_event_is_stored_once(engine: AsyncEngine) -> None:
    event = PortalEvent("ev-1", EventType.INVOICE_PAID, {"invoice": "12"})
    assert await store_event(engine, event)
    assert not await store_event(engine, event)
    (row,) = await inbox(engine)
    assert (row.source, row.key, row.chat) == ("portal", "ev-1", None)
    assert row.body == {"id": "ev-1", "type": "invoice.paid", "data": {"invoice": "12"}}


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.dictionaries(st.text(), ANYTHING, max_size=4))
def test_whatever_stands_in_a_message_can_be_stored(
    assistant_url: str, more: dict[str, object]
) -> None:
    """An update that could not be stored would come again for ever."""

    async def store() -> None:
        engine = make_direct_engine(assistant_url)
        try:
            async with engine.begin() as connection:
                await connection.execute(delete(t.inbox))
            update = message(9)
            update["message"] = {**more, **update["message"]}
            assert await store_update(engine, BOT, update)
            assert len(await inbox(engine)) == 1
        finally:
            await engine.dispose()

    asyncio.run(store())


async def test_what_is_no_update_is_refused(engine: AsyncEngine) -> None:
    with pytest.raises(NotAnUpdateError):
        await store_update(engine, BOT, ["no"])
    assert await inbox(engine) == []
