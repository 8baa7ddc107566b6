"""What has to be done when the database is back that is away for a moment."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

import asyncpg
import stamina
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

T = TypeVar("T")

_AWAY = ("08", "57P")
"""Classes of SQLSTATE: the connection is lost; the server stops, starts or recovers."""

DRIVER_ERRORS = (
    OSError,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # the server has ended the connection and not yet closed it
)
"""What a statement may raise on a connection of asyncpg's own."""

DATABASE_ERRORS = (DBAPIError, PoolTimeoutError, *DRIVER_ERRORS)
"""All that a statement may raise, whichever way it went: a lost connection, a wrong statement."""


async def retry_while_away(doing: Callable[[], Awaitable[T]], seconds: float) -> T:
    """Do it again as long as the database is away, for so many seconds; then its error is raised.

    ``doing`` may have been done when its commit's answer was lost: it must bear being done again.
    """
    async for attempt in stamina.retry_context(
        on=is_away, attempts=None, timeout=seconds, wait_initial=0.1, wait_max=2, wait_jitter=0.1
    ):
        with attempt:
            return await doing()
    raise AssertionError("it returns or raises")


def is_away(error: Exception) -> bool:
    """Whether this is about the server and not about the statement."""
    if isinstance(error, DBAPIError):
        return error.connection_invalidated or _says_away(error.orig)
    if isinstance(error, asyncpg.PostgresError):
        return _says_away(error)
    return isinstance(error, DATABASE_ERRORS)


def is_unreachable(error: Exception) -> bool:
    """No connection was to be had (also: a wrong password, no such database), or it was lost."""
    return not isinstance(error, DBAPIError) or is_away(error)


def worth_another_try(error: Exception) -> bool:
    """The database chose us to end a deadlock, or goes down: what was asked is not to blame."""
    invalidated = isinstance(error, DBAPIError) and error.connection_invalidated
    return invalidated or sqlstate(error) in _TRY_AGAIN


_TRY_AGAIN = ("40001", "40P01", "57P01")
"""Serialization failure, deadlock, the server is shut down."""


def sqlstate(error: BaseException) -> str:
    """PostgreSQL's code of what went wrong; empty where it said nothing."""
    return str(getattr(getattr(error, "orig", error), "sqlstate", None) or "")


def _says_away(error: BaseException | None) -> bool:
    return str(getattr(error, "sqlstate", None) or "").startswith(_AWAY)
