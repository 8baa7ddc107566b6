"""PHP's serialized arrays, as far as WHMCS is sent them: ``[field id => value]``."""

from __future__ import annotations

import re

_ARRAY = re.compile(rb"a:(\d+):\{(.*)\}", re.DOTALL)
_SCALAR = re.compile(rb"[ibd]:([^;]*);")


def unserialized(raw: bytes) -> dict[str, str]:
    """As PHP's ``unserialize`` reads it. Raises ValueError for what is no such array."""
    whole = _ARRAY.fullmatch(raw)
    if whole is None:
        raise ValueError("no serialized array")
    found: dict[str, str] = {}
    rest = whole[2]
    while rest:
        key, rest = _value(rest)
        value, rest = _value(rest)
        found[key] = value
    if len(found) != int(whole[1]):
        raise ValueError("not as many entries as it says")
    return found


def _value(rest: bytes) -> tuple[str, bytes]:
    """One number, text or nothing, and what comes behind it. A text's length is in bytes."""
    if rest.startswith(b"N;"):
        return "", rest[2:]
    if scalar := _SCALAR.match(rest):
        return scalar[1].decode(), rest[scalar.end() :]
    text = re.match(rb's:(\d+):"', rest)
    if text is None:
        raise ValueError("what is that")
    end = text.end() + int(text[1])
    if rest[end : end + 2] != b'";':
        raise ValueError("a text is not as long as it says")
    return rest[text.end() : end].decode(), rest[end + 2 :]
