"""``/ekspor`` in the finance topic: a month is offered, begun, and once more when that is meant."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from assistant.domain.finance.exporting import sensible_month, want_export
from assistant.domain.finance.model import Act, ActState, Export, MonthCounts, WantedAct
from assistant.domain.months import faktur_deadline, parse_month, tax_day
from assistant.domain.words import Say, Tap
from assistant.domain.work import Work

MOST_MONTHS = 6
"""That are offered besides the one that is shown."""


async def offer_export(work: Work, wanted: WantedAct) -> ActState:
    """How far a month is, with what can be done about it."""
    named = wanted.subject or wanted.text
    months = await work.exports.months()
    month = parse_month(named) if named else sensible_month(months, tax_day(work.now))
    if month is None:
        await _say(work, wanted, "ekspor-bad-month", {"name": wanted.staff_name})
    elif not months and not named:
        await _say(work, wanted, "ekspor-offer-nothing", {})
    else:
        await _offer(work, wanted, _counts(months, month), months)
    return ActState.MADE


async def _offer(
    work: Work, wanted: WantedAct, counts: MonthCounts, months: Sequence[MonthCounts]
) -> None:
    last = await work.exports.last(counts.month)
    await work.deliveries.tell_staff(
        "ekspor-offer",
        {
            "month": counts.month,
            "waiting": counts.waiting,
            "exported": counts.exported,
            "bare": counts.without_npwp,
            "last": _last(last),
            "until": faktur_deadline(counts.month),
        },
        unique=f"act:{wanted.id}",
        place=wanted.place,
        buttons=[*_go(counts), *_others(months, counts.month)],
    )


def _go(counts: MonthCounts) -> list[Tap]:
    month = f"{counts.month:%Y-%m}"
    taps = []
    if counts.waiting:
        taps.append(Tap("ekspor-btn-go", _data(Act.EXPORT_GO, month), {"count": counts.waiting}))
    if counts.exported:
        taps.append(Tap("ekspor-btn-again", _data(Act.EXPORT_AGAIN, month)))
    return taps


def _others(months: Sequence[MonthCounts], shown: date) -> list[Tap]:
    others = [counts for counts in months if counts.month != shown][-MOST_MONTHS:]
    return [
        Tap(
            "ekspor-btn-month",
            _data(Act.EXPORT, f"{counts.month:%Y-%m}"),
            {"month": counts.month, "count": counts.waiting},
        )
        for counts in others
    ]


async def ask_again(work: Work, wanted: WantedAct) -> ActState:
    """Whether once more is meant: what is in Coretax already must not be put there twice."""
    month = parse_month(wanted.subject)
    counts = _counts(await work.exports.months(), month) if month else None
    if counts is None or not counts.exported:
        return ActState.TOO_LATE
    last = await work.exports.last(counts.month)
    await work.deliveries.tell_staff(
        "ekspor-again-ask",
        {
            "name": wanted.staff_name,
            "month": counts.month,
            "exported": counts.exported,
            "last": _last(last),
        },
        unique=f"act:{wanted.id}",
        place=wanted.place,
        buttons=[Tap("ekspor-btn-again-yes", _data(Act.EXPORT_AGAIN_GO, wanted.subject))],
    )
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
    await _say(work, wanted, "ekspor-started", {"month": month, "name": wanted.staff_name})
    return ActState.MADE


async def _say(work: Work, wanted: WantedAct, key: str, args: dict[str, str | date]) -> None:
    await work.deliveries.tell_staff(key, args, unique=f"act:{wanted.id}", place=wanted.place)


def _counts(months: Sequence[MonthCounts], month: date) -> MonthCounts:
    return next((c for c in months if c.month == month), MonthCounts(month, 0, 0, 0, Decimal(0)))


def _last(export: Export | None) -> Say:
    if export is None or export.done_at is None:
        return Say("ekspor-never")
    return Say("ekspor-last", {"at": export.done_at, "name": export.asked_by_name})


def _data(act: Act, month: str) -> str:
    return f"fin:{act}:{month}"
