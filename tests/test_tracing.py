"""An update's number on the lines of all that it leads to: turn, job, window, delivery, news."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
import structlog
from structlog.contextvars import bound_contextvars

from assistant.domain.work import Job
from assistant.logs import LogFormat, LogLevel, cause, set_up_logging
from assistant.runner.presenter import Presenter
from assistant.storage import tables as t
from assistant.worker.queue import work_off
from tests.plainly import log_plainly
from tests.play import ME, Table
from tests.presenting import show_one

log = structlog.get_logger(__name__)


@pytest.fixture
def lines() -> Iterator[StringIO]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = StringIO()
    set_up_logging(LogFormat.JSON, LogLevel.DEBUG, stream)
    yield stream
    root.handlers, root.level = handlers, level
    log_plainly()


def updates_of(lines: StringIO, event: str) -> list[Any]:
    """The update that each line of this event names."""
    found = map(json.loads, lines.getvalue().splitlines())
    return [line.get("update") for line in found if line["event"] == event]


async def test_a_turn_its_window_and_its_jobs_name_the_update(
    table: Table, lines: StringIO
) -> None:
    chat = table.chat()
    await chat.agree()
    await chat.send("/hubungkan")
    await chat.tap("Hubungkan akun lain")
    await chat.send("budi@majujaya.example")
    (last,) = [row.key for row in (await table.rows(t.inbox))[-1:]]
    assert updates_of(lines, "turn taken")[-1] == last
    (screen,) = await table.rows(t.screen)
    assert screen.content["update"] == last
    async with table.shop.work() as work:
        found = await work.connection.exec_driver_sql("select headers from pgqueuer")
        (headers,) = found.scalars().all()
    assert (json.loads(headers) if isinstance(headers, str) else headers) == {"update": last}


async def test_what_a_job_leaves_behind_names_the_update_that_queued_it(
    table: Table, lines: StringIO, assistant_url: str
) -> None:
    await table.chat().agree()
    with bound_contextvars(update=f"{ME.id}:77"):
        async with table.shop.work() as work:
            await work.jobs.put(Job.SEND_CODE, 1)
    stopping = asyncio.Event()

    async def handle(_key: str) -> None:
        log.info("in the job")
        async with table.shop.work() as work:
            await work.wake(1001, "nowhere", tell="ntf-npwp-saved", args={"account": "PT Maju"})
        stopping.set()

    async def nothing() -> None: ...

    await asyncio.wait_for(work_off(assistant_url, {Job.SEND_CODE: handle}, nothing, stopping), 30)
    assert updates_of(lines, "in the job") == [f"{ME.id}:77"]
    await table.take_turns()
    assert updates_of(lines, "turn taken")[-1] == f"{ME.id}:77"
    (delivery,) = await table.rows(t.delivery)
    assert delivery.payload["update"] == f"{ME.id}:77"


async def test_a_window_that_cannot_be_shown_names_the_update_that_wanted_it(
    table: Table, lines: StringIO
) -> None:
    class Unplugged:
        async def send_message(self, *_: object, **__: object) -> None:
            raise OSError("no route")

    async def no_card(_: str) -> None:
        return None

    await table.chat().send("/start")
    presenter = Presenter(table.shop, Unplugged(), no_card)  # type: ignore[arg-type]
    assert await show_one(presenter)
    (row,) = await table.rows(t.inbox)
    assert updates_of(lines, "window not shown") == [row.key]


def test_outside_of_any_update_nothing_is_named() -> None:
    assert cause() == {}
    with bound_contextvars(update="1:2"):
        assert cause() == {"update": "1:2"}
