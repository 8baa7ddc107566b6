"""From a customer's words to a route: where they lead, or that people must read them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from assistant.dialogs.understanding.companies import mask_companies
from assistant.dialogs.understanding.lexicon import Found, lexicon
from assistant.dialogs.understanding.months import mask_time
from assistant.dialogs.understanding.rules import Rule, Said, first_that_fits, table
from assistant.dialogs.understanding.shapes import Masked, mask_shapes
from assistant.dialogs.understanding.writing import clean, without_quotes, words

HUMAN = "human"
AMBIGUOUS = "ambiguous"
_ALONE = frozenset({"smalltalk", "batal", "bahasa"})
_LIGHT = frozenset({"hello", "thanks", "call", "filler", "ask"})
_SOFT = frozenset({"wish", "can", "mine", "may", "people", "maybe-people"})
_SIGNS = frozenset({"\n", ",", "?"})
_NAMING = frozenset({"npwp", "faktur", "bupot", "reach", "papers", "people"})
_MOODS = frozenset({"need", "wish", "may", "how", "what", "when", "count", "who"})
_HARMLESS = _LIGHT | _SOFT | {"stop", "name-words", "same", "also", "two", "done", "arrive", "if", "or"}
_SHORT = 4
_BRIEF = 9
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
    whole = _masked(cleaned, today)
    entities = _entities(whole)
    own = _masked(without_quotes(cleaned), today).text
    said = words(own)[:_MOST_WORDS]
    quoted = [Found("@" + kind, len(said), len(said)) for kind in whole.found]
    rule = _fitting(said, [*_unhidden(lexicon().read(said)), *quoted])
    if rule is None:
        return Understood(HUMAN, entities)
    return Understood(rule.route, entities, rule.offer, rule.written)


def _unhidden(found: list[Found]) -> list[Found]:
    """Without words that only sound inside a longer one: "wajib" in "alamat wajib pajak", "kasih"
    in "terima kasih"."""
    named, thanked = set[int](), set[int]()
    for one in found:
        if one.end - one.start > 1:
            named.update(_places(one) if one.meaning in _NAMING else ())
            thanked.update(_places(one) if one.meaning == "grateful" else ())
    return [
        one
        for one in found
        if one.end - one.start > 1
        or not (one.start in thanked or (one.start in named and one.meaning in _MOODS))
    ]


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
    rule = first_that_fits(table().whole, _said(said, found))
    if rule is None or rule.route == AMBIGUOUS or rule.route in _ALONE:
        return rule
    if rule.route == HUMAN and any(one.meaning == "complain" for one in found):
        return rule
    return _both(said, found) or rule


def _both(said: list[str], found: list[Found]) -> Rule | None:
    """Two wishes, or two questions, in one message."""
    routes: dict[str, Rule] = {}
    for part in _parts(said, found):
        again = _unhidden(lexicon().read(part))
        if rule := first_that_fits(table().parts, _said(part, again)):
            routes.setdefault(rule.route, rule)
    alike = table().alike
    different = {alike.get(route, route): route for route in reversed(routes)}
    if len(different) < 2:
        return None
    offer = tuple(route for route in routes if route in different.values())
    return Rule(AMBIGUOUS, offer[:2], routes[offer[0]].test, routes[offer[1]].written)


def _parts(said: list[str], found: list[Found]) -> list[list[str]]:
    """The message cut at line breaks, commas and words such as "sekalian"; one piece where only
    commas would cut it."""
    joints = {place for one in found if one.meaning == "two" for place in _places(one)}
    lines = {place for place, word in enumerate(said) if word in ("\n", "?")}
    cuts = sorted(joints | lines | {place for place, word in enumerate(said) if word == ","})
    edges = [-1, *cuts, len(said)]
    return [said[start + 1 : end] for start, end in pairwise(edges) if end - start > 2]


def _said(said: list[str], found: list[Found]) -> Said:
    """With ``@shapes``, ``@question`` (a question mark) and what is only left when nothing is."""
    return Said.of([*found, *_marks(said, found)])


def _marks(said: list[str], found: list[Found]) -> Iterator[Found]:
    """Shapes and question marks in their places, and what is true of the message as a whole."""
    grave = {
        place
        for one in found
        if one.end - one.start > 1 and one.meaning not in _HARMLESS
        for place in _places(one)
    }
    light = {place for one in found if one.meaning in _LIGHT for place in _places(one)} - grave
    soft = {place for one in found if one.meaning in _SOFT for place in _places(one)} | light
    known = {place for one in found for place in _places(one)}
    called = {one.end for one in found if one.meaning in ("call", "hello", "grateful")}
    spoken = [place for place, word in enumerate(said) if word not in _SIGNS]
    strange = [place for place in spoken if place not in known | called]
    strange = [place for place in strange if not said[place].startswith("<")]
    for place, word in enumerate(said):
        if word.startswith("<"):
            yield Found("@" + word.strip("<>"), place, place + 1)
        elif word == "?":
            yield Found("@question", place, place + 1)
            if said[place - 1 : place] == ["?"]:
                yield Found("@insists", place, place + 1)
    if not spoken:
        yield Found("@nothing", 0, 1)
    if not strange and all(place in light or place not in known for place in spoken):
        yield Found("@light", 0, len(said))
    if not strange and all(place in soft or place not in known for place in spoken):
        yield Found("@soft", 0, len(said))
    if len(spoken) <= _BRIEF:
        yield Found("@brief", 0, len(said))
    if len(spoken) <= _SHORT:
        yield Found("@short", 0, len(said))
    yield from _tags(said, found, light)


def _tags(said: list[str], found: list[Found], light: set[int]) -> Iterator[Found]:
    """A "not" that closes its sentence asks: "bisa dipindah ga, kak?"."""
    asking = {one.start for one in found if one.meaning in ("if", "after")}
    for one in found:
        if one.meaning != "neg":
            continue
        after = one.end
        while after < len(said) and after in light - asking and said[after] not in _SIGNS:
            after += 1
        if one.start and (after == len(said) or said[after] in _SIGNS or after in asking):
            yield Found("@tag", one.start, one.end)


def _places(found: Found) -> range:
    return range(found.start, found.end)
