from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import money

amounts = st.decimals(min_value=0, max_value=10**13, places=2, allow_nan=False)


@pytest.mark.parametrize(
    ("amount", "rupiah"),
    [
        ("0.49", 0),
        ("0.50", 1),
        ("1.50", 2),
        ("2.50", 3),
        ("91666.67", 91667),
        ("-0.50", -1),
    ],
)
def test_half_a_rupiah_and_over_goes_up(amount: str, rupiah: int) -> None:
    assert money.whole(Decimal(amount)) == rupiah


@given(amounts)
def test_whole_is_within_half_a_rupiah_and_stays_when_done_again(
    amount: Decimal,
) -> None:
    rounded = money.whole(amount)
    assert abs(rounded - amount) <= Decimal("0.5")
    assert money.whole(rounded) == rounded


def test_the_base_is_eleven_twelfths_and_ppn_twelve_percent_of_it() -> None:
    assert money.dpp_nilai_lain(Decimal(100000)) == Decimal("91666.67")
    assert money.ppn(Decimal("91666.67")) == Decimal("11000.00")


@given(amounts)
def test_ppn_by_nilai_lain_is_eleven_percent_of_the_price(price: Decimal) -> None:
    tax = money.ppn(money.dpp_nilai_lain(price))
    assert abs(tax - price * Decimal("0.11")) <= Decimal("0.01")


@pytest.mark.parametrize(
    ("printed", "amount"),
    [
        ("366.667,00", "366667.00"),
        ("0,00", "0.00"),
        (" Rp 25.000,00 ", "25000.00"),
        ("Rp150.000", "150000"),
        ("1.234.567.890,5", "1234567890.5"),
        ("1500", "1500"),
        ("-2.500,00", "-2500.00"),
    ],
)
def test_a_printed_amount_is_read(printed: str, amount: str) -> None:
    assert money.parse_rupiah(printed) == Decimal(amount)


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "Rp",
        "366,667.00",
        "1.50",
        "1.2345",
        "12,345",
        "satu",
        "1 000",
        "٣٦٦",
        "9" * 5000,
    ],
)
def test_what_is_no_amount_is_refused(printed: str) -> None:
    with pytest.raises(ValueError, match="rupiah"):
        money.parse_rupiah(printed)


@given(amounts)
def test_an_amount_survives_being_printed_and_read(amount: Decimal) -> None:
    printed = f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))
    assert money.parse_rupiah(printed) == amount


@given(st.text())
def test_any_text_is_an_amount_or_a_value_error(text: str) -> None:
    with suppress(ValueError):
        assert money.parse_rupiah(text).is_finite()
