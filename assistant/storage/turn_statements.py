"""What every turn asks of the database and leaves in it: two statements and a commit.

They go to asyncpg directly. SQLAlchemy takes ten times as long to put a statement together as the
driver to send it, which for these few would be most of what a turn costs. Whatever a handler does
goes through SQLAlchemy, over the same connection and in the same transaction.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from assistant.domain.people.model import Person
from assistant.storage.database import driver_of
from assistant.storage.dialog_state import ChatState
from assistant.storage.screens import FREE, LEASED, OwedScreen, as_owed

_TAKE = """
    with taken as (
        select id, source, key, chat, body, received_at, (
            select count(*) from (
              select from inbox later
              where later.chat = i.chat and later.done_at is null and later.id > i.id
              limit $1) behind) as behind, exists(
            select from inbox later where later.done_at is null and later.id > i.id) as more
        from inbox i
        where done_at is null
          and (chat is null or not exists (
            select from inbox earlier
            where earlier.chat = i.chat and earlier.done_at is null and earlier.id < i.id))
        order by id
        limit 1
        for update skip locked)
    select taken.id, taken.source, taken.key, taken.chat, taken.body, taken.received_at, behind,
           more, person.id, name, username, locale, chat_open, seen_at,
           state, screen.key is not null as has_window, message_id,
           screen.content -> 'said' as said, screen.shown < screen.wanted as unshown
    from taken
    left join lateral (select * from person where id = taken.chat limit 1) person on true
    left join lateral (select * from chat_state where chat = taken.chat limit 1) chat on true
    left join lateral (select * from screen where key = $2 || taken.chat limit 1) screen on true
"""
"""One statement, and so one snapshot: an update is only taken where the one before it in its chat
is seen as done, and what that one left is then seen, too. ``limit 1`` says what the planner cannot
know, that one row is looked up: else it may merge, and walk through half of a million people."""

_OWE = f"""
    insert into screen (key, chat, content, wanted, fresh, message_id, leased_until, leased_by)
    select $1, $2::bigint, $3::jsonb, 1, $4::bool::int, $5::bigint,
           case when $6::bigint is not null then statement_timestamp() + {LEASED} end, $6
    where $3 is not null
    on conflict (key) do update set
        content = case
            when screen.shown < screen.wanted and screen.content ? 'asked_at'
            then excluded.content || jsonb_build_object('asked_at', screen.content -> 'asked_at')
            else excluded.content
        end,
        wanted = screen.wanted + 1,
        fresh = case when excluded.fresh = 1 then screen.wanted + 1 else screen.fresh end,
        failures = 0,
        not_before = null,
        leased_until = case when $6 is not null and {FREE}
            then excluded.leased_until else screen.leased_until end,
        leased_by = case when $6 is not null and {FREE}
            then excluded.leased_by else screen.leased_by end
    returning *, coalesce(
        leased_by = $6 and leased_until = statement_timestamp() + {LEASED}, false) as in_hand
"""
"""While an earlier window is owed still, its person has been waiting since that was asked for. The
pause after its failure is not for this one. ``$6`` takes it in hand if nobody else has it; the
lease's end tells what was leased now from what this very process has had since before."""

_END = f"""
    with owed as ({_OWE}),
    kept as (
        insert into chat_state (chat, state)
        select $2, $7::jsonb where $7 <> '{{}}'
        on conflict (chat) do update set state = excluded.state),
    dropped as (delete from chat_state where chat = $2 and $7 = '{{}}'),
    done as (update inbox set done_at = clock_timestamp(), result = $8 where id = $9)
    select *, case when not in_hand then pg_notify('assistant_screen', '') end from owed
"""

_FORGET = "update inbox set body = null, chat = null where id = $1"


@dataclass(frozen=True, slots=True)
class KnownChat:
    """What is known of a chat at the beginning of its turn: nothing of one that is no person's."""

    person: Person | None
    seen_at: datetime | None
    """When that was last noted of the person."""
    state: ChatState
    has_window: bool
    message_id: int | None
    """The message that the window stands in."""
    said: tuple[str, ...] = ()
    """What is said above the window (HTML), such as what was refused."""
    unshown: bool = False
    """That window is still owed: nobody has read this yet."""

    def seen_before(self, then: datetime) -> bool:
        return self.seen_at is None or self.seen_at < then


