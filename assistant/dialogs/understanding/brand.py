"""The provider's own name, which customers write as they like and wish nothing of: "akun
cloudkilat saya", "PT Cloud Kilat"."""

from __future__ import annotations

import re
from functools import cache

from assistant.dialogs.understanding.lexicon import lexicon
from assistant.dialogs.understanding.vocabulary import one_of

US = "us"
"""The mark that the name leaves: ``<us>``."""
_SHORTEST = 4
"""Letters of a name that is looked for; a shorter one may stand for anything."""


class Brand:
    """What the provider is called; an empty name is never found."""

    def __init__(self, called: str) -> None:
        pieces = re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])|[^\W_]+", called)
        self._folded = "".join(pieces).lower()
        if len(self._folded) < _SHORTEST:
            self._folded = ""
        name = r"[\s._-]?".join(map(re.escape, pieces))
        form = one_of("company")
        self._said = re.compile(
            rf"(?<![\w.@/-])(?:{form}\.?\s+)?{name}(?:\s+indonesia)?(?:nya|ku)?(?![\w@-]|\.\w)",
            re.IGNORECASE,
        )
        words = called.lower().split()
        self._plain = len(words) > 1 and all(map(lexicon().knows, words))
        """Ordinary words, such as *Hosting Indonesia*: written, they mean what they say."""
        self._form = re.compile(rf"^{form}\b\.?\s*", re.IGNORECASE)

    def has_host(self, host: str) -> bool:
        """``portal.cloudkilat.com``."""
        return bool(self._folded) and self._folded in host.lower().split(".")[:-1]

    def is_called(self, company: str) -> bool:
        """Whether a company that was named is the provider."""
        bare = re.sub(r"\W|indonesia$", "", self._form.sub("", company).lower())
        return bool(self._folded) and bare == self._folded

    def masked(self, text: str) -> str:
        return self._said.sub(f" <{US}> ", text) if self._folded and not self._plain else text


@cache
def brand_called(name: str) -> Brand:
    return Brand(name)
