"""The radar: what has no faktur, how near its deadline is, and the list of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from assistant.desk.callbacks import FinanceButton
from assistant.desk.drawing import draw
from assistant.domain.acting.model import Act
from assistant.domain.fakturs.model import FakturRequest, RequestState
from assistant.domain.finance.news import DueInvoices, DueMonth, MonthsDue, NothingDue, NpwpCameLate
from assistant.domain.finance.radar import Level
from assistant.domain.months import faktur_deadline, last_good_day
from assistant.domain.words import Place, Say, StaffMessage, Tap

MOST_EXPORTS = 3
"""Months with a button of their own."""
MOST_NUMBERS = 20
"""Invoices that a message names."""
_LONGEST_NAME = 60

_MONTH: Mapping[Level, str] = {
    Level.AMBER: "radar-month-amber",
    Level.RED: "radar-month-red",
    Level.OVERDUE: "radar-month-overdue",
    Level.LAPSING: "radar-month-lapsing",
    Level.LAPSED: "radar-month-lapsed",
}
_ITEM: Mapping[RequestState, str] = {
    RequestState.NO_NPWP: "radar-item-no-npwp",
    RequestState.WAITING: "radar-item-waiting",
    RequestState.EXPORTED: "radar-item-exported",
}


@draw.register
def _months_due(news: MonthsDue) -> StaffMessage:
    months = dict.fromkeys(one.counts.month for one in news.due if one.counts.waiting)
    exports = [_export(month) for month in months]
    return StaffMessage(
        "radar-due",
        {
            "today": news.today,
            "lines": tuple(_month(one, news.today) for one in news.due),
            "count": sum(one.counts.total for one in news.due),
            "ppn": sum((one.counts.ppn for one in news.due), Decimal(0)),
        },
        Place.FINANCE,
        buttons=(
            Tap("radar-btn-list", FinanceButton.of(Act.RADAR_LIST, 0)),
            *exports[-MOST_EXPORTS:],
        ),
    )


def _export(month: date) -> Tap:
    return Tap("radar-btn-export", FinanceButton.of_month(Act.EXPORT, month), {"month": month})


def _month(due: DueMonth, today: date) -> Say:
    counts = due.counts
    until = faktur_deadline(counts.month)
    lapses = last_good_day(counts.first_paid)
    return Say(
        _MONTH[due.level],
        {
            "month": counts.month,
            "count": counts.total,
            "waiting": counts.waiting,
            "exported": counts.exported,
            "bare": counts.without_npwp,
            "ppn": counts.ppn,
            "until": until,
            "days": abs((until - today).days),
            "working": due.last_warning,
            "lapses": lapses,
            "left": abs((lapses - today).days),
        },
    )


@draw.register
def _nothing_due(news: NothingDue) -> StaffMessage:
    return StaffMessage("radar-clean", place=Place.FINANCE)


@draw.register
def _due_invoices(news: DueInvoices) -> StaffMessage:
    if not news.pages:
        return StaffMessage("radar-list-empty", place=news.place)
    around = [(news.page - 1, "radar-btn-before"), (news.page + 1, "radar-btn-after")]
    return StaffMessage(
        "radar-list",
        {
            "count": news.count,
            "page": news.page + 1,
            "pages": news.pages,
            "lines": tuple(_item(request) for request in news.requests),
        },
        news.place,
        buttons=tuple(
            Tap(label, FinanceButton.of(Act.RADAR_PAGE, news.list_id, page))
            for page, label in around
            if 0 <= page < news.pages
        ),
    )


def _item(request: FakturRequest) -> Say:
    return Say(
        _ITEM[request.state],
        {
            "invoice": request.invoice_number,
            "account": request.account_label[:_LONGEST_NAME],
            "ppn": request.tax,
            "paid": request.paid_on,
            "until": faktur_deadline(request.paid_on),
        },
    )


@draw.register
def _npwp_came_late(news: NpwpCameLate) -> StaffMessage:
    numbers = [request.invoice_number for request in news.requests]
    return StaffMessage(
        "radar-npwp-late",
        {
            "account": news.requests[0].account_label[:_LONGEST_NAME],
            "invoices": ", ".join(numbers[:MOST_NUMBERS]),
            "count": len(numbers),
            "penalty": news.penalty,
            "lapsed": news.lapsed,
        },
        Place.FINANCE,
    )
