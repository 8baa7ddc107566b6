"""The embedded server is really started, joined, killed and found again here."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from assistant.storage.embedded import EmbeddedPostgresError, dsn, embedded_postgres, erase
from assistant.storage.pginstall import Account

USER = """
import asyncio, sys
from pathlib import Path
from assistant.storage.embedded import embedded_postgres

async def use() -> None:
    async with embedded_postgres(Path(sys.argv[1])) as url:
        print(url, flush=True)
        await asyncio.to_thread(sys.stdin.read)

asyncio.run(use())
"""


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that the server's user may enter, too."""
    with tempfile.TemporaryDirectory(prefix="assistant-embedded-") as name:
        os.chmod(name, 0o711)
        yield Path(name)


async def ask(url: str, question: str) -> object:
    connection = await asyncpg.connect(dsn(url))
    try:
        return await connection.fetchval(question)
    finally:
        await connection.close()


async def started(url: str) -> object:
    """Tells one server from another."""
    return await ask(url, "select pg_postmaster_start_time()")


def postmaster(data_dir: Path) -> int:
    return int((data_dir / "postgres/cluster/postmaster.pid").read_text().splitlines()[0])


def alive(pid: int) -> bool:
    """Whether the process runs; one that only waits to be reaped does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not true():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


def wait_until_gone(pid: int) -> None:
    wait_until(lambda: not alive(pid))


@asynccontextmanager
async def other_process(data_dir: Path) -> AsyncIterator[tuple[asyncio.subprocess.Process, str]]:
    """Another process that uses the server until its standard input closes."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        USER,
        str(data_dir),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        line = await asyncio.wait_for(process.stdout.readline(), 30)
        yield process, line.decode().strip()
    finally:
        process.stdin.close()
        await asyncio.wait_for(process.wait(), 30)


async def test_data_survives_a_stop_and_a_start(place: Path) -> None:
    async with embedded_postgres(place) as url:
        await ask(url, "create table kept (word text)")
        await ask(url, "insert into kept values ('Surabaya')")
        pid = postmaster(place)
    wait_until_gone(pid)
    async with embedded_postgres(place) as url:
        assert await ask(url, "select word from kept") == "Surabaya"


async def test_the_server_is_private_and_safe_and_speaks_utf8(place: Path) -> None:
    async with embedded_postgres(place) as url:
        settings = {
            "server_encoding": "UTF8",
            "timezone": "UTC",
            "fsync": "on",
            "listen_addresses": "",
        }
        for name, value in settings.items():
            assert await ask(url, f"select current_setting('{name}')") == value
        assert await ask(url, "select lower('ÉCOLE')") == "école"
        socket = str(make_url(url).query["host"])
        assert os.stat(socket).st_mode & 0o777 == 0o700
        assert len(socket) < 60
    with pytest.raises(FileNotFoundError):
        os.stat(socket)


async def test_the_url_serves_sqlalchemy_whatever_the_environment_says(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"PGHOST": "192.0.2.1", "PGPORT": "1", "PGDATA": "/nowhere"}.items():
        monkeypatch.setenv(name, value)
    async with embedded_postgres(place) as url:
        engine = create_async_engine(url)
        async with engine.connect() as connection:
            assert (await connection.execute(text("select current_database()"))).scalar() == (
                "assistant"
            )
        await engine.dispose()


async def test_a_second_process_joins_and_the_last_one_out_stops_the_server(place: Path) -> None:
    async with embedded_postgres(place) as url:
        first = await started(url)
        pid = postmaster(place)
        async with other_process(place) as (_, joined):
            assert joined == url
        assert alive(pid)
        assert await started(url) == first
        async with embedded_postgres(place) as same:
            assert same == url
        assert await started(url) == first
    wait_until_gone(pid)


async def test_the_first_one_may_leave_before_the_others(place: Path) -> None:
    async with other_process(place) as (_, url):
        pid = postmaster(place)
        async with embedded_postgres(place) as joined:
            assert joined == url
        assert alive(pid)
        assert await ask(url, "select 1") == 1
    wait_until_gone(pid)


async def test_a_server_left_by_a_killed_process_is_found_and_stopped_in_the_end(
    place: Path,
) -> None:
    async with other_process(place) as (process, url):
        first = await started(url)
        process.kill()
        await process.wait()
    pid = postmaster(place)
    assert alive(pid)
    async with embedded_postgres(place) as found:
        assert found == url
        assert await started(found) == first
    wait_until_gone(pid)


async def test_a_killed_server_recovers_what_was_committed(place: Path) -> None:
    async with other_process(place) as (process, url):
        await ask(url, "create table kept as select 42 as answer")
        process.kill()
        await process.wait()
        os.kill(postmaster(place), signal.SIGKILL)
    async with embedded_postgres(place) as url:
        assert await ask(url, "select answer from kept") == 42


@pytest.mark.parametrize("name", ["with spaces", 'it\'s $HOME `x` "quoted"', "ソケット" * 20])
async def test_any_folder_will_do(place: Path, name: str) -> None:
    async with embedded_postgres(place / name / "data") as url:
        assert await ask(url, "select 1") == 1


