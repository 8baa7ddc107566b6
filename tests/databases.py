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

_SHAPE = """
select md5(string_agg(what, '|' order by what)) from (
    select concat_ws(' ', c.oid::regclass, c.relkind, a.attname, a.atttypid, a.attnotnull,
        a.atthasdef) as what
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
    where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    union all select concat_ws(' ', conrelid::regclass, conname, convalidated) from pg_constraint
    union all select concat_ws(' ', tgrelid::regclass, tgname, tgenabled) from pg_trigger
    union all select oid::regprocedure::text from pg_proc
        where pronamespace = 'public'::regnamespace
    union all select nspname from pg_namespace where nspname !~ '^pg_'
    union all select extname from pg_extension
    union all select setconfig::text from pg_db_role_setting where setdatabase =
        (select oid from pg_database where datname = current_database())
) as all_
"""
"""Other where a test has changed more than rows."""
_TABLES = """
select oid::regclass::text as name from pg_class
where relkind = 'r' and relnamespace = any (array['public', 'portal']::regnamespace[])
"""
_RESTART_SEQUENCES = """
select setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
from pg_sequences where last_value is not null
"""


@cache
def kept_engine(url: str, pool_size: int) -> AsyncEngine:
    """For one user at a time, who disposes of it: it has no connection then, but still the SQL that
    it made of statements, which takes a tenth of a test's time."""
    return make_engine(url, pool_size=pool_size)


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
        self._rows: dict[str, str] = {}
        """What stands in the template's tables, as JSON."""
        self._which_are_full = ""
        """The question which tables have rows, as one statement."""

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
        with suppress(asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
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
            tables = [name for (name,) in await connection.fetch(_TABLES)]
            self._which_are_full = " union all ".join(
                f"select '{name}' where exists (select from {name})" for name in tables
            )
            for (table,) in await connection.fetch(self._which_are_full):
                self._rows[table] = await connection.fetchval(
                    f"select json_agg(t)::text from {table} t"
                )
        finally:
            await connection.close()

    async def _made_new(self, connection: asyncpg.Connection) -> bool:
        await connection.execute(
            "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()"
        )
        if await connection.fetchval(_SHAPE) != self._shape:
            return False
        async with connection.transaction():
            await connection.execute("set local session_replication_role = replica")
            full = await connection.fetch(self._which_are_full)
            await connection.execute(";".join(f"delete from {table}" for (table,) in full))
            await connection.execute(_RESTART_SEQUENCES)
            for table, content in self._rows.items():
                await connection.execute(
                    f"insert into {table} select * from json_populate_recordset(null::{table}, $1)",
                    content,
                )
        return True

    async def _do(self, statement: str) -> None:
        connection = await asyncpg.connect(dsn(self._server))
        try:
            await connection.execute(statement)
        finally:
            await connection.close()
