"""How fast all processes together may send: overall, to each private chat, to each group.

The budget lies in the database, on connections of its own and without transactions: a row a chat
and one for all, each with the moment at which the next message would be due if they were evenly
spaced (GCRA). A slot is reserved by moving that moment on, in one statement, and waited for here;
so nobody overtakes, and nobody asks twice.

What people wait for goes before what is pushed in bulk. A push reserves nothing: it gets a moment,
which every answer puts off, and when that has come it takes the slot that is there, if one is.
"""

from __future__ import annotations

import asyncio
import math
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import TracebackType

import asyncpg
import structlog

from assistant.retry import Backoff
from assistant.storage.embedded import dsn

log = structlog.get_logger(__name__)

BURST = 5
"""Messages that may go to one chat at once."""
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
_ALL = 0
"""The row of the whole bot; no chat has this id."""
_ZERO = timedelta(0)


class HeldError(Exception):
    """Telegram asked for silence; nothing may go there for so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"held for {seconds:.1f} s")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Rate:
    """Evenly spaced by ``interval``; so much of it may be used ahead of time."""

    interval: timedelta
    ahead: timedelta = _ZERO


def _overall_rate(per_second: float) -> Rate:
    """Evenly, half a message early or late: who comes late to a slot delays none that follow. Any
    second holds one more than its share at most."""
    interval = 1 / per_second
    return Rate(_seconds(interval), _seconds(interval / 2))


def _private_rate(per_second: float) -> Rate:
    """A burst, then evenly. Half a message is kept: between its slot and Telegram lie a commit and
    the network, which take longer for one than for another."""
    interval = 1 / per_second
    return Rate(_seconds(interval), _seconds((BURST - 1.5) * interval))


def _group_rate(per_minute: float) -> Rate:
    """A burst of a quarter of it at most, then the rest: no minute holds more than its share."""
    burst = max(1, min(BURST, int(per_minute / 4)))
    interval = 60 / (per_minute - burst if burst > 1 else per_minute)
    return Rate(_seconds(interval), _seconds((burst - 1) * interval))


def _seconds(seconds: float) -> timedelta:
    return timedelta(microseconds=math.ceil(seconds * 1e6))


@dataclass(frozen=True, slots=True)
class Timing:
    """Time, for tests to pass as they like."""

    clock: Callable[[], datetime] | None = None
    """None: the database's, which all processes share."""
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


@dataclass(frozen=True, slots=True)
class _Answer:
    """Seconds from now, negative in the past; None: was not reached."""

    chat: float
    """Until the chat's row is as if nothing had been sent there."""
    taken: bool
    wait: float | None
    """Until the slot that was taken, or until one may be there; None: it is not the chat's time."""


