"""The deadline of a faktur: how near it is, for finance and for the customer.

What was paid in a month must be issued and approved by the 20th of the next (PER-11/PJ/2025
art. 44), and made within three months of the payment (art. 59). Days are days in Asia/Jakarta,
passed in as ``today``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

from assistant.domain.fakturs.model import OPEN, FakturRequest, RequestState
from assistant.domain.months import OfficeDays, faktur_deadline, last_good_day
from assistant.domain.words import Say

AMBER_FROM = 10
"""The day of the following month from which finance is reminded, or the provider's own last day
where that is earlier."""
RED_FROM = 17
"""The day of the following month from which finance is reminded louder, or the last working day
before the 20th where that is earlier."""
LAPSE_WARNED = timedelta(days=30)
"""How long before a faktur lapses finance is told that it will."""

NO_OFFICE_DAYS = OfficeDays()

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
    LAPSING = "lapsing"
    """Past the 20th, and it soon counts as never issued."""
    LAPSED = "lapsed"
    """More than three months after the payment: it counts as never issued."""


def level_of(paid: date, today: date, office: OfficeDays = NO_OFFICE_DAYS) -> Level:
    """Of what was paid on that day."""
    due, lapses = faktur_deadline(paid), last_good_day(paid)
    if today > lapses:
        return Level.LAPSED
    if today > due:
        return Level.LAPSING if today >= lapses - LAPSE_WARNED else Level.OVERDUE
    if today >= min(due.replace(day=RED_FROM), office.last_warning(paid)):
        return Level.RED
    amber = min(due.replace(day=AMBER_FROM), office.cutoff(paid))
    return Level.AMBER if today >= amber else Level.QUIET


def standing(request: FakturRequest, today: date) -> Say:
    """The customer's line: where this invoice's faktur stands, and by when it comes."""
    until = faktur_deadline(request.paid_on)
    if request.is_retail and request.state in (RequestState.NO_NPWP, *OPEN):
        return Say("standing-retail")
    key = _STANDING[request.state]
    if today > until:
        key = _STANDING_LATE.get(request.state, key)
    return Say(key, {"until": until})
