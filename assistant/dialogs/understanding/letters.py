"""What a mail has around its words: the lines at its head, and who signed it.

Forwarded and pasted into the chat, they name addresses and days that nobody wishes anything of.
"""

from __future__ import annotations

import re
from itertools import groupby

from assistant.dialogs.understanding.vocabulary import one_of

_HEAD = re.compile(
    rf"^[ \t]*[*_]?{one_of('head-address', 'head-day', 'head-subject')}[*_]?[ \t]*:.*$", re.I
)
_ADDRESSED = re.compile(rf"^[ \t]*[*_]?{one_of('head-address', 'head-day')}[*_]?[ \t]*:", re.I)
_DAY_OR_SUBJECT = re.compile(rf"^[ \t]*[*_]?{one_of('head-day', 'head-subject')}", re.I)
_WROTE = re.compile(rf"^[ \t]*{one_of('wrote-on')}\b.*{one_of('wrote')}[ \t]*:[ \t]*$", re.I)
_FEWEST_HEADS = 2

_CLOSES = re.compile(rf"^[\W_]*{one_of('closes-a-letter')}[\W_]*$|^[ \t]*--[ \t]*$", re.IGNORECASE)
_THANKS = re.compile(rf"^[\W_]*{one_of('thanks-in-a-letter')}[\W_]*$", re.IGNORECASE)
_SMALL_PRINT = re.compile(rf"\b{one_of('small-print')}\b", re.IGNORECASE)
_REACHED = re.compile(r"@|\bwww\.|(?<!\w)\+?\(?\d[\d\s().-]{6,}\d(?!\w)")
_LABELLED = re.compile(r"^[^\w\n]*[a-z][\w/ -]{1,30}[ \t]*[:=]", re.IGNORECASE)
_PERSON = re.compile(rf"(?!(?i:{one_of('company')})\b)[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){{1,4}}")
_FEWEST_ON_A_CARD = 2
_LONGEST_SIGNED = 9
"""Words of a line of a signature; a longer one is a sentence."""
_MOST_LINES = 12


def without_heads(text: str) -> str:
    """Without whom a forwarded mail is from and to, and when it was sent; its subject stays."""
    kept: list[str] = []
    for heads, block in groupby(text.split("\n"), lambda line: bool(_HEAD.match(line))):
        lines = list(block)
        of_mail = heads and len(lines) >= _FEWEST_HEADS and any(map(_DAY_OR_SUBJECT.match, lines))
        gone = _ADDRESSED if of_mail else _WROTE
        kept += [line for line in lines if not gone.match(line)]
    return "\n".join(kept)


def signature_of(text: str) -> str:
    """The lines below a letter's end that say who wrote it; empty where there are none."""
    lines = text.rstrip().split("\n")
    begun = next((place for place, line in enumerate(lines) if line.strip()), 0)
    for place in range(max(begun + 1, len(lines) - _MOST_LINES - 1), len(lines)):
        closes, thanks = _CLOSES.match(lines[place]), _THANKS.match(lines[place])
        below = _signed(lines[place + 1 :]) if closes or thanks else []
        if below and (closes or any(map(_REACHED.search, below))):
            return "\n".join(below)
    return "\n".join(_card(lines))


def _signed(lines: list[str]) -> list[str]:
    """These lines, where they may be a signature: short ones, and the small print below them."""
    for place, line in enumerate(lines):
        if place and _SMALL_PRINT.search(line):
            break
        if "?" in line or (len(line.split()) > _LONGEST_SIGNED and "|" not in line):
            return []
    return lines if len(lines) <= _MOST_LINES and any(map(str.strip, lines)) else []


def _card(lines: list[str]) -> list[str]:
    """The last paragraph where nothing closes the letter: a name, and how that person is reached.
    What is labelled, or announced by a colon, is told and no signature."""
    gaps = [place for place, line in enumerate(lines) if not line.strip()]
    above = next((line for line in reversed(lines[: gaps[-1]]) if line.strip()), "") if gaps else ""
    last = _signed(lines[gaps[-1] + 1 :]) if above else []
    if len(last) < _FEWEST_ON_A_CARD or above.rstrip().endswith(":"):
        return []
    told = any(map(_LABELLED.match, last)) or not _PERSON.fullmatch(last[0].strip(" ,*"))
    return [] if told or not any(map(_REACHED.search, last)) else last
