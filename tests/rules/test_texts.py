"""Words for people: complete in every language, and every key in the code has its text."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from assistant.domain.acting.model import Act
from assistant.texts import LOCALES
from tests.rules.source import PRODUCT, ROOT, called_name, calls, python_files, tree, where

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
    "StaffMessage": (0,),
    "Tap": (0,),
    "Leads": (0,),
    "_item": (2,),
    "Line": (0,),
    "send_document": (3,),
    "document_to_group": (3,),
    "withdraw_document": (1,),
    "tell_group": (1,),
    "mail": (1,),
}
"""What takes a text's key, and as which of its arguments. A new one is added here."""
KEY_AS = ("key", "tell", "label", "by_mail", "edit", "now")
"""Or as which keyword."""
NAMES_AFTER = {"T": 1, "Label": 1}
"""What is given all of a text's variables by name, as the arguments from here on."""

PUT_TOGETHER = {
    r".body": "a mail's text is the attribute of its subject's key",
}
"""What may be in a key that is put together, and why; all others stand whole in the code."""

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


def _given(call: ast.Call) -> list[ast.expr]:
    """The arguments that are keys."""
    given = [call.args[at] for at in KEY_AT[called_name(call)] if at < len(call.args)]
    return given + [word.value for word in call.keywords if word.arg in KEY_AS]


def _used() -> Iterator[Used]:
    for path in python_files():
        for call in calls(path):
            name = called_name(call)
            if name not in KEY_AT:
                continue
            for argument in _given(call):
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


def _put_together() -> Iterator[str]:
    """Keys that no search finds: f-strings where a key is taken, or that look like some keys. A
    portal says nothing to people; its ids look like keys."""
    for path in set(python_files()) - set(python_files("portal")):
        taken = {
            id(argument)
            for call in calls(path)
            if called_name(call) in KEY_AT
            for argument in _given(call)
        }
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.JoinedStr) and any(
                id(node) in taken or _begins_a_key(pattern) for pattern in _constants(node)
            ):
                yield f"{where(path, node)}: {ast.unparse(node)}"


def _begins_a_key(pattern: str) -> bool:
    return bool(re.match(r"[a-z]", pattern)) and any(
        re.fullmatch(pattern, key) for key in texts("id")
    )


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


@pytest.mark.parametrize("locale", LOCALES)
def test_every_language_has_the_same_texts_in_the_same_files(locale):
    files = {key: text.file for key, text in texts("id").items()}
    assert {key: text.file for key, text in texts(locale).items()} == files


@pytest.mark.parametrize("locale", LOCALES)
def test_every_language_says_the_same_things(locale):
    common = texts("id").keys() & texts(locale).keys()
    different = [key for key in sorted(common) if variables("id", key) != variables(locale, key)]
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


def test_a_key_stands_whole_so_that_a_search_finds_it():
    unfound = [
        found for found in _put_together() if not any(part in found for part in PUT_TOGETHER)
    ]
    assert unfound == []


def _tables() -> Iterator[tuple[str, dict[Enum, str | tuple[str, ...]]]]:
    """The tables in the code that give every member of an enum its key."""
    for path in python_files():
        for node in tree(path).body:
            match node:
                case ast.AnnAssign(target=ast.Name(id=name), value=ast.Dict()):
                    table = getattr(importlib.import_module(_module(path)), name)
                    if table and all(_is_entry(*entry) for entry in table.items()):
                        yield f"{where(path, node)} {name}", table


