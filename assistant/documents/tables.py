"""The cells of a sheet or of CSV that somebody sent, also where it lies in a ZIP.

Nothing is reckoned: a formula is read as what the program that wrote it had found. What is too
large is refused whole.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any
from zipfile import ZipFile, ZipInfo

import openpyxl

from assistant.domain.fakturs.paper import Unreadable, UnreadableFaktur

MOST_ROWS = 100_000
MOST_COLUMNS = 60
LONGEST_CELL = 300
_MOST_UNPACKED = 256 * 1024 * 1024
_HIGHEST_RATIO = 200
"""Unpacked ÷ packed: a sheet's XML reaches some 30."""
Cell = str | int | float | bool | None


def read_table(table: bytes) -> list[list[Cell]]:
    """Row by row, those with nothing in them left out. Raises UnreadableFaktur."""
    try:
        return _limited(_rows(table))
    except (UnreadableFaktur, MemoryError):
        raise
    except Exception as error:  # whatever openpyxl, zipfile or csv make of a strange file
        raise UnreadableFaktur(Unreadable.DAMAGED) from error


def load() -> None:
    """What the libraries load at their first use, when no file opens any more."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["a", 1, 1.5, True, datetime(2026, 1, 15), date(2026, 1, 15)])
    written = io.BytesIO()
    book.save(written)
    read_table(written.getvalue())
    read_table(b"a;b\n1;2\n")


def _rows(table: bytes) -> Iterator[Sequence[Any]]:
    if table[:2] != b"PK":
        return _csv(table)
    with ZipFile(io.BytesIO(table)) as archive:
        entries = archive.infolist()
        _bound(entries)
        names = [entry.filename for entry in entries]
        if "[Content_Types].xml" in names:
            return _sheet(table)
        inside = [
            entry for entry in entries
            if not entry.is_dir() and entry.filename.lower().endswith((".csv", ".xlsx"))
            and not entry.filename.startswith("__MACOSX")
        ]  # fmt: skip
        if len(inside) != 1:
            raise UnreadableFaktur(Unreadable.DAMAGED)
        content = archive.read(inside[0])
    if content[:2] == b"PK":
        with ZipFile(io.BytesIO(content)) as packed:
            _bound(packed.infolist())
        return _sheet(content)
    return _csv(content)


def _bound(entries: Sequence[ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if unpacked > _MOST_UNPACKED or unpacked > _HIGHEST_RATIO * max(packed, 64 * 1024):
        raise UnreadableFaktur(Unreadable.TOO_LARGE)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise UnreadableFaktur(Unreadable.ENCRYPTED)


def _sheet(content: bytes) -> Iterator[Sequence[Any]]:
    """The first sheet that holds anything; its size as the file claims it is not believed."""
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    try:
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            rows = sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS)
            first = next((row for row in rows if any(cell is not None for cell in row)), None)
            if first is not None:
                yield first
                yield from rows
                return
    finally:
        book.close()


def _csv(content: bytes) -> Iterator[Sequence[str]]:
    text = _text(content)
    head = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t|", key=head.count)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _text(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16")
    if b"\x00" in content:
        raise UnreadableFaktur(Unreadable.DAMAGED)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _limited(rows: Iterable[Sequence[Any]]) -> list[list[Cell]]:
    kept: list[list[Cell]] = []
    for row in rows:
        cells = [_cell(value) for value in row[:MOST_COLUMNS]]
        while cells and cells[-1] in (None, ""):
            cells.pop()
        if not cells:
            continue
        if len(kept) == MOST_ROWS:
            raise UnreadableFaktur(Unreadable.TOO_LARGE)
        kept.append(cells)
    return kept


def _cell(value: Any) -> Cell:
    match value:
        case None | bool() | int():
            return value
        case float():
            return value if value == value and abs(value) < 1e300 else None
        case date():
            return value.isoformat()
        case _:
            return str(value)[:LONGEST_CELL]
