"""A spreadsheet's rows, or lines that are one: columns by their titles, in any order."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence

from assistant.domain.portfolio.terms import ColumnMeaning, column_of, label_of
from assistant.domain.portfolio.tokens import has_legal_form, plain_line

TableRow = Sequence[str]
_SHAPED = re.compile(r"[^\s@]+@[^\s@]+\.\w|\w\.(?:\w{2,})(?:\.|$|[\s,;/])")
_LABELLED = re.compile(r"\s*([A-Za-z][A-Za-z -]{1,30}?)\s*[:=]\s*(\S.*)")
MOST_LINES_OF_A_ROW = 100
_SIGNS = "\t;|,"
_RULE = re.compile(r"[\s|+:=-]*")
"""A line that only rules off, as in a Markdown table."""


def heads_of(row: TableRow) -> list[ColumnMeaning] | None:
    """The columns where a row is a head: it names the services and whose, and holds none. Whose
    they are need not be a column where all columns are known ones."""
    if sum(bool(cell.strip()) for cell in row) < 2 or any(len(cell) > 200 for cell in row):
        return None
    if any(map(_SHAPED.search, row)):
        return None
    columns = [column_of(cell) for cell in row]
    named = Counter(columns)
    unknown = sum(
        column is None and bool(cell.strip()) for column, cell in zip(columns, row, strict=False)
    )
    owner = (
        named[ColumnMeaning.COMPANY]
        or named[ColumnMeaning.EMAIL]
        or (not unknown and named[ColumnMeaning.OTHER])
    )
    if not named[ColumnMeaning.SERVICE] or not owner or unknown > len(row) - unknown:
        return None
    return [column or ColumnMeaning.OTHER for column in columns]


def table_of(line: str) -> tuple[str, list[ColumnMeaning]] | None:
    """The sign between columns and the columns, where a line is a table's head."""
    for sign in _SIGNS:
        if sign in line:
            heads = heads_of(split_row(line, sign))
            if heads is not None:
                return sign, heads
    return None


def split_row(line: str, sign: str, width: int = 0) -> list[str]:
    """Its cells; a sign inside quotes is none. Bars may stand around a row; where it has as many
    cells as its head (``width``), its first or last is empty."""
    text = line.strip() if sign == "|" else line
    if sign == "|" and text.count("|") + 1 != width:
        text = text.removeprefix("|").removesuffix("|")
    try:
        cells = next(csv.reader(io.StringIO(text), delimiter=sign, skipinitialspace=True), [])
    except csv.Error:
        cells = text.split(sign)
    return [cell.strip() for cell in cells]


def labelled(line: str) -> tuple[ColumnMeaning, str] | None:
    """What a line says it is about, and what it says."""
    match = _LABELLED.fullmatch(plain_line(line))
    column = (label_of(match[1]) or _other(match[1])) if match else None
    return (column, match[2].strip()) if match and column else None


def _other(title: str) -> ColumnMeaning | None:
    """A company may be called *Sumber*, as a column of origins is."""
    is_other = not has_legal_form(title) and column_of(title) is ColumnMeaning.OTHER
    return ColumnMeaning.OTHER if is_other else None


def row_end(lines: Sequence[str], at: int) -> int:
    """Where a row ends that begins here: a cell in quotes may hold several lines."""
    quotes = 0
    for place in range(at, min(at + MOST_LINES_OF_A_ROW, len(lines))):
        quotes += lines[place].count('"')
        if quotes % 2 == 0:
            return place + 1
    return at + 1


def rules_off(line: str) -> bool:
    return bool(_RULE.fullmatch(line))


def cells_of(row: TableRow, columns: Sequence[ColumnMeaning], wanted: ColumnMeaning) -> list[str]:
    """The cells of these columns that are not empty."""
    cells = (cell.strip() for cell, column in zip(row, columns, strict=False) if column is wanted)
    return [cell for cell in cells if cell]
