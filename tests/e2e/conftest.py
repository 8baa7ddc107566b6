"""The whole assistant as a process of its own, against the sandbox, over real HTTP."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from assistant.app.settings import PortalKind
from drill.stack import Launch, Running, launched
from sandbox.demo import SELLER, WHMCS_STRUCTURE
from sandbox.whmcs.fake import Whmcs
from tests.databases import Databases
from tests.forked import forked
from tests.simclient import STAFF, Sim, running_sandbox
from tests.whmcs import WHMCS

READY_WITHIN = 150.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Stack:
    """The sandbox, and the assistant's process that can be killed and started."""

    def __init__(
        self,
        sim: Sim,
        environment: dict[str, str],
        launch: Launch,
        whmcs: Whmcs | None = None,
    ) -> None:
        self.sim = sim
        self.whmcs = whmcs
        self.environment = environment
        self.launch = launch
        self.process: Running | None = None

    @property
    def url(self) -> str:
        return f"http://{self.environment['ASSISTANT_LISTEN']}"

    async def start(self, *arguments: str) -> None:
        self.process = await self.launch(("run", *arguments), self.environment, None)
        async with asyncio.timeout(READY_WITHIN), aiohttp.ClientSession() as http:
            while not await self._healthy(http):
                assert self.process.returncode is None, "the assistant ended by itself"
                await asyncio.sleep(0.05)

    async def _healthy(self, http: aiohttp.ClientSession) -> bool:
        try:
            async with http.get(f"{self.url}/healthz") as answer:
                return answer.status == 200
        except aiohttp.ClientError:
            return False

    async def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        await self.process.wait()

    async def stop(self) -> int:
        assert self.process is not None
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGTERM)
        return await self.process.wait()


@asynccontextmanager
async def stack_on(
    database_url: str,
    folder: Path,
    *,
    portal: PortalKind = PortalKind.EMBEDDED,
    launch: Launch = forked,
    **more: str,
) -> AsyncIterator[Stack]:
    listen = f"127.0.0.1:{free_port()}"
    shared = SELLER | {
        "ASSISTANT_DATABASE_URL": database_url,
        "ASSISTANT_EVENTS_URL": f"http://{listen}",
        "ASSISTANT_PORTAL_EVENTS_SECRET": "events-secret-of-the-tests",
        "ASSISTANT_FAKTUR_SECRET": "faktur-secret-of-the-tests",
        "ASSISTANT_MAIL_FROM": "asisten@cloudkilat.example",
    }
    if portal is PortalKind.WHMCS:
        shared |= WHMCS
    async with (
        running_sandbox(folder / "sandbox", settings=shared) as sandbox,
        Sim(sandbox.url) as sim,
    ):
        own = {name: value for name, value in os.environ.items() if "ASSISTANT_" not in name}
        environment = own | shared | {
            "ASSISTANT_ENV_FILE": "",
            "ASSISTANT_BOT_TOKEN": sandbox.token,
            "ASSISTANT_TELEGRAM_API_URL": sandbox.url,
            "ASSISTANT_STAFF_CHAT_ID": str(STAFF),
            "ASSISTANT_LISTEN": listen,
            "ASSISTANT_SMTP_URL": sandbox.smtp_url,
            "ASSISTANT_LOG_FORMAT": "console",
            "ASSISTANT_LOG_LEVEL": "warning",
            **more,
        }  # fmt: skip
        if portal is PortalKind.WHMCS:
            environment |= whmcs_settings(folder, sandbox.url)
        await sim.portal("seed")
        stack = Stack(sim, environment, launch, sandbox.whmcs)
        try:
            yield stack
        finally:
            if stack.process is not None:
                await stack.stop()


def whmcs_settings(folder: Path, sandbox: str) -> dict[str, str]:
    """Where the stand-in for WHMCS is, and how it is set up."""
    structure = folder / "assistant.toml"
    structure.write_text(WHMCS_STRUCTURE.replace("PAGE", sandbox))
    return {"ASSISTANT_WHMCS_URL": f"{sandbox}/whmcs", "ASSISTANT_CONFIG": str(structure)}


@pytest.fixture(scope="module")
def database_of_the_file(databases: Databases) -> Iterator[str]:
    name = databases.take()
    yield databases.url(name)
    databases.give_back(name)


@pytest.fixture(autouse=True)
def tasks_end_with_their_test() -> None:
    """A file's servers outlive a test, and with them what answers on each connection."""


@pytest.fixture(scope="module")
async def stack(
    database_of_the_file: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Stack]:
    """One process, started by its command, for a file whose tests are each about somebody else; a
    file that asks for it is marked to have one loop."""
    folder = tmp_path_factory.mktemp("stack")
    async with stack_on(database_of_the_file, folder, launch=launched) as stack:
        await stack.start()
        yield stack