class Budget:
    """A slot is taken before each send or edit. Answers to taps need none.

    Group chats have negative ids. ``send_rate`` and ``chat_rate`` are per second, overall and to
    one person; ``group_rate`` is per minute, to one group. Use it as ``async with``.

    What the rows said last is remembered, so that :meth:`resting`, :meth:`held` and
    :meth:`has_room` ask nobody; what other processes have done since is learned with the next slot.
    """

    def __init__(
        self,
        url: str,
        send_rate: float,
        chat_rate: float,
        group_rate: float,
        timing: Timing = Timing(),
    ) -> None:
        self._overall = _overall_rate(send_rate)
        self._private = _private_rate(chat_rate)
        self._group = _group_rate(group_rate)
        self._timing = timing
        self._pool = asyncpg.create_pool(
            dsn(url),
            min_size=0,
            max_size=2,
            reset=_leave_as_it_is,
            server_settings={"application_name": "assistant budget"},
        )
        self._free_at: dict[int, float] = {}
        """When a chat's row will be as if nothing had been sent (monotonic)."""
        self._held_until: dict[int, float] = {}

    async def __aenter__(self) -> Budget:
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

    async def slot(self, chat: int, *, bulk: bool = False) -> None:
        """Waits until a message to this chat may go.

        Raises :class:`HeldError` when that is after a silence that Telegram asked for, and
        ConnectionError when the database stays away.
        """
        rate = self._rate(chat)
        answer = await self._take(_TAKE, chat, bulk, first=True)
        if answer.wait is None:
            await self._timing.sleep(answer.chat - _float(rate.interval + rate.ahead))
            answer = await self._take(_GO_ON, chat, bulk, first=True)
        while not answer.taken:
            await self._timing.sleep(answer.wait or 0.0)
            answer = await self._take(_GO_ON, chat, bulk, first=False)
        if answer.wait:
            await self._timing.sleep(answer.wait)
            self._raise_if_held(chat)

    async def hold(self, chat: int, seconds: float) -> None:
        """Telegram asked to be left alone, which all processes obey. In a private chat we never
        send too fast by the chat's own measure, so it means all of us; in a group it means the
        group."""
        whom = chat if chat < 0 else _ALL
        until = self._timing.monotonic() + seconds
        self._held_until[whom] = max(self._held_until.get(whom, until), until)
        log.warning("telegram asks for silence", chat=whom or "all", seconds=seconds)
        await self._ask(_HOLD, whom, timedelta(seconds=seconds), self._now())

    def resting(self) -> dict[int, float]:
        """The chats that nothing may go to just now, and for how many seconds."""
        now = self._timing.monotonic()
        self._forget(now)
        rests = {}
        for chat, free_at in self._free_at.items():
            rests[chat] = free_at - _float(self._rate(chat).ahead) - now
        for chat, until in self._held_until.items():
            if chat != _ALL:
                rests[chat] = max(rests.get(chat, 0.0), until - now)
        return {chat: seconds for chat, seconds in rests.items() if seconds > 0}

    def held(self) -> bool:
        """Whether Telegram asked for silence altogether."""
        return self._held_until.get(_ALL, 0.0) > self._timing.monotonic()

    def has_room(self, chat: int) -> bool:
        """Whether something that could be left out may go without holding up what can't."""
        ahead = self._free_at.get(chat, 0.0) - self._timing.monotonic()
        return ahead <= _float(self._rate(chat).ahead) / 2

    async def _take(self, statement: str, chat: int, bulk: bool, *, first: bool) -> _Answer:
        rate = self._rate(chat)
        of_chat = (rate.interval, rate.ahead) if statement is _TAKE else ()
        row = await self._ask(
            statement, chat, self._overall.interval, self._overall.ahead, bulk, first,
            secrets.randbits(62), self._now(), *of_chat,
        )  # fmt: skip
        wait = None if row["wait"] is None else max(0.0, _float(row["wait"]))
        answer = _Answer(_float(row["chat"]), row["taken"], wait)
        now = self._timing.monotonic()
        self._free_at[chat] = now + answer.chat
        if held := _float(row["held"]):
            self._held_until[chat if row["chat_held"] else _ALL] = now + held
            raise HeldError(held)
        return answer

    async def _ask(self, statement: str, *values: object) -> asyncpg.Record:
        backoff = Backoff(first=0.1, longest=3)
        while True:
            try:
                return await self._pool.fetchrow(statement, *values)
            except _AWAY as error:
                pause = backoff.next()
                if backoff.tries >= MOST_TRIES:
                    raise ConnectionError("the database of the send budget is away") from error
                log.warning("the send budget waits for its database", error=str(error))
                await self._pool.expire_connections()
                await asyncio.sleep(pause)

    def _now(self) -> datetime | None:
        return self._timing.clock() if self._timing.clock else None

    def _rate(self, chat: int) -> Rate:
        return self._group if chat < 0 else self._private

    def _raise_if_held(self, chat: int) -> None:
        """Somebody in this process was asked for silence while we waited."""
        until = max(self._held_until.get(_ALL, 0.0), self._held_until.get(chat, 0.0))
        seconds = until - self._timing.monotonic()
        if seconds > 0:
            raise HeldError(seconds)

    def _forget(self, now: float) -> None:
        for known in (self._free_at, self._held_until):
            for chat in [chat for chat, until in known.items() if until <= now]:
                del known[chat]


def _float(span: timedelta) -> float:
    return span.total_seconds()


async def _leave_as_it_is(connection: object) -> None:
    """Nothing here changes a session: resetting it would be a round trip for nothing."""


# $1 chat, $2 the overall interval, $3 how much of it may be used ahead, $4 whether it is a push, $5
# whether it comes for the first time, $6 a ticket, $7 the time (null: the database's), $8 and $9
# the chat's interval and how much of that may be used ahead. A push takes a slot when its moment
# has come and the slot is there.
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
    end - clk as wait
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
