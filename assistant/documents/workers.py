"""Reading PDFs in processes of their own, so that a bad one costs a worker and nothing else."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import assistant
from assistant.documents.framing import HEAD, MAX_BYTES, frame, frame_length
from assistant.documents.jsonout import from_json
from assistant.domain.fakturs.paper import ReadFaktur, Unreadable, UnreadableFaktur

_PATH = os.pathsep.join([str(Path(assistant.__file__).parents[1]), *filter(None, sys.path)])
"""Where a worker finds what we find."""
_START_SECONDS = 60
"""How long a worker may take to be ready, on a machine that is busy."""


class FakturReader:
    """A few long-lived worker processes, each started when first needed.

    ``seconds`` is how long one PDF may take (waiting for a worker and starting it not counted),
    ``megabytes`` how much address space a worker may use. A worker that dies or is too slow is
    replaced.
    """

    def __init__(self, *, workers: int = 1, seconds: float = 10, megabytes: int = 512) -> None:
        self._seconds = seconds
        self._idle: asyncio.Queue[_Worker] = asyncio.Queue()
        self._workers = [_Worker(megabytes) for _ in range(workers)]
        for worker in self._workers:
            self._idle.put_nowait(worker)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """End the workers, also those that are reading."""
        for worker in self._workers:
            await worker.stop()

    async def read(self, pdf: bytes) -> ReadFaktur:
        """All that the PDF says. Raises UnreadableFaktur, with TIMEOUT or CRASHED when reading it
        took too long or killed the worker."""
        if len(pdf) > MAX_BYTES:
            raise UnreadableFaktur(Unreadable.TOO_LARGE)
        worker = await self._idle.get()
        try:
            return await self._read_with(worker, pdf)
        finally:
            self._idle.put_nowait(worker)

    async def _read_with(self, worker: _Worker, pdf: bytes) -> ReadFaktur:
        try:
            answer = await self._answer(worker, pdf)
        except _WorkerDied:
            # One that was idle may have died of something else: only a fresh one's death counts.
            answer = await self._answer(worker, pdf)
        if "unreadable" in answer:
            raise UnreadableFaktur(Unreadable(answer["unreadable"]))
        return from_json(answer["read"])

    async def _answer(self, worker: _Worker, pdf: bytes) -> dict[str, Any]:
        fresh = not worker.runs
        try:
            if fresh:
                async with asyncio.timeout(_START_SECONDS):
                    await worker.start()
            async with asyncio.timeout(self._seconds):
                return await worker.ask(pdf)
        except TimeoutError as error:
            await worker.stop()
            raise UnreadableFaktur(Unreadable.TIMEOUT) from error
        except (ConnectionError, asyncio.IncompleteReadError) as error:
            await worker.stop()
            if fresh:
                raise UnreadableFaktur(Unreadable.CRASHED) from error
            raise _WorkerDied from error
        except asyncio.CancelledError:
            await worker.stop()  # half an answer may be left in its pipe
            raise


class _WorkerDied(Exception):  # noqa: N818 - never leaves this module
    """A worker that had been idle gave no answer."""


class _Worker:
    """One process, started again after it was stopped."""

    def __init__(self, megabytes: int) -> None:
        self._megabytes = megabytes
        self._process: Process | None = None

    @property
    def runs(self) -> bool:
        return self._process is not None and self._process.returncode is None

    async def start(self) -> None:
        """Until it says that it is ready.

        It gets neither our environment, which holds secrets that a PDF has no business near, nor
        the terminal's Ctrl-C.
        """
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "assistant.documents.worker"),
            *(str(os.getpid()), str(self._megabytes)),
            stdin=PIPE,
            stdout=PIPE,
            env={"PYTHONPATH": _PATH, "PYTHONUTF8": "1"},
            start_new_session=True,
        )
        await self._receive()

    async def ask(self, pdf: bytes) -> dict[str, Any]:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(frame(pdf))
        await self._process.stdin.drain()
        answer: dict[str, Any] = json.loads(await self._receive())
        return answer

    async def _receive(self) -> bytes:
        assert self._process is not None
        assert self._process.stdout is not None
        length = frame_length(await self._process.stdout.readexactly(HEAD))
        return await self._process.stdout.readexactly(length)

    async def stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if process.returncode is None:
            process.kill()
        await process.wait()
