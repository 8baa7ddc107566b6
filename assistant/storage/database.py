"""The engine, and what is the same for every connection."""

from __future__ import annotations

from typing import Any

from sqlalchemy import event, text
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

Connection = AsyncConnection
Engine = AsyncEngine
"""For those who pass them on and know nothing of SQLAlchemy."""


def make_engine(url: str, *, pool_size: int = 8, application: str = "assistant") -> AsyncEngine:
    """An engine for ``url`` (``postgresql://…`` or ``postgresql+asyncpg://…``).

    Connections that the server has closed are not given out: after a restart of the server only
    those fail that were in use. It is looked at here, not asked there: that would cost each
    transaction a round trip.
    What a statement was given stays out of errors, and so out of the log: it may be personal.
    """
    engine = create_async_engine(
        asyncpg_url(url),
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=30,
        hide_parameters=True,
        connect_args={"server_settings": {"application_name": application, "timezone": "UTC"}},
    )
    event.listen(engine.sync_engine, "checkout", _refuse_closed)
    return engine


def _refuse_closed(connection: Any, *_: object) -> None:
    if connection.driver_connection.is_closed():
        raise DisconnectionError


def make_direct_engine(url: str, *, application: str = "assistant") -> AsyncEngine:
    """Connections of one's own: for locks and listening, where a pool would be in the way."""
    return create_async_engine(
        asyncpg_url(url),
        poolclass=NullPool,
        hide_parameters=True,
        connect_args={"server_settings": {"application_name": application, "timezone": "UTC"}},
    )


def driver_of(connection: AsyncConnection) -> Any:
    """asyncpg's connection below SQLAlchemy's, for statements of which there are very many."""
    below = connection.sync_connection
    if below is None or below.closed or below.invalidated:
        raise RuntimeError("the connection is closed")
    return below.connection.driver_connection


def asyncpg_url(url: str) -> str:
    for prefix in ("postgresql://", "postgres://"):
        if url.startswith(prefix):
            return "postgresql+asyncpg://" + url.removeprefix(prefix)
    return url


_LOCK = text("select pg_advisory_xact_lock(hashtextextended(:name, 0))")


async def alone(connection: AsyncConnection, name: str) -> None:
    """Whoever asks for the same name waits until this transaction ends."""
    await connection.execute(_LOCK, {"name": name})


async def answers(engine: AsyncEngine) -> bool:
    """Raises what the driver raises when the database does not."""
    async with engine.connect() as connection:
        return bool((await connection.execute(text("select 1"))).scalar_one())


async def release_of(connection: AsyncConnection) -> tuple[int, str]:
    """The server's major release, and how it calls itself."""
    number = int((await connection.execute(text("show server_version_num"))).scalar_one())
    words = (await connection.execute(text("show server_version"))).scalar_one()
    return number // 10000, str(words)
