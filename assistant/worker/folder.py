"""A folder that is watched: a PDF or ZIP put there goes through the gate, and then aside.

What went out (or had before) moves to ``done``, everything else to ``held`` with a note beside it
that says why. A file that is still being written is left until it stands still.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import structlog

from assistant.retry import Backoff
from assistant.worker.importing import SUFFIXES, Imported

log = structlog.get_logger(__name__)

LOOK = 2.0
"""Seconds between looks."""
STILL = 2.0
"""Seconds that a file's size and time must not have changed for."""


class Imports(Protocol):
    async def import_one(self, path: Path) -> list[Imported]:
        """A file, or all that is in a ZIP."""


@dataclass
class WatchedFolder:
    folder: Path
    importer: Imports
    still: float = STILL
    _seen: dict[Path, tuple[tuple[int, int], float]] = field(default_factory=dict)
    """Size and time of each file, and since when they are so."""

    async def watch(self, stopping: asyncio.Event) -> None:
        """Until ``stopping``; a folder that is away comes back."""
        backoff = Backoff(first=LOOK, longest=60)
        while not stopping.is_set():
            pause = LOOK
            try:
                await self.look()
                backoff.reset()
            except Exception as error:
                log.warning("the watched folder waits", reason=type(error).__name__, exc_info=error)
                pause = backoff.next()
            await _either(stopping, pause)

    async def look(self) -> None:
        """Take in each file that stands still."""
        for path in await asyncio.to_thread(lambda: list(self._ready())):
            became = await self.importer.import_one(path)
            await asyncio.to_thread(self._put_aside, path, became)

    def _ready(self) -> Iterator[Path]:
        there = {path for path in self.folder.iterdir() if _is_ours(path)}
        self._seen = {path: seen for path, seen in self._seen.items() if path in there}
        now = time.monotonic()
        for path in sorted(there):
            about = path.stat()
            state = (about.st_size, about.st_mtime_ns)
            before = self._seen.get(path)
            if before is None or before[0] != state:
                self._seen[path] = (state, now)
            elif now - before[1] >= self.still and about.st_size:
                yield path

    def _put_aside(self, path: Path, became: Sequence[Imported]) -> None:
        bad = [one for one in became if not one.went_well]
        target = self.folder / ("held" if bad else "done")
        target.mkdir(exist_ok=True)
        moved = _free_name(target, path.name)
        if bad:
            _note_of(moved).write_text("".join(f"{_line(one)}\n" for one in bad), encoding="utf-8")
        path.rename(moved)
        log.info("file taken in", file=path.name, held=len(bad), of=len(became))


def _is_ours(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and not path.name.startswith(".") and path.is_file()


def _free_name(folder: Path, name: str) -> Path:
    """Nothing that was put aside before is overwritten."""
    path, number = folder / name, 1
    while path.exists() or _note_of(path).exists():
        number += 1
        path = folder / f"{Path(name).stem}-{number}{Path(name).suffix}"
    return path


def _note_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.txt")


def _line(one: Imported) -> str:
    """For people at the server, as the command line says it."""
    reasons = "; ".join(
        f"{code} (expected {expected or '-'}, found {found or '-'})" if expected or found else code
        for code, expected, found in one.reasons
    )
    return f"{Path(one.name).name}: {one.state or 'refused'}: {reasons}"


async def _either(stopping: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await stopping.wait()
    except TimeoutError:
        return
