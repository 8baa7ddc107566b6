"""Watches how fast the bot sends, and can refuse what is too fast."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from math import ceil

from sandbox.model import Clock, Json

OVERALL_PER_SECOND = 30
GROUP_PER_MINUTE = 20
PRIVATE_BURST = 5
"""Messages that one private chat takes at once; after them, one a second."""
VARIATION = 0.5
"""Seconds by which one call may take longer on its way than another. Whoever spaces calls knows
when they leave, whoever watches knows when they arrive: what comes closer together by no more than
this may have left as it should. A lost packet, a new connection or a busy machine take as long."""
KEPT_BREACHES = 1000
COUNTED = (
    "sendMessage",
    "sendDocument",
    "sendPhoto",
    "sendMediaGroup",
    "editMessageText",
    "editMessageCaption",
    "editMessageReplyMarkup",
)


@dataclass(slots=True)
class _Window:
    """Times of sends in a sliding span of seconds."""

    span: float
    limit: int
    times: deque[float] = field(default_factory=deque)

    def wait(self, now: float, messages: int) -> float:
        """Seconds until ``messages`` more fit; 0 when they do now."""
        while self.times and self.times[0] <= now - self.span:
            self.times.popleft()
        over = len(self.times) + messages - self.limit
        if over <= 0 or not self.times:
            return 0.0
        return self.times[min(over, len(self.times)) - 1] + self.span - now


@dataclass(slots=True)
class _Bucket:
    """One message a second, with a burst saved up (a virtual schedule)."""

    burst: int
    due: float = 0.0

    def wait(self, now: float, messages: int) -> float:
        return max(0.0, max(self.due, now) + messages - self.burst - now)


class RateWatch:
    """Counts what was sent. The real thresholds are unpublished; these are the ones named in the
    Bot FAQ: 30 a second overall, one a second per private chat with bursts, 20 a minute per
    group. ``enforce`` turns a breach into a 429.

    A breach is what comes too early by more than ``variation`` (seconds). So that this hides no
    sender who is always a little too fast, ten seconds are watched as well as one.
    """

    def __init__(
        self, clock: Clock, private_burst: int = PRIVATE_BURST, variation: float = VARIATION
    ) -> None:
        self._clock = clock
        self._burst = private_burst
        self._variation = variation
        self.enforce = False
        self.breaches: list[Json] = []
        self._forget()

    def _forget(self) -> None:
        self._overall = [_Window(span, round(span * OVERALL_PER_SECOND)) for span in (1.0, 10.0)]
        self._groups: dict[int, _Window] = {}
        self._private: dict[int, _Bucket] = {}

    def reset(self) -> None:
        self.enforce = False
        self.breaches.clear()
        self._forget()

    def note(self, method: str, chat_id: int, messages: int = 1) -> int:
        """Count a send. Returns the seconds to wait if it is to be refused, else 0."""
        if method not in COUNTED:
            return 0
        now = self._clock()
        waits = {"overall": max(window.wait(now, messages) for window in self._overall)}
        if chat_id > 0:
            waits["private"] = self._bucket(chat_id).wait(now, messages)
        else:
            waits["group"] = self._group(chat_id).wait(now, messages)
        for scope, wait in waits.items():
            if wait > self._variation and len(self.breaches) < KEPT_BREACHES:
                self.breaches.append(
                    {"at": now, "scope": scope, "chat": chat_id, "method": method, "wait": wait}
                )
        longest = max(waits.values())
        if longest > self._variation and self.enforce:
            return max(1, ceil(longest))
        self._count(now, chat_id, messages)
        return 0

    def _count(self, now: float, chat_id: int, messages: int) -> None:
        for window in self._overall:
            window.times.extend([now] * messages)
        if chat_id > 0:
            bucket = self._bucket(chat_id)
            bucket.due = max(bucket.due, now) + messages
        else:
            self._group(chat_id).times.extend([now] * messages)

    def _bucket(self, chat_id: int) -> _Bucket:
        return self._private.setdefault(chat_id, _Bucket(self._burst))

    def _group(self, chat_id: int) -> _Window:
        return self._groups.setdefault(chat_id, _Window(60.0, GROUP_PER_MINUTE))
