"""Coretax's own list of slips: the only thing that proves one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.domain.acting.model import ActState, WantedAct
from assistant.domain.months import Period, parse_period
from assistant.domain.withholding.books import ListedSlip, SlipBooks, Verified, books_of
from assistant.domain.withholding.judging import SlipVerdict
from assistant.domain.withholding.keeping import StoredSlip
from assistant.domain.withholding.model import TOLERANCE, BookingState
from assistant.domain.withholding.news import SlipMonth, SlipsVerified
from assistant.domain.withholding.receiving import reopen
from assistant.domain.work import Job, Work


async def verify(work: Work, listed: Sequence[ListedSlip]) -> Verified:
    """Each is looked up by its number, and by its withholder where the list names it."""
    verified, differing, cancelled, never = [], [], [], []
    for one in listed:
        kept = await _find(work, one)
        if kept is None:
            if not one.cancelled:
                never.append(one)
        elif one.cancelled:
            if kept.booking.counts:
                await _cancel(work, kept)
                cancelled.append(one.number)
        elif _differs(one, kept):
            differing.append(one.number)
        elif kept.booking.counts:
            await work.withholding.verify(kept.id)
            verified.append(one.number)
    return Verified(len(listed), tuple(verified), tuple(differing), tuple(cancelled), tuple(never))


async def _find(work: Work, one: ListedSlip) -> StoredSlip | None:
    found = await work.withholding.numbered(one.number)
    theirs = [k for k in found if one.withholder in ("", k.booking.identity.withholder)]
    if len(theirs) != 1:
        return None
    return await work.withholding.lock(theirs[0].booking.identity)


def _differs(one: ListedSlip, kept: StoredSlip) -> bool:
    amount = kept.booking.slip.amount
    return one.amount is not None and amount is not None and abs(one.amount - amount) > TOLERANCE


async def _cancel(work: Work, kept: StoredSlip) -> None:
    """It prints NORMAL and counts for nothing: only Coretax could tell."""
    booking = replace(kept.booking, state=BookingState.CANCELLED, shares=())
    await work.withholding.keep(booking, verdict=SlipVerdict.CANCELLED_IN_CORETAX)
    invoices = sorted({share.invoice_id for share in kept.booking.shares})
    await reopen(work, kept, invoices, SlipVerdict.CANCELLED_IN_CORETAX)
    if kept.person is not None:
        await work.deliveries.tell(
            kept.person,
            "ntf-buktipotong-cancelled",
            {"number": kept.booking.identity.number},
            unique=f"slip-cancelled:{kept.id}",
        )


async def books_for(work: Work, span: Period) -> SlipBooks:
    return books_of(
        span,
        await work.withholding.all_announced(),
        await work.withholding.of_masa(span.first, span.last),
        await work.dues.open(),
    )


async def begin_month(work: Work, wanted: WantedAct) -> ActState:
    """A job draws its sheet; ``text`` is a month or a year, or nothing for this month."""
    if wanted.text and parse_period(wanted.text) is None:
        return ActState.TOO_LATE
    await work.jobs.put(Job.SLIP_MONTH, wanted.id)
    return ActState.MADE


def meant(wanted: WantedAct, today: date) -> Period:
    return parse_period(wanted.text) or Period(today.replace(day=1))


async def tell_month(
    work: Work, wanted: WantedAct, books: SlipBooks, sheet: str, pdfs: str | None
) -> None:
    """``sheet`` and ``pdfs`` are documents."""
    await work.desk.tell(SlipMonth(wanted, books, sheet, None), unique=wanted.answer)
    if pdfs is not None:
        news = SlipMonth(wanted, books, None, pdfs)
        await work.desk.tell(news, unique=f"{wanted.answer}:pdfs")


async def tell_verified(work: Work, file: int, result: Verified) -> None:
    await work.desk.tell(SlipsVerified(result), unique=f"slip-list:{file}")
