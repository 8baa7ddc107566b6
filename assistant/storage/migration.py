"""Bringing a database to this release: alembic for our tables, PGQueuer for its own.

Safe to run beside itself: one session at a time, by an advisory lock. Safe beside a running
release, too: whoever waits for a table's lock keeps all others from that table, so it is waited for
in short tries, between which the running release goes on.
"""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import stamina
from pgqueuer.db import AsyncpgDriver
from pgqueuer.queries import Queries
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection

import assistant
from assistant.storage.database import make_direct_engine
from assistant.storage.repositories.kept import SqlMarks
from assistant.storage.retrying import sqlstate

if TYPE_CHECKING:
    from alembic.config import Config

_LOCK = 0x41535354
"""Any number that nobody else in this database locks."""
_HOLDS_UP = "2s"
"""So long the running release may have to wait for us."""
_LOCK_NOT_AVAILABLE = "55P03"
_FOLLOWS = re.compile(r'^down_revision = "(\w+)"', re.MULTILINE)
QUEUE_MARK = "pgqueuer-release"
"""The release of PGQueuer that its tables are of."""
PATIENCE = 600.0
"""Seconds for tries: a backup, for one, holds its tables until it is through."""


def migrations_folder() -> Path:
    """``migrations`` beside the package in a checkout, inside it in an installed wheel."""
    package = Path(assistant.__file__).parent
    installed = package / "migrations"
    return installed if installed.is_dir() else package.parent / "migrations"


def alembic_config(connection: Connection | None = None) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations_folder()).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


async def migrate(url: str, *, revision: str = "head") -> None:
    """Create or bring forward every table of the database at ``url``."""
    engine = make_direct_engine(url, application="assistant migrate")
    try:
        async with engine.connect() as connection:
            await connection.execute(text(f"select pg_advisory_lock({_LOCK})"))
            await connection.execute(text(f"set lock_timeout = '{_HOLDS_UP}'"))
            await connection.commit()
            await _in_tries(connection, revision)
    finally:
        await engine.dispose()


async def _in_tries(connection: AsyncConnection, revision: str) -> None:
    """Again as long as somebody else holds a table; each try does all of a step or nothing."""
    async for attempt in stamina.retry_context(
        on=_is_in_use, attempts=None, timeout=PATIENCE, wait_initial=0.5, wait_max=10
    ):
        with attempt:
            try:
                await connection.run_sync(lambda sync: _upgrade(sync, revision))
                await connection.commit()
                await _bring_queue_forward(connection, revision)
                await connection.commit()
            except Exception:
                await connection.rollback()
                raise


def _is_in_use(error: Exception) -> bool:
    return sqlstate(error) == _LOCK_NOT_AVAILABLE


def _upgrade(connection: Connection, revision: str) -> None:
    """A database of this release is left alone, and alembic where it is: most starts find one."""
    if revision == "head" and _revision_of(connection) == newest_revision():
        return
    from alembic import command

    command.upgrade(alembic_config(connection), revision)


def newest_revision() -> str:
    """The one of ``0011_intakes.py`` and so on that none of the others follows upon."""
    files = list((migrations_folder() / "versions").glob("[0-9]*.py"))
    followed = {
        found[1]
        for file in files
        if (found := _FOLLOWS.search(file.read_text(encoding="utf-8"))) is not None
    }
    [newest] = {file.stem.partition("_")[0] for file in files} - followed
    return newest


def _revision_of(connection: Connection) -> str | None:
    if connection.execute(text("select to_regclass('alembic_version')")).scalar() is None:
        return None
    found: str | None = connection.execute(text("select version_num from alembic_version")).scalar()
    return found


async def _bring_queue_forward(connection: AsyncConnection, revision: str) -> None:
    """PGQueuer's tables; left alone when they are of its release."""
    if revision != "head":
        await _install_pgqueuer(connection)
        return
    release, marks = version("pgqueuer"), SqlMarks(connection)
    if await marks.get(QUEUE_MARK) != release:
        await _install_pgqueuer(connection)
        await marks.set(QUEUE_MARK, release)


async def _install_pgqueuer(connection: AsyncConnection) -> None:
    raw = (await connection.get_raw_connection()).driver_connection
    if raw is None:
        raise RuntimeError("the connection is closed")
    queries = Queries(AsyncpgDriver(raw))
    if await queries.has_table("pgqueuer"):
        await queries.upgrade()
    else:
        await queries.install()
