"""The cells of a sheet or of CSV that somebody sent: a list of Coretax's, or one that a customer
dropped.

Nothing is reckoned, run or followed: a formula is read as what the program that wrote it had found,
and a part that declares a document type is no sheet of ours. What is too large is refused whole.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from itertools import chain, islice
from typing import Any, NamedTuple
from zipfile import ZipFile, ZipInfo

import openpyxl

from assistant.domain.dropped import DroppedTable
from assistant.domain.fakturs.paper import Unreadable, UnreadableFaktur
from assistant.domain.portfolio.model import SHEET, SheetError, SheetProblem

Cell = str | int | float | bool | None
Rows = Iterator[Sequence[Any]]


class TableLimits(NamedTuple):
    unpacked: int
    """Bytes of all that the file holds."""
    rows: int
    columns: int
    cell: int
    """Characters."""


OF_CORETAX = TableLimits(unpacked=256 * 1024 * 1024, rows=100_000, columns=60, cell=300)
OF_CUSTOMERS = TableLimits(unpacked=40_000_000, rows=5_000, columns=40, cell=32_767)
LARGEST = 5_000_000
"""Bytes of a customer's file."""
_OF_TABLE = 3
"""Cells of a row: a page of remarks before the table has fewer."""
_HEAD = 20
"""Lines by which the character between the cells is found: a title may stand above them."""
_MOST_PARTS = 300
_HIGHEST_RATIO = 200
"""Unpacked ÷ packed: a sheet's XML reaches some 30."""
_ZIP = re.compile(rb"PK(?:[\x03\x05\x07]|\Z)")
_OF_SYSTEM = re.compile(r"^__MACOSX/|(?:^|/)(?:\.[^/]*|Thumbs\.db|desktop\.ini)$")
_NO_SHEET_HOLDS = (b"<!DOCTYPE", b"<!ENTITY")


def read_tables(content: bytes) -> list[DroppedTable]:
    """Of a CSV the one; of a book each sheet that holds a table, else the first that holds
    anything; of a ZIP those of each file in it, and why a file there was not read. Rows with
    nothing in them are left out. Raises UnreadableFaktur."""
    left = OF_CORETAX.rows
    found: list[DroppedTable] = []
    for name, inside in _files_in(content):
        try:
            if inside is None:
                raise UnreadableFaktur(Unreadable.DAMAGED)
            with _named():
                tables = _tables_of(inside, left)
        except UnreadableFaktur as error:
            if not name or error.code is Unreadable.TOO_LARGE:
                raise
            found.append(DroppedTable(name, (), str(error.code)))
            continue
        left -= sum(map(len, tables))
        found += [DroppedTable(name, rows) for rows in tables]
    return found


def tables_as_json(content: bytes) -> list[dict[str, Any]]:
    """The same for a process of its own."""
    return [
        {"file": one.file, "rows": one.rows, "problem": one.problem} for one in read_tables(content)
    ]


def _tables_of(content: bytes, most: int) -> list[list[list[Cell]]]:
    """``most`` rows. Without any: a table without rows, for somebody has to be told."""
    if not _ZIP.match(content):
        sheets: Iterator[tuple[str, Rows]] = iter([("", _csv(content))])
    else:
        sheets = _sheets(content, OF_CORETAX)
    tables: list[list[list[Cell]]] = []
    first: list[list[Cell]] = []
    for _, sheet in sheets:
        rows = list(islice(_filled(sheet, OF_CORETAX), most + 1))
        most -= len(rows)
        if most < 0:
            raise UnreadableFaktur(Unreadable.TOO_LARGE)
        if any(len(row) >= _OF_TABLE for row in rows):
            tables.append(rows)
        first = first or rows
    return tables or [first]


def read_listing(content: bytes) -> str | list[list[str]]:
    """The text of a CSV, or the rows of an XLSX's sheets, one below the other, each with a row that
    says how it is called; no more than :data:`OF_CUSTOMERS` allows. Raises :class:`SheetError`."""
    try:
        if len(content) > LARGEST:
            raise UnreadableFaktur(Unreadable.TOO_LARGE)
        with _named():
            if not _ZIP.match(content):
                return _text(content, "strict")
            sheets = _sheets(content, OF_CUSTOMERS, lowest=OF_CUSTOMERS.rows)
            rows = (
                row
                for title, sheet in sheets
                for row in chain([[SHEET, title]], map(_shown, _filled(sheet, OF_CUSTOMERS)))
            )
            return list(islice(rows, OF_CUSTOMERS.rows))
    except (UnreadableFaktur, MemoryError) as error:
        large = isinstance(error, MemoryError) or error.code is Unreadable.TOO_LARGE
        raise SheetError(SheetProblem.TOO_LARGE if large else SheetProblem.NO_SHEET) from error


def listing_or_not(content: bytes) -> str | list[list[str]] | dict[str, str]:
    """The same for a process of its own, with why not as ``{"problem": code}``."""
    try:
        return read_listing(content)
    except SheetError as error:
        return {"problem": error.code}


