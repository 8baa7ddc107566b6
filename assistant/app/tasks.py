"""Where every task of this process stands: written to standard error when SIGUSR1 comes.

Names of files and functions and numbers of lines, no values: nothing of anybody's is in it.
"""

from __future__ import annotations

import asyncio
import faulthandler
import signal
import sys
from collections.abc import Iterator
from types import FrameType
from typing import Any, TextIO

HEADING = "tasks of this process:"


def dump_on_signal() -> None:
    """For the loop that runs. SIGUSR2 does the same for threads, also while the loop is stuck."""
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGUSR1, dump, sys.stderr)
    faulthandler.register(signal.SIGUSR2, all_threads=True)


def dump(stream: TextIO) -> None:
    """Each task of the running loop with the calls that it waits in, outermost first."""
    tasks = sorted(asyncio.all_tasks(), key=lambda task: task.get_name())
    print(len(tasks), HEADING, file=stream)
    for task in tasks:
        print(f"  {task.get_name()}", file=stream)
        for frame in _frames(task.get_coro()):
            code = frame.f_code
            print(f"    {code.co_filename}:{frame.f_lineno} {code.co_qualname}", file=stream)
    stream.flush()


def _frames(waiting: Any) -> Iterator[FrameType]:
    """Of a coroutine, a generator or an asynchronous one, and of what it awaits in turn."""
    while waiting is not None:
        kind = next((kind for kind in ("cr", "gi", "ag") if hasattr(waiting, f"{kind}_frame")), "")
        if not kind:
            return
        if (frame := getattr(waiting, f"{kind}_frame")) is not None:
            yield frame
        waiting = getattr(waiting, "gi_yieldfrom" if kind == "gi" else f"{kind}_await")
