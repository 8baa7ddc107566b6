"""What staff see is made in ``assistant/desk`` alone: the domain and the worker state facts."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from aiogram.filters.callback_data import CallbackData

import assistant.domain
from assistant.desk import DRAWERS, callbacks, draw
from assistant.domain.staff import News
from tests.rules.source import PRODUCT, called_name, calls, python_files, tree, where
from tests.rules.test_texts import texts

SILENT = ("domain", "worker")
DRAWN_BY = {"Tap", "StaffMessage", "tell_staff", "amend", "say"}
"""What makes or sends words for staff; a use case calls ``work.desk.tell`` and ``amend``."""


def kinds_of_news() -> list[type[News]]:
    """All of them, by name."""
    modules = [
        importlib.import_module(found.name)
        for found in pkgutil.walk_packages(assistant.domain.__path__, "assistant.domain.")
    ]
    found = {
        kind
        for module in modules
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, News) and kind is not News
    }
    return sorted(found, key=lambda kind: kind.__name__)


def _of_desk(call: ast.Call) -> bool:
    """``work.desk.amend(…)``, or no words for staff at all."""
    match call.func:
        case ast.Attribute(attr="amend", value=ast.Attribute(attr="desk")):
            return True
        case ast.Name(id="say"):  # a customer says something: a use case
            return True
    return False


@pytest.mark.parametrize("path", python_files(*SILENT), ids=lambda path: path.stem)
def test_no_words_or_buttons_for_staff_are_made_outside_the_desk(path: Path):
    made = [
        f"{where(path, call)}: {called_name(call)}"
        for call in calls(path)
        if called_name(call) in DRAWN_BY and not _of_desk(call)
    ]
    assert made == []


def _names_of_ours(module: ast.Module) -> Iterator[ast.AST]:
    """Strings that look like keys and are none: marks, jobs, and acts as the audit names them."""
    for node in ast.walk(module):
        match node:
            case ast.Call() if called_name(node) == "audit":
                yield from ast.walk(node)
            case ast.ClassDef(bases=[ast.Name(id="StrEnum")]):
                yield from ast.walk(node)
            case ast.Assign(targets=[ast.Name(id=name)]) if name.endswith("_MARK"):
                yield from ast.walk(node)


def _keys_in(*folders: str) -> set[str]:
    said = {one for path in python_files(*folders) for one in _strings(tree(path))}
    return said & set(texts("id"))


def _strings(module: ast.Module) -> Iterator[str]:
    """Without what a table is asked by: the audit's name of something may be that of a text."""
    nodes = list(ast.walk(module))
    asked_by = {id(key) for node in nodes if isinstance(node, ast.Dict) for key in node.keys}
    for node in nodes:
        if isinstance(node, ast.Constant) and id(node) not in asked_by:
            yield str(node.value)


@cache
def _staff_keys() -> set[str]:
    """Of what staff read: those that the desk says and no conversation does."""
    return _keys_in("desk") - _keys_in("dialogs", "wording")


def staff_keys(module: ast.Module) -> Iterator[ast.Constant]:
    ours = set(map(id, _names_of_ours(module)))
    for node in ast.walk(module):
        match node:
            case ast.Constant(value=str(key)) if key in _staff_keys() and id(node) not in ours:
                yield node


@pytest.mark.parametrize("path", python_files(*SILENT), ids=lambda path: path.stem)
def test_no_key_of_what_staff_read_stands_outside_the_desk(path: Path):
    assert [f"{where(path, node)}: {node.value}" for node in staff_keys(tree(path))] == []


def test_a_key_of_what_staff_read_is_found():
    [found] = staff_keys(ast.parse('await work.audit("a", "radar-clean")\nkey = "radar-clean"'))
    assert found.lineno == 2


def _buttons() -> list[type[CallbackData]]:
    return [
        kind
        for kind in vars(callbacks).values()
        if isinstance(kind, type) and issubclass(kind, CallbackData) and kind is not CallbackData
    ]


def _shape(kind: type[CallbackData]) -> re.Pattern[str]:
    """``held:`` with its three fields."""
    return re.compile(rf"{kind.__prefix__}(:[^:]+){{{len(kind.model_fields)}}}")


def _written(node: ast.AST) -> str | None:
    """A string, with a letter for each hole of an f-string."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(str(p.value) if isinstance(p, ast.Constant) else "x" for p in parts)
    return None


def test_what_a_button_carries_is_made_in_one_place():
    shapes = [_shape(kind) for kind in _buttons()]
    here = PRODUCT / "desk" / "callbacks.py"
    assert len(shapes) == 11
    elsewhere = [
        f"{where(path, node)}: {text}"
        for path in python_files("domain", "worker", "desk", "courier", "app")
        if path != here
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant | ast.JoinedStr)
        if (text := _written(node)) and any(shape.fullmatch(text) for shape in shapes)
    ]
    assert elsewhere == []


@pytest.mark.parametrize("kind", kinds_of_news(), ids=lambda kind: kind.__name__)
def test_every_kind_of_news_is_drawn(kind: type[News]):
    assert DRAWERS
    assert draw.dispatch(kind) is not draw.dispatch(News)
