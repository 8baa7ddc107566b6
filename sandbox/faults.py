"""Misbehaviour on request: errors, silence, cut connections, slowness, repeats, wrong order."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from sandbox.errors import ApiError, SimError
from sandbox.model import Clock

OF_UPDATES = ("duplicate", "reorder", "unreadable")
"""Kinds that are about updates, not about calls."""
KINDS = ("error", "html", "maintenance", "timeout", "cut", "slow", *OF_UPDATES)
EFFECTS = ("before", "after", "none")
EVERY_METHOD = "*"
SMTP = "SMTP"
"""The name under which mail delivery can be made to fail."""
WHMCS = "whmcs:"
"""Before an action of the WHMCS stand-in, or before ``*`` for all of them."""
DEFAULT_TEXTS = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
    429: "Too Many Requests: retry after",
    500: "Internal Server Error",
    502: "Bad Gateway",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens to the next ``times`` calls of ``method``, or to all of them for ``lasting``
    seconds."""

    method: str
    kind: str = "error"
    effect: str = "none"
    """Whether the call takes effect: ``before`` the bad answer, ``after`` it, or ``none``."""
    times: int = 1
    code: int = 500
    description: str = ""
    retry_after: int | None = None
    migrate_to: int | None = None
    seconds: float = 60.0
    chat: int | None = None
    """Only calls that name this chat."""
    lasting: float | None = None
    until: float | None = None
    """When it ends, by the world's clock; set where it begins."""

    def error(self) -> ApiError:
        text = self.description or DEFAULT_TEXTS.get(self.code, "Internal Server Error")
        if self.retry_after is not None and not self.description:
            text = f"Too Many Requests: retry after {self.retry_after}"
        return ApiError(self.code, text, retry_after=self.retry_after, migrate_to=self.migrate_to)


class Faults:
    def __init__(self, clock: Clock = time.time) -> None:
        self._clock = clock
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        if fault.kind not in KINDS:
            raise SimError(f"kind is one of {', '.join(KINDS)}, enforce_limits, short_taps, clear")
        if fault.effect not in EFFECTS:
            raise SimError(f"effect is one of {', '.join(EFFECTS)}")
        if fault.times < 1:
            raise SimError("times is at least 1")
        if fault.lasting is not None:
            fault = replace(fault, until=self._clock() + fault.lasting)
        self._waiting.append(fault)

    def clear(self) -> None:
        self._waiting.clear()

    @property
    def waiting(self) -> list[Fault]:
        return list(self._waiting)

    def take(self, method: str, chat: int | None = None) -> Fault | None:
        """The fault due for a call of this method about this chat, if any; it is used up by one."""
        return self._take(
            lambda fault: (
                fault.kind not in OF_UPDATES
                and _meets(fault, method)
                and fault.chat in (None, chat)
            )
        )

    def take_duplicate(self) -> bool:
        """Whether what the bot just confirmed is to be delivered once more."""
        return self._take(lambda fault: fault.kind == "duplicate") is not None

    def take_reorder(self) -> bool:
        """Whether the update that is to be delivered now lets one of another lane go first."""
        return self._take(lambda fault: fault.kind == "reorder") is not None

    def take_unreadable(self) -> bool:
        """Whether the update that comes in now gets a part that nobody can read."""
        return self._take(lambda fault: fault.kind == "unreadable") is not None

    def _take(self, wanted: Callable[[Fault], bool]) -> Fault | None:
        now = self._clock()
        self._waiting = [one for one in self._waiting if one.until is None or one.until > now]
        for index, fault in enumerate(self._waiting):
            if wanted(fault):
                if fault.until is None:
                    self._use_up(index)
                return fault
        return None

    def _use_up(self, index: int) -> None:
        fault = self._waiting[index]
        self._waiting[index : index + 1] = (
            [replace(fault, times=fault.times - 1)] if fault.times > 1 else []
        )


def _meets(fault: Fault, method: str) -> bool:
    if fault.method == EVERY_METHOD:
        return method not in ("getUpdates", SMTP) and not method.startswith(WHMCS)
    if fault.method == WHMCS + EVERY_METHOD:
        return method.startswith(WHMCS)
    return fault.method.lower() == method.lower()
