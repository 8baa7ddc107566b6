"""The queue itself, PGQueuer's: what is queued in a transaction runs after it, until it is done."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select, text
from structlog.testing import capture_logs

from assistant.domain.fakturs.paid import invoice_paid
from assistant.domain.finance.reminders import remind
from assistant.domain.portal import PortalError, PortalFailure
from assistant.domain.support.beginning import begin
from assistant.domain.support.model import Subject, Words
from assistant.domain.work import Job
from assistant.storage import tables as t
from assistant.storage.work import WorkShop
from assistant.worker import queue
from assistant.worker.queue import Handler, work_off
from assistant.worker.waiting import WaitingWatch
from tests.cutting import cutting
from tests.things import Clock, client, invoice, make_shop, tax
from tests.worker.conftest import until


@pytest.fixture
async def shop(assistant_url: str) -> WorkShop:
    shop = make_shop(assistant_url, Clock())
    return shop


async def nothing() -> None:
    """No reconciliation here."""


@asynccontextmanager
async def working(url: str, handlers: Mapping[Job, Handler]) -> AsyncIterator[None]:
    stopping = asyncio.Event()
    task = asyncio.create_task(work_off(url, handlers, nothing, stopping))
    try:
        yield
    finally:
        stopping.set()
        async with asyncio.timeout(20):
            await task


async def test_a_job_runs_after_the_transaction_that_queued_it(
    assistant_url: str, shop: WorkShop
) -> None:
    done: list[str] = []

    async def note(key: str) -> None:
        done.append(key)

    async def finished() -> bool:
        return done == ["before", "1", "after"]

    async with working(assistant_url, {Job.SEND_CODE: note}):
        async with shop.work() as work:
            await work.jobs.put(Job.SEND_CODE, "before")
        await until(lambda: _has(done, "before"))
        async with shop.work() as work:
            await work.jobs.put(Job.SEND_CODE, "1")
            async with shop.work() as other:
                await other.jobs.put(Job.REFRESH_ACCOUNT, "nobody's")
            assert done == ["before"]
        await until(lambda: _has(done, "1"))
        async with shop.work() as work:
            await work.jobs.put(Job.SEND_CODE, "after")
        await until(finished)


async def test_a_job_that_fails_is_tried_again_and_holds_up_no_other(
    assistant_url: str, shop: WorkShop
) -> None:
    tries: list[str] = []

    async def flaky(key: str) -> None:
        tries.append(key)
        if key == "bad" and tries.count("bad") < 2:
            raise RuntimeError("not yet")

    async with working(assistant_url, {Job.SEND_CODE: flaky}):
        async with shop.work() as work:
            await work.jobs.put(Job.SEND_CODE, "bad")
            await work.jobs.put(Job.SEND_CODE, "good")

        async def both_done() -> bool:
            return tries.count("bad") == 2 and tries.count("good") == 1

        await until(both_done)

        async def queue_is_empty() -> bool:
            async with shop.work() as work:
                left = await work.connection.execute(text("select count(*) from pgqueuer"))
                return int(left.scalar_one()) == 0

        await until(queue_is_empty)


async def test_a_killed_workers_job_is_taken_over_before_it_counts_as_silent(
    assistant_url: str, shop: WorkShop
) -> None:
    done: list[str] = []

    async def note(key: str) -> None:
        done.append(key)

    async with shop.work() as work:
        await work.jobs.put(Job.SEND_CODE, "left behind")
    async with shop.work() as work:
        picked = text(
            "update pgqueuer set status = 'picked', heartbeat = now() + interval '1 hour',"
            " queue_manager_id = :dead"
        )
        await work.connection.execute(picked, {"dead": UUID(int=7)})
    async with working(assistant_url, {Job.SEND_CODE: note}):
        await until(lambda: _has(done, "left behind"))


async def test_a_job_whose_time_comes_is_done_though_nothing_tells_of_it(
    assistant_url: str, shop: WorkShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PGQueuer tells of new jobs only: not of one that is queued again, or brought forward."""
    monkeypatch.setattr(queue, "LOOK_ANYWAY", timedelta(hours=1))
    done: list[str] = []

    async def note(key: str) -> None:
        done.append(key)

    async with working(assistant_url, {Job.SEND_CODE: note}):
        async with shop.work() as work:
            await work.jobs.put(Job.SEND_CODE, "later", after=timedelta(hours=1))
            await work.jobs.put(Job.SEND_CODE, "soon", after=timedelta(seconds=1))
        await until(lambda: _has(done, "soon"))
        async with shop.work() as work:
            now = text("update pgqueuer set execute_after = now() where status = 'queued'")
            await work.connection.execute(now)
        await until(lambda: _has(done, "later"))


async def test_a_job_put_once_again_by_itself_runs_again(
    assistant_url: str, shop: WorkShop
) -> None:
    """As a move that is stuck looks again: while it runs, it stands in the queue itself."""
    runs: list[str] = []

    async def again(key: str) -> None:
        runs.append(key)
        if len(runs) < 3:
            async with shop.work() as work:
                await work.jobs.put(Job.CARRY_OUT, key, once=True)

    async with working(assistant_url, {Job.CARRY_OUT: again}):
        async with shop.work() as work:
            await work.jobs.put(Job.CARRY_OUT, "PND-1", once=True)

        async def three_times() -> bool:
            return len(runs) == 3

        await until(three_times)


