"""A spreadsheet's rows, or lines that are one: columns by their titles, in any order."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence

from assistant.domain.portfolio.terms import ColumnMeaning, column_of

Row = Sequence[str]
_SHAPED = re.compile(r"[^\s@]+@[^\s@]+\.\w|\w\.(?:\w{2,})(?:\.|$|[\s,;/])")
_SIGNS = "\t;|,"
_RULE = re.compile(r"[\s|+:=-]*")
"""A line that only rules off, as in a Markdown table."""


def heads_of(row: Row) -> list[ColumnMeaning] | None:
    """The columns where a row is a head: it names the services and whose, and holds none."""
    if not sum(bool(cell.strip()) for cell in row) >= 2 or any(map(_SHAPED.search, row)):
        return None
    columns = [column_of(cell) for cell in row]
    named = Counter(columns)
    owner = named[ColumnMeaning.COMPANY] or named[ColumnMeaning.EMAIL]
    unknown = sum(
        column is None and bool(cell.strip()) for column, cell in zip(columns, row, strict=False)
    )
    if not named[ColumnMeaning.SERVICE] or not owner or unknown > len(row) - unknown:
        return None
    return [column or ColumnMeaning.OTHER for column in columns]


def table_of(lines: Sequence[str]) -> tuple[str, list[ColumnMeaning]] | None:
    """The sign between columns and the columns, where the first line is a table's head."""
    for sign in _SIGNS:
        if sign in lines[0]:
            heads = heads_of(split_row(lines[0], sign))
            if heads is not None:
                return sign, heads
    return None


def split_row(line: str, sign: str) -> list[str]:
    """Its cells; a sign inside quotes is none."""
    text = line.strip().strip("|") if sign == "|" else line
    try:
        cells = next(csv.reader(io.StringIO(text), delimiter=sign, skipinitialspace=True), [])
    except csv.Error:
        cells = text.split(sign)
    return [cell.strip() for cell in cells]


def rules_off(line: str) -> bool:
    return bool(_RULE.fullmatch(line))


def cell_of(row: Row, columns: Sequence[ColumnMeaning], wanted: ColumnMeaning) -> str:
    """The first cell of these columns that is not empty."""
    cells = (cell.strip() for cell, column in zip(row, columns, strict=False) if column is wanted)
    return next((cell for cell in cells if cell), "")
