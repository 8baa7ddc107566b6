"""What all tests share: a PostgreSQL server for the session, an empty database for each test."""

from __future__ import annotations

import asyncio
import gc
import itertools
import logging
import os
import shutil
import ssl
import tempfile
import time
from collections.abc import AsyncIterator, Generator, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import asyncpg
import hypothesis
import pytest
import structlog
from sqlalchemy import make_url

from assistant.cli.starting import load_aiogram
from assistant.storage.database import asyncpg_url
from assistant.storage.embedded import EmbeddedPostgresError, dsn, embedded_postgres, erase
from assistant.storage.migration import migrate
from tests.databases import Databases
from tests.plainly import log_plainly
from tests.unordered import come_backwards
from tests.whmcs import FakeWhmcs, running_whmcs

if TYPE_CHECKING:
    from tests.play import Table

_PREFIX = "assistant-tests-"
_WAITING = (
    "tests/drill/",
    "tests/courier/test_outages.py",
    "tests/e2e/",
    "tests/browser/",
    "tests/storage/test_embedded.py",
)
"""What mostly waits, for other processes or for time to pass; longest first."""


gc.disable()  # until all is imported and collected, which takes a third longer with it
load_aiogram()  # as ``assistant run`` does, before anything imports it
log_plainly()
come_backwards()
# How long an example takes says how busy the machine is.
hypothesis.settings.register_profile(
    "tests", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("tests")
# Reading all authorities takes 20 ms, and each client of httpx does it: once is enough for tests.
ssl.create_default_context = cache(ssl.create_default_context)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is imported and collected stays, and is not looked through again. What a test leaves
    behind is looked through after each 20,000 things instead of 700."""
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(20_000, *gc.get_threshold()[1:])
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What waits is spread among what computes: begun all at once it would leave the processors
    idle, and begun last, all would wait for it. Files are handed out in this order."""

    def rank(item: pytest.Item) -> int:
        return next((n for n, one in enumerate(_WAITING) if item.nodeid.startswith(one)), 99)

    files: dict[str, list[pytest.Item]] = {}
    for item in sorted(items, key=rank):
        files.setdefault(item.nodeid.partition("::")[0], []).append(item)
    waiting = [tests for tests in files.values() if rank(tests[0]) < 99]
    computing = list(files.values())[len(waiting) :]
    between = len(computing) * 2 // 3 // max(len(waiting), 1)
    order: list[list[pytest.Item]] = []
    for number, tests in enumerate(waiting):
        order += [tests, *computing[number * between : (number + 1) * between]]
    order += computing[len(waiting) * between :]
    items[:] = itertools.chain.from_iterable(order)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A server where tests may make databases: ASSISTANT_TEST_DATABASE_URL, or our own."""
    if given := os.environ.get("ASSISTANT_TEST_DATABASE_URL"):
        yield asyncpg_url(given)
        return
    _forget_killed_sessions()
    with tempfile.TemporaryDirectory(prefix=_PREFIX) as folder, asyncio.Runner() as runner:
        os.chmod(folder, 0o711)  # as root, the server is another user
        server = embedded_postgres(Path(folder))
        url = runner.run(server.__aenter__())
        # Safe against crashes is tested elsewhere; here each test makes and drops a database.
        for name in ("fsync", "full_page_writes", "synchronous_commit"):
            runner.run(_administer(url, f"alter system set {name} = off"))
        runner.run(_administer(url, "select pg_reload_conf()"))
        yield url
        runner.run(server.__aexit__(None, None, None))


def _forget_killed_sessions() -> None:
    """Stop and delete the servers of test runs that were killed an hour ago or more."""
    for place in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(EmbeddedPostgresError, OSError):
            if time.time() - place.stat().st_mtime > 3600:
                erase(place)  # refuses while a session uses it
                shutil.rmtree(place)


@pytest.fixture(autouse=True)
async def tasks_end_with_their_test() -> AsyncIterator[None]:
    """All tests run in one loop: what one has left running is not there in the next."""
    before = asyncio.all_tasks()
    yield
    left = asyncio.all_tasks() - before - {asyncio.current_task()}
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)


@pytest.fixture
async def database_url(postgres_url: str) -> AsyncIterator[str]:
    """A fresh, empty database for one test, dropped after it."""
    name = f"test_{uuid4().hex}"
    await _administer(postgres_url, f'create database "{name}" template template0')
    yield make_url(postgres_url).set(database=name).render_as_string(hide_password=False)
    await _administer(postgres_url, f'drop database "{name}" with (force)')


async def _administer(url: str, statement: str) -> None:
    connection = await asyncpg.connect(dsn(url))
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


@pytest.fixture(scope="session")
def prepared_database(postgres_url: str) -> str:
    """The name of a database with the tables of the assistant and of the embedded portal, to be
    copied."""
    name = f"prepared_{uuid4().hex}"
    url = make_url(postgres_url).set(database=name).render_as_string(hide_password=False)
    with asyncio.Runner() as runner:
        runner.run(_administer(postgres_url, f'create database "{name}" template template0'))
        runner.run(migrate(url))
        runner.run(_make_portal(url))
    return name


async def _make_portal(url: str) -> None:
    from assistant.portal.embedded import open_portal

    async with open_portal({"ASSISTANT_DATABASE_URL": url}):
        pass


@pytest.fixture(scope="session")
def databases(postgres_url: str, prepared_database: str) -> Iterator[Databases]:
    made = Databases(postgres_url, prepared_database)
    yield made
    made.close()


@pytest.fixture
def assistant_url(databases: Databases) -> Iterator[str]:
    """A database with the tables of both and nothing in them, for one test."""
    name = databases.take()
    yield databases.url(name)
    databases.give_back(name)


@pytest.fixture
async def table(assistant_url: str) -> Table:
    """Where conversations are played."""
    from tests.play import Table  # two seconds, which a test of a rule need not wait

    return Table(assistant_url)


@pytest.fixture
def sockets() -> Iterator[Path]:
    """A folder whose path is short enough for a socket's."""
    with tempfile.TemporaryDirectory(prefix="s-") as folder:
        yield Path(folder)


@pytest.fixture
async def whmcs(tmp_path: Path) -> AsyncIterator[FakeWhmcs]:
    """The stand-in for WHMCS with its departments and the demo's two clients, over HTTP."""
    async with running_whmcs(tmp_path / "whmcs") as fake:
        yield fake


@pytest.fixture
def loggers_as_they_were() -> Iterator[None]:
    """After the test; for what sets logging up."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    talkative = {name: logging.getLogger(name).level for name in ("httpx", "telegram", "aiogram")}
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, old in talkative.items():
        logging.getLogger(name).setLevel(old)
    logging.captureWarnings(False)
    log_plainly()
    structlog.contextvars.clear_contextvars()
