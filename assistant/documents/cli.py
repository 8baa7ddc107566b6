"""What ``assistant faktur read`` and ``assistant buktipotong read`` print."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Any

from assistant.documents.framing import MAX_BYTES
from assistant.documents.jsonout import as_json
from assistant.documents.slip_json import slip_as_json
from assistant.documents.slip_reader import SlipReader
from assistant.documents.workers import FakturReader
from assistant.domain.fakturs.paper import UnreadableFaktur
from assistant.domain.withholding.model import UnreadableSlip

Printed = tuple[dict[str, Any], bool]
"""A file's line, and whether it is what it should be and was read."""


async def read_fakturs(files: Iterable[Path]) -> list[Printed]:
    async with FakturReader() as reader:

        async def read(content: bytes) -> Printed:
            try:
                return as_json(await reader.read(content)), True
            except UnreadableFaktur as error:
                return {"error": str(error.code)}, False

        return [await _line(file, read, _no_faktur_file) for file in files]


async def read_slips(files: Iterable[Path]) -> list[Printed]:
    async with SlipReader() as reader:

        async def read(content: bytes) -> Printed:
            try:
                return slip_as_json(await reader.read_slip(content)), True
            except UnreadableSlip as error:
                return {"unreadable": str(error.code)}, False

        return [await _line(file, read, _no_slip_file) for file in files]


async def _line(
    file: Path,
    read: Callable[[bytes], Awaitable[Printed]],
    no_file: Callable[[OSError], dict[str, Any]],
) -> Printed:
    try:
        content = await asyncio.to_thread(_beginning, file)
    except OSError as error:
        said, good = no_file(error), False
    else:
        said, good = await read(content)
    return {"file": str(file), **said}, good


def _beginning(file: Path) -> bytes:
    """Enough to tell that a file is too large; a device has no end. Raises OSError."""
    with file.open("rb") as opened:
        return opened.read(MAX_BYTES + 1)


def _no_faktur_file(error: OSError) -> dict[str, Any]:
    return {"error": error.strerror or "cannot be read"}


def _no_slip_file(error: OSError) -> dict[str, Any]:
    return {"unreadable": "no-file", "error": error.strerror}
