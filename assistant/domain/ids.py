"""Numbers of our rows as they come back from outside: in buttons, links and commands."""

from __future__ import annotations

import re

_DIGITS = re.compile(r"[0-9]{1,19}")
_LARGEST = 2**63 - 1
"""That a ``bigint`` holds."""


def parse_id(text: str) -> int | None:
    """The id that is written there in ASCII digits, 1 … 2**63 - 1; None for anything else."""
    if _DIGITS.fullmatch(text) is None:
        return None
    number = int(text)
    return number if 0 < number <= _LARGEST else None
