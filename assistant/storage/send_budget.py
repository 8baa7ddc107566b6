"""The rows of the send budget: when the next message to a chat is due if all are evenly spaced.

They are asked on connections of their own and without transactions, one statement a slot. Chat 0 is
the whole bot; no chat has this id.
"""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import TracebackType

import asyncpg
import stamina

from assistant.storage.embedded import dsn

MOST_TRIES = 8
"""Of a statement, when the database does not answer: some 12 seconds."""

_AWAY = (
    OSError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # of a connection that is lost at this moment
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.TooManyConnectionsError,
)
"""The database is being restarted, or the connection was lost."""


@dataclass(frozen=True, slots=True)
class Rate:
    """Evenly spaced by ``interval``; so much of it may be used ahead of time."""

    interval: timedelta
    ahead: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class Slot:
    """Seconds from now, negative in the past; None: was not reached."""

    chat: float
    """Until the chat's row is as if nothing had been sent there."""
    taken: bool
    wait: float | None
    """Until the slot that was taken, or until one may be there; None: it is not the chat's time."""
    held: float
    """How long Telegram has asked for silence; 0: not at all."""
    chat_held: bool
    """That silence is the chat's own, not everybody's."""


class SendBudgetRows:
    """What all processes know of what was sent. Use it as ``async with``.

    Everything raises ConnectionError when the database stays away, and takes a time for tests;
    None is the database's, which all processes share.
    """

    def __init__(self, url: str, answers: Rate, pushes: Rate) -> None:
        """How both may go overall; their interval is the same."""
        self._overall = {False: answers, True: pushes}
        self._pool = asyncpg.create_pool(
            dsn(url),
            min_size=0,
            max_size=2,
            reset=_leave_as_it_is,
            server_settings={"application_name": "assistant budget"},
        )

    async def __aenter__(self) -> SendBudgetRows:
        await self._pool
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            async with asyncio.timeout(2):
                await self._pool.close()
        except TimeoutError:
            self._pool.terminate()

    async def take(self, chat: int, rate: Rate, bulk: bool, now: datetime | None) -> Slot:
        """Reserve the chat's next moment, and where that has come one of everybody's."""
        ours = (rate.interval, rate.ahead)
        return _slot(await self._ask(_TAKE, *self._given(chat, bulk, True, now), *ours))

    async def go_on(self, chat: int, bulk: bool, first: bool, now: datetime | None) -> Slot:
        """The chat's moment, which was reserved, has come: one of everybody's. ``first``: nobody
        asked for this one before."""
        return _slot(await self._ask(_GO_ON, *self._given(chat, bulk, first, now)))

    async def hold(self, chat: int, seconds: float, now: datetime | None) -> None:
        """Nobody sends there for so long."""
        await self._ask(_HOLD, chat, timedelta(seconds=seconds), now)

    def _given(
        self, chat: int, bulk: bool, first: bool, now: datetime | None
    ) -> tuple[object, ...]:
        all_ = self._overall[bulk]
        return (chat, all_.interval, all_.ahead, bulk, first, secrets.randbits(62), now)

    async def _ask(self, statement: str, *values: object) -> asyncpg.Record:
        try:
            async for attempt in stamina.retry_context(
                on=_AWAY, attempts=MOST_TRIES, timeout=None, wait_initial=0.1, wait_max=3,
                wait_jitter=0.1,
            ):  # fmt: skip
                with attempt:
                    if attempt.num > 1:
                        await self._pool.expire_connections()
                    return await self._pool.fetchrow(statement, *values)
        except _AWAY as error:
            raise ConnectionError("the database of the send budget is away") from error
        raise AssertionError("it returns or raises")


def _slot(row: asyncpg.Record) -> Slot:
    wait = None if row["wait"] is None else max(0.0, row["wait"].total_seconds())
    return Slot(
        row["chat"].total_seconds(),
        row["taken"],
        wait,
        row["held"].total_seconds(),
        row["chat_held"],
    )


async def _leave_as_it_is(connection: object) -> None:
    """Nothing here changes a session: resetting it would be a round trip for nothing."""


# $1 chat, $2 the overall interval, $3 how much of it may be used ahead, $4 whether it is a push, $5
# whether it comes for the first time, $6 a ticket, $7 the time (null: the database's), $8 and $9
# the chat's interval and how much of that may be used ahead. A push takes a slot when its moment
# has come and the slot is there. Nobody waits until a slot is on the disk: of what a crash of the
# server takes back, less than a second, Telegram tells by a 429.
_OVERALL = """
, everything as (
    insert into send_budget as b (chat, due_at, bulk_at, ticket)
    select 0, clk + $2::interval, clk + $2::interval, $6::bigint from t, one
    where one.at <= clk and coalesce(one.held_until <= clk, true)
    on conflict (chat) do update set (due_at, bulk_at, ticket) = (
        select
            case when taken then greatest(b.due_at, clk) + $2::interval else b.due_at end,
            case when held or not $5 then b.bulk_at
                else greatest(b.bulk_at, clk) + $2::interval end,
            case when taken then excluded.ticket else b.ticket end
        from (select excluded.due_at - $2::interval as clk) as a
        cross join lateral (select coalesce(b.held_until > clk, false) as held) as h
        cross join lateral (
            select not held and not ($4 and (
                b.due_at - $3::interval > clk
                or ($5 and coalesce(b.bulk_at > clk, false)))) as taken
        ) as k
    )
    returning due_at, bulk_at - $2::interval as bulk_at, held_until,
        coalesce(ticket = $6, false) as taken
)
select
    one.due_at - clk as chat,
    greatest(one.held_until, e.held_until, clk) - clk as held,
    coalesce(one.held_until > clk, false) as chat_held,
    coalesce(e.taken, false) as taken,
    case
        when e.taken then e.due_at - $2::interval - $3::interval
        when $5 then greatest(e.due_at - $3::interval, e.bulk_at)
        else e.due_at - $3::interval
    end - clk as wait,
    set_config('synchronous_commit', 'off', true)
from t, one left join everything e on true
"""
_CLOCK = "with t as materialized (select coalesce($7::timestamptz, clock_timestamp()) as clk)"
_TAKE = f"""
{_CLOCK}
, one as (
    insert into send_budget as b (chat, due_at)
    select $1, clk + $8::interval from t
    on conflict (chat) do update set due_at = case
        when b.held_until > excluded.due_at - $8::interval then b.due_at
        else greatest(b.due_at, excluded.due_at - $8::interval) + $8::interval end
    returning due_at, due_at - $8::interval - $9::interval as at, held_until
)
{_OVERALL}
"""
_GO_ON = f"""
{_CLOCK}
, one as (
    select coalesce(b.due_at, clk) as due_at, clk as at, b.held_until
    from t left join send_budget b on b.chat = $1
)
{_OVERALL}
"""
_HOLD = """
insert into send_budget as b (chat, due_at, held_until)
select $1, clk, clk + $2::interval
from (select coalesce($3::timestamptz, clock_timestamp()) as clk) as t
on conflict (chat) do update set held_until = greatest(b.held_until, excluded.held_until)
"""
