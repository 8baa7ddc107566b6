"""What changed in WHMCS and no hook told: found in at most :data:`MOST_CALLS` calls a round.

WHMCS has no list of changes, and sorts invoices by id but not by the day of payment. So for each
list that matters (paid, refunded, cancelled) a round looks at its newest page, where nearly all
changes are, and at one page more, a step further back each round until all were seen and it begins
again: what was paid long after it was billed is found by that. Of tickets, WHMCS lists those with
the newest answers first.

The mark keeps what the newest pages showed, so a round tells what they show now and did not then.
What is found going back is told again from the round before; an event has the same id each time.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from assistant.domain.portal import Changes, EventType, PortalEvent
from assistant.portal.whmcs.finding import Answer
from assistant.portal.whmcs.pages import NEWEST
from assistant.portal.whmcs.parsing import Entry, entries, text, whole
from assistant.portal.whmcs.transport import Transport

OVERLAP = timedelta(days=1)
"""How much of the last way back is told again: clocks differ, and people date payments back."""
OLDEST = timedelta(days=400)
"""The way back ends at invoices this old: nobody pays them any more."""


@dataclass(frozen=True, slots=True)
class Watched:
    """A list of invoices, the moment that says when one came into it, and what that means."""

    status: str
    when: str
    event: EventType


LISTS = (
    Watched("Paid", "datepaid", EventType.INVOICE_PAID),
    Watched("Refunded", "date_refunded", EventType.INVOICE_REFUNDED),
    Watched("Cancelled", "date_cancelled", EventType.INVOICE_CANCELLED),
)
MOST_CALLS = 2 * len(LISTS) + 1
"""Of one round, whatever the number of clients: two pages of each list, one page of tickets."""


@dataclass(slots=True)
class Bookmark:
    """How far a list of invoices was read."""

    known: dict[str, str] = field(default_factory=dict)
    """Invoice → moment, as the newest page showed them."""
    at: int = 0
    """Where the way back goes on; 0: it begins."""
    since: str = ""
    """What came into the list before this moment is no news on the way back."""
    began: str = ""
    """When this way back began."""


@dataclass(slots=True)
class Mark:
    """All that a round must know of the one before. Moments are texts in WHMCS's zone."""

    begun: str
    """What happened before the first round is not told."""
    lists: dict[str, Bookmark]
    tickets: dict[str, str]
    """Ticket → status and last reply, of the newest page."""

    @classmethod
    def read(cls, mark: str) -> Mark | None:
        """None for an empty one, or another portal's."""
        try:
            raw = json.loads(mark)
            places = {one.status: Bookmark(**raw["lists"][one.status]) for one in LISTS}
            return cls(raw["begun"], places, dict(raw["tickets"]))
        except (ValueError, KeyError, TypeError):
            return None

    @classmethod
    def new(cls, now: str) -> Mark:
        return cls(now, {one.status: Bookmark(since=now, began=now) for one in LISTS}, {})

    def write(self) -> str:
        places = {
            name: {"known": p.known, "at": p.at, "since": p.since, "began": p.began}
            for name, p in self.lists.items()
        }
        raw = {"begun": self.begun, "lists": places, "tickets": self.tickets}
        return json.dumps(raw, separators=(",", ":"), sort_keys=True)


Found = tuple[str, PortalEvent]
"""When it happened, and what."""


async def changes_since(transport: Transport, mark: str, now: datetime, zone: ZoneInfo) -> Changes:
    """See the module. From an empty mark nothing is told: it only begins."""
    local = f"{now.astimezone(zone) - timedelta(hours=1):%Y-%m-%d %H:%M:%S}"
    before = Mark.read(mark)
    place = before or Mark.new(local)
    found = await asyncio.gather(
        *(_invoices(transport, one, place, local) for one in LISTS), _tickets(transport, place)
    )
    told = sorted((one for some in found for one in some), key=_order)
    events = tuple(event for _, event in told) if before else ()
    return Changes(events, place.write())


def _order(found: Found) -> tuple[str, int, str]:
    when, event = found
    return when, int(next(iter(event.data.values()))), event.id


async def _invoices(transport: Transport, watched: Watched, mark: Mark, now: str) -> list[Found]:
    place = mark.lists[watched.status]
    starts = [0, place.at] if place.at else [0]
    pages = await asyncio.gather(*(_page(transport, watched, start) for start in starts))
    lines = entries(pages[0], "invoices", "invoice")
    shown = {str(whole(one, "id")): _when(one, watched) for one in lines}
    fresh = {
        key: when
        for key, when in shown.items()
        if place.known.get(key) != when and when >= mark.begun
    }
    place.known = shown
    for page in pages[1:]:
        back = entries(page, "invoices", "invoice")
        fresh |= {
            str(whole(one, "id")): when
            for one in back
            if (when := _when(one, watched)) >= max(mark.begun, _overlapped(place.since))
        }
        _step_back(place, back, now)
    if not place.at and whole(pages[0], "totalresults") > len(lines) > 0:
        place.at, place.began = len(lines), now
    return [(when, _event(watched.event, "invoice", key, when)) for key, when in fresh.items()]


def _page(transport: Transport, watched: Watched, start: int) -> Any:
    return transport.ask(
        "GetInvoices",
        status=watched.status,
        orderby="id",
        order="desc",
        limitstart=start,
        limitnum=NEWEST,
    )


def _step_back(place: Bookmark, back: list[Entry], now: str) -> None:
    """One page further, or to the beginning after the last one that matters."""
    last = text(back[-1], "date") if back else ""
    if back and _day(last) > _day(now) - OLDEST:
        place.at += len(back)
    else:
        place.at, place.since = 0, place.began


def _day(moment: str) -> date:
    try:
        return date.fromisoformat(moment[:10])
    except ValueError:
        return date(1970, 1, 1)


def _overlapped(moment: str) -> str:
    try:
        return f"{datetime.fromisoformat(moment) - OVERLAP:%Y-%m-%d %H:%M:%S}"
    except ValueError:
        return ""


def _when(line: Entry, watched: Watched) -> str:
    """Releases without the list's own moment have one of the last change."""
    when = text(line, watched.when)
    return text(line, "updated_at") if when.startswith("0000") or not when else when


async def _tickets(transport: Transport, mark: Mark) -> list[Found]:
    answer: Answer = await transport.ask(
        "GetTickets", limitnum=NEWEST, ignore_dept_assignments="true"
    )
    before, mark.tickets = mark.tickets, {}
    found: list[Found] = []
    for one in entries(answer, "tickets", "ticket"):
        key, status, replied = str(whole(one, "id")), text(one, "status"), text(one, "lastreply")
        mark.tickets[key] = f"{status}|{replied}"
        was, _, when = before.get(key, "").partition("|")
        if when != replied or (was != status and status == "Answered"):
            # Within one second, an answer shows by the status alone.
            told = EventType.TICKET_REPLIED
        elif was != status:
            told = EventType.TICKET_STATUS
        else:
            continue
        found.append((replied, _event(told, "ticket", key, f"{replied}|{status}")))
    return found


def _event(what: EventType, about: str, key: str, when: str) -> PortalEvent:
    return PortalEvent(f"whmcs:{what}:{key}:{when}", what, {about: key})