@dataclass(frozen=True, slots=True)
class Inbound:
    """A row of the inbox."""

    id: int
    source: str
    key: str
    chat: int | None
    body: dict[str, Any]
    received_at: datetime
    known: KnownChat
    behind: int = 0
    """Updates of the same chat that wait, too; no more are counted than are too many."""
    more: bool = False
    """Something newer waits, in whatever chat."""

    @property
    def update(self) -> str:
        """What its lines in the log are found by: the update itself, or the one that led to it."""
        return str(self.body.get("update", self.key)) if self.source == "self" else self.key


@dataclass(frozen=True, slots=True)
class OwedWindow:
    """What a chat should show."""

    key: str
    chat: int
    content: dict[str, Any]
    fresh: bool
    """As a new message at its end."""
    standing: int | None = None
    """The message that shows the window now, for a chat whose row was deleted."""

    @property
    def values(self) -> tuple[object, ...]:
        return self.key, self.chat, json.dumps(self.content), self.fresh, self.standing


class TurnConnection:
    """One taker's connection. Its transactions are begun and ended by hand."""

    def __init__(self, connection: AsyncConnection, driver: Any) -> None:
        self.connection = connection
        """For what goes through SQLAlchemy; it takes part in the transaction."""
        self._driver = driver
        self._more = False
        """Another update waits: its transaction begins with the commit of this one."""

    @property
    def lost(self) -> bool:
        """The connection has broken; whatever was not committed is gone."""
        return bool(self._driver.is_closed())

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[None]:
        """Commits at the end; rolls back on an exception, a cancellation too.

        Where more wait, the next one begins with the commit of this one: see :meth:`rest`.
        """
        try:
            if not self._driver.is_in_transaction():
                await self._driver.execute("begin")
            yield
            if self._driver.is_in_transaction():
                await self._driver.execute("commit and chain" if self._more else "commit")
        except BaseException:
            await self._roll_back()
            raise

    async def rest(self) -> None:
        """Leave the transaction that began when the one before was committed."""
        if not self.lost and self._driver.is_in_transaction():
            await self._driver.execute("rollback")

    async def _roll_back(self) -> None:
        try:
            if self._driver.is_in_transaction():
                await self._driver.execute("rollback")
        except BaseException as error:
            self._driver.terminate()  # the pool gives it to nobody; the server rolls back
            if not isinstance(error, Exception):
                raise

    async def take(self, too_many: int, window_keys: str) -> Inbound | None:
        """Lock the next update of a chat whose turn it is.

        ``too_many``: see ``behind``; ``window_keys``: what stands before a chat's number in the
        key of its window.
        """
        row = await self._driver.fetchrow(_TAKE, too_many, window_keys)
        if row is None:
            await self.rest()
            return None
        id_, source, key, chat, body, received_at, behind, more, *known = row
        self._more = more
        known_ = _known(*known)
        return Inbound(id_, source, key, chat, body or {}, received_at, known_, behind, more)

    async def end(
        self,
        inbound: Inbound,
        result: str,
        state: ChatState | None,
        window: OwedWindow | None,
        presenter: int | None = None,
    ) -> OwedScreen | None:
        """Keep the chat's state if it changed, owe the window, and mark the update as done.

        ``presenter``: the process that shows the window itself as soon as this is committed. It is
        returned if that is so; otherwise presenters hear of it.
        """
        changed = state.written() if state is not None else None
        owed = window.values if window is not None else (None, inbound.chat, None, None, None)
        row = await self._driver.fetchrow(_END, *owed, presenter, changed, result, inbound.id)
        return as_owed(row) if row is not None and row["in_hand"] else None

    async def forget(self, inbound: Inbound) -> None:
        """Nothing that came from its chat stays in it."""
        await self._driver.execute(_FORGET, inbound.id)


def _known(
    person: int | None, name: str, username: str | None, locale: str, chat_open: bool,
    seen_at: datetime | None, state: dict[str, Any] | None, has_window: bool,
    message_id: int | None, said: list[str] | None, unshown: bool | None,
) -> KnownChat:  # fmt: skip
    who = Person(person, name, username, locale, chat_open) if person is not None else None
    kept = ChatState(state or {})
    return KnownChat(who, seen_at, kept, has_window, message_id, tuple(said or ()), bool(unshown))


def by_hand(engine: AsyncEngine) -> AsyncEngine:
    """The same engine and pool, whose connections begin no transaction of themselves."""
    return engine.execution_options(isolation_level="AUTOCOMMIT")


@asynccontextmanager
async def open_turn_connection(engine: AsyncEngine) -> AsyncIterator[TurnConnection]:
    """A connection of an engine that is :func:`by_hand`, until the end."""
    async with engine.connect() as connection:
        turns = TurnConnection(connection, driver_of(connection))
        try:
            yield turns
        finally:
            await turns.rest()
