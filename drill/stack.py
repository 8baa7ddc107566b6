"""What is drilled: PostgreSQL, the sandbox, and each part of the assistant in its own process."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Protocol

import aiohttp

from assistant.storage.embedded import embedded_postgres
from assistant.storage.pginstall import Account, Programs
from sandbox.demo import SELLER, WHMCS_STRUCTURE
from sandbox.model import STAFF_GROUP_ID
from sandbox.server import DEFAULT_TOKEN
from tests.simclient import Sim
from tests.whmcs import FakeWhmcs, running_whmcs

READY_WITHIN = 1200.0
"""Seconds: a process starts in two, on a machine that has nothing else to do. One that is killed
while Telegram is away waits for it, up to a quarter of an hour."""
STOP_WITHIN = 15.0
PAUSE = 0.2
"""Seconds before a process that ended is started again."""
UNLIMITED = {
    "ASSISTANT_SEND_RATE": "5000",
    "ASSISTANT_CHAT_RATE": "1000",
    "ASSISTANT_GROUP_RATE": "60000",
}
"""The load itself has to be permitted."""


class Running(Protocol):
    """A process of the assistant, as asyncio has one."""

    @property
    def returncode(self) -> int | None: ...
    def send_signal(self, number: int, /) -> None: ...
    def terminate(self) -> None: ...
    def kill(self) -> None: ...
    async def wait(self) -> int: ...


Launch = Callable[[Sequence[str], Mapping[str, str], IO[bytes] | None], Awaitable[Running]]
"""Starts ``assistant`` with these arguments and this environment; what it says goes to a file, or
where ours goes."""


async def launched(
    arguments: Sequence[str], environment: Mapping[str, str], log: IO[bytes] | None
) -> Process:
    """The command itself."""
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "assistant", *arguments),
        env=environment, stdin=DEVNULL, stdout=log, stderr=log,
    )  # fmt: skip


@dataclass
class Part:
    """One process of the assistant, which can be killed and started again."""

    name: str
    """``gateway``, ``runner-1``, ``worker`` …"""
    only: tuple[str, ...]
    """The parts that it runs; none: all."""
    environment: Mapping[str, str]
    log: Path
    launch: Launch
    process: Running | None = None
    killed: bool = False
    """By us, and not started again yet."""
    ended: int = 0
    """How often it ended by itself."""

    async def start(self) -> None:
        only = [word for part in self.only for word in ("--only", part)]
        with self.log.open("ab") as log:
            self.process = await self.launch(("run", *only), self.environment, log)

    async def ready(self) -> None:
        """Until it answers."""
        url = f"http://{self.environment['ASSISTANT_METRICS_LISTEN']}/metrics"
        await _until_it_answers(url)

    async def kill(self) -> None:
        assert self.process is not None
        self.killed = True
        self.process.kill()
        await self.process.wait()

    async def keep_running(self) -> None:
        """Start it again whenever it has ended, as systemd does; until cancelled."""
        while True:
            assert self.process is not None
            await self.process.wait()
            self.ended += not self.killed
            self.killed = False
            await asyncio.sleep(PAUSE)
            await self.start()

    async def stop(self) -> None:
        if self.process is None or self.process.returncode is not None:
            return
        self.process.terminate()
        try:
            async with asyncio.timeout(STOP_WITHIN):
                await self.process.wait()
        except TimeoutError:
            self.process.kill()
            await self.process.wait()


@dataclass
class Stack:
    folder: Path
    database_url: str
    sim: Sim
    environment: dict[str, str]
    launch: Launch
    whmcs: FakeWhmcs | None = None
    """The portal, served by this process; None: it is the embedded one."""
    parts: dict[str, Part] = field(default_factory=dict)
    _keeping: list[asyncio.Task[None]] = field(default_factory=list)

    async def start(self, runners: int) -> None:
        """So many, and a process for each other part; without any one process is all."""
        # A process that runs no loop yet does not end when it is asked where its tasks stand: what
        # is ignored here is ignored there.
        signal.signal(signal.SIGUSR1, signal.SIG_IGN)
        names = ["gateway", *(f"runner-{n + 1}" for n in range(runners)), "worker"]
        for name in names if runners else ["all"]:
            part = self.part(name, *[name.partition("-")[0]] if runners else [])
            await part.start()
            if len(self.parts) == 1:
                await part.ready()  # it makes the tables
            self._keeping.append(asyncio.create_task(part.keep_running()))
        await asyncio.gather(*(part.ready() for part in self.parts.values()))

    def part(self, name: str, *only: str) -> Part:
        """One more process, not started yet."""
        own = {"ASSISTANT_METRICS_LISTEN": f"127.0.0.1:{free_port()}"}
        log = self.folder / f"{name}.log"
        made = Part(name, only, self.environment | own, log, self.launch)
        self.parts[name] = made
        return made

    async def restart_postgres(self) -> None:
        """As after a crash: no connection is closed in order, the log is replayed."""
        cluster = self.folder / "postgres" / "cluster"
        programs = Programs.for_account(Account.of_uid(cluster.stat().st_uid))
        command = ("pg_ctl", "restart", "-m", "immediate", "--silent", "--wait", "-l", "drill.log")
        done = await asyncio.to_thread(programs.run, *command, cluster=cluster)
        if done.returncode:
            raise RuntimeError(f"PostgreSQL does not restart: {done.stdout}")

    async def stop(self) -> None:
        for task in self._keeping:
            task.cancel()
        await asyncio.gather(*self._keeping, return_exceptions=True)
        await asyncio.gather(*(part.stop() for part in self.parts.values()))


@asynccontextmanager
async def stack_in(
    folder: Path,
    limits: Mapping[str, str] = UNLIMITED,
    portal: str = "embedded",
    launch: Launch = launched,
) -> AsyncIterator[Stack]:
    """PostgreSQL, the sandbox and the portal run; of the assistant nothing yet.
    ``folder``/sandbox may hold a world already."""
    page, smtp, listen = free_port(), free_port(), free_port()
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(embedded_postgres(folder))
        environment = _environment(url, page, smtp, listen) | limits
        sandbox = await _start_sandbox(folder, environment, page, smtp)
        stack.push_async_callback(_end, sandbox)
        sim = await stack.enter_async_context(Sim(f"http://127.0.0.1:{page}"))
        await _until_it_answers(f"http://127.0.0.1:{page}/sim/report")
        made = Stack(folder, url, sim, environment, launch)
        if portal == "whmcs":
            running = running_whmcs(folder / "whmcs", settings=environment)
            made.whmcs = await stack.enter_async_context(running)
            made.environment |= _with_whmcs(folder, made.whmcs)
        stack.push_async_callback(made.stop)
        yield made


def _environment(url: str, page: int, smtp: int, listen: int) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if "ASSISTANT_" not in name}
    return own | SELLER | {
        "ASSISTANT_ENV_FILE": "",
        "ASSISTANT_BOT_TOKEN": DEFAULT_TOKEN,
        "ASSISTANT_TELEGRAM_API_URL": f"http://127.0.0.1:{page}",
        "ASSISTANT_DATABASE_URL": url,
        "ASSISTANT_STAFF_CHAT_ID": str(STAFF_GROUP_ID),
        "ASSISTANT_LISTEN": f"127.0.0.1:{listen}",
        "ASSISTANT_EVENTS_URL": f"http://127.0.0.1:{listen}",
        "ASSISTANT_PORTAL_EVENTS_SECRET": "events-secret-of-the-drill",
        "ASSISTANT_FAKTUR_SECRET": "faktur-secret-of-the-drill",
        "ASSISTANT_SMTP_URL": f"smtp://127.0.0.1:{smtp}",
        "ASSISTANT_MAIL_FROM": "asisten@cloudkilat.example",
        "ASSISTANT_LOG_FORMAT": "console",
        "ASSISTANT_LOG_LEVEL": os.environ.get("ASSISTANT_LOG_LEVEL", "warning"),
    }  # fmt: skip


def _with_whmcs(folder: Path, whmcs: FakeWhmcs) -> dict[str, str]:
    structure = folder / "assistant.toml"
    structure.write_text(WHMCS_STRUCTURE.replace("PAGE", whmcs.url.removesuffix("/whmcs")))
    return whmcs.settings | {"ASSISTANT_CONFIG": str(structure)}


async def _start_sandbox(
    folder: Path, environment: Mapping[str, str], page: int, smtp: int
) -> Process:
    with (folder / "sandbox.log").open("ab") as log:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "sandbox.serving"),
            *("--listen", f"127.0.0.1:{page}", "--smtp", f"127.0.0.1:{smtp}"),
            *("--data-dir", str(folder / "sandbox")),
            env=environment, stdin=DEVNULL, stdout=log, stderr=log,
        )  # fmt: skip


async def _end(process: Process) -> None:
    if process.returncode is None:
        process.terminate()
        await process.wait()


async def _until_it_answers(url: str) -> None:
    async with asyncio.timeout(READY_WITHIN), aiohttp.ClientSession() as http:
        answers = False
        while not answers:
            await asyncio.sleep(0.05)
            answers = await _answers(http, url)


async def _answers(http: aiohttp.ClientSession, url: str) -> bool:
    try:
        async with http.get(url) as answer:
            return answer.status == 200
    except aiohttp.ClientError:
        return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
