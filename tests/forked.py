"""``assistant run`` without its imports, for tests that are about something else.

What a process takes to start is nearly all imports. So each process of a test run that
needs one starts, once, a *seed*: a Python that has imported what the command imports and has run
none of it. For each start asked for it forks. What is forked has its own arguments, environment,
working directory, standard streams and, from there, runs the command's own ``main``: settings, logs
and signals are set up by it as ever, and it may be killed as ever. Not so: its command line in
``ps`` is the seed's, and what Python itself reads of the environment at its start is the seed's.

That the command starts by itself, and anew after SIGKILL, is tested where ``launched`` is used.
"""

from __future__ import annotations

import asyncio
import atexit
import gc
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import IO

_ROOT = Path(__file__).parents[1]


class Forked:
    """As much of asyncio's Process as is needed."""

    def __init__(self, pid: int, ended: asyncio.Future[int]) -> None:
        self.pid = pid
        self._ended = ended

    @property
    def returncode(self) -> int | None:
        """Minus the signal where one has ended it; None: it runs."""
        return self._ended.result() if self._ended.done() else None

    def send_signal(self, number: int) -> None:
        """Raises ProcessLookupError when it has ended."""
        if self._ended.done():
            raise ProcessLookupError
        os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    async def wait(self) -> int:
        return await asyncio.shield(self._ended)


async def forked(
    arguments: Sequence[str], environment: Mapping[str, str], log: IO[bytes] | None
) -> Forked:
    """``assistant`` with these arguments; what it says goes to ``log``, or where ours goes."""
    asked = {
        "arguments": list(arguments), "environment": dict(environment), "folder": os.getcwd()
    }  # fmt: skip
    said = (1, 2) if log is None else (log.fileno(), log.fileno())
    line = socket.socket(socket.AF_UNIX)
    line.connect(await asyncio.to_thread(_seed))
    socket.send_fds(line, [json.dumps(asked).encode() + b"\n"], said)
    reader, writer = await asyncio.open_unix_connection(sock=line)

    async def end() -> int:
        try:
            return int(await reader.readline())
        finally:
            writer.close()

    return Forked(int(await reader.readline()), asyncio.ensure_future(end()))


@cache
def _seed() -> str:
    """Where this process's seed listens; it ends with us, as its input does."""
    folder = tempfile.TemporaryDirectory(prefix="assistant-seed-")
    place = f"{folder.name}/socket"
    seed = subprocess.Popen(
        [sys.executable, "-m", __name__, place],
        cwd=_ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert seed.stdin is not None
    assert seed.stdout is not None

    assert seed.stdout.readline() == b"ready\n"
    seed.stdout.close()

    def end() -> None:
        assert seed.stdin is not None
        seed.stdin.close()
        seed.wait()
        folder.cleanup()

    atexit.register(end)
    return place


def _until_forked(place: str) -> list[str]:
    """The seed's life. Returns in what is forked only: the arguments."""
    gc.collect()
    gc.freeze()  # or looking for garbage would copy all of it
    signal.signal(signal.SIGUSR1, signal.SIG_IGN)  # as where the drill starts commands
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how those below end
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(place)
        door.listen()
        print("ready", flush=True)
        while True:
            readable, _, _ = select.select([door, sys.stdin], [], [])
            if sys.stdin in readable:
                sys.exit()
            line, _ = door.accept()
            with line:
                if not os.fork():
                    return _forked_by_minder(line)


def _forked_by_minder(line: socket.socket) -> list[str]:
    """Fork what is asked for, and tell how it ends."""
    told, said, *_ = socket.recv_fds(line, 1 << 20, 2)
    while not told.endswith(b"\n"):
        told += line.recv(1 << 20)
    asked = json.loads(told)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    if pid := os.fork():
        line.sendall(f"{pid}\n".encode())
        _, status = os.waitpid(pid, 0)
        line.sendall(f"{os.waitstatus_to_exitcode(status)}\n".encode())
        os._exit(0)
    with open(os.devnull, "rb") as nothing:
        for ours, theirs in enumerate((nothing.fileno(), *said)):
            os.dup2(theirs, ours)
    for one in said:
        os.close(one)
    os.environ.clear()
    os.environ.update(asked["environment"])
    os.chdir(asked["folder"])
    return list(asked["arguments"])


if __name__ == "__main__":
    from assistant.__main__ import main
    from assistant.cli.starting import load_aiogram
    from tests.unordered import come_backwards

    come_backwards()
    load_aiogram()
    import assistant.app.running  # noqa: F401 - as ``run`` does

    main(_until_forked(sys.argv[1]), prog_name="assistant")
