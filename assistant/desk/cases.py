"""A sale that was undone: what its faktur needs, by whom and until when."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.desk.callbacks import FinanceButton
from assistant.desk.drawing import draw
from assistant.desk.lines import invoice_of
from assistant.domain.acting.model import Act
from assistant.domain.finance.news import CaseClosed, CaseOpened, CasesListed, CaseUnclear, NotaCame
from assistant.domain.finance.undoing import Instrument, Undoing
from assistant.domain.words import Arg, Place, Say, StaffMessage, Tap

_CASE: Mapping[Instrument, tuple[str, str]] = {
    Instrument.NOTHING: ("finance-case-nothing", "finance-case-line-nothing"),
    Instrument.NOTA: ("finance-case-nota", "finance-case-line-nota"),
    Instrument.REPLACEMENT: ("finance-case-replacement", "finance-case-line-replacement"),
    Instrument.CANCELLATION: ("finance-case-cancellation", "finance-case-line-cancellation"),
}
"""Whole, and as a line of the list."""


@draw.register
def _opened(news: CaseOpened) -> StaffMessage:
    about: dict[str, Arg] = {
        **invoice_of(news.request),
        "number": ", ".join(one.number for one in news.fakturs) or "—",
        "price": news.figures.price,
        "dpp": news.figures.dpp,
        "ppn": news.figures.ppn,
        "until": news.until or "—",
        "consent": Say("finance-case-consent" if news.credited else "finance-case-alone"),
    }
    key, _ = _CASE[news.case.instrument]
    return StaffMessage(key, about, Place.FINANCE, buttons=(_close(news.case),))


def _close(case: Undoing) -> Tap:
    return Tap("finance-btn-case-done", FinanceButton.of(Act.CLOSE_CASE, case.id))


@draw.register
def _closed(news: CaseClosed) -> StaffMessage:
    about: dict[str, Arg] = {**invoice_of(news.request), "name": news.by, "number": news.case.nota}
    if not news.by:
        return StaffMessage("finance-case-closed-by-paper", about, Place.FINANCE)
    key = "finance-case-closed-by-nota" if news.case.nota else "finance-case-closed"
    return StaffMessage(key, about, Place.FINANCE)


@draw.register
def _listed(news: CasesListed) -> StaffMessage:
    lines = tuple(
        Say(
            _CASE[case.instrument][1],
            {"invoice": request.invoice_number, "account": request.account_label[:60],
             "day": case.opened_at},
        )
        for case, request in news.cases
    )  # fmt: skip
    more = (Say("finance-case-more", {"count": news.more}),) if news.more else ()
    return StaffMessage(
        "finance-cases" if lines else "finance-cases-none",
        {"count": len(lines) + news.more, "lines": (*lines, *more)},
        news.wanted.place,
        buttons=tuple(
            Tap(
                "finance-btn-case-close",
                FinanceButton.of(Act.CLOSE_CASE, case.id),
                {"invoice": request.invoice_number},
            )
            for case, request in news.cases
        ),
    )


@draw.register
def _unclear(news: CaseUnclear) -> StaffMessage:
    about = {"name": news.wanted.staff_name, "text": news.wanted.text[:100]}
    said = "finance-case-unclear" if news.wanted.text else "finance-case-how"
    return StaffMessage(said, about, news.wanted.place)


@draw.register
def _nota(news: NotaCame) -> StaffMessage:
    return StaffMessage(
        "finance-nota-came",
        {
            "name": news.upload.label,
            "number": news.nota.number or "—",
            "faktur": news.nota.faktur or "—",
        },
        Place.FINANCE,
        buttons=tuple(
            Tap(
                "finance-btn-nota-of",
                FinanceButton.of(Act.NOTA_OF, news.upload.id, case.id),
                {"invoice": request.invoice_number},
            )
            for case, request in news.cases
        ),
    )
