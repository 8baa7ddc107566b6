"""What is known is written down when the database is back."""

from __future__ import annotations

from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from assistant.storage.database import make_engine
from assistant.storage.retrying import is_unreachable, retry_while_away, worth_another_try
from tests.cutting import cutting


async def test_it_is_done_again_until_the_server_answers() -> None:
    tries: list[int] = []

    async def write() -> str:
        tries.append(1)
        if len(tries) < 3:
            raise FileNotFoundError("the socket is gone")
        return "written"

    assert await retry_while_away(write, seconds=30) == "written"
    assert len(tries) == 3


async def test_a_connection_that_was_ended_counts_as_away(database_url: str) -> None:
    engine = make_engine(database_url, pool_size=1)
    tries: list[int] = []

    async def write() -> int:
        tries.append(1)
        async with engine.begin() as connection:
            if len(tries) == 1:
                await connection.execute(text("select pg_terminate_backend(pg_backend_pid())"))
            return int((await connection.execute(text("select 1"))).scalar_one())

    assert await retry_while_away(write, seconds=30) == 1
    assert len(tries) == 2
    await engine.dispose()


async def test_a_connection_that_is_ended_and_not_yet_closed_counts_as_away(
    database_url: str, sockets: Path
) -> None:
    """The driver then says neither that it is closed nor what the server said."""
    async with cutting(database_url, sockets) as server:
        engine = make_engine(server.url, pool_size=1)
        tries: list[int] = []
        raised: list[Exception] = []

        async def write() -> int:
            tries.append(1)
            try:
                async with engine.begin() as connection:
                    await connection.execute(text("select 1"))
                    if len(tries) == 1:
                        await server.say_the_last_word()
                    return int((await connection.execute(text("select 1"))).scalar_one())
            except Exception as error:
                raised.append(error)
                raise

        assert await retry_while_away(write, seconds=30) == 1
        assert len(tries) == 2
        assert worth_another_try(raised[0])
        assert is_unreachable(raised[0])
        await engine.dispose()


async def test_a_server_that_is_starting_counts_as_away() -> None:
    tries: list[int] = []

    async def connect() -> str:
        tries.append(1)
        if len(tries) == 1:
            raise asyncpg.CannotConnectNowError("the database system is starting up")
        return "connected"

    assert await retry_while_away(connect, seconds=30) == "connected"


async def test_a_wrong_statement_is_not_tried_again(database_url: str) -> None:
    engine = make_engine(database_url, pool_size=1)
    tries: list[int] = []

    async def write() -> None:
        tries.append(1)
        async with engine.begin() as connection:
            await connection.execute(text("select nothing from nowhere"))

    with pytest.raises(ProgrammingError):
        await retry_while_away(write, seconds=30)
    assert len(tries) == 1
    await engine.dispose()


async def test_in_the_end_the_error_is_raised() -> None:
    async def write() -> None:
        raise ConnectionRefusedError

    with pytest.raises(ConnectionRefusedError):
        await retry_while_away(write, seconds=0.2)
