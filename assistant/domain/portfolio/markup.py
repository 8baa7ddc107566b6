"""What a page or a program wrote, as the lines and cells that a person would see of it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator

_BREAK = re.compile(r"</?(?:tr|table|p|div|li|ul|ol|h[1-6]|br)\b[^<>]*>", re.IGNORECASE)
_CELL = re.compile(r"</t[dh]\s*>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:a|b|i|u|s|em|strong|span|font|small|code|pre|t[dhr]|t(?:head|body|foot)|html|body|head"
    r"|title|meta|style|img|hr|section|article|center|mark)\b[^<>]*>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[\da-f]{1,5}|[a-z]{2,8});", re.IGNORECASE)


def plain_text(text: str) -> str:
    """Without tags and entities; JSON as lines of what it says."""
    if text.lstrip()[:1] in ("[", "{") and (lines := _of_json(text)):
        return "\n".join(lines)
    if "<" in text and (_BREAK.search(text) or _CELL.search(text)):
        text = re.sub(r"\s*\n\s*", "\n", text) if _CELL.search(text) else text
        text = _TAG.sub("", _CELL.sub("\t", _BREAK.sub("\n", text)))
    return _ENTITY.sub(lambda m: html.unescape(m[0]), text) if "&" in text else text


def _of_json(text: str) -> list[str]:
    try:
        return list(_said(json.loads(text)))
    except (ValueError, RecursionError):
        return []


def _said(value: object) -> Iterator[str]:
    """A list's things one below the other; what a name stands for on its line or below it."""
    if isinstance(value, list):
        for one in value:
            yield from _said(one)
    elif isinstance(value, dict):
        for name, one in value.items():
            listed = one if isinstance(one, list) else [one]
            if any(isinstance(thing, (dict, list)) for thing in listed):
                yield f"{name}:"
                yield from _said(one)
            else:
                yield f"{name}: {', '.join(map(str, listed))}"
    elif value is not None:
        yield str(value)
