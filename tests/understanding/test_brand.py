"""The provider's own name in what customers write."""

from __future__ import annotations

import pytest

from assistant.dialogs.understanding.meaning import understand
from tests.understanding.corpus import BRAND, TODAY


@pytest.mark.parametrize(
    ("text", "route"),
    [
        ("halo cloudkilat", "smalltalk"),
        ("akun cloud kilat saya mau disambungkan ke sini", "hubungkan"),
        ("pasang npwp di akun CloudKilat", "npwp"),
        ("minta NPWP PT Cloudkilat", "human"),
        ("pindahkan domain saya ke cloudkilat", "human"),
        ("email billing@cloudkilat.com itu resmi?", "human"),
        ("PT CloudKilat Indonesia kirim faktur salah npwp", "faktur-wrong"),
    ],
)
def test_it_wishes_nothing_and_is_nobodys_company(text: str, route: str) -> None:
    understood = understand(text, TODAY, BRAND)
    assert understood.route == route
    named = understood.entities
    assert (named.company, named.email, named.domains) == (None, None, ())


def test_another_company_may_have_it_in_its_name() -> None:
    named = understand("akun untuk PT Mitra CloudKilat", TODAY, BRAND).entities
    assert named.company == "PT Mitra CloudKilat"
    domains = understand("pindahkan cloudkilat-mitra.example", TODAY, BRAND).entities.domains
    assert domains == ("cloudkilat-mitra.example",)


def test_a_brand_of_ordinary_words_takes_no_meaning_away() -> None:
    said = "pindahkan hosting indonesia ke akun lain"
    assert understand(said, TODAY, "Hosting Indonesia").route == "pindah"


def test_without_a_brand_nothing_is_taken_for_it() -> None:
    assert understand("akun PT Awan", TODAY).entities.company == "PT Awan"
    assert understand("a b c", TODAY, "-").route == "human"
