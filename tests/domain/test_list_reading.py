"""Coretax's list as other hands leave it: statuses, amounts, headings and what stands around."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from assistant.domain.dropped import RawCell
from assistant.domain.finance.coretax_list import ListedFaktur, Status, status_of
from assistant.domain.finance.list_reading import ListError, ListProblem, listed, read_amount

HEAD = [
    "NPWP Pembeli / Identitas lainnya", "Nama Pembeli", "Kode Transaksi", "Nomor Faktur Pajak",
    "Tanggal Faktur Pajak", "Masa Pajak", "Tahun", "Status Faktur", "ESignStatus",
    "Harga Jual/Penggantian/DPP", "DPP Nilai Lain/DPP", "PPN", "PPnBM", "Penandatangan",
    "Referensi", "Dilaporkan oleh Penjual", "Dilaporkan oleh Pemungut PPN",
]  # fmt: skip


def row(serial: int = 101, status: str = "APPROVED", number: RawCell = None) -> list[RawCell]:
    return [
        "0029998887423000", "CONTOH FIKTIF", "04 - DPP Nilai Lain",
        number or f"040026000000{serial:05}", "2026-01-15T00:00:00", "Januari", "2026", status,
        "Done", "250000", "229166.67", "27500", "0", "SITI FIKTIF", f"INV-2026-{serial:06}",
        "TRUE", "",
    ]  # fmt: skip


def why_not(rows: Sequence[Sequence[RawCell]]) -> ListProblem:
    with pytest.raises(ListError) as caught:
        listed(rows)
    return caught.value.code


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("APPROVED - Normal", Status.APPROVED),
        ("Approved (Normal Pengganti)", Status.APPROVED),
        ("APPROVED / CREDITED", Status.APPROVED),
        ("Approved Sukses", Status.APPROVED),
        ("Faktur Pajak Normal \u2013 APPROVED", Status.APPROVED),
        ("AMENDED - Pengganti", Status.AMENDED),
        ("Dibatalkan (Normal)", Status.CANCELED),
        ("Batal", Status.CANCELED),
        ("WAITING-FOR-AMENDMENT (Normal)", Status.WAITING_AMENDMENT),
        ("Approved, waiting for cancellation", Status.WAITING_CANCELLATION),
        ("Saved Invalid - Normal", Status.INVALID),
        ("Not Approved", Status.UNKNOWN),
        ("Belum disetujui", Status.UNKNOWN),
        ("APPROVED (to be canceled)", Status.UNKNOWN),
        ("APPROVED / CANCELED", Status.UNKNOWN),
        ("CANCELED, waiting for cancellation", Status.UNKNOWN),
        ("Normal", Status.UNKNOWN),
        ("", Status.UNKNOWN),
    ],
)
def test_a_status_is_what_all_of_its_parts_say(said: str, status: Status) -> None:
    assert status_of(said) is status


@pytest.mark.parametrize(
    ("said", "credited"),
    [
        ("APPROVED - Normal", False),
        ("Approved (Uncredited)", False),
        ("APPROVED / CREDITED", True),
        ("Normal", True),
        ("", True),
    ],
)
def test_what_may_be_credited_is_told_by_the_parts_too(said: str, credited: bool) -> None:
    faktur = ListedFaktur("", "", "", "", None, None, status_of(said), said, None, None)
    assert faktur.credited is credited


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("(27.500)", "-27500"),
        ("(27.500,50)", "-27500.50"),
        ("Rp(27.500,00)", "-27500"),
        ("27.500-", "-27500"),
        ("\u221227.500", "-27500"),
        ("27500,", "27500"),
        ("27.500,-", "27500"),
        ("2,75E+04", None),
        ("2.75E+04", None),
        ("1_000", None),
        ("(27.500", None),
        (27500.0, "27500"),
        (-27500, "-27500"),
    ],
)
def test_an_amount_is_read_as_books_write_it(cell: RawCell, amount: str | None) -> None:
    assert read_amount(cell) == (None if amount is None else Decimal(amount))


@pytest.mark.parametrize(
    "head",
    [
        [
            ["NPWP Pembeli /", "Nama", "Kode", "Nomor Faktur", "Tanggal Faktur", "Masa", "Tahun",
             "Status", "ESign", "Harga Jual/", "DPP Nilai Lain/", "PPN", "PPnBM", "Penanda",
             "Referensi", "Dilaporkan", "Dilaporkan"],
            ["Identitas lainnya", "Pembeli", "Transaksi", "Pajak", "Pajak", "Pajak", None,
             "Faktur", "Status", "Penggantian/DPP", "DPP", None, None, "tangan", None, "oleh", ""],
        ],
        [
            ["NPWP Pembeli", "Nama", "Kode", "Nomor", "Tanggal", "Masa", "Tahun", "Status", None,
             None, "DPP Nilai", "PPN", None, None, "Referensi"],
            [None, "Pembeli", "Transaksi", "Faktur Pajak", "Faktur", "Pajak", None, "Faktur",
             None, None, "Lain"],
        ],
        [HEAD, [f"({at})" for at in range(1, 18)]],
        [["Pembeli", None, "Faktur"], HEAD],
        [[f"{name} (Rp)" if name.startswith("DPP") else f"{name} *" for name in HEAD]],
    ],
    ids=["goes on", "parted", "numbered", "grouped", "with signs"],
)  # fmt: skip
def test_headings_may_go_on_below_or_be_numbered(head: list[list[RawCell]]) -> None:
    [one] = listed([*head, row()])
    assert (one.number, one.status, one.issued) == (
        "04002600000000101", Status.APPROVED, date(2026, 1, 15),
    )  # fmt: skip
    assert (one.dpp, one.ppn, one.reference) == (
        Decimal("229166.67"), 27500, "INV-2026-000101",
    )  # fmt: skip


def test_faktur_without_headings_are_no_list_and_it_says_why() -> None:
    assert why_not([row(101), row(102)]) is ListProblem.NO_HEADINGS
    assert why_not([["INV-1", "APPROVED", "27500"]]) is ListProblem.NOT_A_LIST


def test_a_number_that_the_sheet_keeps_as_a_fraction_is_none() -> None:
    """17 digits have no room there: the last ones are others."""
    [one] = listed([HEAD, row(number=float(40026000000001010))])
    assert (one.number, one.reference) == ("", "INV-2026-000101")
