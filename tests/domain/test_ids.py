"""Numbers that come back from outside."""

from __future__ import annotations

import pytest

from assistant.domain.ids import parse_id


@pytest.mark.parametrize(
    ("text", "number"), [("1", 1), ("007", 7), (str(2**63 - 1), 2**63 - 1), ("42", 42)]
)
def test_an_id_is_read(text: str, number: int):
    assert parse_id(text) == number


@pytest.mark.parametrize(
    "text", ["", "0", "-1", "+1", " 1", "1\n", "1.0", "1_000", "٣", str(2**63), "9" * 5000]
)
def test_what_no_row_has_as_its_number_is_none(text: str):
    assert parse_id(text) is None
