"""The radar in the finance topic: once a day, what has no faktur and how near its deadline is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from assistant.domain.fakturs.model import FakturRequest
from assistant.domain.finance.model import Act, ActState, MonthCounts, WantedAct
from assistant.domain.finance.radar import Level, level_of
from assistant.domain.ids import parse_id
from assistant.domain.months import faktur_deadline, tax_day, tax_moment
from assistant.domain.words import Arg, Place, Say, Tap
from assistant.domain.work import Work

DAY_MARK = "radar-day"
"""The day that was looked at last (Asia/Jakarta)."""


DUE_MARK = "radar-due"
"""Whether anything was due then: when nothing is any more, that is said once."""


FROM_HOUR = 9
"""Asia/Jakarta; before it finance sleeps."""


A_PAGE = 8


MOST_EXPORTS = 3
"""Months with a button of their own."""


async def remind(work: Work) -> None:
    """Look once a day, whoever calls and however often: one message, or none."""
    now = tax_moment(work.now)
    today = now.date()
    if now.hour < FROM_HOUR or await work.marks.get(DAY_MARK) == today.isoformat():
        return
    await work.marks.set(DAY_MARK, today.isoformat())
    due = due_months(await work.exports.months(), today)
    if due:
        await _say_due(work, due, today)
    elif await work.marks.get(DUE_MARK):
        await work.deliveries.tell_staff(
            "radar-clean", {}, unique=f"radar:{today}", place=Place.FINANCE
        )
    await work.marks.set(DUE_MARK, "yes" if due else "")


def due_months(months: Sequence[MonthCounts], today: date) -> list[MonthCounts]:
    """Those that finance is reminded of, oldest first."""
    return [counts for counts in months if level_of(counts.month, today) is not Level.QUIET]


async def _say_due(work: Work, due: Sequence[MonthCounts], today: date) -> None:
    exports = [
        Tap(
            "radar-btn-export",
            f"fin:{Act.EXPORT}:{counts.month:%Y-%m}",
            {"month": counts.month},
        )
        for counts in due
        if counts.waiting
    ]
    await work.deliveries.tell_staff(
        "radar-due",
        {
            "today": today,
            "lines": tuple(_month_line(counts, today) for counts in due),
            "count": sum(counts.total for counts in due),
            "ppn": sum((counts.ppn for counts in due), Decimal(0)),
        },
        unique=f"radar:{today}",
        place=Place.FINANCE,
        buttons=[Tap("radar-btn-list", f"fin:{Act.RADAR_LIST}:0"), *exports[-MOST_EXPORTS:]],
    )


def _month_line(counts: MonthCounts, today: date) -> Say:
    until = faktur_deadline(counts.month)
    return Say(
        f"radar-month-{level_of(counts.month, today)}",
        {
            "month": counts.month,
            "count": counts.total,
            "waiting": counts.waiting,
            "exported": counts.exported,
            "bare": counts.without_npwp,
            "ppn": counts.ppn,
            "until": until,
            "days": abs((until - today).days),
        },
    )


async def show_list(work: Work, wanted: WantedAct) -> ActState:
    """What is due, invoice by invoice, as a message that turns its own pages."""
    key, args, buttons = await _page(work, wanted.id, 0)
    await work.deliveries.tell_staff(
        key, args, unique=f"act:{wanted.id}", place=wanted.place, buttons=buttons
    )
    return ActState.MADE


async def turn_page(work: Work, wanted: WantedAct) -> ActState:
    """``subject`` is the act that asked for the list, and the page."""
    shown, _, page = wanted.subject.partition(".")
    list_, number = parse_id(shown), parse_id(page) or 0
    if list_ is None:
        return ActState.TOO_LATE
    key, args, buttons = await _page(work, list_, number)
    await work.deliveries.amend(
        f"act:{list_}", key, args, unique=f"act:{wanted.id}", buttons=buttons
    )
    return ActState.MADE


async def _page(work: Work, shown: int, page: int) -> tuple[str, dict[str, Arg], list[Tap]]:
    """Its text, and the buttons that lead to the pages beside it."""
    due = due_months(await work.exports.months(), tax_day(work.now))
    if not due:
        return "radar-list-empty", {}, []
    count = sum(counts.total for counts in due)
    pages = -(-count // A_PAGE)
    page = min(page, pages - 1)
    requests = await work.exports.open_until(due[-1].month, skip=page * A_PAGE, most=A_PAGE)
    args: dict[str, Arg] = {
        "count": count,
        "page": page + 1,
        "pages": pages,
        "lines": tuple(_item(request) for request in requests),
    }
    around = [(page - 1, "radar-btn-before"), (page + 1, "radar-btn-after")]
    buttons = [
        Tap(label, f"fin:{Act.RADAR_PAGE}:{shown}.{other}")
        for other, label in around
        if 0 <= other < pages
    ]
    return "radar-list", args, buttons


def _item(request: FakturRequest) -> Say:
    return Say(
        f"radar-item-{request.state}",
        {
            "invoice": request.invoice_number,
            "account": request.account_label[:60],
            "ppn": request.tax,
            "paid": request.paid_on,
            "until": faktur_deadline(request.paid_on),
        },
    )
