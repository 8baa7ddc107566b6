"""What there is to do is heard of, also where nothing tells of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
import pytest

from assistant.storage import listening
from assistant.storage.embedded import dsn
from assistant.storage.listening import INBOX_CHANNEL, OUTBOX_CHANNEL, SCREEN_CHANNEL, listen
from tests.cutting import cutting

DEAD = 7
"""The number of a process that does not live."""
UPDATE = (
    "insert into inbox (source, key, chat, body, received_at)"
    " values ('telegram', '1', 1, '{}', now())"
)
PAUSED = (
    "insert into screen (key, chat, wanted, not_before)"
    " values ('chat:1', 1, 1, now() + interval '300 ms')"
)
LEFT = (
    "insert into screen (key, chat, wanted, leased_until, leased_by)"
    f" values ('chat:1', 1, 1, now() + interval '1 hour', {DEAD})"
)
DELIVERY = """
    insert into delivery (key, channel, chat, payload, priority, state, not_before, leased_until,
        leased_by, created_at)
    values ('1', 'telegram', 1, '{}', 1,"""
SOON = f"{DELIVERY} 'queued', now() + interval '300 ms', null, null, now())"
SENDING = f"{DELIVERY} 'sending', now(), now() + interval '1 hour', {DEAD}, now())"
CLOSED = (
    "insert into trouble (kind, chat, thread, since, last_at, reason)"
    " values ('closed', -1, 0, now(), now(), '')"
)


@asynccontextmanager
async def hearing(url: str, *channels: str) -> AsyncIterator[Mapping[str, asyncio.Event]]:
    """Events that are clear although the connection stands."""
    events = {channel: asyncio.Event() for channel in channels}
    task = asyncio.create_task(listen(url, events))
    try:
        for event in events.values():
            await event.wait()
            event.clear()
        yield events
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(dsn(url))
    try:
        yield connection
    finally:
        await connection.close()


@pytest.mark.parametrize(
    ("channel", "statement"),
    [
        pytest.param(INBOX_CHANNEL, UPDATE, id="an update"),
        pytest.param(SCREEN_CHANNEL, PAUSED, id="a window whose pause is over"),
        pytest.param(SCREEN_CHANNEL, LEFT, id="a window that a killed process had in hand"),
        pytest.param(OUTBOX_CHANNEL, SOON, id="a delivery whose time comes"),
        pytest.param(OUTBOX_CHANNEL, SENDING, id="what a killed process was sending"),
        pytest.param(OUTBOX_CHANNEL, CLOSED, id="a chat that is closed to us"),
    ],
)
async def test_what_nobody_tells_of_is_found(
    assistant_url: str, channel: str, statement: str
) -> None:
    others = {INBOX_CHANNEL, SCREEN_CHANNEL, OUTBOX_CHANNEL} - {channel}
    async with hearing(assistant_url, channel, *others) as events:
        async with connected(assistant_url) as connection:
            await connection.execute(statement)
        async with asyncio.timeout(20):
            await events[channel].wait()
        assert not any(events[other].is_set() for other in others)


async def heard_again(event: asyncio.Event, other: asyncpg.Connection) -> None:
    async with asyncio.timeout(20):
        await event.wait()  # whoever waits looks, as long as nothing is heard
        event.clear()
        await event.wait()
        event.clear()
        await other.execute(UPDATE)
        await event.wait()


async def test_it_is_heard_again_after_its_connection_was_cut(assistant_url: str) -> None:
    async with hearing(assistant_url, INBOX_CHANNEL) as events, connected(assistant_url) as other:
        await other.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()"
        )
        await heard_again(events[INBOX_CHANNEL], other)


async def test_it_is_heard_again_when_its_connection_is_ended_and_not_yet_closed(
    assistant_url: str, sockets: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "LOOK", 0.02)
    async with (
        cutting(assistant_url, sockets) as server,
        connected(assistant_url) as other,
        hearing(server.url, INBOX_CHANNEL) as events,
    ):
        await server.say_the_last_word()
        await heard_again(events[INBOX_CHANNEL], other)
