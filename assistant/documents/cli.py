"""What ``assistant faktur read`` prints."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from assistant.documents.framing import MAX_BYTES
from assistant.documents.jsonout import as_json
from assistant.documents.workers import FakturReader
from assistant.domain.fakturs.paper import UnreadableFaktur


async def read_files(files: Iterable[Path]) -> list[tuple[dict[str, Any], bool]]:
    """For each file: what to print, and whether it was read."""
    async with FakturReader() as reader:
        return [await _read(reader, file) for file in files]


def beginning(file: Path) -> bytes:
    """Enough to tell that a file is too large; a device has no end. Raises OSError."""
    with file.open("rb") as opened:
        return opened.read(MAX_BYTES + 1)


async def _read(reader: FakturReader, file: Path) -> tuple[dict[str, Any], bool]:
    try:
        content = await asyncio.to_thread(beginning, file)
    except OSError as error:
        return {"file": str(file), "error": error.strerror or "cannot be read"}, False
    try:
        return {"file": str(file), **as_json(await reader.read(content))}, True
    except UnreadableFaktur as error:
        return {"file": str(file), "error": str(error.code)}, False
