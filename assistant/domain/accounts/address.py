"""A whole address in one message, taken apart: street, city, province, postcode.

Only what is sure is taken: a part that is a place's whole name, or the end of a line once something
after it (a province, a postcode) says that the street is over. The rest stays in the street, and
what was not found is asked for.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from assistant.domain.accounts.fields import (
    ADDRESS_IS,
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
    plain, note = _without_note(_plainly(typed))
    parts = [part for part in (_bare_end(part) for part in _SEPARATOR.split(plain)) if part]
    parts = _without_country([piece for part in parts for piece in _hyphened(part)])
    parts, postcode = _take_postcode(parts)
    parts, province = _take_province(parts, after=bool(postcode))
    parts, city = _take_city(parts, after=bool(postcode or province))
    return Address(
        street=read_street("\n".join(parts) + note),
        city=city,
        province=province or province_of(city),
        postcode=postcode,
    )


_BEFORE_IT = "Jl. X 1"
"""A street to read the rest of an address behind."""
_ABOVE_A_STREET = re.compile(
    r"(?i)(?:rt|rw|kel|kelurahan|kec|kecamatan|desa|ds|dusun|blok|lantai|lt|komp|komplek|kompleks"
    r"|perum|perumahan|gang|gg|jl|jln|jalan|gedung|ruko|unit|no|nomor|kav)\b[.:]?\s*\S"
)


def read_place(typed: str) -> Address:
    """A city where one is asked for, or what people send there of an address that goes on: the rest
    of the street, a city with its province and postcode. Raises FieldError."""
    if not re.search(r"[\d,\n]", typed) and not _ABOVE_A_STREET.match(typed.strip()):
        return Address("", city=read_city(typed))
    found = read_address(f"{_BEFORE_IT}\n{typed}")
    street = found.street.removeprefix(_BEFORE_IT).strip(" ,")
    if (street and not _ABOVE_A_STREET.match(street)) or not (street or found.city):
        return Address("", city=read_city(typed))
    return replace(found, street=street)


def province_of(city: str) -> str:
    """Where this city or regency lies; empty when it is unknown, or the name of several."""
    found = _cities().get(_key(_known_as(city)), set())
    return next(iter(found)) if len(found) == 1 else ""


_SEPARATOR = re.compile(r"(?<!\d),|,(?!\d)|,(?=\d{5}(?!\d))|[;|\n]|\s[-\u2013\u2014]\s")
"""Not the comma of ``KM 5,5``."""
_NAMED = re.compile(
    r"\b(?:kota|provinsi|propinsi|prov|negara|kota\s*/\s*kab\w*)\.?\s*:\s*", re.IGNORECASE
)
_BELOW = re.compile(
    r"\b(kelurahan|kel|kecamatan|kec|desa|dusun|kabupaten|kab|jalan|rt|rw)(\.?)\s*:\s*",
    re.IGNORECASE,
)
_EITHER = re.compile(r"\bkota\s*/\s*kab(?:upaten)?\b\.?\s*", re.IGNORECASE)
_ADMINISTRATIVE = re.compile(r"\bkota\s+adm\b\.?\s*", re.IGNORECASE)
_NOTE = re.compile(r"\s*(\((?!\s*[\d.]+\s*\))[^()]*\))[\s.]*$")


def _plainly(typed: str) -> str:
    """Without the labels of a form, and without short forms in them."""
    plain = _BELOW.sub(r"\1\2 ", _NAMED.sub("", ADDRESS_IS.sub("", typed)))
    return _ADMINISTRATIVE.sub("Kota Administrasi ", _EITHER.sub("", plain))


def _without_note(typed: str) -> tuple[str, str]:
    """What stands in brackets at the end belongs to the street."""
    found = _NOTE.search(typed)
    return (typed[: found.start()], f" {found[1]}") if found else (typed, "")


def _hyphened(part: str) -> list[str]:
    """``Denpasar-Bali``, ``Sidoarjo-Jawa Timur-61212``."""
    left, sign, right = part.rpartition("-")
    if sign and left[-1:].isalpha() and (_AT_END.fullmatch(right) or _province(right)):
        return [*_hyphened(left), right]
    return [part]


def _bare_end(part: str) -> str:
    return part.strip().strip(".,;-").strip()


def _without_country(parts: list[str]) -> list[str]:
    if not parts:
        return parts
    rest = _bare_end(
        re.sub(r"(?i)(?:\b(?:republi[ck] (?:of )?)?indonesia|^(?:id|ri))$", "", parts[-1])
    )
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
        begun = _AT_START.match(part)
        if begun and not place and _key(_known_as(part[begun.end() :].strip())) not in _cities():
            begun = None
        found = _AT_END.search(part) or begun
        if found is None or _A_NUMBER_OF.search(part[: found.start(1)]):
            continue
        rest = _bare_end(part[: found.start()] + part[found.end() :])
        without = [*parts[:place], *([rest] if rest else []), *parts[place + 1 :]]
        return (without, read_postcode(found[1])) if without else (parts, "")
    return parts, ""


# Province and city, from the end


def _take_province(parts: list[str], *, after: bool) -> tuple[list[str], str]:
    """A name that is a city's, too (Gorontalo), is the province only after a city in it."""
    for rest, name in _endings(parts, _surely if after else _ends_with_city):
        if province := _OF_CAPITALS.get(plain_letters(name)) or _province(name):
            _, city = _take_city(rest, after=True)
            if province_of(name) and province_of(city) != province:
                return parts, ""
            return rest, province
        if province_of(name):  # Banda Aceh ends like a province
            break
    return parts, ""


