"""Characters and their fonts: what is drawn, how wide it is, where a line is broken."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.documents.lettering import is_plain, printable, stretches, width, wrap


@pytest.mark.parametrize("word", ["محمد", "क्ष", "ශ්\u200dරී", "ក្មែ"])
def test_letters_that_join_take_less_room_than_each_alone(word: str) -> None:
    assert 0 < width(word) < sum(map(width, word))


def test_letters_that_stand_side_by_side_take_what_they_take_alone() -> None:
    for text in ("PT Łódź Москва", "王小明", "김철수"):
        assert width(text) == pytest.approx(sum(map(width, text)))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("نی\u200cنی", "نی\u200cنی"),
        ("\u200cمحمد\u200c", "محمد"),
        ("PT\u200d\u200c Jaya", "PT Jaya"),
        ("ශ්\u200dරී", "ශ්\u200dරී"),
        ("👩\u200d💻", "👩💻"),
        ("\u115f\u3164\u034f\ufeff", ""),
    ],
)
def test_a_joiner_stays_where_it_joins(text: str, shown: str) -> None:
    assert printable(text) == shown


@given(st.text(max_size=80))
def test_whatever_is_printable_has_a_font_and_stays_printable(text: str) -> None:
    line = printable(text)
    assert printable(line) == line
    assert "".join(part for _, part in stretches(line)) == line
    assert width(line) >= 0
    assert is_plain(line) == all(font.startswith("Faktur") for font, _ in stretches(line))


@given(st.text(max_size=200), st.floats(40, 400))
def test_lines_fit_and_lose_nothing(text: str, room: float) -> None:
    lines = wrap(text, room)
    assert "".join("".join(lines).split()) == "".join(printable(text).split())
    for line in lines:
        shaped = not is_plain(line)
        assert shaped or width(line) <= room + 0.001 or len(line) == 1


def test_a_long_word_is_not_broken_between_a_letter_and_its_mark() -> None:
    for line in wrap("นี้" * 60, 100):
        assert not unicodedata.category(line[0]).startswith("M")
