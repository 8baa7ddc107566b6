"""A bad PDF costs a worker and nothing else; no worker outlives its owner."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]
import pytest
from structlog.testing import capture_logs

from assistant.documents.specimen import write_specimen
from assistant.documents.workers import DocumentReader, FakturReader, ReaderDownError
from assistant.domain.fakturs.paper import Unreadable, UnreadableFaktur
from tests import forked
from tests.documents import bombs
from tests.documents.hostile import HostileReader
from tests.documents.samples import SPECIMEN

GOOD = write_specimen(SPECIMEN)


def workers_of(pid: int) -> list[psutil.Process]:
    return [
        child
        for child in psutil.Process(pid).children()
        if "assistant.documents.worker" in child.cmdline()
    ]


def started() -> list[psutil.Process]:
    """The processes of ours, but for the one that a test of another file had others forked from."""
    children = psutil.Process(os.getpid()).children()
    return [child for child in children if forked.__name__ not in child.cmdline()]


def only_worker() -> psutil.Process:
    (worker,) = workers_of(os.getpid())
    return worker


async def until(condition: Callable[[], bool], seconds: float = 10) -> None:
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - a process that is gone tells nobody
            await asyncio.sleep(0.01)


def is_gone(pid: int) -> bool:
    try:
        return bool(psutil.Process(pid).status() == psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return True


async def why_not(reader: DocumentReader[Any], pdf: bytes) -> Unreadable:
    with pytest.raises(UnreadableFaktur) as caught:
        await reader.read(pdf)
    return caught.value.code


async def test_a_worker_is_started_when_needed_stays_and_ends_with_its_reader() -> None:
    async with FakturReader() as reader:
        assert workers_of(os.getpid()) == []
        assert (await reader.read(GOOD)).items == SPECIMEN.items
        first = only_worker().pid
        assert (await reader.read(GOOD)).unread == ()
        assert only_worker().pid == first
    assert workers_of(os.getpid()) == []


async def test_what_is_no_faktur_is_said_by_code_and_the_worker_lives_on() -> None:
    async with FakturReader() as reader:
        await reader.read(GOOD)
        first = only_worker().pid
        assert await why_not(reader, b"PK") is Unreadable.NOT_PDF
        assert await why_not(reader, GOOD[:5000]) is Unreadable.DAMAGED
        assert only_worker().pid == first


async def test_many_are_read_at_once_by_as_many_workers_as_allowed() -> None:
    specs = [replace(SPECIMEN, reference=f"INV-{i}") for i in range(12)]
    async with FakturReader(workers=2) as reader:
        fakturs = await asyncio.gather(*(reader.read(write_specimen(spec)) for spec in specs))
        assert [read.reference for read in fakturs] == [spec.reference for spec in specs]
        assert len(workers_of(os.getpid())) == 2


async def test_a_worker_that_takes_too_long_is_replaced() -> None:
    async with FakturReader(seconds=4) as reader:
        await reader.read(GOOD)
        stuck = only_worker()
        stuck.suspend()
        assert await why_not(reader, GOOD) is Unreadable.TIMEOUT
        assert is_gone(stuck.pid)
        assert (await reader.read(GOOD)).unread == ()


async def test_an_idle_worker_that_died_is_no_fault_of_the_next_pdf() -> None:
    async with FakturReader() as reader:
        await reader.read(GOOD)
        only_worker().kill()
        assert (await reader.read(GOOD)).unread == ()


async def test_a_file_that_kills_its_worker_is_a_crash_after_one_more_try() -> None:
    """In a worker of its own: the first may have been hurt by what it read before."""
    async with HostileReader(megabytes=256) as reader:
        with capture_logs() as lines:
            assert await why_not(reader, b"execve") is Unreadable.CRASHED
            assert [line["fresh"] for line in lines] == [True]
        await reader.read(b"nothing")
        with capture_logs() as lines:
            assert await why_not(reader, b"execve") is Unreadable.CRASHED
            assert [line["fresh"] for line in lines] == [False, True]
        assert await reader.read(b"nothing") == "DONE"


async def test_a_worker_that_does_not_start_says_nothing_about_the_pdf(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(FakturReader, "program", "assistant.documents.nothing")
    async with FakturReader() as reader:
        with pytest.raises(ReaderDownError):
            await reader.read(GOOD)
        assert workers_of(os.getpid()) == []
    assert "No module named" in capfd.readouterr().err, "the operator reads why"


async def test_a_worker_is_replaced_after_so_many_documents() -> None:
    async with FakturReader(documents=2) as reader:
        seen = []
        for _ in range(5):
            assert (await reader.read(GOOD)).unread == ()
            seen += [worker.pid for worker in workers_of(os.getpid())]
        assert len(seen) == 3
        assert len(set(seen)) == 3


async def test_no_two_kinds_share_a_worker() -> None:
    async with FakturReader() as fakturs, HostileReader() as others:
        await fakturs.read(GOOD)
        await others.read(b"nothing")
        assert len(started()) == 2


@pytest.mark.parametrize("bomb", bombs.ALL, ids=lambda bomb: bomb.__name__)
async def test_a_bomb_costs_only_its_worker(
    bomb: Callable[[], bytes], capfd: pytest.CaptureFixture[str]
) -> None:
    """Whichever limit it runs into first, and nothing of it is left in the next reading."""
    async with FakturReader(seconds=3, megabytes=256) as reader:
        assert await why_not(reader, bomb()) in (
            Unreadable.CRASHED,
            Unreadable.TIMEOUT,
            Unreadable.TOO_LARGE,
            Unreadable.DAMAGED,
            Unreadable.NO_TEXT,
            Unreadable.TOO_MANY_PAGES,
        )
        assert (await reader.read(GOOD)).unread == ()
    capfd.readouterr()


async def test_a_cancelled_read_leaves_no_half_answer_behind() -> None:
    async with FakturReader() as reader:
        await reader.read(GOOD)
        only_worker().suspend()
        task = asyncio.create_task(reader.read(GOOD))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        other = write_specimen(replace(SPECIMEN, reference="INV-9"))
        assert (await reader.read(other)).reference == "INV-9"


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux to end it with its parent")
async def test_a_worker_dies_with_an_owner_that_was_killed(tmp_path: Path) -> None:
    script = (
        "import asyncio, sys\n"
        "from assistant.documents.workers import FakturReader\n"
        "async def main():\n"
        "    async with FakturReader() as reader:\n"
        "        await reader.read(open(sys.argv[1], 'rb').read())\n"
        "        print('read', flush=True)\n"
        "        await asyncio.Event().wait()\n"
        "asyncio.run(main())\n"
    )
    good = tmp_path / "faktur.pdf"
    good.write_bytes(GOOD)
    owner = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", script, str(good)), stdout=asyncio.subprocess.PIPE
    )
    try:
        assert owner.stdout is not None
        async with asyncio.timeout(20):
            assert await owner.stdout.readline() == b"read\n"
        (worker,) = workers_of(owner.pid)
        worker.suspend()  # so that it does not see its input end
    finally:
        owner.send_signal(signal.SIGKILL)
        await owner.wait()
    await until(lambda: is_gone(worker.pid))
