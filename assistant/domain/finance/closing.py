"""A month is closed by finance when every paid rupiah has its legal end; if that changes later, it
is said."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from assistant.domain.acting.model import ActState, WantedAct
from assistant.domain.finance.ends import ClosedMonth, Equation
from assistant.domain.finance.news import ClosedMonthChanged, MonthClosed
from assistant.domain.finance.reconciling import reconcile
from assistant.domain.months import months_after, parse_month, tax_day
from assistant.domain.work import Work

MONTHS_WATCHED = 24
"""Months back that a closed one is looked at again."""


async def close_month(work: Work, wanted: WantedAct) -> ActState:
    """``subject`` is the month. What is held must be settled first, and the month must be over."""
    month = parse_month(wanted.subject)
    if month is None or month >= tax_day(work.now).replace(day=1):
        return ActState.TOO_LATE
    books = reconcile(await work.books.of(month), None)
    if not books.equation.settled:
        return ActState.STILL_HELD
    closed = ClosedMonth(month, books.equation, wanted.staff_name, work.now)
    await work.books.close(closed, wanted.actor)
    await work.audit(
        wanted.actor, "month-closed", f"month:{month:%Y-%m}", paid=str(books.equation.paid)
    )
    await work.desk.tell(MonthClosed(wanted, closed), unique=wanted.answer)
    return ActState.MADE


async def watch_closed(work: Work) -> None:
    """Finance hears when a closed month would close otherwise today, once for each way it differs.

    Run by the clock. A month is reckoned again when its rows have changed, and each in its turn
    once in some days: a new release may reckon otherwise, which no row shows.
    """
    today = tax_day(work.now)
    since = months_after(today.replace(day=1), -MONTHS_WATCHED)
    for closed in await work.books.closed(since):
        mark = f"closed-month:{closed.month:%Y-%m}"
        written = await work.books.written(closed.month)
        if await work.marks.get(mark) == written and not _in_turn(closed.month, today):
            continue
        await work.marks.set(mark, written)
        books = reconcile(await work.books.of(closed.month), None)
        if books.changed:
            news = ClosedMonthChanged(closed, books.equation)
            about = f"closed-changed:{closed.month:%Y-%m}:{_print(closed.equation, books.equation)}"
            await work.desk.tell(news, unique=about)


def _in_turn(month: date, today: date) -> bool:
    return (month.year * 12 + month.month - today.toordinal()) % MONTHS_WATCHED == 0


def _print(*equations: Equation) -> str:
    """The same for the same numbers, however they are written."""
    parts = [
        (str(end), str(part.amount.normalize()), part.count, part.unknown)
        for equation in equations
        for end, part in equation.parts.items()
    ]
    return sha256(repr(parts).encode()).hexdigest()[:16]
