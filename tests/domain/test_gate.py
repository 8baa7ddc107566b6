"""What passes the gate, what is held there, and what only warns."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.fakturs.comparing import (
    ExpectedFaktur,
    Mismatch,
    MismatchCode,
    check,
    names_agree,
)
from assistant.domain.fakturs.paper import FakturItem, FakturQr, Party, ReadFaktur
from assistant.domain.money import PpnRate
from tests.documents.samples import EXPECTED, SPECIMEN, SPECIMEN_QR

READ = ReadFaktur(
    number=SPECIMEN.number,
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
    qr=FakturQr.parse(SPECIMEN_QR),
    link=None,
    pages=1,
    unread=(),
)


def blocked(read: ReadFaktur, expected: ExpectedFaktur = EXPECTED) -> list[MismatchCode]:
    return [mismatch.code for mismatch in check(read, expected).blocking]


def warned(read: ReadFaktur, expected: ExpectedFaktur = EXPECTED) -> list[MismatchCode]:
    return [mismatch.code for mismatch in check(read, expected).warnings]


def with_qr(**changes: Any) -> ReadFaktur:
    assert READ.qr is not None
    return replace(READ, qr=replace(READ.qr, **changes))


def with_amounts(dpp: int, ppn: int) -> ReadFaktur:
    """Printed and coded alike."""
    read = with_qr(dpp=Decimal(dpp), ppn=Decimal(ppn))
    return replace(read, dpp=Decimal(dpp), ppn=Decimal(ppn))


def test_another_rate_asks_for_other_amounts() -> None:
    new = replace(EXPECTED, rate=PpnRate(date(2026, 1, 1), Decimal(10), Fraction(1, 1)))
    assert check(with_amounts(400_000, 40_000), new).passed
    assert blocked(READ, new) == [MismatchCode.PPN, MismatchCode.DPP_INVOICE]


def test_a_faktur_of_the_invoice_passes() -> None:
    findings = check(READ, EXPECTED)
    assert findings.passed
    assert findings.warnings == ()


@pytest.mark.parametrize(
    ("read", "code"),
    [
        (with_qr(status="CANCELED"), MismatchCode.STATUS),
        (with_qr(number=replace(SPECIMEN.number, kode_status="01")), MismatchCode.QR_NUMBER),
        (with_qr(seller_npwp="0098765431441000"), MismatchCode.QR_SELLER),
        (with_qr(seller_name="PT LAIN SEKALI"), MismatchCode.QR_SELLER),
        (with_qr(buyer_npwp="0098765431441000"), MismatchCode.QR_BUYER),
        (with_qr(buyer_name="PT CONTOH FIKTIF NUKA"), MismatchCode.QR_BUYER),
        (with_qr(buyer_name=""), MismatchCode.QR_BUYER),
        (with_qr(date=date(2026, 1, 16)), MismatchCode.QR_DATE),
        (with_qr(dpp=Decimal(366668)), MismatchCode.QR_DPP),
        (with_qr(ppn=Decimal(44001)), MismatchCode.QR_PPN),
        (with_qr(ppnbm=Decimal(1)), MismatchCode.QR_PPNBM),
        (replace(READ, reference="INV-2026-000124"), MismatchCode.REFERENCE),
        (replace(READ, qr=None), MismatchCode.UNREAD),
    ],
)
def test_a_difference_that_matters_holds_it(read: ReadFaktur, code: MismatchCode) -> None:
    assert blocked(read) == [code]


@pytest.mark.parametrize(
    ("expected", "code"),
    [
        (replace(EXPECTED, seller_npwp="0098765431441000"), MismatchCode.SELLER_NPWP),
        (replace(EXPECTED, buyer_npwp="0098765431441000"), MismatchCode.BUYER_NPWP),
        (replace(EXPECTED, kode_transaksi="02"), MismatchCode.KODE_TRANSAKSI),
        (replace(EXPECTED, kode_transaksi="02, 04"), MismatchCode.KODES_APART),
        (replace(EXPECTED, subtotal=Decimal(400029)), MismatchCode.DPP_INVOICE),
    ],
)
def test_the_faktur_of_another_sale_is_held(expected: ExpectedFaktur, code: MismatchCode) -> None:
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
    assert blocked(read, replace(EXPECTED, buyer_npwp=expected)) == [MismatchCode.BUYER_NPWP]


def test_a_mismatch_shows_both_sides() -> None:
    findings = check(READ, replace(EXPECTED, buyer_npwp="0098765431441000"))
    assert findings.blocking == (
        Mismatch(MismatchCode.BUYER_NPWP, "0098765431441000", "0029998887423000"),
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
    assert Mismatch(MismatchCode.UNREAD, field, "") in findings.blocking


def test_no_reference_is_fine_and_its_spelling_does_not_matter() -> None:
    assert blocked(replace(READ, reference=None)) == []
    assert blocked(replace(READ, reference="inv-2026-000123 ")) == []


def test_ppn_may_be_a_rupiah_off_and_no_more() -> None:
    assert blocked(with_amounts(366667, 44001)) == []
    assert blocked(with_amounts(366667, 44002)) == [MismatchCode.PPN]
    assert blocked(with_amounts(366667, 43998)) == [MismatchCode.PPN]


@given(st.integers(-25, 25))
def test_a_dpp_off_by_roundings_only_warns(off: int) -> None:
    dpp = 366667 + off
    read = with_amounts(dpp, round(dpp * 0.12))
    assert blocked(read) == []
    assert warned(read) == (
        [MismatchCode.DPP_INVOICE, MismatchCode.DPP_PRICE] if abs(off) > 1 else []
    )


@given(st.integers(26, 10**9))
def test_a_dpp_further_off_is_another_amount(off: int) -> None:
    dpp = 366667 + off
    assert blocked(with_amounts(dpp, round(dpp * 0.12))) == [MismatchCode.DPP_INVOICE]


def test_what_was_paid_ahead_is_no_part_of_the_price() -> None:
    ahead = replace(READ, harga_jual=Decimal(800000), uang_muka=Decimal(400000))
    item = replace(READ.items[0], price=Decimal(800000), amount=Decimal(800000))
    assert check(replace(ahead, items=(item,)), EXPECTED).warnings == ()
    assert warned(replace(ahead, items=(item,), uang_muka=Decimal(0))) == [MismatchCode.DPP_PRICE]


def test_a_mark_across_a_page_holds_it_also_one_that_cannot_be_read() -> None:
    assert blocked(replace(READ, watermark="REPLACED")) == [MismatchCode.WATERMARK]
    found = check(replace(READ, unread=("watermark",)), EXPECTED).blocking
    assert found == (Mismatch(MismatchCode.UNREAD, "watermark", ""),)


def test_other_names_and_sums_only_warn() -> None:
    assert warned(READ, replace(EXPECTED, buyer_name="PT Lain")) == [MismatchCode.BUYER_NAME]
    assert warned(READ, replace(EXPECTED, seller_name="CV Lain")) == [MismatchCode.SELLER_NAME]
    assert warned(replace(READ, items=())) == [MismatchCode.ITEMS]


@pytest.mark.parametrize(
    ("cut", "full"),
    [
        ("PT CONTOH FIKTIF NUSA", "CONTOH FIKTIF NUSANTARA"),
        ("CONTOH FIKTIF NUSA", "PT. Contoh Fiktif Nusantara"),
        ("CONTOH FIKTIF NUSANTARA P", "Contoh Fiktif Nusantara, PT"),
        ("CV. MAJU-JAYA", "Maju Jaya"),
        ("PT", "PT"),
        ("MU\u0308LLER", "M\u00dcLLER"),
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
