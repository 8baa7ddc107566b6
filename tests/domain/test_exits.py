"""Rules of the other ends of a paid sale."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.clients import BuyerDocument
from assistant.domain.finance.buyer_class import (
    Short,
    collects,
    kode_for,
    short_by_ppn,
    suspicion,
)
from assistant.domain.finance.coretax import clean
from assistant.domain.finance.coretax_list import (
    ListKind,
    Ours,
    Status,
    compare_list,
    status_of,
)
from assistant.domain.finance.identity import countries, read_country, read_document
from assistant.domain.finance.list_reading import (
    ListError,
    ListProblem,
    listed,
    read_amount,
    read_day,
    read_month,
)
from assistant.domain.finance.model import BuyerClass
from assistant.domain.finance.undoing import Cause, Instrument, Undone, instrument_for
from assistant.domain.rates import CollectorLimits, TaxRules

DAY = date(2026, 11, 5)

# Who collects


@pytest.mark.parametrize(
    ("class_", "price", "kode"),
    [
        (BuyerClass.GOVERNMENT, 2_000_000, "04"),
        (BuyerClass.GOVERNMENT, 2_000_001, "02"),
        (BuyerClass.COLLECTOR, 9_009_009, "04"),  # 10,000,000 with PPN
        (BuyerClass.COLLECTOR, 9_009_010, "03"),
        (BuyerClass.ORDINARY, 900_000_000, "04"),
        (None, 900_000_000, "04"),
    ],
)
def test_the_limit_itself_is_still_ours(class_: BuyerClass | None, price: int, kode: str):
    assert kode_for(Decimal(price), class_, DAY) == kode


def test_a_limit_holds_from_its_day_on():
    old = CollectorLimits(date(2021, 2, 1), Decimal(2_000_000), Decimal(10_000_000))
    new = CollectorLimits(date(2027, 1, 1), Decimal(5_000_000), Decimal(10_000_000))
    price = Decimal(3_000_000)
    found = [
        kode_for(price, BuyerClass.GOVERNMENT, day, TaxRules(limits=(new, old)))
        for day in (date(2020, 1, 1), date(2026, 12, 31), date(2027, 1, 1))
    ]
    assert found == ["02", "02", "04"]


@given(st.integers(1, 10**10), st.sampled_from(list(BuyerClass)))
def test_only_a_collector_pays_short_by_its_ppn(price: int, class_: BuyerClass):
    kode = kode_for(Decimal(price), class_, DAY)
    found = short_by_ppn(Decimal(price), Decimal(price), kode)
    assert found is (Short.PPN if collects(kode) else None)


def test_ppn_and_pph_together_are_understood_and_nothing_else_is():
    price, ppn = Decimal(3_000_000), Decimal(330_000)
    assert short_by_ppn(price, price - 60_000, "03") is Short.PPN_AND_PPH
    for paid in (price + ppn, price + ppn - 60_000, price - 50_000, Decimal(0)):
        assert short_by_ppn(price, paid, "03") is None


@pytest.mark.parametrize(
    ("name", "class_"),
    [
        ("Kementerian Contoh", BuyerClass.GOVERNMENT),
        ("DINAS KOMUNIKASI DAN INFORMATIKA KAB. CONTOH", BuyerClass.GOVERNMENT),
        ("Pemkab Contoh", BuyerClass.GOVERNMENT),
        ("Badan Pusat Statistik", BuyerClass.GOVERNMENT),
        ("SMK Negeri 3 Contoh", BuyerClass.GOVERNMENT),
        ("SMAN 8", BuyerClass.GOVERNMENT),
        ("RSUD Contoh", BuyerClass.GOVERNMENT),
        ("PT Contoh Karya (Persero) Tbk", BuyerClass.COLLECTOR),
        ("Kec. Contoh", BuyerClass.GOVERNMENT),
        ("Kantor Desa Contoh", BuyerClass.GOVERNMENT),
        ("Dinkes Kota Contoh", BuyerClass.GOVERNMENT),
        ("BPS Kab. Contoh", BuyerClass.GOVERNMENT),
        ("UIN Contoh", BuyerClass.GOVERNMENT),
        ("Madrasah Aliyah Negeri 1", BuyerClass.GOVERNMENT),
        ("Kejari Contoh", BuyerClass.GOVERNMENT),
        ("Bank BNI Cabang Contoh", BuyerClass.COLLECTOR),
        ("PT Brilian Jaya", None),
        ("Kopi Bristo", None),
        ("Perum BULOG", BuyerClass.COLLECTOR),
        ("PT. BANK RAKYAT INDONESIA", BuyerClass.COLLECTOR),
        ("CV Sinar Rahma", None),
        ("PT Dinasti Jaya", None),
        ("Toko Manis 88", None),
        ("PT Maju Jaya Perumahan", None),
        ("Perumda Tirta", None),
        ("SMA Harapan Bangsa", None),
    ],
)
def test_what_a_name_says(name: str, class_: BuyerClass | None):
    found = suspicion([name])
    assert (found.class_ if found else None) is class_


def test_an_address_of_government_says_it_too():
    assert suspicion(["Pak Budi"], "budi@kominfo.contohkab.go.id") is not None
    assert suspicion(["Pak Budi"], "budi@go.id.example") is None


# Identity


def test_the_list_of_countries_is_coretaxs_own():
    assert {"IDN", "KOR", "LKA", "KR", "LK", "CY", "SGP"} <= countries().keys()
    assert not {"IND2", "CYP", "TZA", "KIR"} & countries().keys()
    assert (read_country("korea selatan"), read_country("Cyprus")) == ("KOR", "CY")
    assert read_country("KR") is None  # ISO's Korea, Coretax's Kosovo


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Inggris", "GBR"), ("U.K.", "GBR"), ("hongkong", "HKG"), ("Hong Kong", "HKG"),
        ("Viet Nam", "VNM"), ("cina", "CHN"), ("Perancis", "FRA"), ("Cote d'Ivoire", "CIV"),
        ("Türkiye", "TUR"), ("U.S.A.", "USA"), ("Korea, Republic of", "KOR"),
        ("Timor-Leste", "TLS"),
        ('"Singapura"', "SGP"), ("Korea", None), ("SG", None), ("", None), ("...", None),
    ],
)  # fmt: skip
def test_a_country_is_known_by_what_people_call_it(typed: str, code: str | None):
    assert read_country(typed) == code


@given(st.text(max_size=30))
def test_a_documents_number_is_in_capitals_or_refused(typed: str):
    for document in (BuyerDocument.PASSPORT, BuyerDocument.OTHER_ID):
        number = read_document(typed, document)
        assert number is None or read_document(number, document) == number


@given(st.text())
def test_nothing_unseen_reaches_coretax_and_no_letter_is_lost(text: str):
    cleaned = clean(text)
    assert not set("\u200b\u00ad\u200d\u2060\u202e") & set(cleaned)
    assert clean("PT\u200b SINAR\u00ad RA\u200dH\u2060MA") == "PT SINAR RAHMA"
    assert clean(cleaned) == cleaned


# Undoing


def test_each_undoing_has_one_instrument():
    flags = product((True, False), repeat=6)
    for issued, exported, whole, same_month, credited, buyer_can in flags:
        undone = Undone(issued, exported, whole, same_month, credited, buyer_can)
        found = instrument_for(undone)
        assert (found is Instrument.NOTHING) == (not issued)
        if found is Instrument.NOTA:
            assert buyer_can  # others have nothing to make it with
        if found is Instrument.CANCELLATION:
            assert whole
        wrong_buyer = instrument_for(replace(undone, cause=Cause.BUYER))
        wrong_price = instrument_for(replace(undone, cause=Cause.PRICE))
        if issued:
            assert wrong_buyer is Instrument.CANCELLATION
            assert wrong_price is Instrument.REPLACEMENT


# Coretax's list


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_day_is_read_in_each_of_its_forms(day: date):
    serial = (day - date(1899, 12, 30)).days
    forms = (f"{day}T00:00:00", serial, float(serial), str(serial), day.strftime("%d-%m-%Y"))
    assert {read_day(form) for form in forms} == {day}


def test_days_in_words_and_whole_amounts_with_groups_are_read():
    assert read_day("15 Januari 2026") == read_day("15 Jan 2026") == date(2026, 1, 15)
    for typed in ("Kamis, 15 Januari 2026", "15.01.2026", "2026/01/15", "20260115", "15-Jan-26",
                  "Jan 15, 2026", "2026-01-14T17:00:00Z", "'2026-01-15"):  # fmt: skip
        assert read_day(typed) == date(2026, 1, 15), typed
    assert read_day("31 Februari 2026") is None
    assert read_day("01/15/2026") is None
    assert read_amount("Rp366.666,67,-") == read_amount("'366,666.67") == Decimal("366666.67")
    assert read_amount("1,234") == read_amount("1.234") == 1_234
    assert read_amount("366666,666666") == Decimal("366666.67")


@given(st.decimals(0, 10**11, places=2))
def test_an_amount_is_read_with_a_point_or_a_comma(amount: Decimal):
    indonesian = f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))
    for form in (f"{amount:.2f}", f"{amount:,.2f}", indonesian, f"Rp {indonesian}"):
        assert read_amount(form) == amount


def test_months_statuses_and_unknown_words():
    assert read_month("Agustus", 2026, None) == date(2026, 8, 1)
    assert read_month("August", "2026", None) == date(2026, 8, 1)
    assert read_month("08-2026", None, None) == read_month("2026-08", "", None) == date(2026, 8, 1)
    assert status_of(" Waiting_For Amendment") is Status.WAITING_AMENDMENT
    assert status_of("Uncredited") is Status.APPROVED
    assert status_of("Sesuatu yang baru") is Status.UNKNOWN


def test_english_headings_in_another_order_and_lost_zeros():
    head = ["Reference", "TaxInvoiceStatus", "TaxInvoiceNumber", "BuyerTIN", "Neu", "VAT"]
    rows = [["Pajak Keluaran"], head, ["INV-1", "APPROVED", 4002600000000101, 29998887423000.0]]
    [one] = listed(rows)
    assert (one.number, one.buyer) == ("04002600000000101", "0029998887423000")
    assert (one.reference, one.status, one.ppn) == ("INV-1", Status.APPROVED, None)


HEAD = ["NPWP Pembeli", "Nomor Faktur Pajak", "Status Faktur", "Referensi", "PPN"]


@pytest.mark.parametrize(
    "head",
    [
        ["NPWP/NIK Pembeli", "No. Faktur Pajak", "Status", "Tanggal Faktur", "DPP"],
        ["Identitas Pembeli *", "NOMOR\nFAKTUR", "Status Faktur Pajak", "Tgl. Faktur", "DPP"],
        ["Buyer TIN / Other ID", "Tax Invoice Number", "Invoice Status", "Invoice Date", "DPP"],
    ],
)
def test_headings_that_people_have_renamed_are_known(head: list[str]):
    row = ["0029998887423000", "04002600000000101", "APPROVED", "05/10/2026", "229.166,67"]
    [one] = listed([head, row])
    assert (one.number, one.status, one.issued) == (row[1], Status.APPROVED, date(2026, 10, 5))
    assert one.dpp == Decimal("229166.67")


def test_coretaxs_own_heading_comes_before_what_is_called_alike():
    head = ["Status", "DPP", *HEAD, "DPP Nilai Lain/DPP"]
    [one] = listed([head, ["Done", 1, "0029998887423000", "", "CREATED", "INV-1", 2, 3]])
    assert (one.status, one.dpp) == (Status.CREATED, 3)


@pytest.mark.parametrize("number", ['="04002600000000101"', "\u00a0040.026-00.000000101\u200b"])
@pytest.mark.parametrize(
    "buyer", ['="0029998887423000"', "02.999.888.7-423.000", "'0029998887423000"]
)
def test_what_keeps_digits_from_being_an_amount_is_taken_off(number: str, buyer: str):
    [one] = listed([HEAD, [buyer, number, "Disetujui", "INV-1", "44000"]])
    assert (one.number, one.buyer) == ("04002600000000101", "0029998887423000")
    assert one.status is Status.APPROVED


def test_days_are_american_when_one_of_them_can_be_nothing_else():
    head = ["NPWP Pembeli", "Nomor Faktur Pajak", "Status Faktur", "Tanggal Faktur Pajak"]
    rows = [
        ["0029998887423000", f"0400260000000010{n}", "APPROVED", f"{day} 12:00:00 AM"]
        for n, day in enumerate(("10/5/2026", "10/13/2026"))
    ]
    assert [one.issued for one in listed([head, *rows])] == [date(2026, 10, 5), date(2026, 10, 13)]
    assert [one.issued for one in listed([head, rows[0]])] == [date(2026, 5, 10)]


def test_what_people_and_programs_add_to_the_list_is_no_faktur():
    row = ["0029998887423000", "04002600000000101", "APPROVED", "INV-1", "44000"]
    above = [["NPWP Penjual", "0098765431441000"], ["Nama Penjual", "KILAT"]]
    below = [
        ["TOTAL", "", "", "", "44000"],
        ["Dicetak tanggal 29 November 2026"],
        ["", "", "", "", 9],
        ["Jumlah", 2, "", "", 88000],
    ]
    [one, two] = listed([*above, HEAD, row, HEAD, row, *below])
    assert one == two
    assert one.reference == "INV-1"


@pytest.mark.parametrize(
    "number", [4002600000000100, "4002600000000200", "4.0026E+15", "", "****", 101]
)
def test_a_number_that_a_spreadsheet_has_ruined_is_named_as_unread(number: object):
    rows = listed([HEAD, ["0029998887423000", number, "APPROVED", "INV-1", "44000"]])
    [found] = compare_list(rows, Ours({}, {}))
    assert (found.kind, found.invoice) == (ListKind.NUMBER_UNREAD, "INV-1")
    signing = listed([HEAD, ["0029998887423000", "", "Signing In Progress", "INV-1", "44000"]])
    assert compare_list(signing, Ours({}, {}))[0].kind is ListKind.NOT_SIGNED


def test_numbers_that_lost_only_their_zero_are_put_right():
    numbers = [4002600000000101, 4002600000000110]
    rows = [["0029998887423000", number, "APPROVED", "", ""] for number in numbers]
    assert [one.number for one in listed([HEAD, *rows])] == [f"{one:017}" for one in numbers]


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([["NPWP Penjual", "Nomor Faktur Pajak", "Status Faktur"]], ListProblem.MASUKAN),
        ([["a", "b"], ["1", "2"]], ListProblem.NOT_A_LIST),
        ([["NPWP Pembeli", "Nomor Faktur Pajak", "Status Faktur"]], ListProblem.EMPTY),
        ([], ListProblem.NOT_A_LIST),
    ],
)
def test_another_table_is_refused(rows: list[list[str]], problem: ListProblem):
    with pytest.raises(ListError) as refused:
        listed(rows)
    assert refused.value.code is problem
