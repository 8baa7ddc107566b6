"""Months and years as people say them: ``okt'26``, ``bln kmrn``, ``3/11/2026``, ``last month``."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from rapidfuzz.distance import OSA

from assistant.dialogs.understanding.shapes import Masked
from assistant.dialogs.understanding.vocabulary import one_of, words_of

_NUMBER_OF = {name: number for number in range(1, 13) for name in words_of(str(number))}
_UNSURE = frozenset(words_of("unsure-month"))
_DAY_AFTER = frozenset(words_of("day-after-it"))
_COUNTS = {word: count for count in range(1, 13) for word in words_of(f"count-{count}")}
_LONG = 6
"""Letters of a name in which a slip is forgiven; two from 8 on."""

_MONTH, _YEAR = one_of("month"), one_of("year")
_THE = rf"(?:{one_of('the')}\s)?"
_COUNT = f"({one_of(*(f'count-{count}' for count in range(1, 13)))})"
_DAY = r"(?:[0-2]?\d|3[01])"
_BY_NUMBER = r"(?P<month>1[0-2]|0?[1-9])"
_APART = r"\s?[-/.]\s?"
_END = r"(?![\w-])"

_AGO = re.compile(
    rf"\b{_COUNT}\s?(?:{_MONTH}\s{_THE}{one_of('last')}|months?\sago){_END}",
)
_MONTHS_FROM_NOW = tuple(
    (re.compile(rf"\b(?:{_MONTH}\s{_THE}{one_of(name)}|{one_of(before)}\smonth(?:'?s)?){_END}"), by)
    for name, before, by in (
        ("last", "last-before-it", -1),
        ("this", "this-before-it", 0),
        ("next", "next-before-it", 1),
    )
)
_YEARS_FROM_NOW = tuple(
    (re.compile(rf"\b(?:{_YEAR}\s{_THE}{one_of(name)}|{one_of(before)}\syear(?:'?s)?){_END}"), by)
    for name, before, by in (
        ("last", "last-before-it", -1),
        ("this", "this-before-it", 0),
        ("next", "next-before-it", 1),
    )
)
_NUMERIC = (
    re.compile(rf"(?<![\d/.-])(?P<year>20\d\d){_APART}{_BY_NUMBER}(?:[-/.]{_DAY})?(?![\d/-])"),
    re.compile(rf"(?<![\d/.-]){_DAY}{_APART}{_BY_NUMBER}{_APART}(?P<year>20\d\d|\d\d)(?![\d/-])"),
    re.compile(rf"(?<![\d/.-]){_BY_NUMBER}{_APART}(?P<year>20\d\d)(?![\d/-])"),
    re.compile(rf"\b{one_of('day')}\s?{_DAY}\s?[-/]\s?{_BY_NUMBER}(?P<year>)(?![\d/-])"),
    re.compile(
        rf"\b(?:{_MONTH}\s?(?=\d)|{one_of('named-by-number')}\s)"
        rf"(?P<month>{one_of(*(f'count-{count}' for count in range(1, 13)))}|0[1-9])"
        rf"(?![\d/.-]|\w|\s{one_of('no-month-after-it')}\b|\s{_MONTH})"
        rf"(?:\s?[-/]?\s?(?:{_YEAR}\s)?(?P<year>20\d\d))?"
    ),
)
_NAMED = re.compile(
    r"(?P<day>(?<!\d)\d{1,2}(?:st|nd|rd|th)?[\s-]*)?(?<![^\W\d_])(?P<name>[^\W\d_]{3,12})(?![^\W\d_])"
    rf"\.?(?:(?:[\s,/-]|{_YEAR})*(?P<year>(?:19|20)\d\d)(?!\d)"
    rf"|\s?'(?P<short>\d\d)\b|[ -](?P<bare>[2-4]\d)(?![\w/.,-]*\d)|\s{_YEAR}\s(?P<spoken>\d\d)\b)?"
)
_SHARED_YEAR = re.compile(rf"\s?{one_of('up-to')}\s?[^\W\d_]{{3,10}}\s(20\d\d)")
_BESIDE = re.compile(rf"(?:\b{one_of('beside-a-month')}|\d|-)\s*$")
_PLAIN_YEAR = re.compile(
    rf"(?<![\w.,/-])(?:{_YEAR}\s?)?(20[0-4]\d)(?:nya)?(?![\w/]|[.,-]\d)"
    rf"|(?<!\w)(?:{_YEAR}\s?|')([0-4]\d)(?!\d)"
)
_LAW = re.compile(rf"\b{one_of('law')}(?<=[\w-])(?![a-z])[^\n]{{0,25}}?\s(?:19|20)\d\d\b")


def mask_time(masked: Masked, today: date) -> None:
    """Months become ``<month>``, and years beside no month ``<year>``.

    A month without a year is the last that is not in the future; a law's year is none.
    """
    _Reading(masked, today).read()


def month_named(word: str) -> bool:
    """Whether a word is surely a month's name."""
    return word.lower() not in _UNSURE and _month(word.lower()) is not None


