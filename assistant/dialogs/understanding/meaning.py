"""From a customer's words to a route: where they lead, or that people must read them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.dialogs.understanding.companies import mask_companies
from assistant.dialogs.understanding.lexicon import Found, lexicon
from assistant.dialogs.understanding.months import mask_time
from assistant.dialogs.understanding.rules import Rule, Said, first_that_fits
from assistant.dialogs.understanding.shapes import Masked, mask_shapes
from assistant.dialogs.understanding.writing import clean, without_quotes, words

HUMAN = "human"
AMBIGUOUS = "ambiguous"
_LIGHT = frozenset({"hello", "thanks", "call", "filler", "ask"})
_SHORT = 4
_MOST_WORDS = 250
"""Whatever is longer than this is a letter, for people; its beginning tells as much."""


@dataclass(frozen=True, slots=True)
class Entities:
    """What is named in a message, each as a screen takes it; None or empty when it is not."""

    invoice: str | None = None
    """``INV-2026-000123``, or the digits that were typed."""
    request: str | None = None
    """``PND-7F3KQ2MX``."""
    conversation: str | None = None
    """``CS-7F3KQ2MX``."""
    faktur: str | None = None
    """17 digits."""
    npwp: str | None = None
    """15 or 16 digits, not checked; may be a NIK."""
    email: str | None = None
    domains: tuple[str, ...] = ()
    month: str | None = None
    """``2026-10``."""
    year: str | None = None
    """``2026``; only beside no month."""
    company: str | None = None
    """As it is typed: ``PT Kopi Senja Nusantara``."""


@dataclass(frozen=True, slots=True)
class Understood:
    """One of the routes of ``docs/understanding.md``, and what to fill in there."""

    route: str
    entities: Entities
    offer: tuple[str, ...] = ()
    """Two or more routes to choose from, where ``route`` is ``ambiguous``."""
    because: str = ""
    """The rule that fitted, for people who mend the table."""


def understand(text: str, today: date) -> Understood:
    """Never raises, whatever the text. ``today`` is the customer's date (Asia/Jakarta)."""
    cleaned = clean(text)
    entities = _entities(_masked(cleaned, today))
    own = _masked(without_quotes(cleaned), today).text
    said = words(own)[:_MOST_WORDS]
    rule = _fitting(said, lexicon().read(said))
    if rule is None:
        return Understood(HUMAN, entities)
    return Understood(rule.route, entities, rule.offer, rule.written)


def _masked(text: str, today: date) -> Masked:
    masked = mask_shapes(text)
    mask_companies(masked)
    mask_time(masked, today)
    return masked


def _entities(masked: Masked) -> Entities:
    month = masked.first("month")
    return Entities(
        invoice=masked.first("invoice"),
        request=masked.first("request"),
        conversation=masked.first("conversation"),
        faktur=masked.first("faktur"),
        npwp=masked.first("npwp"),
        email=masked.first("email"),
        domains=tuple(masked.found.get("domain", ())),
        month=month,
        year=None if month else masked.first("year"),
        company=masked.first("company"),
    )


def _fitting(said: list[str], found: list[Found]) -> Rule | None:
    return first_that_fits(_said(said, found))


def _said(said: list[str], found: list[Found]) -> Said:
    """With ``@shapes``, ``@question`` (a question mark) and what is only left when nothing is."""
    return Said.of([*found, *_marks(said, found)])


def _marks(said: list[str], found: list[Found]) -> Iterator[Found]:
    """Shapes and question marks in their places, and what is true of the message as a whole."""
    light = {place for one in found if one.meaning in _LIGHT for place in _places(one)}
    known = {place for one in found for place in _places(one)}
    unknown = 0
    heavy = 0
    for place, word in enumerate(said):
        if word.startswith("<"):
            yield Found("@" + word.strip("<>"), place, place + 1)
        elif word == "?":
            yield Found("@question", place, place + 1)
        elif word != "\n":
            unknown += place not in known
            heavy += place in known and place not in light
    spoken = sum(word not in ("\n", "?") for word in said)
    if not spoken:
        yield Found("@nothing", 0, 1)
    if not heavy and unknown <= (0 if spoken == 1 else 1):
        yield Found("@light", 0, len(said))
    if spoken <= _SHORT:
        yield Found("@short", 0, len(said))


def _places(found: Found) -> range:
    return range(found.start, found.end)
