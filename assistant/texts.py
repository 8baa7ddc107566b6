"""Words for people, by key, from the Fluent files in ``assistant/locales``.

A missing key or variable is an error, never an empty sentence. What a person typed is escaped
where it is shown.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from fluent.runtime import FluentBundle, FluentResource, resolver
from fluent.syntax.ast import Resource

from assistant.domain.money import whole
from assistant.domain.words import HOME, Arg, Say

_FOLDER = files("assistant").joinpath("locales")
LOCALES = tuple(
    sorted(
        (one.name for one in _FOLDER.iterdir() if one.is_dir()), key=lambda one: (one != HOME, one)
    )
)
"""The languages that are spoken: those that have a folder of Fluent files."""
_DIRECTIONS = dict.fromkeys((0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""Invisible characters that turn the direction of what stands around them."""
_KEY = re.compile(r"^([a-zA-Z][\w-]*) *=", re.MULTILINE)
"""Where a text begins in its file."""

# Fluent refuses arguments over 2,500 characters, against texts that blow themselves up. Ours are
# our own, and what stands in them may be a whole ticket or a message of 4,096 characters.
resolver.MAX_PART_LENGTH = 100_000


class TextError(Exception):
    """A text is missing, or one of its variables is."""


@dataclass(frozen=True, slots=True)
class Texts:
    """All texts in all locales; moments are shown in ``timezone``."""

    bundles: Mapping[str, FluentBundle]
    timezone: ZoneInfo

    @classmethod
    def load(cls, timezone: ZoneInfo, **brand: str) -> Texts:
        """``brand`` are the variables every text may use (``BRAND`` as ``{ BRAND() }``)."""
        return cls(_Bundles(brand), timezone)

    def html(self, locale: str, key: str, args: Mapping[str, Arg] | None = None) -> str:
        """The text with what people typed escaped, for Telegram's HTML."""
        return self._render(locale, key, args or {}, html.escape)

    def plain(self, locale: str, key: str, args: Mapping[str, Arg] | None = None) -> str:
        """The text as it is, for buttons and mail; ``key.body`` is the attribute ``body``."""
        return self._render(locale, key, args or {}, str)

    def _render(
        self, locale: str, key: str, args: Mapping[str, Arg], escape: Callable[[str], str]
    ) -> str:
        bundle = self.bundles[locale if locale in LOCALES else HOME]
        name, _, attribute = key.partition(".")
        if not bundle.has_message(name):
            raise TextError(f"no text {key!r} in {locale!r}")
        message = bundle.get_message(name)
        pattern = message.attributes.get(attribute) if attribute else message.value
        if pattern is None:
            raise TextError(f"no text {key!r} in {locale!r}")
        values = {n: self._value(locale, value, escape) for n, value in args.items()}
        text, errors = bundle.format_pattern(pattern, values)
        if errors:
            raise TextError(f"text {key!r} in {locale!r}: {errors[0]}")
        return str(text)

    def _value(self, locale: str, value: Arg, escape: Callable[[str], str]) -> Any:
        match value:
            case Say(key, args):
                return self._render(locale, key, args, escape)
            case tuple():
                return "\n".join(self._render(locale, say.key, say.args, escape) for say in value)
            case Decimal():
                return rupiah(value, locale)
            case datetime():
                local = value.astimezone(self.timezone)
                return f"{format_datetime(local, 'd MMMM y HH.mm', locale=locale)} {_zone(local)}"
            case date():
                return _Day(value, locale)
            case str():
                return escape(one_way(value))
            case _:
                return value


def one_way(text: str) -> str:
    """What somebody typed, without what would let it turn the words around it."""
    return text.translate(_DIRECTIONS)


_ZONES = {7: "WIB", 8: "WITA", 9: "WIT"}
"""Hours before UTC, and what Indonesians call the time there."""


def _zone(local: datetime) -> str:
    offset = local.utcoffset()
    hours = offset.total_seconds() / 3600 if offset is not None else None
    return _ZONES.get(int(hours), local.tzname() or "") if hours is not None else ""


class _Day(str):
    """A day on its way through Fluent: printed in full, or as ``MONTH($day)`` as month and year."""

    __slots__ = ("day",)
    day: date

    def __new__(cls, day: date, locale: str) -> _Day:
        self = super().__new__(cls, format_date(day, "d MMMM y", locale=locale))
        self.day = day
        return self


def rupiah(amount: Decimal, locale: str) -> str:
    """``Rp 1.250.000``: whole rupiah, rounded half up, on one line of a narrow screen."""
    return f"Rp\N{NO-BREAK SPACE}{format_decimal(whole(amount), '#,##0', locale=locale)}"


class _Bundles(dict[str, FluentBundle]):
    """Each is made with the first text that is needed of it."""

    def __init__(self, brand: Mapping[str, str]) -> None:
        super().__init__()
        self._brand = brand

    def __missing__(self, locale: str) -> FluentBundle:
        if locale not in LOCALES:
            raise KeyError(locale)

        def of_day(pattern: str) -> Callable[[_Day], str]:
            return lambda value: format_date(value.day, pattern, locale=locale)

        functions: dict[str, Callable[..., Any]] = {
            "MONTH": of_day("MMMM y"),
            **{name.upper(): (lambda value=value: value) for name, value in self._brand.items()},
        }
        return self.setdefault(locale, _Bundle([locale], functions=functions, use_isolating=False))


class _Bundle(FluentBundle):
    """A locale whose files are parsed one by one, each when it is needed: all take a fifth of a
    second. Texts refer to others of their own file only."""

    def has_message(self, name: str) -> bool:
        if super().has_message(name):
            return True
        [locale] = self.locales
        file = _places(locale).get(name)
        if file is None:
            return False
        self.add_resource(_parsed(locale, file))
        return bool(super().has_message(name))


@cache
def _places(locale: str) -> dict[str, str]:
    """The file of each text."""
    names = [file.name for file in _FOLDER.joinpath(locale).iterdir() if file.name.endswith(".ftl")]
    return {key: name for name in names for key in _KEY.findall(_words(locale, name))}


@cache
def _parsed(locale: str, file: str) -> Resource:
    """Once a process."""
    return FluentResource(_words(locale, file))


def _words(locale: str, file: str) -> str:
    return _FOLDER.joinpath(locale, file).read_text(encoding="utf-8")
