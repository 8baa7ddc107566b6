"""What ``assistant buktipotong read`` prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from assistant.documents.framing import MAX_BYTES
from assistant.documents.slip_json import slip_as_json
from assistant.documents.slips import read_slip
from assistant.domain.withholding.model import UnreadableSlip


def read_slips(files: Iterable[Path]) -> Iterator[tuple[dict[str, Any], bool]]:
    """For each file: what to print, and whether it is a slip that was read."""
    return (_read(file) for file in files)


def _read(file: Path) -> tuple[dict[str, Any], bool]:
    try:
        with file.open("rb") as opened:
            content = opened.read(MAX_BYTES + 1)  # enough to tell that it is too large
    except OSError as error:
        return {"file": str(file), "unreadable": "no-file", "error": error.strerror}, False
    try:
        return {"file": str(file), **slip_as_json(read_slip(content))}, True
    except UnreadableSlip as error:
        return {"file": str(file), "unreadable": str(error.code)}, False
