"""A table that somebody dropped: its cells, before anybody says what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

RawCell = str | int | float | bool | None
"""A moment comes as ISO text."""


@dataclass(frozen=True, slots=True)
class DroppedTable:
    """A CSV, or a sheet of a book."""

    file: str
    """What the file is called in its ZIP, a table each or several; empty: it lay in none."""
    rows: Sequence[Sequence[RawCell]]
    problem: str = ""
    """Why it was not read."""
