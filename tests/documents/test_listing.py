"""Lists that customers drop: CSV and XLSX, and what only looks like them."""

from __future__ import annotations

import io
import time
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from assistant.documents.tables import LARGEST, OF_CUSTOMERS, listing_or_not, read_listing
from assistant.documents.workers import ListingReader
from assistant.domain.portfolio.model import SHEET, SheetError, SheetProblem
from assistant.domain.portfolio.reading import read_rows


def sheet(*rows: list[object]) -> bytes:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


def problem(content: bytes) -> SheetProblem:
    with pytest.raises(SheetError) as caught:
        read_listing(content)
    return caught.value.code


def test_a_workbook_is_read_to_services_and_companies():
    content = sheet(
        ["Daftar pindah"],
        [],
        ["No", "Perusahaan", "Email", "Domain", "Jatuh tempo"],
        [1, "PT Maju Jaya", "fin@maju.example", "satu.example", date(2027, 3, 1)],
        [2, None, None, "dua.example", None],
        [3, "CV Sinar", None, "tiga.example\nempat.example", None],
    )
    rows = read_listing(content)
    assert isinstance(rows, list)
    reading = read_rows(rows)
    assert [(one.name, one.email, one.services) for one in reading.companies] == [
        ("PT Maju Jaya", "fin@maju.example", ("satu.example", "dua.example")),
        ("CV Sinar", "", ("tiga.example", "empat.example")),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_csv_is_text_in_any_usual_encoding(encoding: str):
    text = "domain;perusahaan\nsatu.example;PT Maju Jaya"
    assert read_listing(text.encode(encoding)) == text


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 broken",
        b"\x89PNG\r\n\x1a\n\0\0\0",
        zipped(**{"a.txt": b"no sheet"}),
        zipped(**{"xl/workbook.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"}),
    ],
)
def test_what_is_no_sheet_says_so(content: bytes):
    assert problem(content) is SheetProblem.NO_SHEET


async def test_behind_bars_the_same_is_read_as_outside():
    """Nothing is loaded any more once a stranger's file is there."""
    text = "domain;perusahaan\nsatu.example;PT Maju Jaya — Ünïcode"
    files = [
        *(text.encode(encoding) for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "cp1252")),
        b"\xfe\xff" + "dua.example".encode("utf-16-be"),
        sheet(["a.example", 1, 2.5, 3.0, True, date(2027, 3, 1), datetime(2027, 3, 1, 9)]),
        sheet([]),
        b"PK\x03\x04 broken",
        zipped(**{"xl/workbook.xml": b"<!DOCTYPE x><x/>"}),
        b"",
    ]
    async with ListingReader() as reader:
        assert await reader.holes() == ()
        for content in files:
            outside = listing_or_not(content)
            said = SheetProblem(outside["problem"]) if isinstance(outside, dict) else outside
            assert await reader.read(content) == said


def test_a_sheet_that_claims_to_be_smaller_is_read_whole():
    content = sheet(["a.example", "PT Satu"], ["b.example", "PT Dua"])
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b'ref="A1:B2"', b'ref="A1"')
    rows = read_listing(zipped(**parts))
    assert rows == [[SHEET, "Sheet"], ["a.example", "PT Satu"], ["b.example", "PT Dua"]]


def test_a_bomb_is_turned_away_before_it_goes_off():
    bomb = zipped(**{"xl/worksheets/sheet1.xml": b"0" * 60_000_000})
    assert len(bomb) < LARGEST
    assert problem(bomb) is SheetProblem.TOO_LARGE
    assert problem(b"x" * (LARGEST + 1)) is SheetProblem.TOO_LARGE
    assert problem(zipped(**{f"{n}.xml": b"" for n in range(400)})) is SheetProblem.TOO_LARGE


def test_a_cell_far_below_costs_no_more_than_the_rows_we_take():
    book = Workbook()
    assert book.active is not None
    book.active["A1"] = "satu.example"
    book.active["A1000000"] = "dua.example"
    out = io.BytesIO()
    book.save(out)
    began = time.process_time()
    rows = read_listing(out.getvalue())
    assert time.process_time() - began < 3
    assert len(rows) <= OF_CUSTOMERS.rows
