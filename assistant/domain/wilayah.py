"""The regions of Indonesia by the four digits that a NIK begins with."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from importlib.resources import files


def region_name(code: str) -> str | None:
    """The regency or city with this code (``3171``), or None when there never was one.

    A NIK is for life, so a code that was given up when a province was split still counts; it is
    named after the province that it lies in today.
    """
    return _regions().get(code)


@cache
def provinces() -> dict[str, str]:
    """The 38 provinces of today by their two digits, in the order of these."""
    return {row["code"]: row["name"] for row in _rows("wilayah.csv") if len(row["code"]) == 2}


@cache
def regencies() -> tuple[tuple[str, str], ...]:
    """Each regency and city of today, and its province."""
    rows = [(row["code"], row["name"].strip()) for row in _rows("wilayah.csv")]
    return tuple((name, provinces()[code[:2]]) for code, name in rows if len(code) > 2)


@cache
def _regions() -> dict[str, str]:
    current = {row["code"].replace(".", ""): row["name"] for row in _rows("wilayah.csv")}
    former = {
        row["code"].replace(".", ""): current[row["province"]] for row in _rows("wilayah_lama.csv")
    }
    regencies = {code: name for code, name in current.items() if len(code) == 4}
    return former | regencies


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = (files("assistant.domain") / "data" / name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())
