"""One name, one meaning; and nothing that the product itself has no use for."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from assistant.domain.work import Work
from tests.rules.source import PRODUCT, python_files, tree, where


def _classes() -> Mapping[str, list[str]]:
    places = defaultdict(list)
    for path in python_files():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(where(path, node))
    return places


def test_a_class_has_its_name_for_itself():
    assert {name: found for name, found in _classes().items() if len(found) > 1} == {}


def test_no_other_type_is_called_like_a_class():
    """A letter for any type is none."""
    classes = _classes()
    named = [
        f"{where(path, node)}: {name.id}"
        for path in python_files()
        for node in tree(path).body
        if isinstance(node, ast.Assign)
        for name in node.targets
        if isinstance(name, ast.Name) and len(name.id) > 1 and name.id in classes
    ]
    assert named == []


def _ports() -> Iterator[tuple[str, str]]:
    """What :class:`Work` holds, and each thing that can be asked of it."""
    protocols = {
        node.name: [
            one.name for one in node.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)
        ]
        for path in python_files("domain")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef) and any("Protocol" in ast.unparse(b) for b in node.bases)
    }
    for held, kind in Work.__annotations__.items():
        yield from ((held, asked) for asked in protocols.get(kind, ()))
    for held, what in vars(Work).items():
        if isinstance(what, property):
            kind = what.fget.__annotations__["return"]
            yield from ((held, asked) for asked in protocols.get(kind, ()))


def test_whatever_can_be_asked_of_what_is_kept_is_asked_somewhere():
    product = "\n".join(path.read_text(encoding="utf-8") for path in PRODUCT.rglob("*.py"))
    used = set(re.findall(r"\b(?=(\w+)\s*\.\s*(\w+)\b)", product))
    ports = [(held, asked) for held, asked in _ports() if not asked.startswith("__")]
    assert len(ports) > 200
    assert [f"{held}.{asked}" for held, asked in ports if (held, asked) not in used] == []
