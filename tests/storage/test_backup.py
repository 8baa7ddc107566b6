"""What docs/operating.md says of backups, done: pg_dump beside a user, pg_restore into another
database, and the assistant goes on there."""

from __future__ import annotations

import itertools
import os
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest
from sqlalchemy import make_url

from assistant.domain.work import Job
from assistant.portal.embedded import open_admin
from assistant.storage.embedded import dsn
from assistant.storage.migration import migrate
from assistant.storage.pginstall import Account, Programs
from tests.play import Table

PDF = b"%PDF-1.7 \x00\xff not text"
_TABLES = """
select format('%I.%I', schemaname, relname) from pg_stat_user_tables order by 1
"""


@pytest.fixture
async def empty_url(database_url: str) -> AsyncIterator[str]:
    """A second database on the same server."""
    name = f"restored_{uuid4().hex}"
    admin = await asyncpg.connect(dsn(database_url))
    await admin.execute(f"create database {name} template template0")
    yield make_url(database_url).set(database=name).render_as_string(hide_password=False)
    await admin.execute(f"drop database {name} with (force)")
    await admin.close()


def run(program: str, *arguments: str | Path) -> None:
    programs = Programs.for_account(Account(os.geteuid(), os.getegid()))
    done = programs.run(program, *arguments)
    assert done.returncode == 0, done.stdout


async def rows(url: str) -> dict[str, int]:
    """How many rows each table holds. The send budget is of the moment and in no backup."""
    connection = await asyncpg.connect(dsn(url))
    try:
        tables = [row[0] for row in await connection.fetch(_TABLES)]
        return {
            table: await connection.fetchval(f"select count(*) from {table}")
            for table in tables
            if "send_budget" not in table
        }
    finally:
        await connection.close()


async def test_a_restored_backup_goes_on_where_it_was_made(
    assistant_url: str, empty_url: str, tmp_path: Path
) -> None:
    async with open_admin({"ASSISTANT_DATABASE_URL": assistant_url}) as admin:
        await admin.seed()
    table = Table(assistant_url)
    chat = table.chat()
    await chat.agree()
    await chat.tap("Akun baru")
    await chat.send("Budi")
    async with table.shop.work() as work:
        sha256 = await work.documents.put(PDF, "faktur")
        await work.jobs.put(Job.READ_FAKTUR, 1)
        await work.deliveries.tell(1001, "problem-too-many", unique="one")
    await table.close()

    backup = tmp_path / "assistant.dump"
    run("pg_dump", "--format=custom", "--no-owner", f"--file={backup}", dsn(assistant_url))
    run("pg_restore", "--no-owner", "--exit-on-error", f"--dbname={dsn(empty_url)}", backup)

    assert await rows(empty_url) == await rows(assistant_url)
    await migrate(empty_url)
    restored = Table(empty_url)
    restored.update_ids = itertools.count(1000)
    try:
        assert "alamat email" in await restored.chat().send("Santoso")
        async with restored.shop.work() as work:
            assert await work.documents.get(sha256) == PDF
        assert await restored.jobs("read-faktur") == [("read-faktur", "1")]
        assert await restored.chat().told() == ["problem-too-many"]
    finally:
        await restored.close()
