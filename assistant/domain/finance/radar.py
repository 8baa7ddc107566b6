"""The deadline of a faktur: how near it is, for finance and for the customer.

What was paid in a month must be issued and approved by the 20th of the next
(PER-11/PJ/2025 art. 44). Days are days in Asia/Jakarta, passed in as ``today``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

from assistant.domain.fakturs.model import FakturRequest, RequestState
from assistant.domain.months import faktur_deadline
from assistant.domain.words import Say

AMBER_FROM = 10
"""The day of the following month from which finance is reminded."""


RED_FROM = 17


LAPSES_AFTER = 3
"""Months after the deadline: a faktur that is later than that counts as not issued."""

_STANDING: Mapping[RequestState, str] = {
    RequestState.NO_NPWP: "standing-no-npwp",
    RequestState.WAITING: "standing-waiting",
    RequestState.EXPORTED: "standing-exported",
    RequestState.ISSUED: "standing-issued",
    RequestState.CANCELLED: "standing-cancelled",
}
_STANDING_LATE: Mapping[RequestState, str] = {
    RequestState.NO_NPWP: "standing-no-npwp-late",
    RequestState.WAITING: "standing-waiting-late",
    RequestState.EXPORTED: "standing-exported-late",
}


class Level(StrEnum):
    """How near the deadline of one month's payments is."""

    QUIET = "quiet"
    AMBER = "amber"
    RED = "red"
    OVERDUE = "overdue"
    LAPSED = "lapsed"
    """More than three months late: it counts as never issued."""


def level_of(paid: date, today: date) -> Level:
    """Of what was paid on that day."""
    due = faktur_deadline(paid)
    if today > _months_after(due, LAPSES_AFTER):
        return Level.LAPSED
    if today > due:
        return Level.OVERDUE
    if today >= due.replace(day=RED_FROM):
        return Level.RED
    return Level.AMBER if today >= due.replace(day=AMBER_FROM) else Level.QUIET


def _months_after(twentieth: date, months: int) -> date:
    day = twentieth
    for _ in range(months):
        day = (day.replace(day=1) + timedelta(days=32)).replace(day=twentieth.day)
    return day


def standing(request: FakturRequest, today: date) -> Say:
    """The customer's line: where this invoice's faktur stands, and by when it comes."""
    until = faktur_deadline(request.paid_on)
    key = _STANDING[request.state]
    if today > until:
        key = _STANDING_LATE.get(request.state, key)
    return Say(key, {"until": until})
