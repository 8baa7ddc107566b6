"""Numbers of rows, as they come back in a button or a link."""

from __future__ import annotations

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
