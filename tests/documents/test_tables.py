"""Sheets and CSV that somebody sent, read here and in a process of its own."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from assistant.documents.tables import read_table
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
            archive.writestr(name.replace("_", "."), content)
    return written.getvalue()


CSV = "Nomor Faktur Pajak;PPN\r\n04002600000000101;27500\r\n\r\n".encode("utf-8-sig")


async def test_a_reader_that_is_locked_up_reads_what_is_read_here() -> None:
    async with TableReader() as reader:
        for table in (sheet(), CSV, zipped(data_csv=CSV), zipped(data_xlsx=sheet())):
            assert await reader.read(table) == read_table(table)
        assert await reader.holes() == ()
        with pytest.raises(UnreadableFaktur):
            await reader.read(zipped(a_csv=CSV, b_csv=CSV))


def test_cells_keep_their_kind() -> None:
    assert read_table(sheet()) == ROWS
    assert read_table(CSV) == [["Nomor Faktur Pajak", "PPN"], ["04002600000000101", "27500"]]


def test_a_sheet_of_remarks_and_a_title_with_commas_stand_in_no_ones_way() -> None:
    book = openpyxl.Workbook()
    for sheet_rows in ([["Diunduh dari Coretax"], ["Tanggal", "29 Nov 2026"]], [["a", "b", "c"]]):
        sheet = book.create_sheet()
        for row in sheet_rows:
            sheet.append(row)
    written = io.BytesIO()
    book.save(written)
    assert read_table(written.getvalue()) == [["a", "b", "c"]]
    titled = b"Pajak Keluaran, Januari, 2026\r\na;b;c;d\r\n1;2,5;3;4\r\n"
    assert read_table(titled)[1:] == [["a", "b", "c", "d"], ["1", "2,5", "3", "4"]]


@pytest.mark.parametrize(
    "strange",
    [b"PK\x03\x04", b"PK", b"\x00\x01", sheet()[:500], zipped(a_csv=b"0" * 90_000_000)],
    ids=["head", "two", "binary", "cut", "bomb"],
)
def test_what_is_no_table_is_refused(strange: bytes) -> None:
    with pytest.raises(UnreadableFaktur):
        read_table(strange)
