"""What the import contracts in pyproject.toml cannot say."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator

from tests.rules.source import python_files, tree, where

ALLOWED = sys.stdlib_module_names | {"stdnum"}


def _imported(module: ast.Module) -> Iterator[tuple[ast.stmt, str]]:
    for node in ast.walk(module):
        match node:
            case ast.Import(names=names):
                yield from ((node, alias.name) for alias in names)
            case ast.ImportFrom(module=name, level=level):
                yield node, "." * level + (name or "")


def test_the_domain_needs_only_the_standard_library_and_stdnum():
    foreign = [
        f"{where(path, node)}: {name}"
        for path in python_files("domain")
        for node, name in _imported(tree(path))
        if name.partition(".")[0] not in ALLOWED and not f"{name}.".startswith("assistant.domain.")
    ]
    assert foreign == []
