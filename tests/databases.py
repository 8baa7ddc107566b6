"""Databases with our tables, emptied and used again: making one costs more than most tests."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from uuid import uuid4

import asyncpg
from sqlalchemy import make_url

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
_EMPTY = """
do $$
declare
    name text;
    found boolean;
begin
    for name in select oid::regclass::text from pg_class
        where relkind = 'r' and relnamespace = any (array['public', 'portal']::regnamespace[])
    loop
        execute format('select exists(select from %s)', name) into found;
        if found then execute format('delete from %s', name); end if;
    end loop;
    perform setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
        from pg_sequences where last_value is not null;
end $$
"""
_FULL = """
select oid::regclass::text as name from pg_class
where relkind = 'r' and relnamespace = any (array['public', 'portal']::regnamespace[])
"""


class Databases:
    """Copies of a template, each for one test at a time."""

    def __init__(self, server: str, template: str) -> None:
        self._server = server
        self._template = template
        self._free: list[str] = []
        self._shape: str | None = None
        self._rows: dict[str, str] = {}
        """What stands in the template's tables, as JSON."""

    def url(self, name: str) -> str:
        return make_url(self._server).set(database=name).render_as_string(hide_password=False)

    async def take(self) -> str:
        """The name of one that is as good as new."""
        if self._shape is None:
            await self._look_at_template()
        if self._free:
            return self._free.pop()
        name = f"test_{uuid4().hex}"
        await self._do(f'create database "{name}" template "{self._template}"')
        return name

    async def give_back(self, name: str) -> None:
        """Emptied for the next; dropped where it can't be made what it was."""
        with suppress(asyncpg.PostgresError, OSError):
            if await self._made_new(name):
                self._free.append(name)
                return
        await self._do(f'drop database "{name}" with (force)')

    async def drop(self) -> None:
        for name in self._free:
            await self._do(f'drop database "{name}" with (force)')

    async def _look_at_template(self) -> None:
        connection = await asyncpg.connect(dsn(self.url(self._template)))
        try:
            self._shape = await connection.fetchval(_SHAPE)
            for (table,) in await connection.fetch(_FULL):
                rows = await connection.fetchval(f"select json_agg(t)::text from {table} t")
                if rows is not None and json.loads(rows):
                    self._rows[table] = rows
        finally:
            await connection.close()

    async def _made_new(self, name: str) -> bool:
        connection = await asyncpg.connect(dsn(self.url(name)))
        try:
            await connection.execute(
                "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
                " where datname = current_database() and pid <> pg_backend_pid()"
            )
            if await connection.fetchval(_SHAPE) != self._shape:
                return False
            async with connection.transaction():
                await connection.execute("set local session_replication_role = replica")
                await connection.execute(_EMPTY)
                await _fill(connection, self._rows)
            return True
        finally:
            await connection.close()

    async def _do(self, statement: str) -> None:
        connection = await asyncpg.connect(dsn(self._server))
        try:
            await connection.execute(statement)
        finally:
            await connection.close()


async def _fill(connection: asyncpg.Connection, rows: Mapping[str, str]) -> None:
    for table, content in rows.items():
        await connection.execute(
            f"insert into {table} select * from json_populate_recordset(null::{table}, $1)", content
        )
