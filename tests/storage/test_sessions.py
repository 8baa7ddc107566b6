"""A pooler before the server is noticed, and said in a line."""

from __future__ import annotations

import asyncio
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import pytest
from sqlalchemy import make_url

from assistant.app import running
from assistant.app.settings import Settings, SettingsError, load_settings
from assistant.app.structure import Structure
from assistant.storage.embedded import dsn
from assistant.storage.sessions import NoSessionsError, need_sessions

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def message(reader: asyncio.StreamReader) -> tuple[bytes, bytes]:
    """Its kind, and all of it."""
    kind = await reader.readexactly(1)
    length = await reader.readexactly(4)
    return kind, kind + length + await reader.readexactly(struct.unpack("!i", length)[0] - 4)


def is_idle(kind: bytes, whole: bytes) -> bool:
    """ReadyForQuery outside of a transaction."""
    return kind == b"Z" and whole[5:6] == b"I"


class Pooler:
    """As PgBouncer with ``pool_mode = transaction``: a few sessions for all, the one that was given
    back first, or the one that was given back last, goes to the next transaction."""

    def __init__(self, url: str, *, fair: bool) -> None:
        self._url = make_url(url)
        self._fair = fair
        self._free: asyncio.Queue[Streams] = asyncio.Queue() if fair else asyncio.LifoQueue()

    async def open(self, sessions: int) -> None:
        for _ in range(sessions):
            self._free.put_nowait(await self._session())

    async def _session(self) -> Streams:
        host = str(self._url.query.get("host") or self._url.host)
        port = self._url.port or 5432
        reader, writer = (
            await asyncio.open_unix_connection(f"{host}/.s.PGSQL.{port}")
            if host.startswith("/")
            else await asyncio.open_connection(host, port)
        )
        wanted = f"user\0{self._url.username}\0database\0{self._url.database}\0\0".encode()
        writer.write(struct.pack("!ii", len(wanted) + 8, 196608) + wanted)
        while not is_idle(*await message(reader)):
            pass
        return reader, writer

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._greet(reader, writer)
            while True:
                kind, whole = await message(reader)
                if kind == b"X":
                    break
                await self._transaction(whole, (reader, writer))
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def _greet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            length, code = struct.unpack("!ii", await reader.readexactly(8))
            await reader.readexactly(length - 8)
            if code == 196608:
                break
            writer.write(b"N")  # no TLS
        settings = {"server_version": "16.0", "client_encoding": "UTF8", "TimeZone": "UTC"}
        writer.write(b"R" + struct.pack("!ii", 8, 0))
        for name, value in settings.items():
            said = f"{name}\0{value}\0".encode()
            writer.write(b"S" + struct.pack("!i", len(said) + 4) + said)
        writer.write(b"K" + struct.pack("!iii", 12, 1, 1))
        writer.write(b"Z" + struct.pack("!i", 5) + b"I")

    async def _transaction(self, first: bytes, client: Streams) -> None:
        """One session, until the server says that it is over."""
        session = await self._free.get()
        session[1].write(first)
        sending = asyncio.ensure_future(self._forward(client[0], session[1]))
        try:
            while True:
                kind, whole = await message(session[0])
                client[1].write(whole)
                if is_idle(kind, whole):
                    return
        finally:
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)
            self._free.put_nowait(session)

    async def _forward(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            # A message is taken whole or not at all: this is cancelled between them.
            while len(reader._buffer) < 5:  # type: ignore[attr-defined]
                await reader._wait_for_data("forward")  # type: ignore[attr-defined]
            writer.write((await message(reader))[1])


@asynccontextmanager
async def pooled(url: str, *, fair: bool, sessions: int) -> AsyncIterator[str]:
    pooler = Pooler(url, fair=fair)
    await pooler.open(sessions)
    server = await asyncio.start_server(pooler.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    there = make_url(url)
    try:
        yield f"postgresql://{there.username}@127.0.0.1:{port}/{there.database}"
    finally:
        server.close()
        while not pooler._free.empty():
            pooler._free.get_nowait()[1].close()


async def test_a_server_gives_each_connection_a_session(database_url: str) -> None:
    await need_sessions(database_url)


@pytest.mark.parametrize(
    ("fair", "sessions"), [(False, 1), (False, 4), (True, 1), (True, 2), (True, 3)]
)
async def test_a_pooler_of_transactions_is_told_from_a_server(
    database_url: str, fair: bool, sessions: int
) -> None:
    async with pooled(database_url, fair=fair, sessions=sessions) as url:
        with pytest.raises(NoSessionsError, match="pooler"):
            await need_sessions(url)


async def test_the_pooler_of_these_tests_serves(database_url: str) -> None:
    async with pooled(database_url, fair=False, sessions=1) as url:
        connection = await asyncpg.connect(dsn(url), statement_cache_size=0)
        async with connection.transaction():
            assert await connection.fetchval("select 6 * 7") == 42
        await connection.close()


async def test_run_says_so_in_one_line_and_changes_nothing(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Settings, "need_all", lambda settings: None)
    async with pooled(database_url, fair=False, sessions=2) as url:
        monkeypatch.setenv("ASSISTANT_DATABASE_URL", url)
        with pytest.raises(SettingsError) as refused:
            await running.run(load_settings(), Structure())
    (line,) = refused.value.problems
    assert "pool_mode = session" in line
    connection = await asyncpg.connect(dsn(database_url))
    tables = await connection.fetchval("select count(*) from pg_tables where schemaname = 'public'")
    await connection.close()
    assert tables == 0
