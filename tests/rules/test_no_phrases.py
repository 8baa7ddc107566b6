"""No words for people in the code of the conversations: they live in the Fluent files."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rules.source import called_name, python_files, tree, where

PHRASE = re.compile(r"(?<![\w])[^\W\d_]{2,}[,.;:!?]* +[^\W\d_]{2,}(?!\w)")
LOGGING = {"debug", "info", "warning", "error", "exception", "critical", "getLogger", "get_logger"}
TYPING = {"cast", "TypeVar", "NewType"}


def phrases(module: ast.Module) -> Iterator[tuple[ast.expr, str]]:
    """Strings with two words in a row, except in docstrings, logs, types and raised errors."""
    waiting: list[ast.AST] = [module]
    while waiting:
        node = waiting.pop()
        match node:
            case ast.Expr(value=ast.Constant()) | ast.Raise() | ast.Assert():
                continue
            case ast.Call() if called_name(node) in LOGGING | TYPING:
                continue
            case ast.Constant(value=str(text)) if PHRASE.search(text):
                yield node, text
            case ast.JoinedStr(values=parts) if PHRASE.search(_words(parts)):
                yield node, _words(parts)
                continue
        waiting.extend(child for child in _children(node))


def _words(parts: list[ast.expr]) -> str:
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "0" for part in parts)


def _children(node: ast.AST) -> Iterator[ast.AST]:
    """Without annotations: a type in quotes is no phrase."""
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns"):
            continue
        children = value if isinstance(value, list) else [value]
        yield from (child for child in children if isinstance(child, ast.AST))


@pytest.mark.parametrize("path", python_files("dialogs", "desk"), ids=lambda path: path.name)
def test_no_phrase_stands_in_a_conversation(path: Path):
    assert [f"{where(path, node)}: {text!r}" for node, text in phrases(tree(path))] == []


@pytest.mark.parametrize(
    "code",
    [
        'Const("Langkah berikutnya")',
        'f"Halo {name}, apa kabar"',
        'x = "Pick one, please"',
        'def f(a="Selamat datang"): ...',
    ],
)
def test_a_phrase_is_found(code: str):
    assert list(phrases(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        '"""A docstring of words."""',
        'class A:\n    b: int = 1\n    """What it is about."""',
        'log.info("window was shown", chat=1)',
        'raise ValueError(f"no such feature {x}")',
        'x: "dict of things" = y',
        'cast("Mapping[str, Plain]", x)',
        'T("consent-ask")',
        'f"go:{feature}:{id}"',
        '"%d %B %Y"',
    ],
)
def test_what_is_no_phrase_passes(code: str):
    assert list(phrases(ast.parse(code))) == []
