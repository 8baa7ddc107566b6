"""Reading strangers' files in processes of their own, so that a bad one costs a process and
nothing else."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, ClassVar, Generic, Never, Self, TypeVar

import structlog
from pydantic import TypeAdapter

import assistant
from assistant.documents.framing import HEAD, MAX_ANSWER, MAX_BYTES, MAX_TABLE, frame, frame_length
from assistant.domain.dropped import DroppedTable
from assistant.domain.fakturs.paper import Nota, ReadFaktur, Unreadable, UnreadableFaktur
from assistant.domain.portfolio.model import SheetProblem

log = structlog.get_logger(__name__)
T = TypeVar("T")
Listed = str | list[list[str]] | SheetProblem
"""The text of a CSV, a sheet's rows, or why neither."""
_READ = TypeAdapter(ReadFaktur)
_NOTA = TypeAdapter(Nota)
_TABLES = TypeAdapter(list[DroppedTable])
_LISTED: TypeAdapter[Listed] = TypeAdapter(str | list[list[str]])
_PATH = os.pathsep.join([str(Path(assistant.__file__).parents[1]), *filter(None, sys.path)])
"""Where a worker finds what we find."""
_START_SECONDS = 60
"""How long a worker may take to be ready, on a machine that is busy."""
_DYING_SECONDS = 1
_CPU_SECONDS = 120
"""What a worker may compute in its life. Its documents take some 3 ms each; one that goes on when
nobody asks is ended by the kernel."""
_DOCUMENTS = 500
"""Read by one worker before it is replaced, which takes some 100 ms of its time."""


class ReaderDownError(Exception):
    """No worker gets ready on this machine, which says nothing about the document."""


class DocumentReader(Generic[T]):
    """A few long-lived workers for one ``kind`` of document, each started when first needed.

    Kinds do not share workers: what came from one sort of people is never in the same process as
    what came from another. ``seconds`` is how long one document may take (waiting for a worker and
    starting it not counted), ``megabytes`` how much address space a worker may use. A worker that
    dies, is too slow or says what cannot be is replaced, and so is one that has read ``documents``.
    """

    kind: str
    """As ``worker.READERS`` names it."""
    program = "assistant.documents.worker"
    most: ClassVar[int] = MAX_ANSWER
    """Bytes of an answer."""

    def __init__(
        self,
        *,
        workers: int = 1,
        seconds: float = 10,
        megabytes: int = 512,
        documents: int = _DOCUMENTS,
        cpu_seconds: int = _CPU_SECONDS,
    ) -> None:
        self._seconds = seconds
        self._documents = documents
        self._idle: asyncio.Queue[_Worker] = asyncio.Queue()
        command = (self.program, self.kind, str(os.getpid()), str(megabytes), str(cpu_seconds))
        self._workers = [_Worker(command, self.most) for _ in range(workers)]
        for worker in self._workers:
            self._idle.put_nowait(worker)

    def believe(self, said: Any) -> T:
        """What a worker says of a document that it has read, as JSON, checked: somebody else may
        be speaking. Raises an error of Python's own for what cannot be."""
        raise NotImplementedError

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

    async def holes(self) -> tuple[str, ...]:
        """What a worker on this machine could do beside reading. Raises ReaderDownError."""
        worker = await self._idle.get()
        try:
            if not worker.runs:
                await self._start(worker)
            return worker.holes
        finally:
            self._idle.put_nowait(worker)

    async def read(self, document: bytes) -> T:
        """All that the document says. Raises UnreadableFaktur, with TIMEOUT or CRASHED when
        reading it took too long or killed the worker, and ReaderDownError."""
        if len(document) > MAX_BYTES:
            raise UnreadableFaktur(Unreadable.TOO_LARGE)
        worker = await self._idle.get()
        try:
            return await self._read_with(worker, document)
        finally:
            self._idle.put_nowait(worker)

    async def _read_with(self, worker: _Worker, document: bytes) -> T:
        """What fails in a worker that has read others before may be their fault, so it is tried
        once more in a fresh one. Nothing is ever tried a third time."""
        while True:
            fresh = not worker.runs
            try:
                return await self._answer(worker, document)
            except _WorkerFailed as failure:
                why, sha256 = str(failure), hashlib.sha256(document).hexdigest()
                log.warning("reader failed", kind=self.kind, why=why, fresh=fresh, sha256=sha256)
                if fresh:
                    raise UnreadableFaktur(Unreadable.CRASHED) from failure

    async def _answer(self, worker: _Worker, document: bytes) -> T:
        if not worker.runs:
            await self._start(worker)
        try:
            async with asyncio.timeout(self._seconds):
                answer = self._believed(await worker.ask(document))
        except TimeoutError as error:
            await worker.stop()
            raise UnreadableFaktur(Unreadable.TIMEOUT) from error
        except (_WorkerFailed, asyncio.CancelledError):
            await worker.stop()  # half an answer may be left in its pipe
            raise
        if worker.asked >= self._documents:
            await worker.stop()
        if isinstance(answer, UnreadableFaktur):
            raise answer
        return answer

    def _believed(self, answer: bytes) -> T | UnreadableFaktur:
        """Raises _WorkerFailed for whatever is not one of the answers that a worker gives."""
        try:
            match json.loads(answer, parse_constant=_refuse):
                case {"read": said}:
                    return self.believe(said)
                case {"unreadable": code, "nota": nota}:
                    return UnreadableFaktur(Unreadable(code), _NOTA.validate_python(nota))
                case {"unreadable": code}:
                    return UnreadableFaktur(Unreadable(code))
                case {"failed": str(where)}:
                    raise _WorkerFailed(_shown(where))
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            raise _WorkerFailed(f"an answer that cannot be: {type(error).__name__}") from error
        except RecursionError as error:
            raise _WorkerFailed("an answer that cannot be: too deep") from error
        raise _WorkerFailed("an answer that cannot be: none of the three")

    async def _start(self, worker: _Worker) -> None:
        try:
            async with asyncio.timeout(_START_SECONDS):
                await worker.start()
        except (TimeoutError, _WorkerFailed) as error:
            await worker.stop()
            raise ReaderDownError(f"no reader starts: {error}") from error
        except asyncio.CancelledError:
            await worker.stop()
            raise
        if worker.holes:
            log.warning("reader not confined", kind=self.kind, holes=list(worker.holes))


