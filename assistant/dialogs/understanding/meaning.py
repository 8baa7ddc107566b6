"""From a customer's words to a route: where they lead, or that people must read them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import islice, pairwise

from assistant.dialogs.understanding.brand import Brand, brand_called
from assistant.dialogs.understanding.companies import mask_companies
from assistant.dialogs.understanding.joined import part_joined
from assistant.dialogs.understanding.letters import signature_of, without_heads
from assistant.dialogs.understanding.lexicon import FoundMeaning, lexicon
from assistant.dialogs.understanding.marks import SIGNS, heard, meanings, places
from assistant.dialogs.understanding.months import mask_time
from assistant.dialogs.understanding.rules import MeaningRule, Meanings, first_that_fits, table
from assistant.dialogs.understanding.shapes import Masked, mask_shapes
from assistant.dialogs.understanding.writing import (
    BOUNDARIES,
    SENTENCE_ENDS,
    clean,
    without_quotes,
    words,
)

HUMAN = "human"
AMBIGUOUS = "ambiguous"
SMALLTALK = "smalltalk"
_ROUND_A_YES = ("yes", "filler", "particle", "call", "done", "wish")
_NO_YES = ("neg", "not-yet", "later", "if", "dont")
_ANSWERS = frozenset({"yes", "neg", "done", "not-yet"})
_MORE_THAN_AN_ANSWER = frozenset({"thanks", "hello", "ask", "abilities", "sorry"})
_MATTERS = frozenset({"faktur", "npwp", "service", "akun", "bupot", "invoice", "request"})
_GREETS = frozenset({"hello", "ask", "abilities", "wish"})
_GRAVE = frozenset({"hapus", "batal"})
"""What one sentence must say by itself: these are never made of parts of several."""
_OF_WRITER = frozenset({"akun", "hubungkan"})
"""Where the address of who signed a letter may be the one that is wanted; it is proposed."""
_MOST_WORDS = 120
"""Whatever is longer than this is a letter, for people; its beginning tells as much."""
_MOST_PARTS = 8
_FEWEST_MEANT = 2
"""Words that must follow a correction to stand for what was said before."""
_MEANT_WITHIN, _MEANT_AFTER = "but", "but-wish"


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


class Kindness(StrEnum):
    """What is said where nothing is wanted (``smalltalk``)."""

    THANKS = "thanks"
    WELCOME = "welcome"
    """A greeting, or a question that is only announced."""
    FINE = "fine"
    """An "ok", an emoji, "sorry, wrong chat"."""
    ANSWER = "answer"
    """A yes, a no, a "not yet"."""


@dataclass(frozen=True, slots=True)
class Understood:
    """One of the routes of ``docs/understanding.md``, and what to fill in there."""

    route: str
    entities: Entities
    offer: tuple[str, ...] = ()
    """Two or more routes to choose from, where ``route`` is ``ambiguous``."""
    because: str = ""
    """The rule that fitted, for people who mend the table."""
    kindness: Kindness | None = None
    """How to answer, where nothing is wanted."""
    bare: bool = False
    """Something is named, and no more said of it: it may belong to what was said before."""


def understand(text: str, today: date, brand: str = "") -> Understood:
    """Never raises, whatever the text. ``today`` is the customer's date (Asia/Jakarta); ``brand``
    is what the provider is called."""
    us = brand_called(brand)
    cleaned = without_heads(clean(text))
    signature = signature_of(without_quotes(cleaned))
    cleaned = cleaned.replace(signature, "\n") if signature else cleaned
    whole = _masked(cleaned, today, us)
    signed = _masked(signature, today, us) if signature else None
    entities = _entities(whole, signed)
    own = without_quotes(cleaned)
    said = words((whole if own == cleaned else _masked(own, today, us)).text)[:_MOST_WORDS]
    said = _without_denied_matter(_without_denied(_as_corrected(said)))
    quoted = [
        FoundMeaning("@" + kind, len(said), len(said))
        for kind in whole.found
        if f"<{kind}>" not in said
    ]
    found = [*meanings(said), *quoted]
    rule = _fitting(said, found)
    if rule is None:
        return Understood(HUMAN, entities)
    if signed and rule.route in _OF_WRITER and entities.email is None:
        entities = replace(entities, email=signed.first("email"))
    kindness = _kindness(found) if rule.route == SMALLTALK else None
    return Understood(rule.route, entities, rule.offer, rule.written, kindness, rule.bare)


def says_yes(text: str) -> bool:
    """Whether this is a "yes, do so", and nothing besides: "ya, kirim aja kak"."""
    said = [word for word in words(clean(text)) if word not in BOUNDARIES]
    knows = lexicon().says
    if any(knows(word, meaning) for word in said for meaning in _NO_YES):
        return False
    return any(knows(word, "yes") for word in said) and all(
        any(knows(word, meaning) for meaning in _ROUND_A_YES) for word in said
    )


def _kindness(found: list[FoundMeaning]) -> Kindness:
    said = {one.meaning for one in found}
    if "grateful" in said:
        return Kindness.THANKS
    if said & _ANSWERS and not said & _MORE_THAN_AN_ANSWER:
        return Kindness.ANSWER
    greets = said & _GREETS and not ("sorry" in said and not said & {"ask", "abilities"})
    return Kindness.WELCOME if greets else Kindness.FINE


def _masked(text: str, today: date, us: Brand) -> Masked:
    masked = mask_shapes(text, us)
    mask_companies(masked, us)
    masked.text = us.masked(masked.text)
    masked.text = part_joined(masked.text)
    mask_time(masked, today)
    return masked


def _entities(masked: Masked, signed: Masked | None) -> Entities:
    """A letter's own words name what it is about; who signed it, only a company."""
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
        company=masked.first("company") or (signed.first("company") if signed else None),
    )


