"""Words for people: complete in both languages, and every key in the code has its text."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from assistant.texts import LOCALES
from tests.rules.source import PRODUCT, called_name, calls, python_files, tree, where

KEY_AT = {
    "T": (0,),
    "Label": (0,),
    "Say": (0,),
    "Go": (0,),
    "press": (1,),
    "to": (1,),
    "opens": (1,),
    "say_above": (1,),
    "html": (0, 1),  # Turn.html(key), Texts.html(locale, key)
    "plain": (0, 1),
    "tell": (1,),
    "tell_owner": (2,),
    "tell_staff": (0,),
    "send_document": (3,),
    "mail": (1,),
}
"""What takes a text's key, and as which of its arguments. A new one is added here."""
KEY_AS = ("key", "tell", "label", "edit", "now")
"""Or as which keyword."""
NAMES_AFTER = {"T": 1, "Label": 1}
"""What is given all of a text's variables by name, as the arguments from here on."""

KEY = re.compile(r"[a-z][a-z0-9_]*(?:-[a-z0-9_]+)*(?:\.[a-z]+)?")


@dataclass(frozen=True)
class Text:
    """A message or one of its attributes."""

    file: str
    variables: frozenset[str]
    references: frozenset[str]


class _Inside(Visitor):
    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.references: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: ftl.MessageReference) -> None:  # noqa: N802
        attribute = f".{node.attribute.name}" if node.attribute else ""
        self.references.add(node.id.name + attribute)


def _files(locale: str) -> list[Path]:
    return sorted((PRODUCT / "locales" / locale).glob("*.ftl"))


def _entries(path: Path) -> list[ftl.EntryType]:
    return FluentParser(with_spans=True).parse(path.read_text(encoding="utf-8")).body


def _patterns(message: ftl.Message | ftl.Term) -> Iterator[tuple[str, ftl.Pattern]]:
    sign = "-" if isinstance(message, ftl.Term) else ""
    if message.value:
        yield sign + message.id.name, message.value
    for attribute in message.attributes:
        yield f"{sign}{message.id.name}.{attribute.id.name}", attribute.value


def _all(locale: str) -> Iterator[tuple[str, Text]]:
    for path in _files(locale):
        for entry in _entries(path):
            if isinstance(entry, ftl.Message | ftl.Term):
                for key, pattern in _patterns(entry):
                    inside = _Inside()
                    inside.visit(pattern)
                    variables, references = (
                        frozenset(inside.variables),
                        frozenset(inside.references),
                    )
                    yield key, Text(path.name, variables, references)


@cache
def texts(locale: str) -> dict[str, Text]:
    return dict(_all(locale))


def variables(locale: str, key: str) -> frozenset[str]:
    """Those of a text and of the texts inside it."""
    text = texts(locale)[key]
    inner = (variables(locale, reference) for reference in text.references)
    return text.variables.union(*inner)


@dataclass(frozen=True)
class Used:
    where: str
    key: str
    """A regular expression: an f-string fits many keys."""
    names: frozenset[str] | None
    """The variables given, where the code says them."""

    def fits(self, key: str) -> bool:
        return re.fullmatch(self.key, key) is not None


def _constants(node: ast.expr) -> Iterator[str]:
    """The keys an argument may be, as regular expressions."""
    match node:
        case ast.Constant(value=str(key)) if KEY.fullmatch(key) and key not in LOCALES:
            yield re.escape(key)
        case ast.JoinedStr(values=parts):
            pattern = "".join(
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z0-9_-]+"
                for part in parts
            )
            if "\\-" in pattern:
                yield pattern
        case ast.IfExp(body=first, orelse=second):
            yield from _constants(first)
            yield from _constants(second)


def _names(call: ast.Call) -> frozenset[str] | None:
    start = NAMES_AFTER.get(called_name(call))
    if start is None or any(isinstance(argument, ast.Starred) for argument in call.args):
        return None
    given = call.args[start:]
    return frozenset(str(name.value) for name in given if isinstance(name, ast.Constant))


def _used() -> Iterator[Used]:
    for path in python_files():
        for call in calls(path):
            name = called_name(call)
            if name not in KEY_AT:
                continue
            given = [call.args[at] for at in KEY_AT[name] if at < len(call.args)]
            given += [word.value for word in call.keywords if word.arg in KEY_AS]
            for argument in given:
                for key in _constants(argument):
                    yield Used(where(path, call), key, _names(call))
                    if name == "mail":
                        yield Used(where(path, call), rf"{key}\.body", None)


def _strings() -> frozenset[str]:
    """Every string in the code: a key may reach its caller by a table or an enum."""
    return frozenset(
        node.value
        for path in python_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def _made_up() -> list[re.Pattern[str]]:
    """Keys put together anywhere: ``f"menu-{feature}"``."""
    return [
        re.compile(key)
        for path in python_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.JoinedStr)
        for key in _constants(node)
        if re.match(r"[a-z]", key)
    ]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_file_can_be_read_without_a_remainder(locale):
    junk = [
        f"{path.name}: {entry.content.strip()[:60]!r}"
        for path in _files(locale)
        for entry in _entries(path)
        if isinstance(entry, ftl.Junk)
    ]
    assert _files(locale)
    assert junk == []


@pytest.mark.parametrize("locale", LOCALES)
def test_no_key_is_given_twice(locale):
    keys = [key for key, _ in _all(locale)]
    assert sorted({key for key in keys if keys.count(key) > 1}) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_a_text_refers_to_texts_of_its_own_file(locale):
    """A file is parsed when one of its texts is needed, and none besides it."""
    known = texts(locale)
    elsewhere = [
        f"{key} -> {other}"
        for key, text in known.items()
        for other in text.references
        if known[other].file != text.file
    ]
    assert elsewhere == []


def test_both_languages_have_the_same_texts_in_the_same_files():
    indonesian, english = (
        {key: text.file for key, text in texts(locale).items()} for locale in LOCALES
    )
    assert indonesian == english


def test_both_languages_say_the_same_things():
    common = texts("id").keys() & texts("en").keys()
    different = [key for key in sorted(common) if variables("id", key) != variables("en", key)]
    assert different == []


def test_every_key_in_the_code_has_its_text():
    missing = [
        f"{used.where}: {used.key}"
        for used in _used()
        if not any(used.fits(key) for key in texts("id"))
    ]
    assert missing == []


def test_every_window_gives_its_texts_all_they_need():
    short = [
        f"{used.where}: {key} needs {sorted(variables('id', key) - used.names)}"
        for used in _used()
        if used.names is not None
        for key in texts("id")
        if used.fits(key) and not variables("id", key) <= used.names
    ]
    assert short == []


def test_no_text_is_left_over():
    strings, made_up = _strings(), _made_up()
    referenced = {key for text in texts("id").values() for key in text.references}
    unused = [
        key
        for key in texts("id")
        if not key.startswith("-")
        and not {key, key.partition(".")[0]} & (strings | referenced)
        and not any(pattern.fullmatch(key.partition(".")[0]) for pattern in made_up)
    ]
    assert unused == []
