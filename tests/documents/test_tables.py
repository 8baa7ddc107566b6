"""Sheets and CSV that somebody sent, read here and in a process of its own."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from assistant.documents.tables import read_tables
from assistant.documents.workers import TableReader
from assistant.domain.fakturs.paper import UnreadableFaktur

ROWS = [["Nomor Faktur Pajak", "PPN"], ["04002600000000101", 27500], ["a;b", 1.5]]


def sheet() -> bytes:
    book = openpyxl.Workbook()
    active = book.active
    assert active is not None
    for row in ROWS:
        active.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def zipped(**files: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return written.getvalue()


def rows_of(content: bytes) -> list[list[object]]:
    [table] = read_tables(content)
    return list(table.rows)


CSV = "Nomor Faktur Pajak;PPN\r\n04002600000000101;27500\r\n\r\n".encode("utf-8-sig")


async def test_a_reader_that_is_locked_up_reads_what_is_read_here() -> None:
    async with TableReader() as reader:
        for table in (sheet(), CSV, zipped(**{"data.csv": CSV}), zipped(**{"data.xlsx": sheet()})):
            assert await reader.read(table) == read_tables(table)
        assert await reader.holes() == ()


def test_cells_keep_their_kind() -> None:
    assert rows_of(sheet()) == ROWS
    assert rows_of(CSV) == [["Nomor Faktur Pajak", "PPN"], ["04002600000000101", "27500"]]


def test_a_sheet_of_remarks_and_a_title_with_commas_stand_in_no_ones_way() -> None:
    book = openpyxl.Workbook()
    for sheet_rows in ([["Diunduh dari Coretax"], ["Tanggal", "29 Nov 2026"]], [["a", "b", "c"]]):
        sheet = book.create_sheet()
        for row in sheet_rows:
            sheet.append(row)
    written = io.BytesIO()
    book.save(written)
    assert rows_of(written.getvalue()) == [["a", "b", "c"]]
    titled = b"Pajak Keluaran, Januari, 2026\r\na;b;c;d\r\n1;2,5;3;4\r\n"
    assert rows_of(titled)[1:] == [["a", "b", "c", "d"], ["1", "2,5", "3", "4"]]


def test_each_file_of_a_zip_is_read_or_named() -> None:
    beside = {"__MACOSX/._a.csv": b"x", "sub/.DS_Store": b"x"}
    found = read_tables(
        zipped(
            **{"b.csv": CSV, "a.csv": CSV, "c.xlsx": sheet(), "d.xlsx": sheet()[:500]},
            **{"e.txt": b"a;b", "f.xls": b""},
            **beside,
        )
    )
    assert [(one.file, len(one.rows), bool(one.problem)) for one in found] == [
        ("a.csv", 2, False),
        ("b.csv", 2, False),
        ("c.xlsx", 3, False),
        ("d.xlsx", 0, True),
        ("e.txt", 0, True),
        ("f.xls", 0, True),
    ]


def test_each_sheet_that_holds_a_table_is_one() -> None:
    book = openpyxl.Workbook()
    for rows in ([["a", "b", "c"]], [["Catatan"]], [["d", "e", "f"]]):
        one = book.create_sheet()
        for row in rows:
            one.append(row)
    written = io.BytesIO()
    book.save(written)
    assert [one.rows for one in read_tables(written.getvalue())] == [
        [["a", "b", "c"]],
        [["d", "e", "f"]],
    ]


@pytest.mark.parametrize(
    "strange",
    [b"PK\x03\x04", b"PK", b"\x00\x01", sheet()[:500], zipped(**{"a.csv": b"0" * 90_000_000})],
    ids=["head", "two", "binary", "cut", "bomb"],
)
def test_what_is_no_table_is_refused(strange: bytes) -> None:
    with pytest.raises(UnreadableFaktur):
        read_tables(strange)


def test_a_sheet_that_nobody_sees_is_not_read() -> None:
    book = openpyxl.load_workbook(io.BytesIO(sheet()))
    hidden = book.create_sheet("lama")
    hidden.append(["Nomor Faktur Pajak", "PPN", "Status"])
    hidden.sheet_state = "hidden"
    written = io.BytesIO()
    book.save(written)
    assert rows_of(written.getvalue()) == rows_of(sheet())
