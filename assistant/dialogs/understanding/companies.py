"""Names of companies, from their legal form to their end."""

from __future__ import annotations

import re

from assistant.dialogs.understanding.brand import US, Brand
from assistant.dialogs.understanding.lexicon import lexicon
from assistant.dialogs.understanding.months import month_named
from assistant.dialogs.understanding.shapes import Masked
from assistant.dialogs.understanding.vocabulary import one_of, words_of

_FORM = re.compile(rf"(?<![\w@./-]){one_of('company')}\b\.?[ \t]*", re.IGNORECASE)
_WORD = re.compile(
    r"[ \t]*(?P<word>&|\(persero\)|<[a-z]+>|[\w'\u2019.-]{0,40}\w)"
    r"(?P<end>[^\S\n]*[^\w\s&'\u2019(<]|\n|$)?",
    re.IGNORECASE,
)
_AFTER_WORD = re.compile(r"\.\s*(?=tbk\b)", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['\u2019]s$")
_ENDS = frozenset(words_of("ends-a-name"))
_JOINERS = frozenset(words_of("joins-a-name"))
_STILL = frozenset(words_of("still-a-name"))
_LONGEST = 7
_LONGEST_LOWER = 6


def mask_companies(masked: Masked, us: Brand) -> None:
    """Takes out each company's name as it is typed, and leaves ``<company>``; the provider's own
    is none."""
    text, done, parts = masked.text, 0, []
    shouted = _is_shouted(text)
    for form in _FORM.finditer(text):
        if form.start() < done:
            continue
        end = _end_of_name(text, form.end(), shouted)
        if end == form.end():
            continue
        name = _POSSESSIVE.sub("", text[form.start() : end].strip())
        mark = US if us.is_called(name) else "company"
        if mark != US:
            masked.add("company", name, text[: form.start()])
        parts += [text[done : form.start()], f" <{mark}> "]
        done = end
    masked.text = "".join(parts) + text[done:]


def _end_of_name(text: str, start: int, shouted: bool) -> int:
    """Where the name that begins here ends; ``start`` itself when none begins."""
    first = _WORD.match(text, start)
    if first is None:
        return start
    by_case = not first["word"][:1].islower() and not shouted
    goes_on = _goes_on_capital if by_case else _goes_on_lower
    end, at, count = start, start, 0
    while (match := _WORD.match(text, at)) and goes_on(
        match["word"], text[match.end("word") :], count
    ):
        end = at = match.end("word")
        count += 1
        if match["end"] and not _AFTER_WORD.match(text, at):
            break
        at = match.end()
    return end if re.search(r"[^\W\d_]", text[start:end]) else start


def _is_shouted(text: str) -> bool:
    """Mostly in capitals, so that they tell nothing of names."""
    words = re.findall(r"[^\W\d_]{3,}", text)
    return len(words) > 4 and sum(word.isupper() for word in words) > len(words) * 0.6


def _goes_on_capital(word: str, after: str, count: int) -> bool:
    if word.startswith("<") or word.lower() in _ENDS or count >= _LONGEST or month_named(word):
        return False
    if word.lower() in _JOINERS:
        following = after.lstrip(" ")
        return count > 0 and following[:1].isupper() and not _FORM.match(following)
    if count == 0 and any(lexicon().says(word.lower(), whose) for whose in ("mine", "yours")):
        return False
    return word[:1].isupper() or word[:1].isdigit() or word.lower() in _STILL


def _goes_on_lower(word: str, after: str, count: int) -> bool:
    lower = word.lower()
    words = lexicon()
    if word.startswith("<") or count >= _LONGEST_LOWER or lower.isdigit() or month_named(lower):
        return False
    if lower in _JOINERS:
        return lower == "&" and count > 0
    if count == 0 and (words.says(lower, "mine") or words.says(lower, "call")):
        return False  # "yayasan saya", "yayasan bapak"
    if words.says(lower, "name-words"):
        return count == 0 or not words.says(lower, "stop")
    return not words.knows(lower)
