"""Words that were run together, and words that lost their vowels."""

from __future__ import annotations

import pytest

from assistant.dialogs.understanding.joined import part_joined
from assistant.dialogs.understanding.lexicon import lexicon
from assistant.dialogs.understanding.meaning import understand
from tests.understanding.corpus import TODAY


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("pindahdomain", "pindah domain"),
        ("fakturpajakbulanini", "faktur pajak bulan ini"),
        ("Tolong CekFakturJuli ya", "Tolong cek faktur juli ya"),
        ("mauganti npwp", "mau ganti npwp"),
    ],
)
def test_words_run_together_are_read_apart(typed: str, read: str) -> None:
    assert part_joined(typed) == read


@pytest.mark.parametrize(
    "typed",
    ["memindahkannya", "terimakasih", "pindahdomain.example", "a@fakturbaru.example", "Sinarmas",
     "<domain>", "perpanjangan", "kebijaksanaannya", "bulanannya"],
)  # fmt: skip
def test_what_is_a_word_an_address_or_a_name_stays_whole(typed: str) -> None:
    assert part_joined(typed) == typed


def test_a_company_keeps_the_name_that_was_typed() -> None:
    assert understand("akun untuk PT Pindahdomain", TODAY).entities.company == "PT Pindahdomain"


@pytest.mark.parametrize(("typed", "word"), [("hbungkn", "hubung"), ("belm", "belum")])
def test_vowels_may_be_left_out(typed: str, word: str) -> None:
    assert lexicon().read([typed]) == lexicon().read([word])


def test_an_ending_alone_is_no_domain() -> None:
    assert understand("berapa harga co.id", TODAY).entities.domains == ()
