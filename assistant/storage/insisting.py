"""What has to be done when the database is back that is away for a moment."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

import asyncpg
import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from assistant.pauses import Pauses

T = TypeVar("T")

_AWAY = ("08", "57P")
"""Classes of SQLSTATE: the connection is lost; the server stops, starts or recovers."""

_ERRORS = (
    DBAPIError,
    PoolTimeoutError,
    OSError,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
)

log = structlog.get_logger(__name__)


async def insist(doing: Callable[[], Awaitable[T]], seconds: float) -> T:
    """Do it again as long as the database is away, for so many seconds; then its error is raised.

    ``doing`` may have been done when its commit's answer was lost: it must bear being done again.
    """
    pauses, until = Pauses(first=0.1, longest=2), time.monotonic() + seconds
    while True:
        try:
            return await doing()
        except _ERRORS as error:
            if not is_away(error) or time.monotonic() > until:
                raise
            log.warning("the database is away; it is waited for")
            await asyncio.sleep(pauses.next())


def is_away(error: Exception) -> bool:
    """Whether this is about the server and not about the statement."""
    if isinstance(error, DBAPIError):
        return error.connection_invalidated or _says_away(error.orig)
    if isinstance(error, asyncpg.PostgresError):
        return _says_away(error)
    return isinstance(error, _ERRORS)


def _says_away(error: BaseException | None) -> bool:
    return str(getattr(error, "sqlstate", None) or "").startswith(_AWAY)
