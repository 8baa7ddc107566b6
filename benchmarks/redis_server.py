"""A Redis server of a benchmark's own, where there is one on this machine."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from asyncio.subprocess import DEVNULL
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib import import_module
from importlib.util import find_spec
from typing import Any


def missing() -> str | None:
    """What Redis can't be measured without; None: it can."""
    if shutil.which("redis-server") is None:
        return "skipped: no redis-server here (apt install redis-server)"
    if find_spec("redis") is None:
        return "skipped: no redis for Python"
    return None


@asynccontextmanager
async def redis_running() -> AsyncIterator[str]:
    """The path of its socket. It answers by then. Raises TimeoutError."""
    with tempfile.TemporaryDirectory(prefix="assistant-bench-") as place:
        socket = f"{place}/redis"
        options = ("--port", "0", "--unixsocket", socket, "--dir", place)
        process = await asyncio.create_subprocess_exec("redis-server", *options, stdout=DEVNULL)
        try:
            async with import_module("redis.asyncio").Redis(unix_socket_path=socket) as redis:
                await _answering(redis)
            yield socket
        finally:
            process.terminate()
            await process.wait()


async def _answering(redis: Any) -> None:
    async with asyncio.timeout(10):
        while True:
            with suppress(import_module("redis").ConnectionError):
                await redis.ping()
                return
            await asyncio.sleep(0.05)
