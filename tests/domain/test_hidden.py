"""What shows nothing goes, and no letter with it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.accounts.faktur_lines import looks_like_no_name, read_faktur_name
from assistant.domain.accounts.fields import read_company
from assistant.domain.finance.coretax import clean
from assistant.domain.hidden import is_hidden, shown

HIDDEN = (
    "\u200b\u200c\u200d\u00ad\u2060\u2061\ufeff\u200e\u202e\u2069\u034f\u180e\ufe0f\u3164\U000e0041"
)


@pytest.mark.parametrize("char", list(HIDDEN))
def test_marks_that_show_nothing_are_hidden(char: str):
    assert is_hidden(char)
    for reads in (clean, read_faktur_name, read_company):
        assert reads(f"S{char}erver{char} Kilat{char}") == "Server Kilat"


@pytest.mark.parametrize(
    "char", ["a", "\u00e9", "\u0600", "\u06dd", "\u0301", "\u0e33", "\U0001f4a5", " "]
)
def test_what_is_seen_is_not(char: str):
    assert not is_hidden(char)


def test_an_accent_behind_a_joiner_still_finds_its_letter():
    assert shown("e\u200d\u0301") == "\u00e9"


@given(st.text(), st.sampled_from(HIDDEN), st.integers(0, 20))
def test_no_letter_is_lost(text: str, mark: str, at: int):
    kept = [c for c in unicodedata.normalize("NFC", text) if not is_hidden(c)]
    with_mark = text[:at] + mark + text[at:]
    assert len(shown(with_mark)) <= len(with_mark)
    letters = sum(c.isalpha() for c in unicodedata.normalize("NFD", "".join(kept)))
    assert sum(c.isalpha() for c in unicodedata.normalize("NFD", shown(with_mark))) == letters


@pytest.mark.parametrize(
    "name",
    [
        "budi@contoh.example", "@budisantoso", "budi_santoso", "https://contoh.example/x",
        "t.me/budi", "0812-3456-7890 Budi", "NPWP 0012345674012000", "Jl. Melati No. 12, Jakarta",
        "Jalan Melati 12", "Ruko Sentra Blok C", "Melati RT 001 RW 002", "INV2026",
        "Gambir, Jakarta Pusat 10110", "Perum Griya Indah",
    ],
)  # fmt: skip
def test_what_looks_like_something_else_is_asked_about(name: str):
    assert looks_like_no_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "PT Maju Jaya", "CV SINAR RAHMA", "BUDI SANTOSO", "Toko 88", "PT Indo Tekno 21", "3M",
        "Nono Sutarno", "Yayasan Jalan Terang", "PT. A.B.C. (Persero) Tbk", "Siti Nur'aini, S.H.",
        "H&M", "Koperasi 17 Agustus 1945", "\u00c9lan & Co", "DESAIN KARYA",
    ],
)  # fmt: skip
def test_a_name_is_not(name: str):
    assert not looks_like_no_name(name)
