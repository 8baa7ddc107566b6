"""What ``assistant buktipotong read`` prints."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from assistant.documents.cli import beginning
from assistant.documents.slip_json import slip_as_json
from assistant.documents.slip_reader import SlipReader
from assistant.domain.withholding.model import UnreadableSlip


async def read_slips(files: Iterable[Path]) -> list[tuple[dict[str, Any], bool]]:
    """For each file: what to print, and whether it is a slip that was read."""
    async with SlipReader() as reader:
        return [await _read(reader, file) for file in files]


async def _read(reader: SlipReader, file: Path) -> tuple[dict[str, Any], bool]:
    try:
        content = await asyncio.to_thread(beginning, file)
    except OSError as error:
        return {"file": str(file), "unreadable": "no-file", "error": error.strerror}, False
    try:
        return {"file": str(file), **slip_as_json(await reader.read_slip(content))}, True
    except UnreadableSlip as error:
        return {"file": str(file), "unreadable": str(error.code)}, False
