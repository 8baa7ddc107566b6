"""What the import contracts in pyproject.toml cannot say."""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

from tests.rules.source import PRODUCT, ROOT, python_files, tree, where

ALLOWED = sys.stdlib_module_names | {"email_validator", "stdnum"}


def _imported(module: ast.Module) -> Iterator[tuple[ast.stmt, str]]:
    for node in ast.walk(module):
        match node:
            case ast.Import(names=names):
                yield from ((node, alias.name) for alias in names)
            case ast.ImportFrom(module=name, level=level):
                yield node, "." * level + (name or "")


def test_the_domain_needs_only_the_standard_library_and_what_reads_numbers_and_addresses():
    foreign = [
        f"{where(path, node)}: {name}"
        for path in python_files("domain")
        for node, name in _imported(tree(path))
        if name.partition(".")[0] not in ALLOWED and not f"{name}.".startswith("assistant.domain.")
    ]
    assert foreign == []


def _module(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def test_no_circle_of_imports():
    modules = {_module(path): path for path in python_files()}
    needs = {
        name: {one for one in _needed(path, modules) if one in modules and one != name}
        for name, path in modules.items()
    }
    TopologicalSorter(needs).prepare()  # raises CycleError, which names the circle


def _needed(path: Path, modules: dict[str, Path]) -> Iterator[str]:
    """``from package import module`` needs the module, not what the package re-exports."""
    for node, base in _imported(tree(path)):
        names = node.names if isinstance(node, ast.ImportFrom) else []
        inner = [f"{base}.{alias.name}" for alias in names]
        yield from (whole if whole in modules else base for whole in inner or [base])


def test_every_module_of_the_domain_has_its_layer():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    domain = ["assistant.domain"]
    layers = next(c for c in contracts["contracts"] if c.get("containers") == domain)["layers"]
    placed = [name.strip() for layer in layers for name in layer.split(":")]
    modules = [_module(path) for path in python_files("domain") if path.name != "__init__.py"]
    assert sorted(placed) == sorted(name.removeprefix("assistant.domain.") for name in modules)


STORIES: dict[str, set[str]] = {
    "accounts": {"acting", "finance", "people", "support", "transfers"},
    "acting": set(),
    "archive": {"accounts", "fakturs"},
    "fakturs": {"acting", "finance", "people"},
    "finance": {"accounts", "acting", "fakturs"},
    "people": {"transfers"},
    "portfolio": {"accounts", "transfers"},
    "support": {"acting", "fakturs", "people", "transfers"},
    "transfers": {"accounts", "people", "support"},
    "withholding": {"accounts", "acting", "fakturs"},
}
"""Which story of the domain may know which others."""
MUTUAL = {
    ("accounts", "finance"),
    ("accounts", "transfers"),
    ("fakturs", "finance"),
    ("people", "transfers"),
    ("support", "transfers"),
}
"""Stories that know each other; docs/decisions.md says why."""


def _known_stories(story: str) -> set[str]:
    """The other stories that a module of this one imports."""
    named = {
        name.removeprefix("assistant.domain.").partition(".")[0]
        for path in python_files(f"domain/{story}")
        for _, name in _imported(tree(path))
    }
    return (named & set(STORIES)) - {story}


def test_a_story_knows_those_that_it_may_know():
    folders = {path.parent.name for path in (PRODUCT / "domain").glob("*/__init__.py")}
    assert {story: _known_stories(story) for story in folders} == STORIES


def test_stories_that_know_each_other_are_named():
    pairs = {(one, other) for one in STORIES for other in STORIES[one] if one in STORIES[other]}
    assert pairs == MUTUAL | {(other, one) for one, other in MUTUAL}


RUNNING = ("app", "courier", "desk", "domain", "gateway", "runner", "worker")
"""What runs in threads and handlers; storage loads alembic only where a database is behind."""


def test_what_runs_imports_nothing_while_it_runs():
    """Two that load the same modules at the same moment have deadlocked, and ended the process."""
    late = [
        where(path, inner)
        for path in python_files(*RUNNING)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert late == []
