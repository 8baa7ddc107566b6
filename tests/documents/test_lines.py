"""Characters and our font: what is drawn, how wide it is, where a line is broken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.documents.lines import FONTS, MISSING, printable, stretches, width, wrap


@pytest.mark.parametrize("text", ["PT Łódź Şirketi", "Ελλάδα", "Москва", "Nguyễn", "€ ½ №"])
def test_latin_greek_and_cyrillic_are_printed_as_they_are(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("王小明", MISSING * 3),
        ("محمد", MISSING * 4),
        ("PT Maju 🚀", f"PT Maju {MISSING}"),
        ("\uff30\uff34 Jaya", "PT Jaya"),
        ("ﬁrma", "firma"),
        ("PT\u200d\u200c Jaya\u202e\ufeff", "PT Jaya"),
        ("  dua\n baris\t", "dua baris"),
    ],
)
def test_what_the_font_lacks_shows_and_what_has_no_shape_does_not(text: str, shown: str) -> None:
    assert printable(text) == shown


@given(st.text(max_size=80))
def test_whatever_is_printable_has_a_font_and_stays_printable(text: str) -> None:
    line = printable(text)
    assert printable(line) == line
    assert "".join(part for _, part in stretches(line)) == line
    assert {font for font, _ in stretches(line)} <= set(FONTS)
    assert width(line) >= 0


@given(st.text(max_size=200), st.floats(40, 400))
def test_lines_fit_and_lose_nothing(text: str, room: float) -> None:
    lines = wrap(text, room)
    assert "".join("".join(lines).split()) == "".join(printable(text).split())
    for line in lines:
        assert width(line) <= room + 0.001 or len(line) == 1
