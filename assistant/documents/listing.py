"""A list that a customer dropped, CSV or XLSX, read to rows of text within limits.

Nothing in it is run or followed: formulas count by the value that was saved with them, and a part
that declares a document type is no sheet of ours.
"""

from __future__ import annotations

import codecs
import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook, load_workbook

from assistant.domain.portfolio.model import SHEET, SheetError, SheetProblem

LARGEST = 5_000_000
"""Bytes of the file."""
LARGEST_INSIDE = 40_000_000
"""Bytes of all that an XLSX unpacks to."""
MOST_PARTS = 300
MOST_ROWS = 5_000
MOST_COLUMNS = 40
LONGEST_CELL = 32_767
"""Characters, as the format itself has it."""
_ENCODINGS = ("utf-8-sig", "utf-16", "cp1252")


def read_listing(content: bytes) -> str | list[list[str]]:
    """The text of a CSV, or the rows of an XLSX's sheets. Raises :class:`SheetError`."""
    if len(content) > LARGEST:
        raise SheetError(SheetProblem.TOO_LARGE)
    if content.startswith(b"PK\x03\x04"):
        _check(content)
        return _rows(content)
    return _text(content)


def listing_or_not(content: bytes) -> str | list[list[str]] | dict[str, str]:
    """The same for a process of its own, with why not as ``{"problem": code}``."""
    try:
        return read_listing(content)
    except SheetError as error:
        return {"problem": error.code}


def load() -> None:
    """What the libraries load at their first use, when no file opens any more."""
    for encoding in (*_ENCODINGS, "utf-16-le", "utf-16-be"):
        codecs.lookup(encoding)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["a", 1, 1.5, True, datetime(2026, 1, 15), date(2026, 1, 15)])
    written = io.BytesIO()
    book.save(written)
    read_listing(written.getvalue())


def _text(content: bytes) -> str:
    if content[1:8:2] == b"\0\0\0\0" or content[0:8:2] == b"\0\0\0\0":  # UTF-16 without its mark
        content = (b"\xff\xfe" if content[1:2] == b"\0" else b"\xfe\xff") + content
    utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in _ENCODINGS:
        if (encoding == "utf-16") != utf_16:
            continue
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise SheetError(SheetProblem.NO_SHEET)


def _check(content: bytes) -> None:
    """Unpacks it once, counting, before anything else does: what a ZIP says of its own sizes may
    be false."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            if len(parts) > MOST_PARTS:
                raise SheetError(SheetProblem.TOO_LARGE)
            left = LARGEST_INSIDE
            for part in parts:
                left -= _unpacked(packed, part, left)
    except SheetError:
        raise
    except Exception as error:  # whatever a broken ZIP makes of zipfile
        raise SheetError(SheetProblem.NO_SHEET) from error


def _unpacked(packed: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> int:
    """Its bytes, as far as there are not more than ``most``."""
    size, tail = 0, b""
    with packed.open(part) as stream:
        while block := stream.read(65_536):
            size += len(block)
            if size > most:
                raise SheetError(SheetProblem.TOO_LARGE)
            if b"<!DOCTYPE" in tail + block or b"<!ENTITY" in tail + block:
                raise SheetError(SheetProblem.NO_SHEET)
            tail = block[-16:]
    return size


def _rows(content: bytes) -> list[list[str]]:
    """Of all sheets, one below the other, each with a row that says how it is called."""
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        try:
            return [row for sheet in book.worksheets for row in _sheet(sheet)][:MOST_ROWS]
        finally:
            book.close()
    except Exception as error:  # whatever a broken sheet makes of the library
        raise SheetError(SheetProblem.NO_SHEET) from error


def _sheet(sheet: Any) -> Iterator[list[str]]:
    """Its size as the file claims it is not believed."""
    yield [SHEET, str(sheet.title)]
    sheet.reset_dimensions()
    empty = 0
    for cells in sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True):
        row = [_cell(cell) for cell in _as_row(cells)]
        while row and not row[-1]:
            row.pop()
        empty = 0 if any(row) else empty + 1
        if empty > 200:
            break
        if any(row):
            yield row


def _as_row(cells: object) -> Sequence[object]:
    return cells if isinstance(cells, tuple) else ()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value)[:LONGEST_CELL].strip()
