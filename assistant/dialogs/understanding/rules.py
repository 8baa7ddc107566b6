"""What follows from meanings: the table in ``rules.txt``, read from above; the first that fits.

Names parted by blanks must all be there, ``-`` before one means it must not, ``( | )`` is one of
several, ``a~b`` is near one another, and ``a>b`` is a shortly before b in the
same part of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.dialogs.understanding.lexicon import FoundMeaning, lexicon

Spans = tuple[tuple[int, int], ...]
Test = Callable[["Meanings"], Spans]

BREAK = "@break"
"""Where a part of the sentence ends: what comes ``>`` after another is not behind it."""
_NEAR = 3
"""Words that may stand between two that are near one another."""
_MOST_PLACES = 12
"""Of one meaning; a message that says it more often says no more by it."""
_ALWAYS: Spans = ((0, 0),)
_PART = re.compile(r"\s*([()|~>-]|[@\w?][\w@-]*\??)")


@dataclass(frozen=True, slots=True)
class Meanings:
    """The meanings of a message, with the places of each."""

    places: Mapping[str, Spans]

    @classmethod
    def of(cls, found: Iterable[FoundMeaning]) -> Meanings:
        places: dict[str, list[tuple[int, int]]] = {}
        for one in found:
            spans = places.setdefault(one.meaning, [])
            if len(spans) < _MOST_PLACES or one.meaning == BREAK:
                spans.append((one.start, one.end))
        return cls({meaning: tuple(spans) for meaning, spans in places.items()})


@dataclass(frozen=True, slots=True)
class MeaningRule:
    route: str
    offer: tuple[str, ...]
    """The two routes of ``ambiguous``, else nothing."""
    test: Test
    written: str
    """The line itself, for people who ask why."""
    bare: bool = False
    """Something is named, and no more said of it."""


@dataclass(frozen=True, slots=True)
class RuleTable:
    whole: tuple[MeaningRule, ...]
    """For a message as a whole."""
    parts: tuple[MeaningRule, ...]
    """For a part that is a wish or a question of its own."""
    alike: Mapping[str, str]
    """Routes of one matter, by its name: they are not two wishes."""


class RuleError(ValueError):
    """A line of the table that cannot be read; says which, and why."""


@cache
def table() -> RuleTable:
    text = (files(__package__) / "rules.txt").read_text(encoding="utf-8")
    return read_table(text, lexicon().meanings)


def read_table(text: str, meanings: Iterable[str]) -> RuleTable:
    """The rules of a table, which may name these meanings, ``@`` shapes, and its own ``let``s."""
    names: dict[str, Test] = {meaning: _place(meaning) for meaning in meanings}
    whole: list[MeaningRule] = []
    parts: list[MeaningRule] = []
    alike: dict[str, str] = {}
    joined = re.sub(r"\n[ \t]+", " ", re.sub(r"(?m)^#.*\n", "", text))
    for line in filter(str.strip, joined.splitlines()):
        head, _, body = line.partition(":")
        if head.startswith("same "):
            alike.update(dict.fromkeys(body.split(), head))
            continue
        try:
            test = _Reader(body, names).whole()
        except (KeyError, IndexError) as error:
            raise RuleError(f"{line!r}: {error}") from error
        match head.split():
            case ["let", name]:
                names[name] = test
            case ["part", route]:
                parts.append(MeaningRule(route, (), test, line))
            case ["bare", route]:
                whole.append(MeaningRule(route, (), test, line, bare=True))
            case [route, *offer]:
                whole.append(MeaningRule(route, tuple(offer), test, line))
    return RuleTable(tuple(whole), tuple(parts), alike)


def first_that_fits(rules: tuple[MeaningRule, ...], said: Meanings) -> MeaningRule | None:
    return next((rule for rule in rules if rule.test(said)), None)


class _Reader:
    """Reads one expression from left to right."""

    def __init__(self, text: str, names: Mapping[str, Test]) -> None:
        self._parts = _PART.findall(text)
        self._names = names
        self._at = 0

    def whole(self) -> Test:
        test = self._either()
        if self._at < len(self._parts):
            raise KeyError(self._parts[self._at])
        return test

    def _either(self) -> Test:
        tests = [self._all()]
        while self._takes("|"):
            tests.append(self._all())
        return tests[0] if len(tests) == 1 else _either(tests)

    def _all(self) -> Test:
        tests = [self._joined()]
        while self._at < len(self._parts) and self._parts[self._at] not in ("|", ")"):
            tests.append(self._joined())
        return tests[0] if len(tests) == 1 else _all(tests)

    def _joined(self) -> Test:
        if self._takes("-"):
            return _none(self._one())
        test = self._one()
        while True:
            if self._takes("~"):
                test = _near(test, self._one())
            elif self._takes(">"):
                test = _before(test, self._one())
            else:
                return test

    def _one(self) -> Test:
        if self._takes("("):
            test = self._either()
            if not self._takes(")"):
                raise KeyError("a bracket is not closed")
            return test
        name = self._parts[self._at]
        self._at += 1
        return _place(name) if name.startswith("@") else self._names[name]

    def _takes(self, sign: str) -> bool:
        if self._at < len(self._parts) and self._parts[self._at] == sign:
            self._at += 1
            return True
        return False


def _place(name: str) -> Test:
    return lambda said: said.places.get(name, ())


def _either(tests: list[Test]) -> Test:
    return lambda said: tuple(span for test in tests for span in test(said))


def _all(tests: list[Test]) -> Test:
    def test(said: Meanings) -> Spans:
        last: Spans = ()
        for one in tests:
            last = one(said)
            if not last:
                return ()
        return last

    return test


def _none(inner: Test) -> Test:
    return lambda said: () if inner(said) else _ALWAYS


def _near(left: Test, right: Test) -> Test:
    def test(said: Meanings) -> Spans:
        others = right(said)
        return tuple(
            (min(a, c), max(b, d))
            for a, b in (left(said) if others else ())
            for c, d in others
            if c - b <= _NEAR and a - d <= _NEAR
        )

    return test


def _before(left: Test, right: Test) -> Test:
    def test(said: Meanings) -> Spans:
        others = right(said)
        ends = said.places.get(BREAK, ())
        return tuple(
            (a, d)
            for a, b in (left(said) if others else ())
            for c, d in others
            if 0 <= c - b <= _NEAR and not any(b <= end < c for end, _ in ends)
        )

    return test
