"""Whether a connection is a session of the server's, or only looks like one.

LISTEN, advisory locks and prepared statements belong to a session. A pooler that lends a session
for a transaction only, as PgBouncer does with ``pool_mode = transaction``, takes them away.
"""

from __future__ import annotations

import asyncpg

from assistant.storage.embedded import dsn

MEND = (
    "give ASSISTANT_DATABASE_URL the server's own address, or set pool_mode = session in PgBouncer"
)
_ROUNDS = 3
_WITHOUT_A_SESSION = (
    asyncpg.DuplicatePreparedStatementError,
    asyncpg.InvalidSQLStatementNameError,
    asyncpg.ProtocolViolationError,
)
"""What a driver trips over behind such a pooler."""


class NoSessionsError(Exception):
    """A pooler stands before the server; ``str()`` says so in a line."""

    def __init__(self) -> None:
        super().__init__(
            "ASSISTANT_DATABASE_URL leads to a pooler that lends sessions by the transaction; "
            "LISTEN and advisory locks need sessions of their own"
        )


async def need_sessions(url: str) -> None:
    """Two connections at once are two sessions, each the same one every time. Raises
    NoSessionsError, and what asyncpg raises when the server can't be reached."""
    try:
        first = await asyncpg.connect(dsn(url), statement_cache_size=0)
        try:
            second = await asyncpg.connect(dsn(url), statement_cache_size=0)
            try:
                seen = [
                    (await _pid(first), await _pid(first), await _pid(second))
                    for _ in range(_ROUNDS)
                ]
            finally:
                await second.close()
        finally:
            await first.close()
    except _WITHOUT_A_SESSION as error:
        raise NoSessionsError from error
    firsts, seconds = {pid for one in seen for pid in one[:2]}, {one[2] for one in seen}
    if len(firsts) > 1 or len(seconds) > 1 or firsts == seconds:
        raise NoSessionsError


async def _pid(connection: asyncpg.Connection) -> int:
    async with connection.transaction():  # which even such a pooler keeps together
        return int(await connection.fetchval("select pg_backend_pid()"))
