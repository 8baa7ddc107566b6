"""Coretax's list of slips: XLSX and CSV, Indonesian and English, with columns nobody knows."""

from __future__ import annotations

import io
import random
import re
from datetime import date, datetime
from decimal import Decimal

import pytest
import xlsxwriter

from assistant.documents.tables import read_tables
from assistant.domain.withholding.books import ListedSlip, ListFault, NotAListError
from assistant.domain.withholding.listing import listed_in

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


def read_slip_list(content: bytes) -> list[ListedSlip]:
    """As the reader and then the domain do."""
    [table] = read_tables(content)
    return listed_in(table.rows)


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


def test_what_is_no_list_says_why() -> None:
    for rows in ([], [["apa saja"], ["lain"]], [["Nomor Faktur", "DPP"], ["1", "2"]]):
        with pytest.raises(NotAListError) as caught:
            listed_in(rows)
        assert caught.value.code is ListFault.NO_NUMBER


def listed(**cells: object) -> ListedSlip:
    """A row with other cells, by the head's name."""
    row = [cells.get(re.sub(r"\W", "_", name).strip("_"), cell)
           for name, cell in zip(INDONESIAN, ROW, strict=True)]  # fmt: skip
    (one,) = listed_in([INDONESIAN, row])
    return one


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Rp1.250.000,-", 1_250_000),
        ("Rp 1.250.000,00", 1_250_000),
        ("1,250,000.00", 1_250_000),
        ("-1.250.000", -1_250_000),
        (1_250_000.0, 1_250_000),
        ("1250000", 1_250_000),
        ("(1.250.000)", None),
        ("1.250.000-", None),
        ("1.25E+06", None),
        ("1.250.000,000", None),
        ("12.50.000", None),
        ("USD 100", None),
        (True, None),
        ("", None),
    ],
)
def test_an_amount_of_a_list_is_read_or_not_known(said: object, read: int | None) -> None:
    assert listed(DPP__Rp=said).base == (None if read is None else Decimal(read))


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("0013121660091000", "0013121660091000"),
        ("01.312.166.0-091.000", "0013121660091000"),
        (13121660091000, "0013121660091000"),
        ("1.31217E+13", ""),
        ("12345", ""),
        ("0013121660091000000000", ""),
    ],
)
def test_a_tax_number_of_a_list_is_whole_or_not_known(said: object, read: str) -> None:
    assert listed(NPWP_Pemotong=said).withholder == read


@pytest.mark.parametrize(
    ("said", "month"),
    [
        ("11-2026", 11), ("2026/1", 1), ("012026", 1), ("202601", 1), ("Mei 2026", 5),
        ("05/01/2026", 1), ("2026-01-15", 1), ("2026-01-15 00:00:00", 1),
        ("01-2026 s.d. 03-2026", None), ("13-2026", None), (45_978, None), (12026, 1),
        ("2026", None),
    ],
)  # fmt: skip
def test_a_masa_of_a_list_is_read_or_not_known(said: object, month: int | None) -> None:
    assert listed(Masa_Pajak=said).masa == (date(2026, month, 1) if month else None)