def _module(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _is_entry(member: object, key: object) -> bool:
    """A row may have several: a text for each place where it is said."""
    keys = key if isinstance(key, tuple) else (key,)
    return isinstance(member, Enum) and all(
        isinstance(one, str) and one in texts("id") for one in keys
    )


SOME_HAVE_NONE = {
    "_NOT_DONE": {"wanted", "made"},
    "_NOT_MADE": {"wanted", "made"},
    "NOT_MADE": {"wanted", "made"},
    "_CHANNEL": {"staff"},
    "_CHOOSE": {"answer"},
    "_EVADED": {"back"},
    "_WRITE": {"answer"},
    "_ALERT": {
        *("look", "asked", "wanted", "sent", "cancelled"),
        *("not-text", "too-long"),
    },
    "_VERDICTS": {"turned-away", "cancelled-in-coretax"},
    "_HELD": {"cancelled-in-coretax"},
    "_WRONG": {"look", "asked", "wanted", "sent", "cancelled"},
    "_NOT_SAID": {"said"},
    "UNSAID": {"said"},
    "_LOOK": {"refuse", "ask", "answer"},
    "_BTN_WRITE": {"refuse", "ask", "answer", "refuse-file"},
    "_NOT_TAKEN": {"done"},
    "_ASSIGNED": {"received", "quarantined", "refused", "replaced", "slip"},
    "_ITEM": {"issued", "cancelled"},
    "_MONTH": {"quiet"},
    "_NOTE": {""},
    "_OWNERS_CHANGED": {"", "rules", "ticket-closed"},
    "_LINE": {"replaced", "undone", "unopened"},
    "_STANDING_LATE": {"issued", "cancelled"},
    "_CODE_PROBLEM": {"right"},
    "_NOT_SENT": {"sent"},
    "_NOT_RIGHT": {"right"},
    "_PART": {"recap"},
    "_UNDECIDED": {
        "cancelled-in-coretax",
        "turned-away",
        "amend",
        "another-company",
        "book",
        "cancelled",
        "draft",
        "part",
        "reissue",
    },
    "READY": {"answer", "assign-file", "replace-file"},
    "_OUTCOMES": {"booked", "replaced", "held", "reopened", "not-kept"},
}
"""What never comes to be said, by the table; tables of acts hold the few that have a text."""


def test_a_table_of_keys_has_one_for_every_case():
    tables = dict(_tables())
    assert len(tables) > 20
    without = [
        f"{place}: {sorted(missing)}"
        for place, table in tables.items()
        if not isinstance(next(iter(table)), Act)
        if (
            missing := {str(one) for kind in {type(one) for one in table} for one in kind}
            - {str(one) for one in table}
            - SOME_HAVE_NONE.get(place.split()[-1], set())
        )
    ]
    assert without == []


def _mails() -> list[str]:
    """The keys of all mails: they begin with the word, in the code and in the files. Found without
    reading either as what it is, as that takes each process of a run some seconds."""
    code = (path.read_text(encoding="utf-8") for path in python_files())
    words = (path.read_text(encoding="utf-8") for path in _files("id"))
    keys = {key for one in code for key in re.findall(r'"(mail-[a-z-]+)"', one)}
    return sorted(
        keys | {key for one in words for key in re.findall(r"(?m)^(mail-[a-z-]+) =", one)}
    )


def test_no_mail_is_overlooked():
    all_keys = {*_strings(), *texts("id")}
    assert _mails() == sorted(key for key in all_keys if re.fullmatch(r"mail-[a-z-]+", key))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("key", _mails())
def test_every_mail_has_a_subject_and_a_text(key: str, locale: str):
    assert key in texts(locale)
    assert f"{key}.body" in texts(locale)


def _twins() -> dict[str, str]:
    """Every mail that can go instead of a message, and that message."""
    return {
        by_mail: in_chat
        for path in python_files()
        for call in calls(path)
        if called_name(call) == "Twins"
        for in_chat, by_mail in [map(ast.literal_eval, call.args)]
    }


TO_SOMEBODY_ELSE = {"mail-linked", "mail-link-suspended"}
"""Mails to an account's address about what is told to whoever was linked, with other facts."""


def test_every_mail_that_is_called_like_a_message_is_its_twin():
    alike = {key for key in _mails() if key.replace("mail-", "ntf-", 1) in texts("id")}
    assert alike - TO_SOMEBODY_ELSE == set(_twins())


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("by_mail", sorted(_twins()))
def test_a_message_and_its_twin_for_mail_need_the_same(by_mail: str, locale: str):
    in_chat = _twins()[by_mail]
    needed = variables(locale, by_mail) | variables(locale, f"{by_mail}.body")
    assert needed <= variables(locale, in_chat)


def test_what_may_go_by_mail_names_its_mail():
    """By its key, or as what is said with a PDF."""
    mails = set(_mails())
    unnamed = [
        f"{where(path, call)}: {ast.unparse(argument)}"
        for path in python_files("domain", "worker")
        for call in calls(path)
        for argument in _mail_keys(call)
        if not (isinstance(argument, ast.Constant) and argument.value in mails)
        and not (isinstance(argument, ast.Attribute) and argument.attr == "by_mail")
    ]
    assert unnamed == []


def _mail_keys(call: ast.Call) -> Iterator[ast.expr]:
    if called_name(call) == "mail":
        yield call.args[1]
    yield from (word.value for word in call.keywords if word.arg == "by_mail")


def test_no_text_is_left_over():
    strings = _strings()
    referenced = {key for text in texts("id").values() for key in text.references}
    unused = [
        key
        for key in texts("id")
        if not key.startswith("-") and not {key, key.partition(".")[0]} & (strings | referenced)
    ]
    assert unused == []
