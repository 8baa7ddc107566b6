from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.fakturs.paper import (
    FakturQr,
    NomorFaktur,
    short_name,
    taxable_base,
    unit_of_period,
)
from assistant.domain.months import faktur_deadline, masa_pajak
from tests.documents.samples import SPECIMEN, SPECIMEN_QR

NUMBER = SPECIMEN.number


def test_a_number_tells_its_parts_and_prints_as_it_was() -> None:
    number = NomorFaktur.parse("04012600000000123")
    assert number == NomorFaktur("04", "01", "2600000000123")
    assert number.is_replacement
    assert not NUMBER.is_replacement
    assert str(number) == "04012600000000123"


@pytest.mark.parametrize(
    "text",
    ["", "0400260000000012", "11002600000000123", "00002600000000123", "\uff104002600000000123"],
)
def test_what_is_no_number_of_a_faktur_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="number"):
        NomorFaktur.parse(text)


@given(st.integers(1, 10), st.integers(0, 99), st.integers(0, 10**13 - 1))
def test_every_number_survives_printing_and_parsing(kode: int, status: int, nsfp: int) -> None:
    number = NomorFaktur(f"{kode:02}", f"{status:02}", f"{nsfp:013}")
    assert NomorFaktur.parse(str(number)) == number


def test_the_ten_fields_of_a_qr_code_are_read() -> None:
    qr = FakturQr.parse(SPECIMEN_QR)
    assert qr.number == NUMBER
    assert qr.date == date(2026, 1, 15)
    assert (qr.dpp, qr.ppn, qr.ppnbm) == (Decimal(366667), Decimal(44000), Decimal(0))
    assert qr.buyer_name == "PT CONTOH FIKTIF NUSA"


def test_a_hash_within_a_name_does_not_shift_the_fields() -> None:
    qr = FakturQr.parse(SPECIMEN_QR.replace("FIKTIF NUSA", "#1 NUSA"))
    assert (qr.buyer_name, qr.buyer_npwp) == ("PT CONTOH #1 NUSA", "0029998887423000")


@pytest.mark.parametrize(
    "content",
    [
        "",
        "https://contoh.example",
        SPECIMEN_QR.replace("15-01", "31-02"),
        SPECIMEN_QR.replace("366.667,00", "366,667.00"),
        SPECIMEN_QR.replace("#0400", "#9900"),
        SPECIMEN_QR.rpartition("#")[0],
    ],
)
def test_another_qr_code_is_no_faktur(content: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - which of its parts is wrong does not matter
        FakturQr.parse(content)


def test_a_period_has_its_unit() -> None:
    assert [unit_of_period(months) for months in (1, 12, 3, None)] == [
        "Bulan",
        "Tahun",
        "Lainnya",
        "Lainnya",
    ]


@pytest.mark.parametrize(
    ("paid", "deadline"),
    [
        (date(2026, 1, 1), date(2026, 2, 20)),
        (date(2026, 1, 31), date(2026, 2, 20)),
        (date(2025, 12, 31), date(2026, 1, 20)),
        (date(2028, 2, 29), date(2028, 3, 20)),
    ],
)
def test_a_faktur_is_due_on_the_20th_of_the_next_month(paid: date, deadline: date) -> None:
    assert faktur_deadline(paid) == deadline


@given(st.dates(max_value=date(9998, 1, 1)))
def test_the_deadline_lies_in_the_month_after_the_tax_month(day: date) -> None:
    due = faktur_deadline(day)
    assert due.day == 20
    assert 20 <= (due - day).days <= 50
    assert masa_pajak(day).day == 1


def test_only_kode_01_is_taxed_on_the_full_price() -> None:
    assert taxable_base("01", Decimal(100000)) == 100000
    assert taxable_base("04", Decimal(100000)) == Decimal("91666.67")


@pytest.mark.parametrize(
    ("file", "shown"),
    [
        (
            "OutputTaxInvoice-0b0c1f4e-8d8a-4b86-9a40-1a1fbb9d5c11-0098765431441000"
            "-04002600005550003-0029998887423000.pdf",
            "04002600005550003.pdf",
        ),
        ("scan.pdf", "scan.pdf"),
        ("x" * 60 + ".pdf", "…" + "x" * 35 + ".pdf"),
    ],
)
def test_a_files_name_is_short_enough_for_a_chat(file: str, shown: str) -> None:
    assert short_name(file) == shown
