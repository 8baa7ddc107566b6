"""What is heard in a message: the meanings of its words, its shapes, and how it is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.dialogs.understanding.brand import US
from assistant.dialogs.understanding.lexicon import FoundMeaning, lexicon
from assistant.dialogs.understanding.rules import BREAK, Meanings
from assistant.dialogs.understanding.writing import BOUNDARIES

SIGNS = BOUNDARIES | {"?"}
"""Words that are none."""
_LIGHT = frozenset({"hello", "thanks", "call", "filler", "ask"})
"""What may be said without wanting anything."""
_SOFT = frozenset({"wish", "can", "mine", "may", "people", "maybe-people", "bot"})
"""What may be said around a question that is only announced: "boleh tanya?"."""
_HARMLESS = (
    _LIGHT | _SOFT | {"stop", "name-words", "same", "also", "two", "done", "arrive", "if", "or"}
)
_KIND = frozenset({"grateful", "thanks", "blessing", "humble"})
_NAMING = frozenset(
    {"so", "call", "akun", "wish", "leave", "npwp", "faktur", "bupot", "reach", "papers", "people"}
)
_INSIDE = frozenset(
    (
        *("need", "wish", "may", "how", "what", "when", "count", "who"),
        *("tech", "trouble", "akun", "status", "change", "request", "agree", "submitted", "if"),
    )
)
"""What a word does not mean inside such a name: ``wajib`` in "alamat wajib pajak"."""
_WONDERING = frozenset({"why", "wonder"})
_ANSWERING = frozenset({"neg", "done", "not-yet", "yes"})
"""What is said by who was asked something: "belum kak"."""
_UNCOUNTED = frozenset({"call", "hello", "particle"})
"""Words that make a message no longer: "status gimana ya kak"."""
_OURS = ("npwp", "papers", "office", "payment", "identity")
_SHORT = 4
"""Words of a message that says hardly more than its matter."""
_BRIEF = 9
"""Words of a message that says one thing."""


def meanings(said: list[str]) -> list[FoundMeaning]:
    """Of the words alone."""
    assuring = _assuring(said)
    found = [
        one
        for one in lexicon().read(said)
        if not (one.start in assuring and one.meaning in _WONDERING)
        and not (one.meaning == "tech" and _names_an_address(said[one.start : one.end + 1]))
    ]
    return _unhidden(found)


def heard(said: list[str], found: list[FoundMeaning]) -> Meanings:
    """The meanings, with the marks that ``rules.txt`` explains: ``@invoice``, ``@question``, ..."""
    return Meanings.of([*found, *_shapes(said), *_manner(said, found)])


def places(found: FoundMeaning) -> range:
    return range(found.start, found.end)


def _assuring(said: list[str]) -> set[int]:
    """Where a ``kok`` closes its part: "sudah masuk kok, makasih" wonders at nothing."""
    return {
        place
        for place, word in enumerate(said)
        if place and word == "kok" and not _spoken_after(said, place)
    }


def _spoken_after(said: list[str], place: int) -> bool:
    """Whether more follows in this part than whom it is said to."""
    for word in said[place + 1 :]:
        if word in SIGNS:
            return word == "?"
        if not (lexicon().says(word, "call") or lexicon().says(word, "grateful")):
            return True
    return False


def _names_an_address(said: list[str]) -> bool:
    """Whether "akun emailnya <email>" tells the address of an account, and no mailbox."""
    return said[-2:] == ["emailnya", "<email>"]


def _unhidden(found: list[FoundMeaning]) -> list[FoundMeaning]:
    """Without words that only sound inside a longer one: "wajib" in "alamat wajib pajak", "kasih"
    in "terima kasih", "membalas" in "semoga Allah membalas"."""
    named, thanked = set[int](), set[int]()
    for one in found:
        if one.end - one.start > 1:
            named.update(places(one) if one.meaning in _NAMING else ())
            thanked.update(places(one) if one.meaning in _KIND else ())
    return [
        one
        for one in found
        if one.end - one.start > 1
        or not (one.start in thanked or (one.start in named and one.meaning in _INSIDE))
    ]


def _shapes(said: list[str]) -> Iterator[FoundMeaning]:
    for place, word in enumerate(said):
        if word.startswith("<"):
            yield FoundMeaning("@" + word.strip("<>"), place, place + 1)
            if word == f"<{US}>" and _is_ours(said[:place]):
                yield FoundMeaning("yours", place, place + 1)
        elif word in BOUNDARIES:
            yield FoundMeaning(BREAK, place, place + 1)
        elif word == "?":
            yield FoundMeaning("@question", place, place + 1)
            if said[place - 1 : place] == ["?"]:
                yield FoundMeaning("@insists", place, place + 1)


def _is_ours(before: list[str]) -> bool:
    """Whether what stands before the provider's name belongs to the provider: "NPWP cloudkilat",
    and not "akun cloudkilat"."""
    return any(lexicon().says(word, ours) for word in before[-1:] for ours in _OURS)


def _manner(said: list[str], found: list[FoundMeaning]) -> Iterator[FoundMeaning]:
    """What is true of the message as a whole, and where a "not" asks."""
    whole = (0, len(said))
    spoken = {place for place, word in enumerate(said) if word not in SIGNS}
    grave = _covered(one for one in found if len(places(one)) > 1 and one.meaning not in _HARMLESS)
    light = _covered(one for one in found if one.meaning in _LIGHT) - grave
    known = _covered(found)
    weighty = _weighty(said, spoken, known, found)
    if not spoken:
        yield FoundMeaning("@nothing", 0, 1)
    if weighty - known:
        yield FoundMeaning("@strange", 0, 1)
    if weighty <= light:
        yield FoundMeaning("@light", *whole)
    if weighty <= _covered(one for one in found if one.meaning in _SOFT) | light:
        yield FoundMeaning("@soft", *whole)
    if weighty <= _covered(one for one in found if one.meaning in _ANSWERING) | light:
        yield FoundMeaning("@answer", *whole)
    length = len(spoken - _covered(one for one in found if one.meaning in _UNCOUNTED))
    if length <= _BRIEF:
        yield FoundMeaning("@brief", *whole)
    if length <= _SHORT:
        yield FoundMeaning("@short", *whole)
    yield from _tags(said, found, light)


def _weighty(
    said: list[str], spoken: set[int], known: set[int], found: list[FoundMeaning]
) -> set[int]:
    """Words that count: not shapes, nor the unknown name behind "halo" or "mas"."""
    called = {one.end for one in found if one.meaning in ("call", "hello", "grateful")}
    return {
        place
        for place in spoken
        if place in known or not (place in called or said[place].startswith("<"))
    }


def _covered(found: Iterable[FoundMeaning]) -> set[int]:
    return {place for one in found for place in places(one)}


def _tags(said: list[str], found: list[FoundMeaning], light: set[int]) -> Iterator[FoundMeaning]:
    """A "not" that closes its sentence asks, unless it forbids: "bisa dipindah ga, kak?"."""
    asking = {one.start for one in found if one.meaning in ("if", "after")}
    passed = light - asking
    forbidding = _covered(one for one in found if one.meaning in ("dont", "not-that"))
    for one in found:
        if one.meaning != "neg" or one.start in forbidding:
            continue
        after = one.end
        while after < len(said) and after in passed and said[after] not in SIGNS:
            after += 1
        if one.start and (after == len(said) or said[after] in SIGNS or after in asking):
            yield FoundMeaning("@tag", one.start, one.end)
