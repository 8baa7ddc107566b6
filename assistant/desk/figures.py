"""The figures of a week or a month as staff read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from assistant.desk.callbacks import FinanceButton
from assistant.desk.drawing import draw
from assistant.domain.acting.model import Act, WantedAct
from assistant.domain.support.figures import Figures, Span
from assistant.domain.support.model import About
from assistant.domain.support.news import FiguresSheetMade, FiguresShown
from assistant.domain.words import Arg, Place, Plain, Say, StaffMessage, Tap

MOST_NAMES = 10
ABOUT: Mapping[About, str] = {
    About.REQUEST: "desk-figures-about-request",
    About.FAKTUR: "desk-figures-about-faktur",
    About.ERROR: "desk-figures-about-error",
    About.HELP: "desk-figures-about-help",
    About.OTHER: "desk-figures-about-other",
}


@draw.register
def _shown(news: FiguresShown) -> StaffMessage:
    figures, span = news.figures, news.figures.span
    key = "desk-figures-week" if span.week else "desk-figures-month"
    lines = tuple(_lines(figures)) if figures.talked else (Say("desk-figures-none"),)
    about: dict[str, Arg] = {"first": span.first, "last": span.last, "lines": lines}
    return _there(news.wanted, StaffMessage(key, about, buttons=tuple(_ways(span, news.today))))


@draw.register
def _sheet(news: FiguresSheetMade) -> StaffMessage:
    about = {"first": news.span.first, "last": news.span.last}
    return _there(
        news.wanted,
        StaffMessage(
            "desk-figures-sheet",
            about,
            document=news.sha256,
            document_name=f"{sheet_title(news.span)}.xlsx",
        ),
    )


def sheet_title(span: Span) -> str:
    return f"Angka-{span.text}"


def _there(wanted: WantedAct | None, message: StaffMessage) -> StaffMessage:
    """Where it was asked; what nobody asked, in General."""
    place, thread = (wanted.place, wanted.thread) if wanted else (Place.GENERAL, None)
    return replace(message, place=place, thread=thread)


def _ways(span: Span, today: date) -> Iterator[Tap]:
    """To the one before, and to the other kind."""
    before = "desk-figures-btn-week-before" if span.week else "desk-figures-btn-month-before"
    yield Tap(before, FinanceButton.of(Act.FIGURES, span.before.text))
    if span.week:
        month = Span(today.replace(day=1), week=False)
        yield Tap("desk-figures-btn-month", FinanceButton.of(Act.FIGURES, month.text))
    else:
        yield Tap("desk-figures-btn-week", FinanceButton.of(Act.FIGURES, Span.week_of(today).text))


def _lines(figures: Figures) -> Iterator[Say]:
    count, answered = len(figures.talked), figures.answered
    yield Say("desk-figures-talks", {"count": count, "solved": figures.solved})
    half, most = figures.wait_of(0.5), figures.wait_of(0.9)
    if half is None or most is None:
        yield Say("desk-figures-unanswered")
    else:
        yield Say("desk-figures-wait", {**_lasts("half", half), **_lasts("most", most)})
        yield Say("desk-figures-within", {"within": figures.within, "answered": answered})
        if waiting := count - answered:
            yield Say("desk-figures-waiting", {"count": waiting})
    yield Say("desk-figures-by-whom")
    for name, number in figures.by_whom[:MOST_NAMES]:
        yield Say("desk-figures-who", {"name": name, "count": number})
    yield Say("desk-figures-by-what")
    for about, number in figures.by_what:
        yield Say(ABOUT[about], {"count": number})
    if figures.score is None:
        yield Say("desk-figures-no-score")
    else:
        score = f"{figures.score:.1f}"
        yield Say("desk-figures-score", {"score": score, "count": len(figures.scores)})


def _lasts(name: str, minutes: int) -> dict[str, Plain]:
    """Hours and minutes."""
    return {f"{name}_h": minutes // 60, f"{name}_m": minutes % 60}
