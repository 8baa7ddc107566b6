"""Hiding tax numbers, NIK and e-mail addresses where people other than their owner read."""

from __future__ import annotations

import hmac
import re

_HIDDEN = "*"
_BARE = re.compile(r"(?<!\d)(?:\d{22}|\d{15,16})(?!\d)")
_SPACED = re.compile(r"(?<![\d*])\d(?:[ .\u00a0\u2010-\u2015-]?\d){14,21}(?![\d*])")
_EMAIL = re.compile(r"[^\s@<>\"'(),;:]{1,64}@[^\s@<>\"'(),;:]{1,255}")


def pseudonym(key: bytes, kind: str, value: str | int) -> str:
    """The same for the same ``value`` while ``key`` stays; without the key it says nothing."""
    return hmac.digest(key, f"{kind}\0{value}".encode(), "sha256").hex()


def mask_npwp(text: str) -> str:
    """``0013********1000``: enough to recognise, not to use. Separators stay.

    Of a NIK the day of birth is hidden."""
    total = sum(char.isdecimal() for char in text)
    shown = 4 if total >= 15 else 0
    masked, seen = [], 0
    for char in text:
        if char.isdecimal():
            seen += 1
            masked.append(char if seen <= shown or seen > total - shown else _HIDDEN)
        else:
            masked.append(char)
    return "".join(masked)


def mask_email(address: str) -> str:
    """``b***@contoh.example``: always three stars, so that the length says nothing."""
    local, at, host = address.rpartition("@")
    return f"{local[:1]}{_HIDDEN * 3}{at}{host}" if at else _HIDDEN * 3


def mask_text(text: str) -> str:
    """A log line without any NPWP, NIK, NITKU or e-mail address in it.

    Rather hides a number too many (a 16-digit timestamp) than one too few.
    """
    text = _EMAIL.sub(lambda match: mask_email(match[0]), text)
    text = _BARE.sub(lambda match: mask_npwp(match[0]), text)
    return _SPACED.sub(_mask_spaced, text)


def _mask_spaced(match: re.Match[str]) -> str:
    """All of a run in groups, whatever else ran into it; a bare one of 17 is a faktur's number."""
    return match[0] if match[0].isdecimal() else mask_npwp(match[0])
