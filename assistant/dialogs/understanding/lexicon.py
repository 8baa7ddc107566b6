"""The lexicon: which meanings a word or a phrase has, whatever its endings and typing errors."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from assistant.dialogs.understanding.stems import stems
from assistant.dialogs.understanding.writing import BOUNDARIES, words

SAME = "= "
"""Begins a line of spellings that are the same word."""
BESIDE = "+ "
"""Begins a line of words that also mean what stands inside them: ``bikinin`` is a wish to
``bikin``."""
PLAIN = "plain"
"""Ordinary words that are no typing errors of others."""
ANY = "_"
"""Stands for any one word in a phrase."""
_REMEMBERED = 20_000
_SHORTEST_MISTYPED = 5
_TWO_SLIPS_FROM = 9
_REPEATED = re.compile(r"(.)\1{2,}")
_VOWELS = re.compile("[aeiou]")
_FEWEST_CONSONANTS = 3


@dataclass(slots=True)
class _Node:
    """A word of a phrase: what is meant when the phrase ends here, and the words that go on."""

    meanings: list[str] = field(default_factory=list)
    following: dict[str, _Node] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FoundMeaning:
    """A meaning, and where: words ``start`` up to, not including, ``end``."""

    meaning: str
    start: int
    end: int

    def moved(self, by: int) -> FoundMeaning:
        return FoundMeaning(self.meaning, self.start + by, self.end + by)


class Lexicon:
    """All languages together, since messages mix them."""

    def __init__(self, lines: Iterator[tuple[str, str]]) -> None:
        self._root = _Node()
        self._known: set[str] = set()
        self._single: set[str] = set()
        self._same: dict[str, list[str]] = {}
        self._plain: set[str] = set()
        self._by_meaning: defaultdict[str, set[str]] = defaultdict(set)
        for meaning, phrase in lines:
            self._add(meaning, phrase)
        self._by_initial: defaultdict[str, list[str]] = defaultdict(list)
        for word in sorted(self._known - set(self._same)):  # a slip's slip is another word
            if len(word) >= _SHORTEST_MISTYPED - 1:
                self._by_initial[word[0]].append(word)
        self._by_consonants: defaultdict[str, list[str]] = defaultdict(list)
        for word in sorted(self._known):
            if len(word) >= _SHORTEST_MISTYPED and word.isalpha():
                self._by_consonants[_VOWELS.sub("", word)].append(word)
        self._forms = lru_cache(_REMEMBERED)(self._find_forms)

    @property
    def meanings(self) -> frozenset[str]:
        return frozenset(self._by_meaning)

    def says(self, word: str, meaning: str) -> bool:
        """Whether a single word, exactly as it is written, has this meaning."""
        return word in self._by_meaning[meaning]

    def knows(self, word: str) -> bool:
        """Whether it stands in the lexicon as it is, or with the lightest of endings."""
        bare = word.removesuffix("nya").removesuffix("ku").removeprefix("di")
        return word in self._known or bare in self._known

    def reads(self, word: str) -> bool:
        """Whether it is an ordinary word, or a known one with whatever endings; slips aside."""
        return word in self._plain or not self._known.isdisjoint(stems(word))

    def read(self, said: list[str]) -> list[FoundMeaning]:
        """Every meaning of every word and phrase."""
        forms = [self._forms(word) if len(word) < 40 else () for word in said]
        return [found for start in range(len(said)) for found in self._from(start, forms)]

    def _from(self, start: int, forms: list[tuple[str, ...]]) -> Iterator[FoundMeaning]:
        """What begins with this word. A stem alone does not count where the lexicon has the whole
        word itself: ``perorangan`` is no ``orang``."""
        reached = [(self._root, start, False)]
        while reached:
            node, at, only_stem = reached.pop()
            if at > start and not (only_stem and at == start + 1):
                yield from (FoundMeaning(meaning, start, at) for meaning in node.meanings)
            if at == len(forms):
                continue
            for form in forms[at]:
                if form in node.following:
                    hidden = self._is_stem_of_another(form, forms[at][0])
                    reached.append((node.following[form], at + 1, hidden))
            if at > start and ANY in node.following and not BOUNDARIES.intersection(forms[at]):
                reached.append((node.following[ANY], at + 1, False))

    def _is_stem_of_another(self, form: str, word: str) -> bool:
        return form != word and word in self._single and form not in self._same.get(word, ())

    def _add(self, meaning: str, phrase: str) -> None:
        if meaning.startswith(SAME):
            self._known.update((phrase, meaning.removeprefix(SAME)))
            self._same.setdefault(phrase, []).append(meaning.removeprefix(SAME))
            return
        if meaning == PLAIN:
            self._plain.add(phrase)
            return
        parts = phrase.split() if ANY in phrase else words(phrase)
        hides = not meaning.startswith(BESIDE)
        meaning = meaning.removeprefix(BESIDE)
        node = self._root
        for part in parts:
            self._known.add(part)
            node = node.following.setdefault(part, _Node())
        if meaning not in node.meanings:
            node.meanings.append(meaning)
        if len(parts) == 1:
            self._single.update(parts if hides else ())
            self._by_meaning[meaning].add(parts[0])
        else:
            self._by_meaning[meaning]  # a meaning that has phrases only is one too

    def _find_forms(self, word: str) -> tuple[str, ...]:
        """The word and the known words inside it, itself first; nothing when it is not known."""
        if not word.isalpha() and not word[:-1].isalpha():
            return (word,)
        inside = stems(word)
        exact = [one for one in inside if one in self._known]
        if word in self._plain or (not exact and not self._plain.isdisjoint(inside)):
            return (word,)
        if not exact and (short := _REPEATED.sub(r"\1", word)) != word:
            exact = [one for one in stems(short) if one in self._known]
        forms = exact or self._mended(word)
        return tuple(
            dict.fromkeys([*forms, *(to for one in forms for to in self._same.get(one, ()))])
        )

    def _mended(self, word: str) -> list[str]:
        """The known word that was meant, where there is one: without its vowels, or a slip away."""
        inside = stems(word)
        for form in inside:
            if written_out := self._without_vowels(form):
                return [written_out]
        for form in inside:
            shortest = _SHORTEST_MISTYPED + 2 * (form != word)  # a stem may be none
            near = len(form) >= shortest and extractOne(
                form,
                self._by_initial[form[0]],
                scorer=OSA.distance,
                score_cutoff=2 if len(form) >= _TWO_SLIPS_FROM else 1,
            )
            if near:
                return [near[0]]
        return []

    def _without_vowels(self, form: str) -> str | None:
        """The only word that has these consonants, and these vowels among others: ``hbung``."""
        consonants = _VOWELS.sub("", form)
        if len(consonants) < _FEWEST_CONSONANTS:
            return None
        fitting = {
            self._same.get(one, [one])[0]
            for one in self._by_consonants.get(consonants, ())
            if (one[0], one[-1]) == (form[0], form[-1]) and _stands_in(form, one)
        }
        return fitting.pop() if len(fitting) == 1 else None


def _stands_in(short: str, word: str) -> bool:
    letters = iter(word)
    return all(letter in letters for letter in short)


def entries(text: str) -> Iterator[tuple[str, str]]:
    """(meaning, phrase) of a file such as ``words/id.txt``, whose head tells its form."""
    joined = re.sub(r"\n[ \t]+", " ", re.sub(r"(?m)^#.*\n", "", text))
    for line in joined.splitlines():
        meaning, colon, phrases = line.partition(":")
        if line.strip() and not colon:
            raise ValueError(f"a line of words without a colon: {line[:60]!r}")
        yield from ((meaning.strip(), one.strip()) for one in phrases.split(",") if one.strip())


@cache
def lexicon() -> Lexicon:
    folder = files(__package__) / "words"
    texts = sorted((one.name, one.read_text(encoding="utf-8")) for one in folder.iterdir())
    return Lexicon(entry for _, text in texts for entry in entries(text))
