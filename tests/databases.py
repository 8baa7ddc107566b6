"""Databases with our tables, emptied and used again: making one costs more than most tests."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import cache
from uuid import uuid4

import asyncpg
from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import AsyncEngine

from assistant.storage.database import make_engine
from assistant.storage.embedded import dsn
from assistant.storage.retrying import DRIVER_ERRORS

_SHAPE = """
select concat_ws(' ',
    (select sum(xmin::text::bigint) from pg_class where oid >= 16384),
    (select sum(xmin::text::bigint) from pg_attribute where attrelid >= 16384),
    (select sum(xmin::text::bigint) from pg_constraint where oid >= 16384),
    (select sum(xmin::text::bigint) from pg_trigger where oid >= 16384),
    (select sum(xmin::text::bigint) from pg_proc where oid >= 16384),
    (select sum(xmin::text::bigint) from pg_namespace),
    (select sum(xmin::text::bigint) from pg_extension),
    (select max(setconfig::text) from pg_db_role_setting join pg_database d on d.oid = setdatabase
        where datname = current_database()))
"""
"""Other where a test has changed more than rows: each row of a catalog knows who wrote it, and what
is copied keeps that. Ours begin at 16384."""
_TABLES = """
select oid::regclass::text as name from pg_class
where relkind = 'r' and relnamespace = any (array['public', 'portal']::regnamespace[])
"""
_RESTART_SEQUENCES = """
select setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
from pg_sequences where last_value is not null
"""

_KEPT = "tests"
"""How the connections of kept engines call themselves."""


def kept_engine(url: str, pool_size: int) -> AsyncEngine:
    """For one user at a time, who does not dispose of it: the next test on this database finds its
    connections and what they have learned, a third of what a conversation's test costs, and the SQL
    that was made of statements, a tenth. All tests run in one loop, so that they can be kept."""
    return _kept(url, pool_size, asyncio.get_running_loop())


@cache
def _kept(url: str, pool_size: int, loop: object) -> AsyncEngine:
    return make_engine(url, pool_size=pool_size, application=_KEPT)


class Databases:
    """Copies of a template, each for one test at a time.

    Called between tests, when no loop runs: the connections by which databases are emptied are
    kept, in a loop of their own. A new one has to learn all tables first, which costs the server
    as much as a short test.
    """

    def __init__(self, server: str, template: str) -> None:
        self._server = server
        self._template = template
        self._runner = asyncio.Runner(loop_factory=asyncio.new_event_loop)
        self._connections: dict[str, asyncpg.Connection] = {}
        """By the database's name."""
        self._free: list[str] = []
        self._shape: str | None = None
        self._which_differ = ""
        """The question which tables hold other rows than the template's, as one statement."""
        self._fill: dict[str, str] = {}
        """How the template's rows come into a table."""

    def url(self, name: str) -> str:
        return make_url(self._server).set(database=name).render_as_string(hide_password=False)

    def take(self) -> str:
        """The name of one that is as good as new."""
        return self._runner.run(self._take())

    def give_back(self, name: str) -> None:
        """Emptied for the next; dropped where it can't be made what it was."""
        self._runner.run(self._give_back(name))

    def close(self) -> None:
        """Drop those that nobody has."""
        for name in self._free:
            self._runner.run(self._drop(name))
        self._runner.close()

    async def _take(self) -> str:
        if self._shape is None:
            await self._look_at_template()
        if self._free:
            return self._free.pop()
        name = f"test_{uuid4().hex}"
        await self._do(f'create database "{name}" template "{self._template}"')
        return name

    async def _give_back(self, name: str) -> None:
        with suppress(asyncpg.PostgresError, OSError):
            if await self._made_new(await self._connected(name)):
                self._free.append(name)
                return
        await self._drop(name)

    async def _connected(self, name: str) -> asyncpg.Connection:
        """The one that was kept, unless the test has cut it."""
        kept = self._connections.get(name)
        with suppress(*DRIVER_ERRORS):
            if kept is not None:
                await kept.execute("select")
                return kept
        self._connections[name] = await asyncpg.connect(dsn(self.url(name)))
        return self._connections[name]

    async def _drop(self, name: str) -> None:
        if (kept := self._connections.pop(name, None)) is not None:
            kept.terminate()
        await self._do(f'drop database "{name}" with (force)')

    async def _look_at_template(self) -> None:
        connection = await asyncpg.connect(dsn(self.url(self._template)))
        try:
            self._shape = await connection.fetchval(_SHAPE)
            looks, fill = [], {}
            for (table,) in await connection.fetch(_TABLES):
                rows = f"select json_agg(t)::text from {table} t"
                content = await connection.fetchval(rows)
                if content is None:
                    looks.append(f"select '{table}' where exists (select from {table})")
                    continue
                quoted = await connection.fetchval("select quote_literal($1)", content)
                looks.append(f"select '{table}' where ({rows}) is distinct from {quoted}")
                fill[table] = (
                    f"insert into {table}"
                    f" select * from json_populate_recordset(null::{table}, {quoted})"
                )
            self._which_differ, self._fill = " union all ".join(looks), fill
        finally:
            await connection.close()

    async def _made_new(self, connection: asyncpg.Connection) -> bool:
        await connection.execute(
            "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()"
            f" and (application_name <> '{_KEPT}' or state <> 'idle')"
        )
        if await connection.fetchval(_SHAPE) != self._shape:
            return False
        tables = [name for (name,) in await connection.fetch(self._which_differ)]
        fill = [self._fill[name] for name in tables if name in self._fill]
        statements = [
            "set local session_replication_role = replica",
            *(f"delete from {name}" for name in tables),
            *fill,
            _RESTART_SEQUENCES,
        ]
        await connection.execute(";".join(statements))  # one transaction
        return True

    async def _do(self, statement: str) -> None:
        connection = await asyncpg.connect(dsn(self._server))
        try:
            await connection.execute(statement)
        finally:
            await connection.close()
