"""Coretax's list of slips: XLSX and CSV, Indonesian and English, with columns nobody knows."""

from __future__ import annotations

import io
import random
from datetime import date, datetime
from decimal import Decimal

import pytest
import xlsxwriter

from assistant.documents.slip_list import read_slip_list
from assistant.domain.withholding.books import ListedSlip, ListFault, NotAListError

INDONESIAN = [
    "Masa Pajak", "Nomor Pemotongan", "Status", "NITKU", "NPWP Pemotong", "Nama Pemotong",
    "Kode Objek Pajak", "DPP (Rp)", "Pajak Penghasilan (Rp)", "Kolom Baru",
]  # fmt: skip
ENGLISH = [
    "TaxPeriodCode", "WithholdingSlipsNumber", "WithholdingSlipsStatus", "BranchId",
    "WithholderTIN", "WithholderName", "TaxObjectCode", "TaxBase", "IncomeTax", "Whatever",
]  # fmt: skip
ROW = [
    "11-2026", "2600A1B2C", "NORMAL", "x", "0013121660091000", "MAJU JAYA", "24-104-27",
    "1.250.000", "25.000", "?",
]  # fmt: skip
SLIP = ListedSlip(
    "2600A1B2C", date(2026, 11, 1), False, "0013121660091000", "MAJU JAYA", "24-104-27",
    Decimal(1_250_000), Decimal(25_000),
)  # fmt: skip


def as_csv(rows: list[list[str]], delimiter: str) -> bytes:
    return "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows).encode()


def as_xlsx(rows: list[list[object]]) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return stream.getvalue()


@pytest.mark.parametrize("head", [INDONESIAN, ENGLISH])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_a_csv_is_read_by_its_head(head: list[str], delimiter: str, bom: bytes) -> None:
    assert read_slip_list(bom + as_csv([head, ROW], delimiter)) == [SLIP]


@pytest.mark.parametrize("head", [INDONESIAN, ENGLISH])
def test_columns_stand_in_any_order_and_under_a_title(head: list[str]) -> None:
    draw = random.Random(7)
    for _ in range(10):
        order = draw.sample(range(len(head)), len(head))
        rows = [
            ["Daftar Bukti Potong"],
            [],
            [head[at] for at in order],
            [ROW[at] for at in order],
            ["" for _ in order],
        ]
        assert read_slip_list(as_xlsx(rows)) == [SLIP]


def test_numbers_of_a_sheet_are_numbers() -> None:
    rows = [
        ["Nomor Pemotongan", "NPWP Pemotong", "DPP", "PPh", "Masa Pajak"],
        ["2600a1b2c", 13121660091000, 1250000.0, 25000, "November 2026"],
    ]
    (one,) = read_slip_list(as_xlsx(rows))
    assert (one.number, one.withholder) == ("2600A1B2C", "0013121660091000")
    assert (one.base, one.amount, one.masa) == (1_250_000, 25_000, date(2026, 11, 1))


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("25.000", 25_000), ("25,000", 25_000), ("25.000,00", 25_000), ("25,000.50", "25000.5"),
        ("Rp 1.250.000", 1_250_000), ("25000", 25_000), ("", None), ("-", None),
    ],
)  # fmt: skip
def test_amounts_are_read_however_they_are_grouped(written: str, amount: object) -> None:
    (one,) = read_slip_list(as_csv([["Nomor Pemotongan", "PPh"], ["2600A1B2C", written]], ";"))
    assert one.amount == (None if amount is None else Decimal(str(amount)))


@pytest.mark.parametrize(
    ("written", "cancelled"),
    [("Normal", False), ("DIBATALKAN", True), ("Cancelled", True), ("Pembetulan ke-1", False),
     ("Tidak Valid", True)],
)  # fmt: skip
def test_a_cancelled_one_is_told(written: str, cancelled: bool) -> None:
    rows = [["WithholdingSlipsNumber", "WithholdingSlipsStatus"], ["2600A1B2C", written]]
    (one,) = read_slip_list(as_csv(rows, ","))
    assert one.cancelled is cancelled


@pytest.mark.parametrize("written", ["11-2026", "2026-11", "112026", "11/2026", "Nov... 11 2026"])
def test_a_masa_is_read_in_its_forms(written: str) -> None:
    rows = [["Nomor Pemotongan", "Masa Pajak"], ["2600A1B2C", written]]
    (one,) = read_slip_list(as_csv(rows, ";"))
    assert one.masa == date(2026, 11, 1)
    assert isinstance(datetime(2026, 11, 1), date)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", ListFault.NO_NUMBER),
        (b"apa saja\nlain", ListFault.NO_NUMBER),
        (b"PK\x03\x04rusak", ListFault.UNREADABLE),
        (b"\x00" * 100, ListFault.UNREADABLE),
        (b"x" * (21 * 1024 * 1024), ListFault.TOO_LARGE),
    ],
)
def test_what_is_no_list_says_why(content: bytes, fault: ListFault) -> None:
    with pytest.raises(NotAListError) as caught:
        read_slip_list(content)
    assert caught.value.code is fault
