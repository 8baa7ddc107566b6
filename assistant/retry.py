"""How long to wait before the next try, where a loop goes on for ever.

What has an end (so many tries, so many seconds, or a first success) is stamina's; this is for loops
that begin anew after a success, and for pauses that a row remembers.
"""

from __future__ import annotations

from dataclasses import dataclass

LONGEST_SILENCE = 900.0
"""Seconds that Telegram is left alone for at a time, whatever it asks for: it may ask for a day and
answer after an hour, and one more question in a quarter of an hour troubles nobody."""


def silence(seconds: float) -> float:
    """How long to be silent when Telegram asks for so many seconds; they may be any number."""
    return max(0.0, min(LONGEST_SILENCE, seconds))


@dataclass(slots=True)
class Backoff:
    """Seconds to wait before each next try: doubled every time, up to ``longest``."""

    first: float = 1.0
    longest: float = 60.0
    tries: int = 0

    def next(self) -> float:
        self.tries += 1
        return backoff_seconds(self.tries, self.first, self.longest)

    def reset(self) -> None:
        """It worked: the next failure waits shortly again."""
        self.tries = 0


def backoff_seconds(tries: int, first: float, longest: float) -> float:
    """Seconds to wait after so many failed tries (from 1)."""
    return min(longest, first * 2.0 ** min(tries - 1, 30))