async def test_it_goes_on_after_its_connection_was_cut(assistant_url: str, shop: WorkShop) -> None:
    done: list[str] = []

    async def note(key: str) -> None:
        done.append(key)

    async with working(assistant_url, {Job.SEND_CODE: note}):
        async with shop.work() as work:
            await work.jobs.put(Job.SEND_CODE, "1")
        await until(lambda: _has(done, "1"))
        async with shop.work() as work:
            await work.connection.execute(
                text(
                    "select pg_terminate_backend(pid) from pg_stat_activity"
                    " where application_name = 'worker' and datname = current_database()"
                )
            )
        async with shop.work() as work:
            await work.jobs.put(Job.SEND_CODE, "2")
        await until(lambda: _has(done, "2"))


async def test_it_goes_on_when_its_connection_is_ended_and_not_yet_closed(
    assistant_url: str, shop: WorkShop, sockets: Path
) -> None:
    """It hears of a job and of the end in one go, and asks for the job."""
    done: list[str] = []

    async def note(key: str) -> None:
        done.append(key)

    async with (
        cutting(assistant_url, sockets) as server,
        working(server.url, {Job.SEND_CODE: note}),
    ):
        async with shop.work() as work:
            await work.jobs.put(Job.SEND_CODE, "1")
        await until(lambda: _has(done, "1"))
        server.after = b"ch_pgqueuer"
        async with shop.work() as work:
            await work.jobs.put(Job.SEND_CODE, "2")
        await until(lambda: _has(done, "2"))


async def test_what_goes_by_the_clock_goes_in_one_of_several_workers(
    assistant_url: str, shop: WorkShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A schedule that is due is taken by one; should two look all the same, a day's reminder is
    still one message. Here a second is as long as five minutes."""
    monkeypatch.setattr(queue, "REMIND_AT", "* * * * * *")  # the sixth field is seconds
    looked: list[datetime] = []

    async def look() -> None:
        async with shop.work() as work:
            looked.append(work.now)
            await remind(work)

    async with shop.work() as work:
        paid = datetime(2026, 10, 5, 3, tzinfo=UTC)
        await invoice_paid(work, client(profile=tax()), replace(invoice(), paid_at=paid))

    stopping = asyncio.Event()
    workers = [
        asyncio.create_task(work_off(assistant_url, {}, nothing, stopping, remind=look))
        for _ in range(2)
    ]
    try:
        await until(lambda: _at_least(looked, 3))
    finally:
        stopping.set()
        await asyncio.gather(*workers)
    async with shop.work() as work:
        rows = await work.connection.execute(select(t.delivery.c.key))
        assert list(rows.scalars()) == ["radar:2026-11-23"]


async def test_of_several_workers_that_watch_one_reminds(
    assistant_url: str, shop: WorkShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They look at the same moment, each on its own connection."""
    monkeypatch.setattr(queue, "WATCH_AT", "* * * * * *")
    looked: list[datetime] = []

    async def nobody() -> None:
        return None

    async def look() -> None:
        both = (WaitingWatch(shop, nobody).look() for _ in range(2))
        await asyncio.gather(*both)
        looked.append(datetime.now(UTC))

    async with shop.work() as work:
        await work.people.seen(1001, "Budi", None, "id")
        talk = await begin(work, 1001, Subject(), Words(1001, 5, "Halo"))
        waits = await work.conversations.get(talk.number)
        assert waits is not None
        long = replace(waits, waiting_since=work.now - timedelta(hours=5))
        await work.conversations.save(long)
    stopping = asyncio.Event()
    working = asyncio.create_task(work_off(assistant_url, {}, nothing, stopping, watch=look))
    try:
        await until(lambda: _at_least(looked, 2))
    finally:
        stopping.set()
        await working
    async with shop.work() as work:
        rows = await work.connection.execute(select(t.delivery.c.key))
        [late] = [key for key in rows.scalars() if key.startswith("late:")]
        assert late.endswith(":2")


async def test_a_portal_that_is_away_is_one_line_in_the_log_each_time(
    assistant_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "RECONCILE_AT", "* * * * * *")
    asked: list[datetime] = []

    async def ask() -> None:
        asked.append(datetime.now(UTC))
        raise PortalError(PortalFailure.UNAVAILABLE, "maintenance")

    stopping = asyncio.Event()
    with capture_logs() as logs:
        task = asyncio.create_task(work_off(assistant_url, {}, ask, stopping))
        try:
            await until(lambda: _at_least(asked, 2))
        finally:
            stopping.set()
            await task
    said = [one for one in logs if one["event"] == "the portal does not answer"]
    assert len(said) == len(asked)
    assert said[0]["what"] == "reconcile"
    assert not [one for one in logs if one["log_level"] == "error"]


async def _at_least(looked: list[datetime], times: int) -> bool:
    return len(looked) >= times


async def _has(done: list[str], key: str) -> bool:
    return key in done
