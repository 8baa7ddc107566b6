"""Numbers said digit by digit."""

from __future__ import annotations

import pytest

from assistant.domain.spoken import digits_written


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("nol delapan satu dua tiga empat lima enam tujuh", "081234567"),
        ("NPWP nol nol satu dua tiga empat ya", "NPWP 001234 ya"),
        ("0812 tiga empat lima enam", "08123456"),
        ("kodenya one two three four five six", "kodenya 123456"),
        ("bandung empat kosong satu enam dua", "bandung 40162"),
    ],
)
def test_they_are_written_in_digits(said: str, written: str):
    assert digits_written(said) == written


@pytest.mark.parametrize(
    "said",
    [
        "satu dua tiga domain",
        "dua ribu dua puluh enam",
        "satu dua tiga empat puluh",
        "tiga empat lima enam hari",
        "saya punya satu, dua, tiga, empat akun",
        "12 34 56 78",
        "enambelas satuan duaan tigaan",
    ],
)
def test_what_is_counted_stays_as_it_is(said: str):
    assert digits_written(said) == said
