"""What WHMCS says, found among what else its server writes.

PHP may print notices before and after it, a hook file what it fetched, a cache a comment behind
the page. WHMCS's own answer is the JSON object that has a ``result``.
"""

from __future__ import annotations

import json
import re
from typing import Any

Answer = dict[str, Any]

PATIENCE = 64 * 2**20
"""Characters that are read in vain, as the beginning of an object that is none, before the rest is
not looked at any more: noise of any size is given up within about a second."""
_COUNTED = 32
"""So much faster than reading does a failure count the lines before it, for its message."""
_RESULTS = ("success", "error")
_OPENS = re.compile(r'\{\s*"')
_SAYS = re.compile(r'\{\s*"result"\s*:\s*"(?:success|error)"')
_DECODER = json.JSONDecoder(strict=False)
_BOTTOMLESS = 30_000
"""Characters that an object counts as whose brackets go too deep to be read."""


def find_answer(body: str) -> Answer | None:
    """The object with a ``result``; None where there is none, or only the beginning of one.

    Of several it is the last: a hook may print another server's answer before WHMCS's own.
    """
    found: Answer | None = None
    at, left = 0, PATIENCE
    while opens := _OPENS.search(body, at):
        start = opens.start()
        try:
            said, at = _DECODER.raw_decode(body, start)
        except (ValueError, RecursionError) as error:
            if _SAYS.match(body, start):
                return None  # the answer itself, cut off
            left -= _cost(error, start)
            at = start + 1
        else:
            if said.get("result") in _RESULTS:
                found = said
        if left <= 0:
            return None
    return found


def _cost(error: ValueError | RecursionError, start: int) -> int:
    """Characters read for a failure, as :data:`PATIENCE` counts them."""
    if isinstance(error, json.JSONDecodeError):
        return error.pos - start + error.pos // _COUNTED
    return _BOTTOMLESS


_PHP = re.compile(
    r"<b>(?:warning|notice|deprecated|fatal error|parse error)</b>"
    r"|\b(?:warning|notice|deprecated|fatal error|parse error|exception): "
    r"|\{closure\}|\.php(?:</b>)? on line\b|stack trace:",
    re.IGNORECASE,
)
_PAGE = re.compile(r"<!doctype|<html\b|<head\b|<body\b", re.IGNORECASE)


def is_page(body: str) -> bool:
    """A page for eyes, of WHMCS's own or of another website, and not what PHP prints."""
    return bool(_PAGE.search(body)) and not _PHP.search(body) and not _SAYS.search(body)


def is_maintenance(body: str) -> bool:
    return bool(_PAGE.search(body)) and "maintenance" in body.lower()


_OTHER_FORM = re.compile(
    r"<result>\s*error\s*</result>(?:.*?<message>(?P<xml>[^<]*)</message>)?"
    r"|\A\W*result=error(?:[;&]\s*message=(?P<pairs>[^;&\n]*))?",
    re.IGNORECASE | re.DOTALL,
)


def refused_in_another_form(body: str) -> str | None:
    """WHMCS's refusal as XML or as pairs, though JSON was asked for: what it was sent did not
    reach it. Its message; None for anything else."""
    found = _OTHER_FORM.search(body[:65_536])
    return (found["xml"] or found["pairs"] or "").strip() if found else None
