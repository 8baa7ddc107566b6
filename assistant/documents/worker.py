"""The process that reads PDFs: ``python -m assistant.documents.worker PARENT MEGABYTES``.

Says that it is ready by an empty frame (see ``framing``). Takes a frame with a PDF on standard
input, answers with one of JSON, ``{"read": …}`` or ``{"unreadable": code}``, and waits for the
next. It ends with its input, and the kernel ends it with its parent. It limits its own memory
before it reads anything.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import sys
from typing import BinaryIO

from assistant.documents.framing import frame, frame_length
from assistant.documents.jsonout import as_json
from assistant.documents.reading import read_faktur
from assistant.domain.fakturs.paper import Unreadable, UnreadableFaktur

_PR_SET_PDEATHSIG = 1


def main() -> None:
    parent, megabytes = int(sys.argv[1]), int(sys.argv[2])
    _die_with(parent)
    _limit_memory(megabytes)
    requests, answers = _take_pipes()
    _send(answers, b"")
    while (pdf := _read_frame(requests)) is not None:
        _send(answers, _answer(pdf))


def _answer(pdf: bytes) -> bytes:
    try:
        return json.dumps({"read": as_json(read_faktur(pdf))}).encode()
    except UnreadableFaktur as error:
        return json.dumps({"unreadable": error.code}).encode()
    except MemoryError:
        return json.dumps({"unreadable": Unreadable.CRASHED}).encode()


def _die_with(parent: int) -> None:
    """Ask the kernel for SIGKILL when the parent dies. Elsewhere than on Linux the end of input
    has to do, which is only seen between two PDFs."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it died before we could ask
        sys.exit(1)


def _limit_memory(megabytes: int) -> None:
    size = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Our own ends of both pipes; what a library prints goes to standard error instead."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return requests, answers


def _send(stream: BinaryIO, body: bytes) -> None:
    stream.write(frame(body))
    stream.flush()


def _read_frame(stream: BinaryIO) -> bytes | None:
    head = stream.read(4)
    if len(head) < 4:
        return None
    body = stream.read(frame_length(head))
    return body if len(body) == frame_length(head) else None


if __name__ == "__main__":
    main()
