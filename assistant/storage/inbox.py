"""The inbox: whatever comes in is written here and nowhere else, and read by its row's number.

A turn takes and ends its row by :mod:`assistant.storage.turn_statements`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from assistant.storage import tables as t
from assistant.storage.database import driver_of
from assistant.storage.listening import INBOX_CHANNEL, notify

Json = dict[str, Any]

_i = t.inbox.c


@dataclass(frozen=True, slots=True)
class InboxRow:
    """What is kept of something that came in."""

    key: str
    body: str | None
    """JSON; None for what nobody handles."""
    chat: int | None = None
    result: str | None = None
    """Given for what is done already."""


@dataclass(frozen=True, slots=True)
class SeenGroup:
    """A group that the bot was seen in."""

    id: str
    title: str


_STORE = """
    with stored as (
        insert into inbox (source, key, chat, body, received_at, done_at, result)
        select $1, key, chat, body::jsonb, now(),
               case when result is not null then now() end, result
        from unnest($2::text[], $3::bigint[], $4::text[], $5::text[])
            with ordinality as given (key, chat, body, result, place)
        order by place
        on conflict (source, key) do nothing
        returning key)
    select key, (select pg_notify('assistant_inbox', '')) from stored
"""
"""A whole batch at once, past SQLAlchemy: this is done for every single update."""


async def store(connection: AsyncConnection, source: str, rows: Sequence[InboxRow]) -> set[str]:
    """The keys that were not there; the runners hear of them.

    The statement commits by itself where no transaction was begun on the connection.
    """
    if not rows:
        return set()
    columns = zip(*((row.key, row.chat, row.body, row.result) for row in rows), strict=True)
    driver = driver_of(connection)
    return {record[0] for record in await driver.fetch(_STORE, source, *columns)}


async def put(
    connection: AsyncConnection, source: str, key: str, body: Json, at: datetime, chat: int | None
) -> None:
    """One row in the transaction that this connection is in, unless its key is known."""
    row = insert(t.inbox).values(source=source, key=key, chat=chat, body=body, received_at=at)
    await connection.execute(row.on_conflict_do_nothing(index_elements=["source", "key"]))
    await notify(connection, INBOX_CHANNEL)


async def body(connection: AsyncConnection, id_: int) -> Json | None:
    """None when there is no such row, or it has been emptied."""
    query = select(_i.body).where(_i.id == id_)
    return (await connection.execute(query)).scalar_one_or_none()


async def body_of_event(connection: AsyncConnection, key: str) -> Json | None:
    query = select(_i.body).where(_i.source == "portal", _i.key == key)
    return (await connection.execute(query)).scalar_one_or_none()


_BEFORE = text(
    """
    select body -> 'message' as message from inbox
    where source = 'telegram' and chat is null and id < :id and id > :id - 300
      and body #>> '{message,from,id}' = :sender and body #>> '{message,chat,id}' = :chat
      and coalesce(body #>> '{message,message_thread_id}', '') = :thread
    order by id desc limit 1
    """
)


async def message_before(
    connection: AsyncConnection, id_: int, sender: str, chat: str, thread: str
) -> Mapping[str, Any] | None:
    """What this sender wrote last in this topic of a group (empty: in none), before row ``id_``."""
    given = {"id": id_, "sender": sender, "chat": chat, "thread": thread}
    row = (await connection.execute(_BEFORE, given)).first()
    return row.message if row else None


_PASS_OVER = text(
    """
    with words as (
        select id from inbox
        where chat = :chat and done_at is null and source = 'telegram'
          and body ? 'message' and not body -> 'message' ? 'document'
    )
    update inbox set done_at = clock_timestamp(), result = :result
    where id in (select id from words where id < (select max(id) from words))
    returning id
    """
)


async def pass_over(connection: AsyncConnection, chat: int, result: str) -> set[int]:
    """End all messages of this chat that wait, except for documents and the last one."""
    rows = await connection.execute(_PASS_OVER, {"chat": chat, "result": result})
    return set(rows.scalars())


_FAILED = text(
    "update inbox set done_at = clock_timestamp(), result = 'failed', reference = :reference"
    " where id = :id and done_at is null returning true"
)


async def mark_failed(connection: AsyncConnection, id_: int, reference: str) -> bool:
    """Whether it still waited."""
    given = {"id": id_, "reference": reference}
    return (await connection.execute(_FAILED, given)).first() is not None


_SEEN_GROUPS = text(
    """
    select distinct chat ->> 'id' as id, chat ->> 'title' as title from (
      select coalesce(body #> '{message,chat}', body #> '{my_chat_member,chat}',
                      body #> '{callback_query,message,chat}') as chat
      from inbox where source = 'telegram' and chat is null order by id desc limit 1000) recent
    where chat ->> 'type' in ('group', 'supergroup') order by 1 limit 10
    """
)


async def seen_groups(connection: AsyncConnection) -> list[SeenGroup]:
    """Those that the bot was seen in during the last days."""
    return [SeenGroup(row.id, row.title) for row in await connection.execute(_SEEN_GROUPS)]
