"""Months and years as people say them."""

from __future__ import annotations

import re
from datetime import date

from rapidfuzz.distance import OSA

from assistant.dialogs.understanding.shapes import Masked

_NAMES = (
    ("januari", "january", "jan", "jnauari"),
    ("februari", "february", "pebruari", "feb", "peb"),
    ("maret", "march", "mar", "mrt"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("agustus", "august", "agu", "ags", "agst", "aug", "agt", "agus"),
    ("september", "sept", "sep", "spt"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nopember", "nov", "nop"),
    ("desember", "december", "des", "dec"),
)
_NUMBER_OF = {name: number for number, names in enumerate(_NAMES, 1) for name in names}
_UNSURE = frozenset(
    {"jan", "mar", "may", "march", "jun", "des", "dec", "sep", "spt", "agus", "nop", "peb"}
)
"""Also other words, or names: months only beside what tells a time."""
_COUNTS = {
    "satu": 1, "se": 1, "one": 1, "a": 1, "dua": 2, "two": 2, "tiga": 3, "three": 3, "empat": 4,
    "four": 4, "lima": 5, "five": 5, "enam": 6, "six": 6, "tujuh": 7, "delapan": 8, "sembilan": 9,
    "sepuluh": 10, "sebelas": 11, "duabelas": 12, "couple of": 2,
}  # fmt: skip
_MONTH = r"(?:bulan|bulannya|bln|bl|blan|buln|bulam|month|sasi|wulan|sasih|masa pajak|masa|periode)"
_YEAR = r"(?:tahun|thn|taun|th|tahunnya|year|taon)"
_LAST = (
    r"(?:yang\s|yg\s|nu\s|sing\s|ingkang\s|nan\s)?(?:lalu|kemarin|kemaren|kmrn|kmrin|kmaren|kmrein|kemarn|kmren|lewat|"
    r"sebelumnya|sblmnya|sebelum\sini|wingi|kepungkur|kamari|kapengker|tadi|kemarinnya|patang|lepas|barusan|kmarin|lalunya|lampau|"
    r"kapungkur|kliwat|lepeh)"
)
_THIS = r"(?:yang\s|yg\s)?(?:ini|skrg|sekarang|skrng|iki|ieu|niki|saiki|berjalan|ayeuna|kini)"
_NEXT = r"(?:depan|dpn|besok|berikutnya|ngarep|payun|hareup)"
_BESIDE = re.compile(
    rf"(?:\b{_MONTH}|\b(?:faktur|fp|in|of|for|from|since|tgl|tanggal|until|to|invoice|by|during|sampai|dari|sejak|s/d|sd)|\d|-)\s*$"
)
_COUNT = r"(\d{1,2}|" + "|".join(sorted(_COUNTS, key=len, reverse=True)) + ")"

_RELATIVE = (
    (re.compile(rf"\b{_COUNT}\s?{_MONTH}\s(?:yang\s|yg\s)?(?:lalu|kemarin|kemaren|kmrn|lepas|kapengker|kepungkur|sebelumnya)\b"), None),
    (re.compile(rf"\b{_COUNT}\smonths?\sago\b"), None),
    (re.compile(rf"\b{_MONTH}\s{_LAST}(?![\w-])"), -1),
    (re.compile(r"\b(?:last|previous|past|prior)\smonth(?:'?s)?\b"), -1),
    (re.compile(rf"\b{_MONTH}\s{_THIS}(?!\w)|\bthis\smonth(?:'?s)?\b|\bcurrent\smonth\b"), 0),
    (re.compile(rf"\b{_MONTH}\s{_NEXT}(?!\w)|\bnext\smonth\b"), 1),
)  # fmt: skip
_YEAR_RELATIVE = (
    (re.compile(rf"\b{_YEAR}\s{_LAST}(?![\w-])|\b(?:last|previous|past)\syear(?:'?s)?\b"), -1),
    (re.compile(rf"\b{_YEAR}\s{_THIS}(?!\w)|\bthis\syear(?:'?s)?\b|\bcurrent\syear\b"), 0),
    (re.compile(rf"\b{_YEAR}\s{_NEXT}(?!\w)|\bnext\syear\b"), 1),
)
_NUMERIC = (
    re.compile(r"(?<![\d/.-])(?P<year>20\d\d)\s?[-/.]\s?(?P<month>0?[1-9]|1[0-2])(?:[-/.](?:[0-2]?\d|3[01]))?(?![\d/-])"),
    re.compile(r"(?<![\d/.-])(?:[0-2]?\d|3[01])\s?[-/.]\s?(?P<month>0?[1-9]|1[0-2])\s?[-/.]\s?(?P<year>20\d\d|\d\d)(?![\d/-])"),
    re.compile(r"(?<![\d/.-])(?P<month>0?[1-9]|1[0-2])\s?[-/.]\s?(?P<year>20\d\d)(?![\d/-])"),
    re.compile(r"\b(?:tgl|tanggal|tggl|tgll)\s?(?:[0-2]?\d|3[01])\s?[-/]\s?(?P<month>0?[1-9]|1[0-2])(?![\d/-])(?P<year>)"),
    re.compile(
        rf"\b(?:{_MONTH}\s(?:ke\s?)?(?=\d)|(?:bulan|bln)\s)(?P<month>0?[1-9]|1[0-2]|sepuluh|sebelas|dua\s?belas|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan)"
        rf"(?![\d/.-]|\w)(?!\s(?:hari|x|kali|persen))(?:\s?[-/]?\s?(?:{_YEAR}\s)?(?P<year>20\d\d))?"
    ),
)  # fmt: skip
_NAMED = re.compile(
    rf"(?P<day>(?<!\d)\d{{1,2}}(?:st|nd|rd|th)?[\s-]*)?(?<![^\W\d_])(?P<name>[^\W\d_]{{3,10}})(?P<tail>nya|na|ne)?(?![^\W\d_])\.?"
    rf"(?:(?:[\s,/-]|{_YEAR})*(?P<year>(?:19|20)\d\d)(?!\d)|\s?'(?P<short>\d\d)\b|\s(?:{_YEAR})\s(?P<spoken>\d\d)\b)?"
)  # fmt: skip
_SHARED_YEAR = re.compile(r"(?:sampai|sampe|s/?d|hingga|to|until|through|-|–|,|dan|and|&)\s*$")
_PLAIN_YEAR = re.compile(
    rf"(?<![\w.,/-])(?:{_YEAR}\s?)?(20[0-4]\d)(?:nya)?(?![\w/]|[.,-]\d)|(?<!\w)(?:{_YEAR}\s?|')([0-4]\d)(?!\d)"
)
_LAW = re.compile(
    r"\b(?:uu|pmk|per|pp|undang[\s-]?undang|peraturan)\b[^\n]{0,25}?\b(?:tahun|thn)?\s?(?:19|20)\d\d\b"
)


def mask_time(masked: Masked, today: date) -> None:
    """Months become ``<month>``, and years beside no month ``<year>``.

    A month without a year is the last that is not in the future.
    """
    text = (
        _LAW.sub(" ", masked.text.lower())
        if _LAW.search(masked.text.lower())
        else masked.text.lower()
    )
    years: list[int] = []
    for pattern, shift in _YEAR_RELATIVE:
        text = pattern.sub(lambda match, by=shift: _noted(years, today.year + by), text)  # type: ignore[misc]
    for pattern, back in _RELATIVE:
        text = pattern.sub(lambda match, by=back: _ago(masked, match, by, today), text)  # type: ignore[misc]
    for pattern in _NUMERIC:
        text = pattern.sub(lambda match: _numbered(masked, match, today, years), text)
    text = _NAMED.sub(lambda match: _named(masked, match, today, years), text)
    text = _PLAIN_YEAR.sub(lambda match: _noted(years, _full(match[1] or match[2])), text)
    for year in years:
        masked.add("year", str(year), "")
    masked.text = text


def _noted(years: list[int], year: int) -> str:
    years.append(year)
    return " <year> "


def _full(year: str) -> int:
    return int(year) + 2000 if len(year) == 2 else int(year)


def _add(masked: Masked, year: int, month: int) -> str:
    masked.add("month", f"{year:04}-{month:02}", "")
    return " <month> "


def _ago(masked: Masked, match: re.Match[str], by: int | None, today: date) -> str:
    if by is None:
        by = -(int(match[1]) if match[1].isdigit() else _COUNTS[match[1]])
    months = today.year * 12 + today.month - 1 + by
    return _add(masked, months // 12, months % 12 + 1)


def _last(month: int, today: date, years: list[int]) -> int:
    """The year of a month that is said without one."""
    if years:
        return years[0]
    return today.year if month <= today.month else today.year - 1


def _numbered(masked: Masked, match: re.Match[str], today: date, years: list[int]) -> str:
    said = match["month"].replace("dua belas", "duabelas").replace(" ", "")
    month = int(said) if said.isdigit() else _COUNTS[said]
    year = _full(match["year"]) if match["year"] else _last(month, today, years)
    return _add(masked, year, month)


def _named(masked: Masked, match: re.Match[str], today: date, years: list[int]) -> str:
    name = match["name"]
    month = _month(name)
    year = match["year"] or match["short"] or match["spoken"]
    if month is None:
        return match[0]
    if name in _UNSURE and not (
        year or match["day"] or _BESIDE.search(match.string[: match.start()])
    ):
        return match[0]
    shared = re.match(
        r"\s*(?:sampai|sampe|s/?d|hingga|to|until|through|-|–|,|dan|and|&)\s*[^\W\d_]{3,10}\s+((?:20)\d\d)",
        match.string[match.end() :],
    )
    if not year and shared:
        year = shared[1]
    return _add(masked, _full(year) if year else _last(month, today, years), month)


def _month(name: str) -> int | None:
    """The month of a name, also with a slip in a long one."""
    for end in ("nya", "ne", "na"):
        if name.endswith(end) and name.removesuffix(end) in _NUMBER_OF:
            name = name.removesuffix(end)
    if name in _NUMBER_OF or len(name) < 6:
        return _NUMBER_OF.get(name)
    slips = 2 if len(name) >= 8 else 1
    return next(
        (
            number
            for known, number in _NUMBER_OF.items()
            if len(known) >= 6
            and known[0] == name[0]
            and OSA.distance(known, name, score_cutoff=slips) <= slips
        ),
        None,
    )


def month_named(word: str) -> bool:
    """Whether a word is surely a month's name."""
    return word.lower() not in _UNSURE and _month(word.lower()) is not None
