"""A delivery's words, rendered when it is sent and made to fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assistant.domain.words import Arg
from assistant.storage.payload import Payload
from assistant.texts import Texts

LONGEST_TEXT = 4096
"""Characters of a message after its tags are taken off; ours are counted with them."""
LONGEST_CAPTION = 1024
_WORTH_CUTTING = 100
"""A shorter argument is no long text that somebody typed."""


@dataclass(frozen=True, slots=True)
class Button:
    label: str
    data: str
    url: str = ""
    """The page that it opens instead."""


@dataclass(frozen=True, slots=True)
class DeliveryText:
    """What a payload says in one language."""

    texts: Texts
    locale: str
    payload: Payload

    def html(self, longest: int, *, again: bool) -> str:
        """For Telegram; ``again`` marks a repeat whose first sending is in doubt.

        A text too long loses the end of what somebody typed, never its own words.
        """
        marker = self.texts.html(self.locale, "ntf-repeat") + "\n\n" if again else ""
        key = self.payload.key
        if not key:
            return ""
        if self.payload.bare:
            return self._whole(marker, longest)

        def length(args: Mapping[str, Arg]) -> int:
            return len(marker) + len(self.texts.plain(self.locale, key, args))

        args = fitted(self.payload.args, length, longest)
        return marker + self.texts.html(self.locale, key, args)

    def _whole(self, marker: str, longest: int) -> str:
        """What somebody said, of which nothing is ever cut: without who says it where that is too
        long. Nothing: it does not fit by itself."""
        for key in (self.payload.key, "said-bare"):
            plain = self.texts.plain(self.locale, key, self.payload.args)
            if len(marker) + len(plain) <= longest:
                return marker + self.texts.html(self.locale, key, self.payload.args)
        return ""

    @property
    def subject(self) -> str:
        return self.texts.plain(self.locale, self.payload.key, self.payload.args)

    @property
    def body(self) -> str:
        return self.texts.plain(self.locale, f"{self.payload.key}.body", self.payload.args)

    @property
    def buttons(self) -> tuple[Button, ...]:
        return tuple(
            Button(self.texts.plain(self.locale, tap.label, tap.args), tap.callback, tap.url)
            for tap in self.payload.buttons
        )


def fitted(
    args: Mapping[str, Arg], length: Callable[[Mapping[str, Arg]], int], longest: int
) -> Mapping[str, Arg]:
    """The arguments, cut so that their text is no longer than ``longest`` if that can be."""
    while (excess := length(args) - longest) > 0:
        shorter = _shorter(args, excess)
        if shorter is None:
            break
        args = shorter
    return args


def _shorter(args: Mapping[str, Arg], excess: int) -> Mapping[str, Arg] | None:
    texts = {name: value for name, value in args.items() if isinstance(value, str)}
    name = max(texts, key=lambda name: len(texts[name]), default=None)
    if name is not None and len(texts[name]) > _WORTH_CUTTING:
        kept = max(_WORTH_CUTTING, len(texts[name]) - excess) - 1
        return {**args, name: texts[name][:kept] + "…"}
    for name, value in args.items():
        if isinstance(value, tuple) and len(value) > 1:
            return {**args, name: value[:-1]}
    return None
