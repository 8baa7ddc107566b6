"""``/ekspor`` in the finance topic: a month is offered, begun, and once more when that is meant."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from assistant.domain.acting.model import ActState, WantedAct
from assistant.domain.finance.exporting import sensible_month, want_export
from assistant.domain.finance.model import MonthCounts
from assistant.domain.finance.news import (
    ExportAgainAsked,
    ExportBegun,
    MonthOffered,
    MonthUnreadable,
    NothingToExport,
)
from assistant.domain.months import parse_month, tax_day
from assistant.domain.staff import News
from assistant.domain.work import Work


async def offer_export(work: Work, wanted: WantedAct) -> ActState:
    """How far a month is, with what can be done about it."""
    named = wanted.subject or wanted.text
    months = await work.exports.months()
    month = parse_month(named) if named else sensible_month(months, tax_day(work.now))
    if month is None:
        await _answer(work, wanted, MonthUnreadable(wanted))
    elif not months and not named:
        await _answer(work, wanted, NothingToExport(wanted))
    else:
        last = await work.exports.last(month)
        others = tuple(counts for counts in months if counts.month != month)
        await _answer(work, wanted, MonthOffered(wanted, _counts(months, month), last, others))
    return ActState.MADE


async def ask_again(work: Work, wanted: WantedAct) -> ActState:
    """Whether once more is meant: what is in Coretax already must not be put there twice."""
    month = parse_month(wanted.subject)
    counts = _counts(await work.exports.months(), month) if month else None
    if counts is None or not counts.exported:
        return ActState.TOO_LATE
    last = await work.exports.last(counts.month)
    await _answer(work, wanted, ExportAgainAsked(wanted, counts, last))
    return ActState.MADE


async def begin_export(work: Work, wanted: WantedAct) -> ActState:
    return await _begin(work, wanted, again=False)


async def begin_export_again(work: Work, wanted: WantedAct) -> ActState:
    return await _begin(work, wanted, again=True)


async def _begin(work: Work, wanted: WantedAct, *, again: bool) -> ActState:
    month = parse_month(wanted.subject)
    if month is None or await work.exports.begun(month):
        return ActState.TOO_LATE
    counts = _counts(await work.exports.months(), month)
    if not (counts.waiting or (again and counts.exported)):
        return ActState.TOO_LATE
    await want_export(work, month, again=again, asked_by=wanted.actor, name=wanted.staff_name)
    await _answer(work, wanted, ExportBegun(wanted, month))
    return ActState.MADE


async def _answer(work: Work, wanted: WantedAct, news: News) -> None:
    await work.desk.tell(news, unique=wanted.answer)


def _counts(months: Sequence[MonthCounts], month: date) -> MonthCounts:
    return next((c for c in months if c.month == month), MonthCounts(month, 0, 0, 0, Decimal(0)))
