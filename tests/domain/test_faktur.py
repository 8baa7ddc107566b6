from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.faktur import (
    FakturItem,
    FakturQr,
    NomorFaktur,
    Party,
    ReadFaktur,
    faktur_deadline,
    masa_pajak,
    short_name,
    taxable_base,
    unit_code,
    unit_of_period,
)
from assistant.domain.gate import Check, Expected, Mismatch, check, names_agree

NUMBER = NomorFaktur("04", "00", "2600000000123")
QR_TEXT = (
    "PT PENJUAL FIKTIF#0012345674012000#PT CONTOH FIKTIF NUSA#0029998887423000"
    "#04002600000000123#15-01-2026#366.667,00#44.000,00#0,00#APPROVED"
)
READ = ReadFaktur(
    number=NUMBER,
    seller=Party("PENJUAL FIKTIF", "JL CONTOH RAYA NO 10", "0012345674012000"),
    buyer=Party("CONTOH FIKTIF NUSANTARA", "JL CONTOH NO 1", "0029998887423000"),
    date=date(2026, 1, 15),
    place="KOTA ADM. JAKARTA SELATAN",
    signer="PENANDA TANGAN FIKTIF",
    items=(
        FakturItem(
            "Layanan VPS contoh",
            "160105",
            "Bulan",
            Decimal(400000),
            Decimal(1),
            Decimal(0),
            Decimal(400000),
        ),
    ),
    harga_jual=Decimal(400000),
    potongan=Decimal(0),
    dpp=Decimal(366667),
    ppn=Decimal(44000),
    ppnbm=Decimal(0),
    reference="INV-2026-000123",
    qr=FakturQr.parse(QR_TEXT),
    link=None,
    pages=1,
    unread=(),
)
EXPECTED = Expected(
    seller_name="PT Penjual Fiktif",
    seller_npwp="0012345674012000",
    buyer_npwp="0029998887423000",
    buyer_name="PT Contoh Fiktif Nusantara",
    invoice_number="INV-2026-000123",
    subtotal=Decimal(400000),
)


def blocked(read: ReadFaktur, expected: Expected = EXPECTED) -> list[Check]:
    return [mismatch.code for mismatch in check(read, expected).blocking]


def warned(read: ReadFaktur, expected: Expected = EXPECTED) -> list[Check]:
    return [mismatch.code for mismatch in check(read, expected).warnings]


def with_qr(**changes: Any) -> ReadFaktur:
    assert READ.qr is not None
    return replace(READ, qr=replace(READ.qr, **changes))


def with_amounts(dpp: int, ppn: int) -> ReadFaktur:
    """Printed and coded alike."""
    read = with_qr(dpp=Decimal(dpp), ppn=Decimal(ppn))
    return replace(read, dpp=Decimal(dpp), ppn=Decimal(ppn))


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
    qr = FakturQr.parse(QR_TEXT)
    assert qr.number == NUMBER
    assert qr.date == date(2026, 1, 15)
    assert (qr.dpp, qr.ppn, qr.ppnbm) == (Decimal(366667), Decimal(44000), Decimal(0))
    assert qr.buyer_name == "PT CONTOH FIKTIF NUSA"


def test_a_hash_within_a_name_does_not_shift_the_fields() -> None:
    qr = FakturQr.parse(QR_TEXT.replace("FIKTIF NUSA", "#1 NUSA"))
    assert (qr.buyer_name, qr.buyer_npwp) == ("PT CONTOH #1 NUSA", "0029998887423000")


@pytest.mark.parametrize(
    "content",
    [
        "",
        "https://contoh.example",
        QR_TEXT.replace("15-01", "31-02"),
        QR_TEXT.replace("366.667,00", "366,667.00"),
        QR_TEXT.replace("#0400", "#9900"),
        QR_TEXT.rpartition("#")[0],
    ],
)
def test_another_qr_code_is_no_faktur(content: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - which of its parts is wrong does not matter
        FakturQr.parse(content)


def test_units_have_codes() -> None:
    assert unit_code("Bulan") == "UM.0024"
    assert unit_code(" tahun ") == "UM.0023"
    assert unit_code("windu") is None
    assert [unit_of_period(months) for months in (1, 12, 3, None)] == [
        "Bulan",
        "Tahun",
        "Lainnya",
        "Lainnya",
    ]
    assert unit_code(unit_of_period(None)) == "UM.0033"


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


def test_a_faktur_of_the_invoice_passes() -> None:
    findings = check(READ, EXPECTED)
    assert findings.passed
    assert findings.warnings == ()


@pytest.mark.parametrize(
    ("read", "code"),
    [
        (with_qr(status="CANCELED"), Check.STATUS),
        (with_qr(number=replace(NUMBER, kode_status="01")), Check.QR_NUMBER),
        (with_qr(seller_npwp="0098765431441000"), Check.QR_SELLER),
        (with_qr(seller_name="PT LAIN SEKALI"), Check.QR_SELLER),
        (with_qr(buyer_npwp="0098765431441000"), Check.QR_BUYER),
        (with_qr(buyer_name="PT CONTOH FIKTIF NUKA"), Check.QR_BUYER),
        (with_qr(buyer_name=""), Check.QR_BUYER),
        (with_qr(date=date(2026, 1, 16)), Check.QR_DATE),
        (with_qr(dpp=Decimal(366668)), Check.QR_DPP),
        (with_qr(ppn=Decimal(44001)), Check.QR_PPN),
        (with_qr(ppnbm=Decimal(1)), Check.QR_PPNBM),
        (replace(READ, reference="INV-2026-000124"), Check.REFERENCE),
        (replace(READ, qr=None), Check.UNREAD),
    ],
)
def test_a_difference_that_matters_holds_it(read: ReadFaktur, code: Check) -> None:
    assert blocked(read) == [code]


@pytest.mark.parametrize(
    ("expected", "code"),
    [
        (replace(EXPECTED, seller_npwp="0098765431441000"), Check.SELLER_NPWP),
        (replace(EXPECTED, buyer_npwp="0098765431441000"), Check.BUYER_NPWP),
        (replace(EXPECTED, kode_transaksi="02"), Check.KODE_TRANSAKSI),
        (replace(EXPECTED, subtotal=Decimal(400029)), Check.DPP_INVOICE),
    ],
)
def test_the_faktur_of_another_sale_is_held(expected: Expected, code: Check) -> None:
    assert blocked(READ, expected) == [code]


NIK = "3171011708450001"


def by_nik(nik: str = NIK, npwp: str = "0" * 16) -> ReadFaktur:
    """As Coretax prints a person that it knows by no tax number."""
    buyer = replace(READ.buyer, npwp=npwp, nik=nik)
    return replace(with_qr(buyer_npwp=npwp), buyer=buyer)


def test_a_person_without_a_tax_number_is_known_by_the_nik() -> None:
    assert blocked(by_nik(), replace(EXPECTED, buyer_npwp=NIK)) == []


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        (by_nik("3171015708450001"), NIK),
        (by_nik(""), NIK),
        (by_nik(npwp="0029998887423000"), NIK),
        (by_nik(), "0029998887423000"),
    ],
    ids=["another NIK", "no NIK", "the NIK beside a company's NPWP", "a company is meant"],
)
def test_a_nik_stands_in_for_nobody_else(read: ReadFaktur, expected: str) -> None:
    assert blocked(read, replace(EXPECTED, buyer_npwp=expected)) == [Check.BUYER_NPWP]