class FakturReader(DocumentReader[ReadFaktur]):
    kind = "faktur"

    def believe(self, said: Any) -> ReadFaktur:
        return _READ.validate_python(said)


class TableReader(DocumentReader[list[DroppedTable]]):
    kind = "table"
    most = MAX_TABLE

    def __init__(self) -> None:
        super().__init__(seconds=60, documents=20)

    def believe(self, said: Any) -> list[DroppedTable]:
        return _TABLES.validate_python(said)


class ListingReader(DocumentReader[Listed]):
    """Of a list that a customer dropped."""

    kind = "listing"
    most = MAX_TABLE

    def __init__(self) -> None:
        super().__init__(seconds=20, documents=20)

    def believe(self, said: Any) -> Listed:
        if isinstance(said, dict):
            return SheetProblem(said["problem"])
        return _LISTED.validate_python(said)


async def jail_report() -> tuple[str, ...]:
    """What somebody who takes over a reader could do on this machine: nothing, when it is well.
    Raises ReaderDownError."""
    async with FakturReader() as reader:
        return await reader.holes()


class _WorkerFailed(Exception):  # noqa: N818 - never leaves this module
    """A worker died, or gave no answer of the kind that it gives."""


class _Worker:
    """One process, started again after it was stopped."""

    def __init__(self, command: tuple[str, ...], most: int) -> None:
        self._command = command
        self._most = most
        self._process: Process | None = None
        self.holes: tuple[str, ...] = ()
        """What is still open to it, by its own word before it has seen a document."""
        self.asked = 0

    @property
    def runs(self) -> bool:
        return self._process is not None and self._process.returncode is None

    async def start(self) -> None:
        """Until it says that it is ready.

        It gets neither our environment, which holds secrets that a stranger's file has no business
        near, nor the terminal's Ctrl-C.
        """
        self.asked = 0
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", *self._command),
            stdin=PIPE,
            stdout=PIPE,
            env={"PYTHONPATH": _PATH, "PYTHONUTF8": "1"},
            start_new_session=True,
        )
        self.holes = tuple(json.loads(await self._received()))

    async def ask(self, document: bytes) -> bytes:
        assert self._process is not None
        assert self._process.stdin is not None
        self.asked += 1
        with suppress(ConnectionError):  # it died, as its answer tells
            self._process.stdin.write(frame(document))
            await self._process.stdin.drain()
        return await self._received()

    async def _received(self) -> bytes:
        assert self._process is not None
        assert self._process.stdout is not None
        try:
            head = await self._process.stdout.readexactly(HEAD)
            return await self._process.stdout.readexactly(frame_length(head, self._most))
        except (ConnectionError, asyncio.IncompleteReadError) as error:
            raise _WorkerFailed(f"it ended: {await self._exit_code()}") from error
        except ValueError as error:
            raise _WorkerFailed(f"an answer that cannot be: {error}") from error

    async def _exit_code(self) -> int | None:
        """Of one that answers no more; negative: the signal that ended it. It is given a moment
        to be gone by itself, or killing it would be all that is seen."""
        assert self._process is not None
        with suppress(TimeoutError):
            async with asyncio.timeout(_DYING_SECONDS):
                await self._process.wait()
        return await self.stop()

    async def stop(self) -> int | None:
        process, self._process = self._process, None
        if process is None:
            return None
        if process.returncode is None:
            process.kill()
        return await process.wait()


def _refuse(constant: str) -> Never:
    """NaN and the infinities are no JSON, and no amount."""
    raise ValueError(constant)


def _shown(text: str) -> str:
    """For a line in the log, whoever wrote it."""
    return "".join(char for char in text if char.isprintable())[:100]
