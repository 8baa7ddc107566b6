"""Jobs that keep failing, jobs whose worker died, and what an operator does about them."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from typing import Any

import asyncpg
import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select, text

from assistant.cli.jobs import jobs as commands
from assistant.domain.work import Job
from assistant.storage import tables as t
from assistant.storage.embedded import dsn
from assistant.storage.jobs import readable
from assistant.storage.work import WorkShop
from assistant.worker import queue
from assistant.worker.parked import GaveUp, tell_staff
from assistant.worker.queue import Handler, work_off
from tests.things import Clock, make_shop
from tests.worker.conftest import until

Run = Callable[..., "asyncio.Future[Result]"]


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "MOST_ATTEMPTS", 1)
    monkeypatch.setattr(queue, "SILENCE", timedelta(seconds=2))


@pytest.fixture
async def shop(assistant_url: str) -> WorkShop:
    shop = make_shop(assistant_url, Clock())
    return shop


@pytest.fixture
def run(assistant_url: str) -> Run:
    """Runs a command in a thread: it has an event loop of its own."""

    @asynccontextmanager
    async def database() -> AsyncIterator[str]:
        yield assistant_url

    def invoke(*words: str) -> asyncio.Future[Result]:
        obj = {"database": database}
        work = asyncio.to_thread(CliRunner().invoke, commands, list(words), obj=obj)
        return asyncio.ensure_future(work)

    return invoke


@asynccontextmanager
async def working(url: str, shop: WorkShop, handler: Handler, **more: Any) -> AsyncIterator[None]:
    async def nothing() -> None: ...

    stopping = asyncio.Event()
    told = {"parked": partial(tell_staff, shop), **more}
    task = asyncio.create_task(
        work_off(url, {Job.SEND_CODE: handler}, nothing, stopping, **told)
    )  # fmt: skip
    try:
        yield
    finally:
        stopping.set()
        async with asyncio.timeout(20):
            await task


async def put(shop: WorkShop, key: str, job: Job = Job.SEND_CODE) -> None:
    async with shop.work() as work:
        await work.jobs.put(job, key)


async def rows(shop: WorkShop, status: str = "") -> list[Any]:
    async with shop.work() as work:
        found = await work.connection.execute(
            text("select * from pgqueuer where :status in ('', status::text) order by id"),
            {"status": status},
        )
        return list(found)


async def told(shop: WorkShop) -> list[dict[str, Any]]:
    async with shop.work() as work:
        found = await work.connection.execute(select(t.delivery).order_by(t.delivery.c.id))
        return [row.payload for row in found if row.channel == "staff"]


async def is_parked(shop: WorkShop) -> bool:
    return len(await rows(shop, "failed")) == 1


async def broken(key: str) -> None:
    raise ValueError(f"portal says no to budi@majujaya.example, NPWP 0012345674012000 ({key})")


async def test_what_keeps_failing_is_parked_and_told_to_staff_once(
    assistant_url: str, shop: WorkShop
) -> None:
    await put(shop, "7")
    async with working(assistant_url, shop, broken):
        await until(lambda: is_parked(shop))
        (parked,) = await rows(shop)
        (word,) = await told(shop)
    assert word["key"] == "desk-job-parked"
    assert word["args"] == {
        "job": "send-code 7",
        "error": "ValueError: portal says no to b***@majujaya.example, NPWP 0012********2000 (7)",
        "id": str(parked.id),
    }


async def test_a_released_job_runs_again_and_is_told_anew_if_it_fails_again(
    assistant_url: str, shop: WorkShop, run: Run
) -> None:
    await put(shop, "7")
    async with working(assistant_url, shop, broken):
        await until(lambda: is_parked(shop))
        (parked,) = await rows(shop)
        released = await run("release", str(parked.id))
        assert released.output == f"{parked.id} is queued again\n"
        assert released.exit_code == 0

        async def told_twice() -> bool:
            return len(await told(shop)) == 2

        await until(told_twice)


async def test_nothing_is_parked_that_nobody_hears_of(assistant_url: str, shop: WorkShop) -> None:
    asked: list[GaveUp] = []

    async def away(gave_up: GaveUp) -> None:
        asked.append(gave_up)
        raise OSError("the database is away")

    await put(shop, "7")
    async with working(assistant_url, shop, broken, parked=away):

        async def put_off() -> bool:
            return bool(asked) and [r.attempts for r in await rows(shop, "queued")] == [2]

        await until(put_off)


async def test_the_list_shows_what_is_parked_and_why_and_what_waits(
    assistant_url: str, shop: WorkShop, run: Run
) -> None:
    await put(shop, "7")
    async with working(assistant_url, shop, broken):
        await until(lambda: is_parked(shop))
    await put(shop, "8", Job.DECIDE)
    shown = (await run()).output.splitlines()
    assert "parked  send-code 7" in shown[0]
    assert "b***@majujaya.example" in shown[0]
    assert "budi@" not in shown[0]
    assert "waiting  decide 8" in shown[1]
    assert shown[2] == "1 parked, 1 waiting or running"


async def test_all_that_is_parked_is_released_in_one_go(
    assistant_url: str, shop: WorkShop, run: Run
) -> None:
    for key in "123":
        await put(shop, key)
    async with shop.work() as work:
        await work.connection.execute(
            text("update pgqueuer set status = 'failed', attempts = 9 where payload <> '3'")
        )
    assert len((await run("release", "--all")).output.splitlines()) == 2
    assert [row.attempts for row in await rows(shop, "queued")] == [0, 0, 0]
    assert (await run("release", "--all")).exit_code == 0


async def test_only_what_is_parked_is_released_and_only_what_does_not_run_is_dropped(
    shop: WorkShop, run: Run
) -> None:
    await put(shop, "1")
    await put(shop, "2")
    async with shop.work() as work:
        await work.connection.execute(
            text("update pgqueuer set status = 'picked' where payload = '2'")
        )
    waiting, running = await rows(shop)
    assert (await run("release", str(waiting.id))).exit_code == 1
    assert (await run("drop", str(running.id))).exit_code == 1
    assert (await run("drop", str(waiting.id))).output == f"{waiting.id} is dropped\n"
    assert [row.id for row in await rows(shop)] == [running.id]


@pytest.mark.parametrize("words", [["release"], ["release", "1", "--all"], ["drop", "x"]])
async def test_half_a_command_is_explained(run: Run, words: list[str]) -> None:
    assert (await run(*words)).exit_code == 2


HANGS = """
import asyncio, sys
from assistant.domain.work import Job
from assistant.worker import queue
from datetime import timedelta
queue.SILENCE = timedelta(seconds=2)
async def hang(key):
    print(key, flush=True)
    await asyncio.sleep(600)