@dataclass(slots=True)
class _Reading:
    """One text, from what is said relative to today to what is said plainly."""

    masked: Masked
    today: date
    years: list[int] = field(default_factory=list)

    def read(self) -> None:
        text = _LAW.sub(" ", self.masked.text.lower())
        for pattern, by in _YEARS_FROM_NOW:
            text = pattern.sub(self._shifted_year(by), text)
        text = _AGO.sub(lambda match: self._from_now(-_COUNTS[match[1]]), text)
        for pattern, by in _MONTHS_FROM_NOW:
            text = pattern.sub(self._shifted_month(by), text)
        for pattern in _NUMERIC:
            text = pattern.sub(self._numbered, text)
        text = _NAMED.sub(self._named, text)
        text = _PLAIN_YEAR.sub(lambda match: self._plain(match[1] or match[2]), text)
        for year in self.years:
            self.masked.add("year", str(year), "")
        self.masked.text = text

    def _shifted_year(self, by: int) -> Callable[[re.Match[str]], str]:
        return lambda _: self._plain(str(self.today.year + by))

    def _shifted_month(self, by: int) -> Callable[[re.Match[str]], str]:
        return lambda _: self._from_now(by)

    def _month(self, year: int, month: int, before: str = "") -> str:
        self.masked.add("month", f"{year:04}-{month:02}", before)
        return " <month> "

    def _from_now(self, by: int) -> str:
        months = self.today.year * 12 + self.today.month - 1 + by
        return self._month(months // 12, months % 12 + 1)

    def _plain(self, year: str) -> str:
        self.years.append(_full(year))
        return " <year> "

    def _last(self, month: int) -> int:
        """The year of a month that is said without one."""
        if self.years:
            return self.years[0]
        return self.today.year - (month > self.today.month)

    def _numbered(self, match: re.Match[str]) -> str:
        said = match["month"].lstrip("0")
        month = _COUNTS.get(said) or int(said)
        return self._month(_full(match["year"]) if match["year"] else self._last(month), month)

    def _named(self, match: re.Match[str]) -> str:
        month = _month(match["name"])
        if month is None:
            return match[0]
        year = match["year"] or match["short"] or match["spoken"] or self._bare_year(match)
        before, after = match.string[: match.start()], match.string[match.end() :]
        beside = year or match["day"] or _BESIDE.search(before[-20:])
        if match["name"] in _UNSURE and not beside:
            return match[0]
        if not year and (shared := _SHARED_YEAR.match(after)):
            year = shared[1]
        return self._month(_full(year) if year else self._last(month), month, before)

    def _bare_year(self, match: re.Match[str]) -> str | None:
        """ "okt 25" is a year where a day would come first, "Oct 25" is a day."""
        digits = match["bare"]
        sure = digits and not match["day"] and match["name"] not in _DAY_AFTER
        return digits if sure and _full(digits) <= self.today.year else None


def _full(year: str) -> int:
    return int(year) + 2000 if len(year) == 2 else int(year)


@lru_cache(4096)
def _month(name: str) -> int | None:
    """The month of a name, also with an ending, and with a slip in a long one."""
    for end in ("nya", "ne", "na"):
        if name.removesuffix(end) in _NUMBER_OF:
            name = name.removesuffix(end)
    if name in _NUMBER_OF or len(name) < _LONG:
        return _NUMBER_OF.get(name)
    slips = 1 + (len(name) >= _LONG + 2)
    near = (
        number
        for known, number in _NUMBER_OF.items()
        if len(known) >= _LONG
        and known[0] == name[0]
        and OSA.distance(known, name, score_cutoff=slips) <= slips
    )
    return next(near, None)
