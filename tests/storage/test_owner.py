"""A process is known to live as long as its connection stands, and again soon after it was lost."""

from __future__ import annotations

from pathlib import Path

import asyncpg
import pytest

from assistant.storage import owner
from assistant.storage.embedded import dsn
from assistant.storage.owner import alive, new_owner
from tests.cutting import Cutting, cutting
from tests.worker.conftest import until


async def holders(admin: asyncpg.Connection, who: int) -> list[int]:
    rows = await admin.fetch(
        "select pid from pg_locks where locktype = 'advisory' and objid = $1 and granted", who
    )
    return [row["pid"] for row in rows]


async def end_by_the_server(admin: asyncpg.Connection, server: Cutting, pid: int) -> None:
    await admin.execute("select pg_terminate_backend($1, 5000)", pid)


async def end_and_leave_open(admin: asyncpg.Connection, server: Cutting, pid: int) -> None:
    await server.say_the_last_word()


@pytest.mark.parametrize("end", [end_by_the_server, end_and_leave_open])
async def test_the_lock_is_taken_again(
    assistant_url: str, sockets: Path, monkeypatch: pytest.MonkeyPatch, end: object
) -> None:
    monkeypatch.setattr(owner, "_PROBE", 0.02)
    assert callable(end)
    who = new_owner()
    admin = await asyncpg.connect(dsn(assistant_url))
    async with cutting(assistant_url, sockets) as server, alive(server.url, who):
        [first] = await holders(admin, who)
        await end(admin, server, first)

        async def taken_again() -> bool:
            return await holders(admin, who) not in ([], [first])

        await until(taken_again)
    await admin.close()
