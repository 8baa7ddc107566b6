"""A PostgreSQL that says it ends a connection, and is slow to close it.

A server writes its last word and closes the socket a moment later; what is asked in between fails
in another way than on a connection that is closed. Here that moment lasts until something is asked.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from sqlalchemy import URL, make_url

_FATAL = b"SFATAL\0VFATAL\0C57P01\0Mterminating connection due to administrator command\0\0"
LAST_WORD = b"E" + (len(_FATAL) + 4).to_bytes(4, "big") + _FATAL
"""ErrorResponse, as PostgreSQL writes it to whom pg_terminate_backend ends."""


class Cutting:
    """Stands before a server, for those who connect to ``url``."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.after: bytes | None = None
        """Once something with this came from the server, its last word goes with it."""
        self.clients: dict[asyncio.StreamWriter, asyncio.Event] = {}
        """Who is connected; the event is set when the last word is said."""

    async def say_the_last_word(self) -> None:
        """To all that are connected now, and have them read it before anything else."""
        for writer, told in self.clients.items():
            told.set()
            writer.write(LAST_WORD)
        self.clients.clear()
        for _ in range(3):
            await asyncio.sleep(0)  # a turn of the loop, in which they read


@asynccontextmanager
async def cutting(url: str, folder: Path) -> AsyncIterator[Cutting]:
    """``folder`` is for its socket; paths of sockets are short."""
    target = make_url(url)
    port = target.query.get("port", "5432")
    ours = target.set(host=None, port=None, query={"host": str(folder), "port": port})
    between = Cutting(ours.render_as_string(hide_password=False))
    tasks: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        told = asyncio.Event()
        between.clients[writer] = told
        from_server, to_server = await _connect(target)
        ways = [
            asyncio.create_task(_copy(from_server, writer, told, between)),
            asyncio.create_task(_copy(reader, to_server, told)),
        ]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            between.clients.pop(writer, None)
            for way in ways:
                way.cancel()
            for one in (writer, to_server):
                one.close()
            await asyncio.gather(*ways, return_exceptions=True)

    server = await asyncio.start_unix_server(serve, f"{folder}/.s.PGSQL.{port}")
    try:
        yield between
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _connect(target: URL) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    folder = target.query.get("host")
    if folder is None:
        return await asyncio.open_connection(target.host, target.port or 5432)
    return await asyncio.open_unix_connection(
        f"{folder}/.s.PGSQL.{target.query.get('port', '5432')}"
    )


async def _copy(
    source: asyncio.StreamReader,
    target: asyncio.StreamWriter,
    told: asyncio.Event,
    answers: Cutting | None = None,
) -> None:
    """Until the source ends, or says something when the last word is said."""
    with suppress(ConnectionError):
        while (data := await source.read(65536)) and not told.is_set():
            if answers is not None and answers.after is not None and answers.after in data:
                answers.after = None
                told.set()
                data += LAST_WORD
            target.write(data)
            await target.drain()