async def nothing(): ...
asyncio.run(queue.work_off(sys.argv[1], {Job.SEND_CODE: hang}, nothing, asyncio.Event()))
"""


async def test_the_job_of_a_killed_worker_is_taken_over(assistant_url: str, shop: WorkShop) -> None:
    done: list[str] = []

    async def note(key: str) -> None:
        done.append(key)

    await put(shop, "7")
    worker = await asyncio.create_subprocess_exec(
        sys.executable, "-c", HANGS, assistant_url, stdout=asyncio.subprocess.PIPE
    )
    assert worker.stdout is not None
    async with asyncio.timeout(120):
        assert await worker.stdout.readline() == b"7\n"
    worker.kill()
    await worker.wait()
    assert len(await rows(shop, "picked")) == 1
    async with working(assistant_url, shop, note):

        async def taken_over() -> bool:
            return done == ["7"]

        await until(taken_over)

        async def nothing_left() -> bool:
            return await rows(shop) == []

        await until(nothing_left)


async def test_the_job_of_a_worker_that_lives_is_left_to_it(
    assistant_url: str, shop: WorkShop
) -> None:
    runs: list[str] = []
    go_on = asyncio.Event()

    async def slow(key: str) -> None:
        runs.append(key)
        await go_on.wait()

    async with working(assistant_url, shop, slow), working(assistant_url, shop, slow):
        await put(shop, "7")
        admin = await asyncpg.connect(dsn(assistant_url))
        beats: set[Any] = set()
        async with asyncio.timeout(20):
            while len(beats) < 5:  # it has lived well past the silence
                beats.add(await admin.fetchval("select max(heartbeat) from pgqueuer"))
                await asyncio.sleep(0.1)
        await admin.close()
        assert runs == ["7"]
        go_on.set()


def test_an_error_is_short_and_hides_whom_it_is_about() -> None:
    assert readable("no\n  such  user@contoh.example") == "no such u***@contoh.example"
    assert len(readable("x" * 9000)) == 300
