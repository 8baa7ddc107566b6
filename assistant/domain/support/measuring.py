"""``/angka``, and the same every Monday: how people were answered."""

from __future__ import annotations

from datetime import datetime

from assistant.domain.acting.model import ActState, WantedAct
from assistant.domain.daily import first_today
from assistant.domain.months import tax_day
from assistant.domain.support.figures import Figures, Span, figures_of
from assistant.domain.support.news import FiguresSheetMade, FiguresShown
from assistant.domain.work import Job, Work

MONDAY_MARK = "figures-monday"
"""The Monday on which the figures were told last."""


async def begin_figures(work: Work, wanted: WantedAct) -> ActState:
    """A job writes the sheet."""
    await work.jobs.put(Job.FIGURES, wanted.id)
    return ActState.MADE


async def figures_on_monday(work: Work) -> None:
    """Last week's, once, whoever calls and however often."""
    is_monday = tax_day(work.now).weekday() == 0
    if is_monday and (today := await first_today(work, MONDAY_MARK)):
        await work.jobs.put(Job.FIGURES, Span.week_of(today).before.text)


def span_of(work: Work, text: str) -> Span:
    """What was asked for; this week where nothing was, or nothing that can be read."""
    return Span.read(text) or Span.week_of(tax_day(work.now))


async def measure(work: Work, span: Span) -> Figures:
    """Of the conversations that began in it, as they stand now."""

    def kept(begun: datetime, answered: datetime) -> bool:
        return work.promise.hours.passed(answered, work.promise.first_answer) <= begun

    return figures_of(span, await work.ratings.talked(*span.moments), kept)


async def tell_figures(work: Work, wanted: WantedAct | None, figures: Figures, sha256: str) -> None:
    """Where it was asked; without anybody who asked, where all staff see it."""
    unique = wanted.answer if wanted else f"figures:{figures.span.text}"
    today = tax_day(work.now)
    await work.desk.tell(FiguresShown(wanted, figures, today), unique=unique)
    if figures.talked:
        news = FiguresSheetMade(wanted, figures.span, sha256)
        await work.desk.tell(news, unique=f"{unique}:sheet")
