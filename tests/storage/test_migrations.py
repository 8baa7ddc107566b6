"""The tables are made by migrations, and these are what the code believes in."""

from __future__ import annotations

import asyncio
from typing import Any

import asyncpg
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from pgqueuer.queries import Queries
from sqlalchemy import CheckConstraint, Connection, inspect, text

from assistant.storage.database import make_direct_engine
from assistant.storage.embedded import dsn
from assistant.storage.migration import QUEUE_MARK, alembic_config, migrate, newest_revision
from assistant.storage.tables import metadata


async def on(url: str, look: Any) -> Any:
    engine = make_direct_engine(url)
    try:
        async with engine.begin() as connection:
            return await connection.run_sync(look)
    finally:
        await engine.dispose()


def tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())


def ours(connection: Connection) -> set[str]:
    return {name for name in tables(connection) if not name.startswith("pgqueuer")}


def differences(connection: Connection) -> list[Any]:
    def belongs_to_us(name: str | None, kind: str, parents: Any) -> bool:
        return not (kind == "table" and (name or "").startswith(("pgqueuer", "alembic")))

    options = {
        "include_name": belongs_to_us,
        "compare_type": True,
        "compare_server_default": True,
    }
    context = MigrationContext.configure(connection, opts=options)
    return list(compare_metadata(context, metadata))


def comments(connection: Connection) -> dict[str, str | None]:
    there = inspect(connection)
    return {name: there.get_table_comment(name)["text"] for name in metadata.tables}


def checks(connection: Connection) -> set[tuple[str, str | None]]:
    there = inspect(connection)
    return {
        (name, c["name"]) for name in metadata.tables for c in there.get_check_constraints(name)
    }


async def test_the_migrations_make_what_the_models_say(database_url: str) -> None:
    await migrate(database_url)
    assert await on(database_url, differences) == []


def test_the_newest_file_is_the_head() -> None:
    """Which is known without alembic, so that a start that has nothing to do is a quick one."""
    assert ScriptDirectory.from_config(alembic_config()).get_heads() == [newest_revision()]


async def test_comments_and_constraints_are_there_too(database_url: str) -> None:
    """Alembic's comparison does not look at check constraints."""
    await migrate(database_url)
    wanted = {
        (table.name, constraint.name)
        for table in metadata.tables.values()
        for constraint in table.constraints
        if isinstance(constraint, CheckConstraint)
    }
    assert await on(database_url, checks) == {(t, str(name)) for t, name in wanted}
    assert await on(database_url, comments) == {t.name: t.comment for t in metadata.sorted_tables}


async def test_the_way_down_leaves_nothing_and_the_way_up_makes_all_again(
    database_url: str,
) -> None:
    await migrate(database_url)
    there = await on(database_url, ours)
    await on(database_url, lambda c: command.downgrade(alembic_config(c), "base"))
    assert await on(database_url, ours) == {"alembic_version"}
    await migrate(database_url)
    assert await on(database_url, ours) == there
    assert await on(database_url, differences) == []


async def test_each_step_goes_down_and_up_by_itself(database_url: str) -> None:
    await migrate(database_url)
    revisions = [r.revision for r in ScriptDirectory.from_config(alembic_config()).walk_revisions()]
    for _ in revisions:
        await on(database_url, lambda c: command.downgrade(alembic_config(c), "-1"))
    for _ in revisions:
        await on(database_url, lambda c: command.upgrade(alembic_config(c), "+1"))
    assert await on(database_url, differences) == []


async def test_a_table_in_use_is_waited_for_and_its_users_go_on(database_url: str) -> None:
    """Somebody reads all of it for long, as pg_dump does; others write to it meanwhile."""
    await migrate(database_url, revision="0002")
    reader, writer = [await asyncpg.connect(dsn(database_url)) for _ in range(2)]
    reading = reader.transaction()
    await reading.start()
    await reader.fetch("select from delivery")
    migrating = asyncio.create_task(migrate(database_url))
    waits = "select 1 from pg_locks where not granted and relation = 'delivery'::regclass"
    async with asyncio.timeout(60):
        while await reader.fetchval(waits) is None:  # noqa: ASYNC110 - of another session
            await asyncio.sleep(0.02)
    async with asyncio.timeout(60):  # it would wait as long as the reader reads
        await writer.execute("update delivery set state = 'queued'")
    assert not migrating.done()
    await reading.commit()
    await migrating
    for connection in (reader, writer):
        await connection.close()


async def test_two_that_migrate_side_by_side_do_not_harm_each_other(database_url: str) -> None:
    await asyncio.gather(*(migrate(database_url) for _ in range(4)))
    assert await on(database_url, differences) == []
    assert "pgqueuer" in await on(database_url, tables)


async def test_migrating_again_changes_nothing_and_keeps_what_is_there(database_url: str) -> None:
    await migrate(database_url)
    keep = metadata.tables["mark"]
    await on(database_url, lambda c: c.execute(keep.insert().values(name="a", value="b")))
    await migrate(database_url)
    kept = keep.select().where(keep.c.name == "a")
    assert (await on(database_url, lambda c: c.execute(kept).one())).value == "b"


async def test_pgqueuers_tables_are_brought_forward_with_its_release_and_only_then(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    brought = []

    async def upgrade(self: Queries) -> None:
        brought.append(1)

    monkeypatch.setattr(Queries, "upgrade", upgrade)
    await migrate(database_url)
    await migrate(database_url)
    assert brought == []
    engine = make_direct_engine(database_url)
    async with engine.begin() as connection:
        await connection.execute(
            text("update mark set value = '1.0' where name = :name"), {"name": QUEUE_MARK}
        )
    await engine.dispose()
    await migrate(database_url)
    await migrate(database_url)
    assert brought == [1]