async def test_a_pid_file_that_names_somebody_else_is_not_believed(place: Path) -> None:
    async with embedded_postgres(place):
        old = (place / "postgres/cluster/postmaster.pid").read_text().splitlines()
    account = Account.for_new_cluster()
    bystander = await asyncio.create_subprocess_exec(
        "sleep", "60", user=None if account.is_us else account.uid
    )
    stale = place / "postgres/cluster/postmaster.pid"
    stale.write_text("\n".join([str(bystander.pid), *old[1:]]) + "\n")
    account.give(stale)
    async with embedded_postgres(place) as url:
        assert await ask(url, "select 1") == 1
        assert postmaster(place) != bystander.pid
    assert bystander.returncode is None
    bystander.terminate()
    await bystander.wait()


async def test_a_copied_folder_is_not_served_by_the_server_of_the_original(place: Path) -> None:
    original, copy = place / "original", place / "copy"
    async with embedded_postgres(original):
        pass
    await asyncio.to_thread(lambda: subprocess.run(["cp", "-a", original, copy], check=True))
    async with embedded_postgres(original) as url:
        shutil.copy2(
            original / "postgres/cluster/postmaster.pid", copy / "postgres/cluster/postmaster.pid"
        )
        await ask(url, "create table only_in_the_original ()")
        async with embedded_postgres(copy) as other:
            assert other != url
            assert await ask(other, "select to_regclass('only_in_the_original')") is None
        assert await ask(url, "select 1") == 1


async def test_a_first_start_that_was_cut_short_is_begun_again(place: Path) -> None:
    half = place / "postgres/cluster.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    async with embedded_postgres(place) as url:
        assert await ask(url, "select 1") == 1


async def test_many_may_come_and_go_at_once(place: Path) -> None:
    async def visit() -> object:
        async with embedded_postgres(place) as url:
            return await ask(url, "select 1")

    assert await asyncio.gather(*(visit() for _ in range(6))) == [1] * 6
    assert not (place / "postgres/cluster/postmaster.pid").exists()


async def test_a_cancelled_start_leaves_no_server(place: Path) -> None:
    async def use() -> None:
        async with embedded_postgres(place):
            await asyncio.Event().wait()

    task = asyncio.create_task(use())
    await asyncio.to_thread(wait_until, (place / "postgres/door.lock").exists)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert (place / "postgres/cluster/PG_VERSION").exists()
    assert not (place / "postgres/cluster/postmaster.pid").exists()


async def test_erasing_forgets_all_even_with_a_server_left_behind(place: Path) -> None:
    async with other_process(place) as (process, url):
        await ask(url, "create table forgotten ()")
        process.kill()
        await process.wait()
    pid = postmaster(place)
    await asyncio.to_thread(erase, place)
    wait_until_gone(pid)
    async with embedded_postgres(place) as url:
        assert await ask(url, "select to_regclass('forgotten')") is None


async def test_erasing_refuses_while_somebody_uses_it(place: Path) -> None:
    async with embedded_postgres(place) as url:
        with pytest.raises(EmbeddedPostgresError, match="in use"):
            await asyncio.to_thread(erase, place)
        assert await ask(url, "select 1") == 1


def test_erasing_where_nothing_is_changes_nothing(place: Path) -> None:
    erase(place / "nothing")
    assert list(place.iterdir()) == []


async def test_what_is_wrong_is_said_in_one_line(place: Path) -> None:
    async with embedded_postgres(place):
        pass
    (place / "postgres/cluster/postgresql.auto.conf").write_text("shared_buffers = nonsense\n")
    with pytest.raises(EmbeddedPostgresError, match="contains errors") as caught:
        async with embedded_postgres(place):
            pass
    assert "\n" not in str(caught.value)


async def test_a_cluster_of_another_release_is_not_touched(place: Path) -> None:
    async with embedded_postgres(place):
        pass
    (place / "postgres/cluster/PG_VERSION").write_text("15\n")
    with pytest.raises(EmbeddedPostgresError, match="PostgreSQL 15"):
        async with embedded_postgres(place):
            pass


async def test_a_file_in_the_way_is_an_error_of_ours(place: Path) -> None:
    (place / "data").write_text("not a folder")
    with pytest.raises(EmbeddedPostgresError, match="cannot use"):
        async with embedded_postgres(place / "data"):
            pass


@pytest.mark.skipif(os.geteuid() != 0, reason="only root lends the server to another user")
async def test_as_root_a_closed_folder_stays_closed_and_the_data_go_elsewhere(place: Path) -> None:
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    try:
        async with embedded_postgres(closed / "data") as url:
            await ask(url, "create table kept ()")
        async with embedded_postgres(closed / "data") as url:
            assert await ask(url, "select to_regclass('kept')::text") == "kept"
        assert closed.stat().st_mode & 0o777 == 0o700
    finally:
        note = closed / "data/postgres/cluster-is-in.txt"
        elsewhere = Path(note.read_text().strip())
        erase(closed / "data")
        assert not (elsewhere / "cluster").exists()
        shutil.rmtree(elsewhere)
