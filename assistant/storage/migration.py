"""Bringing a database to this release: alembic for our tables, PGQueuer for its own.

Safe to run beside a running release, and beside itself: one session at a time, by an advisory lock.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from pgqueuer.db import AsyncpgDriver
from pgqueuer.queries import Queries
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection

import assistant
from assistant.storage.database import make_direct_engine

_LOCK = 0x41535354
"""Any number that nobody else in this database locks."""


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
            await connection.commit()
            await connection.run_sync(lambda sync: _upgrade(sync, revision))
            await connection.commit()
            await _install_pgqueuer(connection)
            await connection.commit()
    finally:
        await engine.dispose()


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
