"""Tables as XLSX, for people to sort and add up.

Nothing that came from outside is ever a formula: texts are written as texts whatever they begin
with, and their cells are formatted as text, so that they stay texts when somebody edits them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from assistant.domain.columns import Cell, Column, ColumnKind

_FORMATS = {
    ColumnKind.TEXT: "@",
    ColumnKind.COUNT: "0",
    ColumnKind.RUPIAH: "#,##0",
    ColumnKind.SEN: "#,##0.00",
    ColumnKind.DAY: "dd/mm/yyyy",
    ColumnKind.MONTH: "mm/yyyy",
}
"""Excel shows them in its own language: 1.250.000 in Indonesian."""
_LONGEST_CELL = 32_767
_LONGEST_TITLE = 31
_NARROWEST, _WIDEST = 8, 60
"""Characters of a column; longer texts are wrapped."""
_A4 = 9


def write_sheet(title: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> bytes:
    """An XLSX with one sheet: a head that stays in view, and a row per row.

    Raises ValueError for a row of another length, TypeError for a cell not of its column's kind.
    """
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet(_sheet_name(title))
        formats = [_cell_format(book, column.kind) for column in columns]
        widths = [len(column.title) for column in columns]
        last = 0
        for last, row in enumerate(rows, start=1):
            for at, (cell, column) in enumerate(zip(row, columns, strict=True)):
                shown = _write(sheet, last, at, cell, column.kind, formats[at])
                widths[at] = max(widths[at], shown)
        _head(book, sheet, columns, widths)
        _behave(sheet, last, len(columns))
    return stream.getvalue()


def _head(book: Workbook, sheet: Worksheet, columns: Sequence[Column], widths: list[int]) -> None:
    look = book.add_format(
        {"bold": True, "bg_color": "#E8EDF3", "bottom": 1, "valign": "vcenter", "text_wrap": True}
    )
    for at, column in enumerate(columns):
        sheet.write_string(0, at, _clean(column.title), look)
        sheet.set_column(at, at, min(max(widths[at], _NARROWEST), _WIDEST) + 2)


def _behave(sheet: Worksheet, last: int, columns: int) -> None:
    """On the screen and on paper; and no warning that a number is kept as text."""
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, columns - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _cell_format(book: Workbook, kind: ColumnKind) -> Format:
    look: dict[str, object] = {"num_format": _FORMATS[kind], "valign": "top"}
    if kind is ColumnKind.TEXT:
        look |= {"text_wrap": True, "align": "left"}
    return book.add_format(look)


def _write(
    sheet: Worksheet, row: int, column: int, cell: Cell, kind: ColumnKind, look: Format
) -> int:
    """The characters it takes."""
    match kind, cell:
        case _, None:
            sheet.write_blank(row, column, None, look)
            return 0
        case ColumnKind.TEXT, str():
            sheet.write_string(row, column, _clean(cell), look)
            return max(map(len, cell.split("\n")))
        case ((ColumnKind.DAY | ColumnKind.MONTH), date()):
            sheet.write_datetime(row, column, cell, look)
            return len("31/12/2026")
        case ((ColumnKind.COUNT | ColumnKind.RUPIAH | ColumnKind.SEN), int() | Decimal()):
            sheet.write_number(row, column, cell, look)
            return len(f"{cell:,.2f}")
    raise TypeError(f"no {kind}: {cell!r}")


def _clean(text: str) -> str:
    """What a cell can hold."""
    text = text.encode("utf-8", "replace").decode().replace("\r\n", "\n").replace("\r", "\n")
    return text if len(text) <= _LONGEST_CELL else text[: _LONGEST_CELL - 1] + "…"


def _sheet_name(title: str) -> str:
    """Without what Excel forbids in it."""
    name = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", _clean(title))[:_LONGEST_TITLE].strip(" '")
    return name or "1"
