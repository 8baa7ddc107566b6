"""Who said it and when, as chats and mails put it around words that are copied out of them."""

from __future__ import annotations

import re

_DAY = r"\d{1,4}[/.-]\d{1,2}(?:[/.-]\d{1,4})?"
_TIME = r"\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?"
_WHEN = rf"(?:{_DAY},?\s+{_TIME}|{_TIME},\s+{_DAY})"
SAID = re.compile(rf"^\W*(?:\[\s*{_WHEN}\s*\]\s*|{_WHEN}\s+[-\u2013]\s+)[^:\n]{{1,60}}:\s*")
"""``[29/11/26 08.12] Budi:``, ``[08.12, 29/11/2026] Budi:`` or ``29/11/26 08.12 - Budi:``, as
WhatsApp copies it."""
SPOKEN = re.compile(rf"^[^\n]{{1,60}},\s*\[{_WHEN}\]\s*:?$")
"""A line of its own, as Telegram copies it."""
QUOTED = re.compile(r"^\s*(?:>\s?)+")
STAMP = re.compile(rf"^\W*{_WHEN}\W+")
"""When it was said, and nobody by whom."""