def load() -> None:
    """What the libraries load at their first use, when no file opens any more."""
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"):
        codecs.lookup(encoding)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["a", 1, 1.5, True, datetime(2026, 1, 15), date(2026, 1, 15)])
    written = io.BytesIO()
    book.save(written)
    read_tables(written.getvalue())
    read_tables(b"a;b\n1;2\n")


@contextmanager
def _named() -> Iterator[None]:
    try:
        yield
    except (UnreadableFaktur, MemoryError):
        raise
    except Exception as error:  # whatever openpyxl, zipfile or csv make of a strange file
        raise UnreadableFaktur(Unreadable.DAMAGED) from error


# What lies in a ZIP


def _files_in(content: bytes) -> Iterator[tuple[str, bytes | None]]:
    """Those of a ZIP by their names, None for what is no table; anything else is itself, without a
    name. What systems put beside files is passed over."""
    with _named():
        if not _ZIP.match(content):
            yield "", content
            return
        with ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if "[Content_Types].xml" in [entry.filename for entry in entries]:
                yield "", content
                return
            _bound(entries, OF_CORETAX)
            inside = [
                entry for entry in entries
                if not entry.is_dir() and not _OF_SYSTEM.search(entry.filename)
            ]  # fmt: skip
            if not inside:
                raise UnreadableFaktur(Unreadable.DAMAGED)
            for entry in sorted(inside, key=lambda one: one.filename):
                is_table = entry.filename.lower().endswith((".csv", ".xlsx"))
                yield entry.filename, archive.read(entry) if is_table else None


def _bound(entries: Sequence[ZipInfo], limits: TableLimits) -> None:
    """By the sizes that it claims: no more is ever unpacked of a part."""
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    most = min(limits.unpacked, _HIGHEST_RATIO * max(packed, 64 * 1024))
    if unpacked > most or len(entries) > _MOST_PARTS:
        raise UnreadableFaktur(Unreadable.TOO_LARGE)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise UnreadableFaktur(Unreadable.ENCRYPTED)


def _sheets(
    content: bytes, limits: TableLimits, lowest: int | None = None
) -> Iterator[tuple[str, Rows]]:
    """The title and the rows of each sheet that one sees, none below ``lowest``; its size as the
    file claims is not believed."""
    with ZipFile(io.BytesIO(content)) as packed:
        _bound(packed.infolist(), limits)
        for part in packed.infolist():
            _refuse_declarations(packed, part)
    book = openpyxl.load_workbook(
        io.BytesIO(content), read_only=True, data_only=True, keep_links=False
    )
    try:
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                continue
            sheet.reset_dimensions()
            rows = sheet.iter_rows(max_row=lowest, max_col=limits.columns, values_only=True)
            yield str(sheet.title), rows
    finally:
        book.close()


def _refuse_declarations(packed: ZipFile, part: ZipInfo) -> None:
    tail = b""
    with packed.open(part) as stream:
        while block := stream.read(65_536):
            seen = tail + block
            if any(declaration in seen for declaration in _NO_SHEET_HOLDS):
                raise UnreadableFaktur(Unreadable.DAMAGED)
            tail = block[-16:]


# Text


def _csv(content: bytes) -> Iterator[Sequence[str]]:
    text = _text(content, "replace")
    head = list(islice(filter(str.strip, text.splitlines()), _HEAD))
    counts = {sign: [line.count(sign) for line in head] for sign in ",;\t|"}
    delimiter = max(counts, key=lambda sign: (max(counts[sign], default=0), sum(counts[sign])))
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _text(content: bytes, errors: str) -> str:
    """``errors``: what becomes of a character that Windows' own encoding has not, either."""
    if b"\0\0\0\0" in (content[1:8:2], content[0:8:2]):  # UTF-16 without its mark
        mark = codecs.BOM_UTF16_LE if content[1:2] == b"\0" else codecs.BOM_UTF16_BE
        content = mark + content
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16")
    if b"\x00" in content:
        raise UnreadableFaktur(Unreadable.DAMAGED)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors)


# Cells


def _filled(rows: Iterator[Sequence[Any]], limits: TableLimits) -> Iterator[list[Cell]]:
    for row in rows:
        cells = [_cell(value, limits.cell) for value in row[: limits.columns]]
        while cells and cells[-1] in (None, ""):
            cells.pop()
        if cells:
            yield cells


def _cell(value: Any, longest: int) -> Cell:
    match value:
        case None | bool() | int():
            return value
        case float():
            return value if value == value and abs(value) < 1e300 else None
        case date():
            return value.isoformat()[:10]
        case _:
            return str(value)[:longest]


def _shown(cells: Sequence[Cell]) -> list[str]:
    whole = (int(cell) if isinstance(cell, float) and cell.is_integer() else cell for cell in cells)
    return ["" if cell is None else str(cell).strip() for cell in whole]
