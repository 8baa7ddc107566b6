"""A sandbox for each test, with a bare client of the Bot API and a clock that tests move."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from sandbox.fields import description, problems
from sandbox.server import Running
from tests.simclient import Sim, running_sandbox

Json = dict[str, Any]


async def eventually(check: Callable[[], Awaitable[bool]]) -> None:
    """Return as soon as ``check`` is true; it is asked again and again."""
    async with asyncio.timeout(10):
        while True:
            if await check():
                return
            await asyncio.sleep(0.005)


class MovedClock:
    """The time of day, plus what a test adds."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead


class Refused(Exception):  # noqa: N818 - reads as what happened
    """A Bot API call that was refused."""

    def __init__(self, status: int, body: Json) -> None:
        super().__init__(body["description"])
        self.status = status
        self.body = body


class RawBot:
    """Calls methods with JSON and checks every answer against the API's description."""

    def __init__(self, sandbox: Running, session: aiohttp.ClientSession) -> None:
        self.sandbox = sandbox
        self.session = session
        self.base = f"{sandbox.url}/bot{sandbox.token}"

    async def call(self, method: str, **parameters: Any) -> Any:
        async with self.session.post(f"{self.base}/{method}", json=parameters) as response:
            return await checked(method, response)

    async def upload(self, method: str, form: aiohttp.FormData) -> Any:
        async with self.session.post(f"{self.base}/{method}", data=form) as response:
            return await checked(method, response)

    async def updates(self, **parameters: Any) -> list[Json]:
        found: list[Json] = await self.call("getUpdates", **parameters)
        for update in found:
            assert problems("Update", update) == []
        return found


async def checked(method: str, response: aiohttp.ClientResponse) -> Any:
    """The result of a good answer. Raises :class:`Refused`."""
    body = await response.json()
    if not body["ok"]:
        assert response.status == body["error_code"]
        assert problems("ResponseParameters", body.get("parameters", {})) == []
        raise Refused(response.status, body)
    assert response.status == 200
    assert problems(description()["methods"][method]["returns"], body["result"]) == []
    return body["result"]


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock()


@pytest.fixture
async def sandbox(tmp_path: Path, clock: MovedClock) -> AsyncIterator[Running]:
    async with running_sandbox(tmp_path, clock=clock) as running:
        yield running


@pytest.fixture
async def sim(sandbox: Running) -> AsyncIterator[Sim]:
    async with Sim(sandbox.url) as client:
        yield client


@pytest.fixture
async def bot(sandbox: Running) -> AsyncIterator[RawBot]:
    async with aiohttp.ClientSession() as session:
        yield RawBot(sandbox, session)
