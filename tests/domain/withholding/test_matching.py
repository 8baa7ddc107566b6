"""Which invoices a slip is for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.withholding.matching import (
    TooManyWaysError,
    adding_up,
    by_sum,
    named,
)
from assistant.domain.withholding.model import Slip
from tests.documents.slip_samples import OWED, SLIP


def naming(number: str, kind: str = "Dokumen Lainnya") -> Slip:
    return replace(SLIP, document=replace(SLIP.document, number=number, kind=kind))


SECOND = replace(OWED, invoice_id="124", invoice_number="INV-2026-000124", fakturs=())


@pytest.mark.parametrize(
    "number",
    [
        "INV-2026-000123",
        "inv-2026-000123",
        "INV/2026/000123",
        "INV 2026 000123",
        "Invoice no. INV-2026-000123 (hosting)",
        "04002600000000123",
        "0400 2600 0000 00123",
        "04.00.26-00000000123",
        "04012600000000123",
    ],
)
def test_an_invoice_is_named_by_its_number_or_its_faktur_however_written(number: str):
    assert named(naming(number), [OWED, SECOND]).owed == (OWED,)


@pytest.mark.parametrize(
    "number", ["INV-2026-0001234", "XINV-2026-000123", "0040026000000001234", "PO-123", "-"]
)
def test_a_longer_number_or_another_paper_names_none(number: str):
    assert named(naming(number), [OWED]).owed == ()


@pytest.mark.parametrize("number", ["INV-2026-000123, INV-2026-000124", "INV-2026-000124/000123 "])
def test_one_slip_may_name_several(number: str):
    found = named(naming(number), [OWED, SECOND]).owed
    assert SECOND in found


def test_both_are_named():
    assert named(naming("INV-2026-000123 & INV-2026-000124"), [OWED, SECOND]).owed == (
        OWED,
        SECOND,
    )


@pytest.mark.parametrize(
    ("number", "kind", "strange"),
    [
        ("INV-2026-000999", "Dokumen Lainnya", True),
        ("04002600000000999", "Dokumen Lainnya", True),
        ("tidak ada", "Faktur Pajak", True),
        ("PO 4711", "Dokumen Lainnya", False),
        ("TRX 20260115", "Bukti Pembayaran", False),
    ],
)
def test_another_invoice_or_faktur_is_strange_and_an_order_is_not(number, kind, strange):
    assert named(naming(number, kind), [OWED]).strange is strange


def test_numbers_without_letters_have_no_look_of_their_own():
    assert not named(naming("4711"), [replace(OWED, invoice_number="1234")]).strange


def _sums(to: Decimal, amounts: Sequence[Decimal]) -> list[frozenset[int]]:
    """All ways, the slow way."""
    everything = range(len(amounts))
    return [
        frozenset(some)
        for size in range(1, len(amounts) + 1)
        for some in combinations(everything, size)
        if abs(sum((amounts[at] for at in some), Decimal(0)) - to) <= size
    ]


@given(
    st.lists(st.integers(1, 60).map(Decimal), max_size=7),
    st.integers(1, 200).map(Decimal),
)
def test_a_sum_is_found_when_there_is_exactly_one_way(amounts: list[Decimal], to: Decimal):
    ways = _sums(to, amounts)
    if len(ways) > 1:
        with pytest.raises(TooManyWaysError):
            adding_up(to, amounts)
    else:
        assert adding_up(to, amounts) == (ways[0] if ways else None)


@given(st.permutations(list(range(6))))
def test_the_order_of_invoices_makes_no_difference(order: list[int]):
    amounts = [Decimal(one) for one in (150_000, 400_000, 99_000, 275_000, 600_000, 588_000)]
    found = adding_up(Decimal(499_000), [amounts[at] for at in order])
    assert found is not None
    assert {order[at] for at in found} == {1, 2}


def test_two_of_the_same_amount_are_two_ways():
    with pytest.raises(TooManyWaysError):
        adding_up(Decimal(400_000), [Decimal(400_000), Decimal(400_000)])


def test_very_many_invoices_are_left_to_a_person():
    many = [Decimal(1000 + one * 7) for one in range(300)]
    with pytest.raises(TooManyWaysError):
        adding_up(Decimal(50_000), many)


def test_a_slip_that_waits_makes_up_the_rest():
    half = replace(SLIP, base=Decimal(150_000))
    rest = replace(SLIP, number="2600ZZZZZ", base=Decimal(250_000))
    match = by_sum(half, [OWED], [rest])
    assert match is not None
    assert match.owed == (OWED,)
    assert match.together == (rest,)


def test_what_is_received_already_is_not_owed_again():
    assert by_sum(SLIP, [replace(OWED, received=OWED.base)], []) is None
    half = replace(OWED, received=Decimal(250_000))
    match = by_sum(replace(SLIP, base=Decimal(150_000)), [half], [])
    assert match is not None
