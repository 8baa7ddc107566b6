"""A whole address in one message, taken apart: street, city, province, postcode.

Only what is sure is taken: a part that is a place's whole name, or the end of a line once something
after it (a province, a postcode) says that the street is over. The rest stays in the street, and
what was not found is asked for.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from assistant.domain.accounts.fields import (
    FieldError,
    exact_province,
    plain_letters,
    read_city,
    read_postcode,
    read_street,
)
from assistant.domain.wilayah import regencies


@dataclass(frozen=True, slots=True)
class Address:
    """Empty where nothing was found."""

    street: str
    city: str = ""
    province: str = ""
    postcode: str = ""


def read_address(typed: str) -> Address:
    """Raises FieldError for the street."""
    plain = _LABEL.sub("", typed)
    parts = [part for part in (_bare_end(part) for part in _SEPARATOR.split(plain)) if part]
    parts = _without_country(parts)
    parts, postcode = _take_postcode(parts)
    parts, province = _take_province(parts, after=bool(postcode))
    parts, city = _take_city(parts, after=bool(postcode or province))
    return Address(
        street=read_street("\n".join(parts)),
        city=city,
        province=province or province_of(city),
        postcode=postcode,
    )


def province_of(city: str) -> str:
    """Where this city or regency lies; empty when it is unknown, or the name of several."""
    found = _cities().get(plain_letters(_known_as(city)), set())
    return next(iter(found)) if len(found) == 1 else ""


_LABEL = re.compile(r"^\W*(?:alamat|address)(?:\s+(?:lengkap|kantor|perusahaan))?\s*[:=]\s*", re.I)
_SEPARATOR = re.compile(r"[,;|\n]|\s[-\u2013\u2014]\s")


def _bare_end(part: str) -> str:
    return part.strip().strip(".,;-").strip()


def _without_country(parts: list[str]) -> list[str]:
    if not parts:
        return parts
    rest = _bare_end(re.sub(r"(?i)\bindonesia$", "", parts[-1]))
    return [*parts[:-1], rest] if rest else parts[:-1]


# Postcode

_POSTCODE = r"(?:kode\s*pos|postcode|zip)?\s*[:.]?\s*([1-9][0-9]{4})"
_AT_END = re.compile(rf"(?i)(?:^|\s)(?:\(\s*)?{_POSTCODE}\s*\)?$")
_AT_START = re.compile(rf"(?i)^{_POSTCODE}(?=\s)")
_A_NUMBER_OF = re.compile(r"(?i)\b(?:no|nomor|nomer|number|km|blok|kav|rt|rw|tel[pf]?)\.?\s*$")


def _take_postcode(parts: list[str]) -> tuple[list[str], str]:
    """The last five digits that end a part, or begin one after the first."""
    for place in reversed(range(len(parts))):
        part = parts[place]
        found = _AT_END.search(part) or (_AT_START.match(part) if place else None)
        if found is None or _A_NUMBER_OF.search(part[: found.start(1)]):
            continue
        rest = _bare_end(part[: found.start()] + part[found.end() :])
        without = [*parts[:place], *([rest] if rest else []), *parts[place + 1 :]]
        return (without, read_postcode(found[1])) if without else (parts, "")
    return parts, ""


# Province and city, from the end


def _take_province(parts: list[str], *, after: bool) -> tuple[list[str], str]:
    """A name that is a city's, too (Gorontalo), is the province only after a city in it."""
    for rest, name in _endings(parts, after=after):
        if province := _OF_CAPITALS.get(plain_letters(name)) or exact_province(name):
            _, city = _take_city(rest, after=True)
            if province_of(name) and province_of(city) != province:
                return parts, ""
            return rest, province
        if province_of(name):  # Banda Aceh ends like a province
            break
    return parts, ""


_OF_CAPITALS = {"jakarta": "DKI Jakarta", "yogyakarta": "DI Yogyakarta"}
"""Provinces that are called like their capital in addresses."""


def _take_city(parts: list[str], *, after: bool) -> tuple[list[str], str]:
    for rest, name in _endings(parts, after=after):
        known = _known_as(name)
        if plain_letters(known) in _cities():
            try:
                return rest, read_city(known)
            except FieldError:
                continue
    return parts, ""


def _endings(parts: list[str], *, after: bool) -> list[tuple[list[str], str]]:
    """What may be a place at the end, the longest first, and what is left before it. The end of a
    line counts only when the address went on ``after`` it."""
    if not parts:
        return []
    found = [(parts[:-1], parts[-1])] if len(parts) > 1 else []
    words = parts[-1].split()
    if after:
        for count in range(min(_WORDS, len(words) - 1), 0, -1):
            rest = _bare_end(" ".join(words[:-count]))
            if len(rest.split()) > 1 or len(parts) > 1 or not _STREET_WORD.match(rest):
                found.append(([*parts[:-1], rest], " ".join(words[-count:])))
    return [(rest, name) for rest, name in found if not re.search("[0-9]", name)]


_WORDS = 5
_STREET_WORD = re.compile(r"(?i)(?:jl|jln|jalan|gg|gang)\b")


def _known_as(name: str) -> str:
    return _SHORT_FORMS.get(plain_letters(name), name)


_SHORT_FORMS = {
    "jakpus": "Jakarta Pusat",
    "jaksel": "Jakarta Selatan",
    "jakbar": "Jakarta Barat",
    "jakut": "Jakarta Utara",
    "jaktim": "Jakarta Timur",
    "central jakarta": "Jakarta Pusat",
    "south jakarta": "Jakarta Selatan",
    "west jakarta": "Jakarta Barat",
    "north jakarta": "Jakarta Utara",
    "east jakarta": "Jakarta Timur",
    "jogja": "Yogyakarta",
    "jogjakarta": "Yogyakarta",
    "solo": "Surakarta",
    "tangsel": "Tangerang Selatan",
}


@cache
def _cities() -> dict[str, set[str]]:
    """The provinces that a city's or regency's name means, with and without *Kota*, *Kabupaten*."""
    cities: dict[str, set[str]] = defaultdict(set)
    cities["jakarta"].add("DKI Jakarta")
    for name, province in regencies():
        kind, _, own = name.replace(" Administrasi", "").partition(" ")
        short = exact_province(province)
        for said in {own, name, f"{kind} {own}", f"{kind[:3]} {own}"}:
            cities[plain_letters(said)].add(short)
    return dict(cities)
