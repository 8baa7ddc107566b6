"""The radar in the finance topic: once a day, what has no faktur and how near its deadline is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.domain.acting.model import ActState, WantedAct, answer_to
from assistant.domain.daily import first_today
from assistant.domain.finance.closing import watch_closed
from assistant.domain.finance.cutoff import ask_before_cutoff
from assistant.domain.finance.model import MonthCounts
from assistant.domain.finance.news import DueInvoices, DueMonth, MonthsDue, NothingDue
from assistant.domain.finance.radar import Level, level_of
from assistant.domain.ids import parse_id
from assistant.domain.months import OfficeDays, tax_day
from assistant.domain.work import Work

DAY_MARK = "radar-day"
"""The day that was looked at last (Asia/Jakarta)."""
DUE_MARK = "radar-due"
"""Whether anything was due then: when nothing is any more, that is said once."""
A_PAGE = 8
LAST_PAGE = 9999


async def remind(work: Work) -> None:
    """Look once a day, whoever calls and however often: one message, or none."""
    if (today := await first_today(work, DAY_MARK)) is None:
        return
    due = due_months(await work.exports.months(today), today, work.office_days)
    if due:
        await work.desk.tell(MonthsDue(today, tuple(due)), unique=f"radar:{today}")
    elif await work.marks.get(DUE_MARK):
        await work.desk.tell(NothingDue(), unique=f"radar:{today}")
    await work.marks.set(DUE_MARK, "yes" if due else "")
    await watch_closed(work)
    await ask_before_cutoff(work, today)


def due_months(months: Sequence[MonthCounts], today: date, office: OfficeDays) -> list[DueMonth]:
    """Those that finance is reminded of, oldest first. A month is as near as its first payment, and
    what has lapsed of it hides nothing that has not."""
    due = [
        DueMonth(
            counts, level_of(counts.first_paid, today, office), office.last_warning(counts.month)
        )
        for counts in months
    ]
    return [one for one in due if one.level is not Level.QUIET]


async def show_list(work: Work, wanted: WantedAct) -> ActState:
    """What is due, invoice by invoice, as a message that turns its own pages."""
    await work.desk.tell(await _page(work, wanted, wanted.id, 0), unique=wanted.answer)
    return ActState.MADE


async def turn_page(work: Work, wanted: WantedAct) -> ActState:
    """``subject`` is the act that asked for the list, and the page from 0: ``12.3``."""
    first, _, second = wanted.subject.partition(".")
    shown, page = parse_id(first), 0 if second == "0" else parse_id(second)
    if shown is None or page is None:
        return ActState.TOO_LATE
    news = await _page(work, wanted, shown, min(page, LAST_PAGE))
    await work.desk.amend(answer_to(shown), news, unique=wanted.answer)
    return ActState.MADE


async def _page(work: Work, wanted: WantedAct, shown: int, page: int) -> DueInvoices:
    today = tax_day(work.now)
    due = due_months(await work.exports.months(today), today, work.office_days)
    count = sum(one.counts.total for one in due)
    pages = -(-count // A_PAGE)
    page = max(0, min(page, pages - 1))
    requests = (
        await work.exports.open_until(due[-1].counts.month, skip=page * A_PAGE, most=A_PAGE)
        if due
        else []
    )
    return DueInvoices(wanted.place, shown, count, page, pages, tuple(requests))
