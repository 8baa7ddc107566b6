"""What a tap in the staff chat is answered with: words for the tapper alone, or nothing."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.domain.words import Plain, Say


@dataclass(slots=True)
class TapAnswer:
    """Filled in by whoever handles the tap."""

    alert: Say | None = None
    later: bool = False
    """A job answers it."""

    def say(self, key: str, **args: Plain) -> None:
        self.alert = Say(key, args)
