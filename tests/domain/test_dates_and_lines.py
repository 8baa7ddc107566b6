"""The day of a faktur and its lines beside the invoice's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.fakturs.comparing import (
    ExpectedFaktur,
    MismatchCode,
    check,
    invoices_named,
    late_penalty,
)
from assistant.domain.fakturs.paper import ReadFaktur
from assistant.domain.months import last_good_day
from tests.documents.samples import EXPECTED
from tests.domain.test_gate import READ

DATES = frozenset(code for code in MismatchCode if code.startswith("date-"))


def dated(day: date) -> ReadFaktur:
    assert READ.qr is not None
    return replace(READ, date=day, qr=replace(READ.qr, date=day))


def by_date(day: date, **expected: date) -> set[MismatchCode]:
    found = check(dated(day), replace(EXPECTED, **expected)).blocking
    return {one.code for one in found}


PAID = date(2026, 11, 29)
LATE, MASA, FUTURE = MismatchCode.DATE_LATE, MismatchCode.DATE_MASA, MismatchCode.DATE_FUTURE


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        (date(2026, 11, 29), set()),
        (date(2026, 11, 30), {LATE}),
        (date(2026, 12, 1), {LATE, MASA}),
        (date(2026, 12, 31), {LATE, MASA, FUTURE}),
        (date(2027, 2, 28), {LATE, MASA, FUTURE}),
        (date(2027, 3, 1), {MismatchCode.DATE_LAPSED, MASA, FUTURE}),
        (date(2026, 11, 28), {MismatchCode.DATE_BEFORE}),
        (date(2026, 10, 31), {MismatchCode.DATE_BEFORE, MASA}),
    ],
)
def test_the_day_is_compared_with_the_payments(day: date, codes: set[MismatchCode]):
    assert by_date(day, paid=PAID, today=date(2026, 12, 5)) == codes


def test_one_of_several_invoices_is_due_at_the_end_of_the_month():
    due = date(2026, 11, 30)
    for day in (PAID, due):
        assert by_date(day, paid=date(2026, 11, 3), due=due, today=due) == set()
    assert by_date(date(2026, 11, 2), paid=date(2026, 11, 3), due=due) == {MismatchCode.DATE_BEFORE}


def test_a_replacement_is_dated_by_the_day_on_which_it_was_made():
    read = dated(date(2026, 12, 19))
    assert read.number is not None
    assert read.qr is not None
    number = replace(read.number, kode_status="01")
    read = replace(read, number=number, qr=replace(read.qr, number=number))
    today = date(2026, 12, 20)
    assert check(read, replace(EXPECTED, paid=PAID, today=today)).blocking == ()


@given(st.dates(date(2024, 1, 1), date(2030, 1, 1)), st.integers(-400, 400), st.integers(-400, 400))
def test_only_the_day_of_the_payment_passes(paid: date, off: int, ago: int):
    day, today = paid + timedelta(days=off), paid + timedelta(days=ago)
    codes = by_date(day, paid=paid, today=today)
    assert codes <= DATES
    assert (codes == set()) == (off == 0 and ago >= 0)
    assert (LATE in codes) == (day > paid and day <= last_good_day(paid))
    assert not {LATE, MismatchCode.DATE_LAPSED} <= codes


def test_a_late_one_costs_a_hundredth_of_its_dpp():
    assert late_penalty(Decimal(395_083)) == 3_951


# Lines


def warned(*lines: tuple[str, int | str], read: ReadFaktur = READ) -> list[MismatchCode]:
    expected = replace(EXPECTED, lines=tuple((name, Decimal(amount)) for name, amount in lines))
    return [one.code for one in check(read, expected).warnings]


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        ([("Layanan VPS contoh", 400_000)], []),
        ([("layanan  vps\ncontoh", "400000.40")], []),
        ([("Hosting", 400_000)], [MismatchCode.LINE_NAMES]),
        ([("Layanan VPS contoh", 300_000), ("Domain", 100_000)], [MismatchCode.INVOICE_LINES]),
        ([("Layanan VPS contoh", 350_000)], [MismatchCode.INVOICE_LINES]),
        ([], []),
    ],
)
def test_the_printed_lines_are_compared_with_the_invoices(
    lines: list[tuple[str, int]], codes: list[MismatchCode]
):
    assert warned(*lines) == codes


def test_lines_that_could_not_be_read_are_warned_of_as_such():
    read = replace(READ, unread=("items",))
    assert warned(("Lain", 1), read=read) == [MismatchCode.UNREAD]


def test_lines_of_a_down_payment_say_more_than_the_invoice():
    read = replace(READ, uang_muka=Decimal(100_000))
    assert MismatchCode.INVOICE_LINES not in warned(("Sisa", 300_000), read=read)


def test_lines_in_another_order_are_the_same():
    first = READ.items[0]
    second = replace(first, name="Domain", amount=Decimal(50_000), discount=Decimal(5_000))
    read = replace(READ, items=(second, first))
    lines = [("Layanan VPS contoh", 400_000), ("Domain", 45_000)]
    assert MismatchCode.INVOICE_LINES not in warned(*lines, read=read)


# Several invoices, and other ids


def test_a_reference_must_name_each_of_several_invoices():
    both = replace(EXPECTED, others=("INV-2026-000124",))
    codes = [one.code for one in check(READ, both).blocking]
    assert codes == [MismatchCode.REFERENCE]
    named = replace(READ, reference="INV-2026-000123; INV-2026-000124")
    assert check(named, both).blocking == ()


@pytest.mark.parametrize(
    ("reference", "numbers"),
    [
        ("Invoice #10234", {"10234"}),
        ("(INV-1.)", {"INV-1"}),
        ("\u201cINV-1\u201d", {"INV-1"}),
        ("INV-1+INV-2", {"INV-1", "INV-2"}),
        ("INV-1&INV-2 & inv-3", {"INV-1", "INV-2", "INV-3"}),
        ("INV-\u200b1", {"INV-1"}),
        ("INV/2026/10234.", {"INV/2026/10234"}),
        ("INV-1|INV-2\\INV-3", {"INV-1", "INV-2", "INV-3"}),
        ("INV-01/INV-02", {"INV-01", "INV-02"}),
        ("Tagihan#INV-1 ref=INV-2", {"INV-1", "INV-2"}),
        ("INV\u20112026\u22121 / INV\u20132026\u20142", {"INV-2026-1", "INV-2026-2"}),
        ("\uff29\uff2e\uff36\uff0d\uff11", {"INV-1"}),
        ("INV\u20131", {"INV\u20131"}),
        ("Inv.no.INV-2026-000123", {"INV-2026-000123"}),
        ("No.INV-2026-000123", {"INV-2026-000123"}),
        ("ref.INV-2026-000123.", {"INV-2026-000123"}),
        ("pembayaranINV-2026-000123", {"INV-2026-000123"}),
    ],
)
def test_an_invoice_is_named_with_signs_around_it(reference: str, numbers: set[str]):
    assert numbers <= invoices_named(reference)


def test_a_part_of_a_number_names_no_other_invoice():
    assert not {"10234", "2026", "INV"} & invoices_named("INV/2026/10234.")
    assert not {"10234", "2026", "XI", "A10"} & invoices_named("A10/2026/XI/10234")
    assert not {"10234", "001", "002"} & invoices_named("PO#10234, urut=10234, 001/002")


@pytest.mark.parametrize("field", ["passport", "other_id"])
@pytest.mark.parametrize("buyer_npwp", ["", "0029998887423000"])
def test_a_buyer_by_another_id_is_named_so(field: str, buyer_npwp: str):
    assert READ.qr is not None
    buyer = replace(READ.buyer, npwp="0" * 16, **{field: "X1234567"})
    read = replace(READ, buyer=buyer, qr=replace(READ.qr, buyer_npwp="0" * 16))
    (only,) = check(read, replace(EXPECTED, buyer_npwp=buyer_npwp)).blocking
    assert (only.code, only.found) == (MismatchCode.BUYER_ID, "X1234567")


def test_a_buyer_who_is_known_by_that_id_passes_and_no_other_does():
    assert READ.qr is not None
    zeros = replace(READ.buyer, npwp="0" * 16)
    coded = replace(READ.qr, buyer_npwp="0" * 16)
    expected = replace(EXPECTED, buyer_npwp="0" * 16, buyer_document_number="X 1234567")
    for passport, codes in (
        ("x1234567", []), ("X7654321", [MismatchCode.BUYER_ID]), ("", [MismatchCode.BUYER_NPWP]),
    ):  # fmt: skip
        read = replace(READ, buyer=replace(zeros, passport=passport), qr=coded)
        assert [one.code for one in check(read, expected).blocking] == codes


def test_another_id_beside_a_tax_number_does_not_count():
    read = replace(READ, buyer=replace(READ.buyer, passport="X1234567"))
    assert check(read, EXPECTED).blocking == ()
    assert isinstance(EXPECTED, ExpectedFaktur)
