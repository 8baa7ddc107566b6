"""Who holds a lease: a process, known to be alive by an advisory lock that it holds.

A killed process's connection closes at once and its lock is gone, so what it had in hand is taken
over at once, not when its lease runs out.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial

import asyncpg
import structlog
from sqlalchemy import Boolean, ColumnElement, literal_column

from assistant.retry import Backoff
from assistant.storage.embedded import dsn
from assistant.storage.retrying import DRIVER_ERRORS, retry_while_away

log = structlog.get_logger(__name__)

_CLASS = 0x4F574E
"""The class of our advisory locks; the object is the owner's id."""
_PROBE = 5.0
_PATIENCE = 15.0
"""Seconds that a database which is starting itself is waited for."""
_BOOTED = "interval '10 seconds'"
"""A server that has just been started knows no locks: who lives has to take theirs again first."""


def new_owner() -> int:
    return secrets.randbelow(2**31 - 1) + 1


@asynccontextmanager
async def alive(url: str, owner: int) -> AsyncIterator[None]:
    """Within, everyone on this database can tell that ``owner`` lives."""
    connection = await retry_while_away(partial(_hold, url, owner), _PATIENCE)
    keeping = asyncio.create_task(_keep(connection, url, owner))
    try:
        yield
    finally:
        keeping.cancel()
        with suppress(asyncio.CancelledError):
            await keeping


async def _hold(url: str, owner: int) -> asyncpg.Connection:
    connection = await asyncpg.connect(
        dsn(url), server_settings={"application_name": "assistant owner"}
    )
    await hold(connection, owner)
    return connection


async def hold(connection: asyncpg.Connection, owner: int) -> None:
    """As long as this connection stands, ``owner`` lives."""
    await connection.execute("select pg_advisory_lock($1, $2)", _CLASS, owner)


async def _keep(connection: asyncpg.Connection, url: str, owner: int) -> None:
    """Take the lock again whenever the connection is lost."""
    backoff = Backoff(first=0.1, longest=2)
    while True:
        try:
            lost = _watch(connection)
            while not lost.is_set():
                with suppress(TimeoutError):
                    async with asyncio.timeout(_PROBE):
                        await lost.wait()
                await connection.execute("select 1")
                backoff.reset()
        except DRIVER_ERRORS as error:
            log.warning("owner's connection lost", error=str(error))
        finally:
            connection.terminate()
        while connection.is_closed():
            try:
                connection = await _hold(url, owner)
            except DRIVER_ERRORS:
                await asyncio.sleep(backoff.next())


def _watch(connection: asyncpg.Connection) -> asyncio.Event:
    """Set as soon as the connection is known to be lost."""
    lost = asyncio.Event()
    connection.add_termination_listener(lambda _: lost.set())
    return lost


def is_dead(owner: ColumnElement[int | None]) -> ColumnElement[bool]:
    """The process that this column names does not live any more."""
    return literal_column(f"({is_dead_sql(str(owner))})", Boolean)


def is_dead_sql(owner: str) -> str:
    """The same in SQL, for an expression that gives the owner's number."""
    return f"""{owner} is not null
        and not exists (
            select from pg_locks
            where locktype = 'advisory' and classid = {_CLASS} and objid = {owner}
                and objsubid = 2 and granted)
        and pg_postmaster_start_time() < clock_timestamp() - {_BOOTED}"""


def is_free_sql(table: str) -> str:
    """A row of this table is in nobody's hands, or in a dead process's."""
    return f"""({table}.leased_until is null or {table}.leased_until < clock_timestamp()
        or {is_dead_sql(f"{table}.leased_by")})"""
