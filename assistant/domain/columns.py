"""A table for people who work with spreadsheets: its columns and what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

Cell = str | int | Decimal | date | None
"""None is an empty cell. A moment is given as the local day it fell on."""


class ColumnKind(StrEnum):
    TEXT = "text"
    """Also what only looks like a number: NPWP, a faktur's number; leading zeros stay."""
    COUNT = "count"
    RUPIAH = "rupiah"
    """Shown in whole rupiah."""
    SEN = "sen"
    """Rupiah shown with two decimals, as Coretax's XML carries them."""
    DAY = "day"
    MONTH = "month"
    """A day, shown as its month."""


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    kind: ColumnKind = ColumnKind.TEXT


WriteSheet = Callable[[str, Sequence[Column], Iterable[Sequence[Cell]]], bytes]
"""An XLSX of a title, its columns and its rows."""