def test_a_mismatch_shows_both_sides() -> None:
    findings = check(READ, replace(EXPECTED, buyer_npwp="0098765431441000"))
    assert findings.blocking == (
        Mismatch(Check.BUYER_NPWP, "0098765431441000", "0029998887423000"),
    )


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"number": None}, "number"),
        ({"date": None}, "date"),
        ({"dpp": None}, "dpp"),
        ({"ppn": None}, "ppn"),
        ({"ppnbm": None}, "ppnbm"),
        ({"buyer": Party("", "", "0029998887423000")}, "buyer_name"),
        ({"seller": Party("", "", "")}, "seller_npwp"),
    ],
)
def test_a_needed_field_that_was_not_read_holds_it(change: dict[str, Any], field: str) -> None:
    findings = check(replace(READ, **change), EXPECTED)
    assert Mismatch(Check.UNREAD, field, "") in findings.blocking


def test_no_reference_is_fine_and_its_spelling_does_not_matter() -> None:
    assert blocked(replace(READ, reference=None)) == []
    assert blocked(replace(READ, reference="inv-2026-000123 ")) == []


def test_ppn_may_be_a_rupiah_off_and_no_more() -> None:
    assert blocked(with_amounts(366667, 44001)) == []
    assert blocked(with_amounts(366667, 44002)) == [Check.PPN]
    assert blocked(with_amounts(366667, 43998)) == [Check.PPN]


@given(st.integers(-25, 25))
def test_a_dpp_off_by_roundings_only_warns(off: int) -> None:
    dpp = 366667 + off
    read = with_amounts(dpp, round(dpp * 0.12))
    assert blocked(read) == []
    assert warned(read) == ([Check.DPP_INVOICE, Check.DPP_PRICE] if abs(off) > 1 else [])


@given(st.integers(26, 10**9))
def test_a_dpp_further_off_is_another_amount(off: int) -> None:
    dpp = 366667 + off
    assert blocked(with_amounts(dpp, round(dpp * 0.12))) == [Check.DPP_INVOICE]


def test_other_names_and_sums_only_warn() -> None:
    assert warned(READ, replace(EXPECTED, buyer_name="PT Lain")) == [Check.BUYER_NAME]
    assert warned(READ, replace(EXPECTED, seller_name="CV Lain")) == [Check.SELLER_NAME]
    assert warned(replace(READ, items=())) == [Check.ITEMS]


@pytest.mark.parametrize(
    ("cut", "full"),
    [
        ("PT CONTOH FIKTIF NUSA", "CONTOH FIKTIF NUSANTARA"),
        ("CONTOH FIKTIF NUSA", "PT. Contoh Fiktif Nusantara"),
        ("CONTOH FIKTIF NUSANTARA P", "Contoh Fiktif Nusantara, PT"),
        ("CV. MAJU-JAYA", "Maju Jaya"),
        ("PT", "PT"),
    ],
)
def test_a_cut_name_agrees_with_its_full_one(cut: str, full: str) -> None:
    assert names_agree(cut, full)


@pytest.mark.parametrize(
    ("cut", "full"),
    [
        ("PT CONTOH", "CONTOH FIKTIF NUSANTARA"),
        ("PT CONTOH FIKTIF NUSB", "CONTOH FIKTIF NUSANTARA"),
        ("", "CONTOH"),
        ("PT", "CONTOH"),
    ],
)
def test_another_name_does_not(cut: str, full: str) -> None:
    assert not names_agree(cut, full)


@given(st.text(alphabet="ABCDEFGHIJ ", min_size=25, max_size=60), st.integers(15, 20))
def test_any_cut_of_a_name_agrees(name: str, length: int) -> None:
    assert names_agree(name[:length], name)


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
