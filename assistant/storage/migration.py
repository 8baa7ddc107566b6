"""Bringing a database to this release: alembic for our tables, PGQueuer for its own.

Safe to run beside itself: one session at a time, by an advisory lock. Safe beside a running
release, too: whoever waits for a table's lock keeps all others from that table, so it is waited for
in short tries, between which the running release goes on.
"""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import asyncpg
import structlog
from alembic import command
from alembic.config import Config
from pgqueuer.db import AsyncpgDriver
from pgqueuer.queries import Queries
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

import assistant
from assistant.pauses import Pauses
from assistant.storage.database import make_direct_engine

_LOCK = 0x41535354
"""Any number that nobody else in this database locks."""
_HOLDS_UP = "2s"
"""So long the running release may have to wait for us."""
_LOCK_NOT_AVAILABLE = "55P03"
PATIENCE = 600.0
"""Seconds for tries: a backup, for one, holds its tables until it is through."""

log = structlog.get_logger(__name__)


def migrations_folder() -> Path:
    """``migrations`` beside the package in a checkout, inside it in an installed wheel."""
    package = Path(assistant.__file__).parent
    installed = package / "migrations"
    return installed if installed.is_dir() else package.parent / "migrations"


def alembic_config(connection: Connection | None = None) -> Config:
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
            await _insisting(connection, revision)
    finally:
        await engine.dispose()


async def _insisting(connection: AsyncConnection, revision: str) -> None:
    """Again as long as somebody else holds a table; each try does all of a step or nothing."""
    pauses, until = Pauses(first=0.5, longest=10), time.monotonic() + PATIENCE
    while True:
        try:
            await connection.run_sync(lambda sync: _upgrade(sync, revision))
            await connection.commit()
            await _install_pgqueuer(connection)
            await connection.commit()
            return
        except (DBAPIError, asyncpg.LockNotAvailableError) as error:
            if _sqlstate(error) != _LOCK_NOT_AVAILABLE or time.monotonic() > until:
                raise
            await connection.rollback()
            log.warning("a table is in use; migrating waits for it")
            await asyncio.sleep(pauses.next())


def _sqlstate(error: Exception) -> str | None:
    return getattr(getattr(error, "orig", error), "sqlstate", None)


def _upgrade(connection: Connection, revision: str) -> None:
    command.upgrade(alembic_config(connection), revision)


async def _install_pgqueuer(connection: AsyncConnection) -> None:
    raw = (await connection.get_raw_connection()).driver_connection
    if raw is None:
        raise RuntimeError("the connection is closed")
    queries = Queries(AsyncpgDriver(raw))
    if await queries.has_table("pgqueuer"):
        await queries.upgrade()
    else:
        await queries.install()
