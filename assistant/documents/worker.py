"""The process that reads strangers' files.

``python -m assistant.documents.worker KIND PARENT MEGABYTES CPU_SECONDS`` loads the reader of one
kind of document, locks itself up (see ``jail``) and says by a frame (see ``framing``) what is still
open to it: a list in JSON, mostly empty. Then it takes a frame with a document on standard input,
answers with one of JSON, and waits for the next:

- ``{"read": …}``, what the document says;
- ``{"unreadable": code}``, why it is not read, and ``nota`` with what a nota says of itself;
- ``{"failed": where}``, an error of the reader itself.

It ends with its input, and the kernel ends it with its parent.
"""

from __future__ import annotations

import codecs
import json
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from assistant.documents import jail
from assistant.documents.framing import HEAD, MAX_ANSWER, MAX_BYTES, MAX_TABLE, frame, frame_length
from assistant.domain.fakturs.paper import Unreadable, UnreadableFaktur

Read = Callable[[bytes], Any]
"""From a document's bytes to what can be written as JSON. Raises UnreadableFaktur."""


def _faktur() -> Read:
    from assistant.documents.reading import read_faktur

    return lambda pdf: asdict(read_faktur(pdf))


def _slip() -> Read:
    from assistant.documents.slips import slip_or_not

    return slip_or_not


def _table() -> Read:
    from assistant.documents.tables import load, tables_as_json

    load()
    return tables_as_json


def _listing() -> Read:
    from assistant.documents.tables import listing_or_not, load

    load()
    return listing_or_not


READERS: dict[str, Callable[[], Read]] = {
    "faktur": _faktur,
    "slip": _slip,
    "table": _table,
    "listing": _listing,
}
"""By the kind of document: what loads its reader, and all that the reader will need."""


def main(readers: Mapping[str, Callable[[], Read]] = READERS) -> None:
    kind, (parent, megabytes, cpu_seconds) = sys.argv[1], map(int, sys.argv[2:5])
    read = readers[kind]()
    most = MAX_TABLE if kind in ("table", "listing") else MAX_ANSWER
    _load_what_python_puts_off()
    requests, answers = _take_pipes()
    jail.confine(parent=parent, megabytes=megabytes, cpu_seconds=cpu_seconds)
    _send(answers, _json(jail.holes()))
    while (document := _read_frame(requests)) is not None:
        _send(answers, _answer(read, document, most))


def _load_what_python_puts_off() -> None:
    """Modules that the standard library imports at their first use, when no file opens any more."""
    codecs.lookup("utf-16-le")
    datetime.strptime("2026", "%Y")


def _answer(read: Read, document: bytes, most: int = MAX_ANSWER) -> bytes:
    try:
        answer = _json({"read": read(document)})
    except UnreadableFaktur as error:
        about = {"nota": asdict(error.nota)} if error.nota else {}
        return _json({"unreadable": error.code, **about})
    except Exception as error:
        return _json({"failed": _where(error)})
    return answer if len(answer) <= most else _json({"unreadable": Unreadable.TOO_LARGE})


def _where(error: Exception) -> str:
    """The place in the code, for the log; no word of the document's."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    file = Path(place.tb_frame.f_code.co_filename).name if place else "?"
    return f"{type(error).__name__} at {file}:{place.tb_lineno if place else 0}"


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Our own ends of both pipes. What a library prints, or a stranger, goes nowhere."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    return requests, answers


def _json(said: Any) -> bytes:
    return json.dumps(said, default=str).encode()


def _send(stream: BinaryIO, body: bytes) -> None:
    stream.write(frame(body))
    stream.flush()


def _read_frame(stream: BinaryIO) -> bytes | None:
    head = stream.read(HEAD)
    if len(head) < HEAD:
        return None
    length = frame_length(head, MAX_BYTES)
    body = stream.read(length)
    return body if len(body) == length else None


if __name__ == "__main__":
    main()