def _as_corrected(said: list[str]) -> list[str]:
    """What is meant instead of what was said: "bukan pindah tapi perpanjang", "ga mau pindah, cuma
    mau ganti nama", "eh salah, maksudnya domain saya"."""
    found = lexicon().read(said)
    for meant in (one for one in found if one.meaning == "meant"):
        after = said[meant.end : meant.end + 1]
        rest = [word for word in said[meant.end :] if word not in SIGNS]
        if len(rest) < _FEWEST_MEANT or (after and _wonders(after[0])):
            continue
        mistaken = any(one.meaning == "mistaken" and one.end <= meant.start for one in found)
        return _as_corrected(([] if mistaken else said[: meant.start]) + said[meant.end :])
    for no in (one for one in found if one.meaning in ("not-this", "dont")):
        until = _MEANT_WITHIN if no.meaning == "not-this" else _MEANT_AFTER
        rather = [one for one in found if one.meaning == until and one.start > no.end]
        if rather and len(said) - rather[0].end >= _FEWEST_MEANT - 1:
            return _as_corrected(said[: no.start] + said[rather[0].start + 1 :])
    return said


def _wonders(word: str) -> bool:
    """Whether it makes a question of "maksudnya ...": "maksudnya apa", "maksudnya gimana"."""
    return any(lexicon().says(word, asks) for asks in ("what", "how", "why", "who"))


def _without_denied(said: list[str]) -> list[str]:
    """Without a part such as "bukan mau pindah domain" before what is meant instead."""
    edges = [place for place, word in enumerate(said) if word in SIGNS]
    for start, end in _between(edges, len(said)):
        found = lexicon().read(said[start:end])
        denied = any(one.meaning == "not-this" and not one.start for one in found)
        if not denied or any(one.meaning == "unasked" for one in found):
            continue
        rest = said[:start] + said[end + 1 :]
        if len(said) - end > 1 and not _only_kind(rest):
            return _without_denied(rest)
    return said


def _without_denied_matter(said: list[str]) -> list[str]:
    """Without the matter that is not meant, behind the one that is: "kwitansi, bukan faktur"."""
    found = lexicon().read(said)
    for no in (one for one in found if one.meaning == "not-this" and one.start):
        end = next((n for n in range(no.end, len(said)) if said[n] in SIGNS), len(said))
        core = no.end + sum(not _calls(word) for word in said[no.end : end])
        denied = any(
            (one.start, one.end) == (no.end, core) and one.meaning in _MATTERS for one in found
        )
        if denied and said[end : end + 1] != ["?"] and not _only_kind(said[: no.start]):
            return said[: no.start] + said[end:]
    return said


def _calls(word: str) -> bool:
    return any(lexicon().says(word, meaning) for meaning in ("call", "particle"))


def _only_kind(said: list[str]) -> bool:
    rule = first_that_fits(table().whole, heard(said, meanings(said)))
    return rule is not None and rule.route == SMALLTALK


def _fitting(said: list[str], found: list[FoundMeaning]) -> MeaningRule | None:
    rule = first_that_fits(table().whole, heard(said, found))
    if rule is None or rule.route == SMALLTALK:
        return rule
    if rule.route in _GRAVE:
        alone = [one for one in _sentences(said, found) if one and one.route in _GRAVE]
        return rule if alone else None
    if rule.route == HUMAN and any(one.meaning == "complain" for one in found):
        return rule
    both = _both(said, found)
    if both is None or (_asks(rule.route) and not any(map(_asks, both.offer))):
        return rule if _asks(rule.route) or not _all_for_people(said, found) else None
    return both


def _all_for_people(said: list[str], found: list[FoundMeaning]) -> bool:
    """Whether there are several sentences and each by itself is for people: together they name
    more than any of them means."""
    telling = [rule for rule in _sentences(said, found) if rule is None or rule.route != SMALLTALK]
    return len(telling) > 1 and all(rule is None or rule.route == HUMAN for rule in telling)


def _sentences(said: list[str], found: list[FoundMeaning]) -> list[MeaningRule | None]:
    """What fits each sentence alone."""
    ends = [place for place, word in enumerate(said) if word in SENTENCE_ENDS]
    return [
        first_that_fits(table().whole, _heard_in(said, found, *sentence))
        for sentence in _between(ends, len(said))
    ]


def _asks(route: str) -> bool:
    return route.startswith("bantuan-")


def _both(said: list[str], found: list[FoundMeaning]) -> MeaningRule | None:
    """Two wishes, or two questions, in one message."""
    alike = table().alike
    first: MeaningRule | None = None
    joints = {place for one in found if one.meaning == "two" for place in places(one)}
    signs = {place for place, word in enumerate(said) if word in SIGNS}
    for part in _between(sorted(joints | signs), len(said)):
        rule = first_that_fits(table().parts, _heard_in(said, found, *part))
        if rule is None:
            continue
        if first is None:
            first = rule
        elif alike.get(first.route, first.route) != alike.get(rule.route, rule.route):
            return MeaningRule(AMBIGUOUS, (first.route, rule.route), rule.test, rule.written)
    return None


def _heard_in(said: list[str], found: list[FoundMeaning], start: int, end: int) -> Meanings:
    """What is heard in these words alone."""
    inside = [one.moved(-start) for one in found if start <= one.start and one.end <= end]
    return heard(said[start:end], inside)


def _between(edges: list[int], end: int) -> Iterator[tuple[int, int]]:
    """The first parts in which something is said, without the edges that part them."""
    parts = ((left + 1, right) for left, right in pairwise([-1, *edges, end]))
    return islice((part for part in parts if part[1] > part[0]), _MOST_PARTS)
