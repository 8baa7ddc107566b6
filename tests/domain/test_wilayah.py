from __future__ import annotations

import csv
from importlib.resources import files

from assistant.domain.wilayah import region_name


def codes(name: str) -> list[str]:
    text = (files("assistant.domain") / "data" / name).read_text(encoding="utf-8")
    return [row["code"].replace(".", "") for row in csv.DictReader(text.splitlines())]


def test_all_provinces_and_regencies_are_known() -> None:
    current = codes("wilayah.csv")
    assert sum(len(code) == 2 for code in current) == 38
    regencies = [code for code in current if len(code) == 4]
    assert len(regencies) == 514
    assert all(region_name(code) for code in regencies)


def test_new_provinces_are_among_them() -> None:
    assert region_name("6571") == "Kota Tarakan"
    assert region_name("9601") == "Kabupaten Sorong"


def test_a_code_given_up_is_named_after_its_province_of_today() -> None:
    assert region_name("6404") == "Kalimantan Utara"
    assert not set(codes("wilayah_lama.csv")) & set(codes("wilayah.csv"))


def test_a_code_that_never_was_has_no_name() -> None:
    assert region_name("9971") is None
    assert region_name("31") is None
    assert region_name("") is None