_OF_CAPITALS = {"jakarta": "DKI Jakarta", "yogyakarta": "DI Yogyakarta"}
"""Provinces that are called like their capital in addresses."""
_IN_ENGLISH = (
    ("west java", "Jawa Barat"),
    ("central java", "Jawa Tengah"),
    ("east java", "Jawa Timur"),
    ("north sumatra", "Sumatera Utara"),
    ("west sumatra", "Sumatera Barat"),
    ("south sumatra", "Sumatera Selatan"),
    ("riau islands", "Kepulauan Riau"),
    ("west kalimantan", "Kalimantan Barat"),
    ("central kalimantan", "Kalimantan Tengah"),
    ("south kalimantan", "Kalimantan Selatan"),
    ("east kalimantan", "Kalimantan Timur"),
    ("north kalimantan", "Kalimantan Utara"),
    ("north sulawesi", "Sulawesi Utara"),
    ("central sulawesi", "Sulawesi Tengah"),
    ("south sulawesi", "Sulawesi Selatan"),
    ("southeast sulawesi", "Sulawesi Tenggara"),
    ("west sulawesi", "Sulawesi Barat"),
    ("west nusa tenggara", "Nusa Tenggara Barat"),
    ("east nusa tenggara", "Nusa Tenggara Timur"),
    ("special region of yogyakarta", "DI Yogyakarta"),
    ("special capital region of jakarta", "DKI Jakarta"),
)


def _province(name: str) -> str:
    return exact_province(name) or dict(_IN_ENGLISH).get(plain_letters(name), "")


def _take_city(parts: list[str], *, after: bool) -> tuple[list[str], str]:
    ended = _endings(parts, _surely if after else _has_its_number)
    for rest, name in [*ended, *_beginning(parts)]:
        known = _known_as(name)
        if _key(known) in _cities():
            try:
                return rest, read_city(known)
            except FieldError:
                continue
    return parts, ""


def _beginning(parts: list[str]) -> list[tuple[list[str], str]]:
    """A city before its street, where none stands behind it."""
    return [(parts[1:], parts[0])] if len(parts) > 1 and _STREET_WORD.match(parts[1]) else []


def _endings(parts: list[str], is_over: Callable[[str, str], bool]) -> list[tuple[list[str], str]]:
    """What may be a place at the end, the longest first, and what is left before it. The end of a
    line counts only where the street before it is over."""
    if not parts:
        return []
    found = [(parts[:-1], parts[-1])] if len(parts) > 1 else []
    words = parts[-1].split()
    for count in range(min(_WORDS, len(words) - 1), 0, -1):
        rest, name = _bare_end(" ".join(words[:-count])), " ".join(words[-count:])
        is_street = len(rest.split()) > 1 or len(parts) > 1 or not _STREET_WORD.match(rest)
        if is_street and is_over(rest, name):
            found.append(([*parts[:-1], rest], name))
    return [(rest, name) for rest, name in found if not re.search("[0-9]", name)]


def _has_its_number(rest: str, name: str) -> bool:
    """A street ends with its number; some names only places have."""
    return bool(re.search(r"\d\S*$", rest) or (re.search(r"\d", rest) and _PLACE.match(name)))


def _ends_with_city(rest: str, _: str) -> bool:
    """A city alone, or behind a number."""
    found = re.search(r"(?:^|\d\S*\s+)(\D+)$", rest)
    return found is not None and _key(_known_as(found[1])) in _cities()


def _surely(_: str, __: str) -> bool:
    return True


_PLACE = re.compile(
    r"(?i)(?:kota|kab|kabupaten|jakarta|jak|jkt)\b\W*\s?[a-z]|jak(?:sel|pus|bar|ut|tim)$"
)
_WORDS = 5
_STREET_WORD = re.compile(r"(?i)(?:jl|jln|jalan|gg|gang)\b")


def _known_as(name: str) -> str:
    """A city by the name that maps have; anything else as it is."""
    name = re.sub(r"(?i)\s+(?:city|regency|municipality)$", "", name)
    if part := _PART_OF_JAKARTA.fullmatch(plain_letters(re.sub(r"[-.]", " ", name))):
        return next(name for short, name in _PARTS_OF_JAKARTA if part[1].startswith(short))
    return _SHORT_FORMS.get(plain_letters(name), name)


_PART_OF_JAKARTA = re.compile(
    r"(?:jakarta|jkt|jak) ?(sel|selatan|pus|pusat|bar|barat|ut|utara|tim|timur)"
)
_PARTS_OF_JAKARTA = (
    ("sel", "Jakarta Selatan"),
    ("pus", "Jakarta Pusat"),
    ("bar", "Jakarta Barat"),
    ("ut", "Jakarta Utara"),
    ("tim", "Jakarta Timur"),
)


def _key(name: str) -> str:
    """For cities to be found by, with or without a space in them."""
    return plain_letters(name).replace(" ", "")


_SHORT_FORMS = {
    "jkt": "Jakarta",
    "sby": "Surabaya",
    "bdg": "Bandung",
    "smg": "Semarang",
    "yk": "Yogyakarta",
    "yogya": "Yogyakarta",
    "mks": "Makassar",
    "mdn": "Medan",
    "plg": "Palembang",
    "dps": "Denpasar",
    "bpp": "Balikpapan",
    "pku": "Pekanbaru",
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
            cities[_key(said)].add(short)
    return dict(cities)
