"""Numbers of rows, as they come back in a button or a link, and those that people read."""

from __future__ import annotations

import re
from enum import StrEnum

LARGEST = 2**63 - 1
"""Of what a bigint holds."""


def parse_id(text: str) -> int | None:
    """The number that ``text`` is, from 1 to :data:`LARGEST`, in ASCII digits; else None.

    Buttons come back from the client, and a client can be made to send anything.
    """
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(LARGEST))):
        return None
    number = int(text)
    return number if 0 < number <= LARGEST else None


class Numbered(StrEnum):
    """What a number that people read is of, and how it begins."""

    REQUEST = "PND"
    CONVERSATION = "CS"
    """Unless it is a request's, which bears the request's."""
    PLAN = "RNC"
    REFERENCE = "REF"


_NUMBER = re.compile(r"([A-Z]+)-[0-9A-Z]{8}")


def numbered(number: str) -> Numbered | None:
    """What it is of; None for what is no number of ours."""
    found = _NUMBER.fullmatch(number)
    return Numbered(found[1]) if found and found[1] in set(Numbered) else None
