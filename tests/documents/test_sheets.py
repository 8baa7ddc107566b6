"""A table as XLSX, read back by another library."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from assistant.documents.sheets import write_sheet
from assistant.domain.columns import Cell, Column, ColumnKind

COLUMNS = (
    Column("Nomor faktur"),
    Column("Perusahaan"),
    Column("Tanggal", ColumnKind.DAY),
    Column("Masa pajak", ColumnKind.MONTH),
    Column("Halaman", ColumnKind.COUNT),
    Column("DPP", ColumnKind.RUPIAH),
    Column("PPN", ColumnKind.SEN),
)
ROW: tuple[Cell, ...] = (
    "04002600000000123",
    "PT Contoh",
    date(2026, 10, 15),
    date(2026, 10, 1),
    1,
    Decimal("366666.67"),
    Decimal("44000.00"),
)


def back(content: bytes) -> Worksheet:
    book = openpyxl.load_workbook(io.BytesIO(content))
    [sheet] = book.worksheets
    return sheet


def only_text(*values: str) -> Worksheet:
    return back(write_sheet("Teks", [Column("Nama")], [[value] for value in values]))


def test_numbers_are_numbers_and_what_only_looks_like_one_is_text() -> None:
    sheet = back(write_sheet("Indeks", COLUMNS, [ROW, [None] * 7]))
    head, row, empty = sheet.iter_rows()
    assert [cell.value for cell in head] == [column.title for column in COLUMNS]
    assert [cell.value for cell in row] == [
        "04002600000000123",
        "PT Contoh",
        datetime(2026, 10, 15),
        datetime(2026, 10, 1),
        1,
        366666.67,
        44000,
    ]
    assert [cell.number_format for cell in row] == [
        "@", "@", "dd/mm/yyyy", "mm/yyyy", "0", "#,##0", "#,##0.00",
    ]  # fmt: skip
    assert {cell.value for cell in empty} == {None}


def test_the_head_stays_in_view_and_columns_are_as_wide_as_what_they_hold() -> None:
    long = "PT " + "PANJANG " * 40
    sheet = back(write_sheet("Indeks", COLUMNS, [ROW, ("1", long, *ROW[2:])]))
    assert sheet.title == "Indeks"
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:G3"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.column_dimensions["A"].width > len("04002600000000123")
    assert 50 < sheet.column_dimensions["B"].width < 70


@pytest.mark.parametrize(
    "value",
    [
        "=1+1",
        '=HYPERLINK("https://jahat.example","klik")',
        "+62812345678",
        "-5",
        "@SUM(A1)",
        "\t=1+1",
        "{=1+1}",
        "0012345674012000",
        "https://contoh.example",
        "<b>&amp;</b>",
        "",
    ],
)
def test_a_text_stays_the_text_that_it_is(value: str) -> None:
    cell = only_text(value)["A2"]
    assert cell.data_type in ("s", "n")
    assert (cell.value or "") == value
    assert cell.number_format == "@"
    assert cell.hyperlink is None


def test_what_a_cell_cannot_hold_is_cut_visibly() -> None:
    cell = only_text("x" * 40_000)["A2"]
    assert (len(cell.value), cell.value[-1]) == (32_767, "…")
    assert only_text("PT \ud800 X")["A2"].value == "PT ? X"
    assert only_text("\r=1+1\r\n")["A2"].value == "\n=1+1\n"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Oktober 2026", "Oktober 2026"),
        ("a/b[c]:*?", "a b c"),
        ("'" * 9, "1"),
        ("x" * 50, "x" * 31),
    ],
)
def test_a_sheets_name_is_one_that_excel_takes(title: str, name: str) -> None:
    assert back(write_sheet(title, COLUMNS, [])).title == name


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        (ColumnKind.RUPIAH, "1000"),
        (ColumnKind.TEXT, Decimal(1)),
        (ColumnKind.DAY, "2026-10-15"),
        (ColumnKind.COUNT, date(2026, 1, 1)),
    ],
)
def test_a_cell_of_another_kind_is_an_error(kind: ColumnKind, cell: Cell) -> None:
    with pytest.raises(TypeError):
        write_sheet("x", [Column("x", kind)], [[cell]])


def test_a_row_of_another_length_is_an_error() -> None:
    with pytest.raises(ValueError, match="zip"):
        write_sheet("x", [Column("x")], [["a", "b"]])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=6))
def test_any_texts_come_back(values: Sequence[str]) -> None:
    sheet = only_text(*values)
    found = [str(row[0].value or "") for row in sheet.iter_rows(min_row=2)]
    assert len(found) == len(values)
    for value, cell in zip(values, found, strict=True):
        assert not cell.startswith("=") or value.startswith("=")
