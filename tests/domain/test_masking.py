from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.masking import mask_email, mask_npwp, mask_text


def test_a_number_keeps_its_ends_and_its_separators() -> None:
    assert mask_npwp("0013121660091000") == "0013********1000"
    assert mask_npwp("01.312.166.0-091.000") == "01.31*.***.*-**1.000"
    assert mask_npwp("3171011708450001") == "3171********0001"
    assert mask_npwp("12345") == "*****"


def test_an_address_keeps_its_first_letter_and_its_host() -> None:
    assert mask_email("budi.s@contoh.example") == "b***@contoh.example"
    assert mask_email("@contoh.example") == "***@contoh.example"
    assert mask_email("bukan alamat") == "***"


@pytest.mark.parametrize(
    ("line", "masked"),
    [
        ("npwp=0013121660091000 saved", "npwp=0013********1000 saved"),
        ("typed 0013 1216 6009 1000 ok", "typed 0013 **** **** 1000 ok"),
        ("from 01.312.166.0-091.000.", "from 01.31*.***.*-**1.000."),
        ("nitku 0013121660091000000012", "nitku 0013**************0012"),
        ("mail <budi@contoh.example> sent", "mail <b***@contoh.example> sent"),
        (
            "InputTaxInvoice-0013121660091000-04002600000000123-0029998887423000.pdf",
            "InputTaxInvoice-0013********1000-04002600000000123-0029********3000.pdf",
        ),
        ("faktur 04002600000000123 chat -1001234567890", None),
        ("at 2026-01-15T10:22:33.123456Z in 12 ms", None),
    ],
)
def test_a_log_line_loses_only_what_is_private(line: str, masked: str | None) -> None:
    assert mask_text(line) == (masked or line)


@given(
    st.text(max_size=50),
    st.text("0123456789", min_size=16, max_size=16),
    st.text(max_size=50),
)
def test_no_number_stays_whole_in_any_line(before: str, number: str, after: str) -> None:
    assert number not in mask_text(f"{before} {number} {after}")


@given(st.text())
def test_masking_twice_changes_nothing(line: str) -> None:
    once = mask_text(line)
    assert mask_text(once) == once
