"""The words of ``shapes.txt``, for patterns."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from importlib.resources import files

from assistant.dialogs.understanding.lexicon import entries


def words_of(*names: str) -> list[str]:
    """The words of these lines, the longest first."""
    return sorted((word for name in names for word in _lines()[name]), key=len, reverse=True)


def one_of(*names: str) -> str:
    """A pattern for any of the words of these lines; a blank in them is any white space."""
    escaped = (re.escape(word).replace(r"\ ", r"[\s-]?") for word in words_of(*names))
    return f"(?:{'|'.join(escaped)})"


@cache
def _lines() -> dict[str, list[str]]:
    text = (files(__package__) / "shapes.txt").read_text(encoding="utf-8")
    lines: defaultdict[str, list[str]] = defaultdict(list)
    for name, word in entries(text):
        lines[name].append(word)
    return dict(lines)
