"""The product's Python files as syntax trees, for the rules."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PRODUCT = ROOT / "assistant"


def python_files(*folders: str) -> list[Path]:
    """All modules below these folders of ``assistant`` (all of it when none is named)."""
    tops = [PRODUCT / folder for folder in folders] or [PRODUCT]
    return sorted(path for top in tops for path in top.rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def where(path: Path, node: ast.expr | ast.stmt) -> str:
    """``assistant/dialogs/menu.py:12``."""
    return f"{path.relative_to(ROOT)}:{node.lineno}"


def called_name(call: ast.Call) -> str:
    """The last name of what is called: ``tell`` of ``work.deliveries.tell(…)``."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call))
