"""``/rekonsiliasi``: a month's books as a message, with a button for what a tap can mend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from assistant.desk.callbacks import FinanceButton
from assistant.desk.drawing import draw
from assistant.domain.acting.model import Act
from assistant.domain.fakturs.paper import short_name
from assistant.domain.finance.books import DATED, Finding, FindingKind, Reconciliation
from assistant.domain.finance.ends import End, Equation
from assistant.domain.finance.news import (
    BooksCompared,
    BooksSheetMade,
    ClosedMonthChanged,
    FindingsMended,
    MonthClosed,
)
from assistant.domain.months import month_after, month_before
from assistant.domain.words import Arg, Place, Plain, Say, StaffMessage, Tap

MOST_LINES = 12
"""Findings that the message names; the sheet has all."""
_LONGEST_NAME = 60


class FindingWords(NamedTuple):
    counted: str
    """How many there are of it."""
    called: str
    """What it is called in the sheet."""


FINDINGS: Mapping[FindingKind, FindingWords] = {
    FindingKind.NO_NPWP: FindingWords("rekon-count-no-npwp", "rekon-kind-no-npwp"),
    FindingKind.NOT_EXPORTED: FindingWords("rekon-count-not-exported", "rekon-kind-not-exported"),
    FindingKind.NO_PDF: FindingWords("rekon-count-no-pdf", "rekon-kind-no-pdf"),
    FindingKind.FOREIGN: FindingWords("rekon-count-foreign", "rekon-kind-foreign"),
    FindingKind.UNHEARD: FindingWords("rekon-count-unheard", "rekon-kind-unheard"),
    FindingKind.SHORT: FindingWords("rekon-count-short", "rekon-kind-short"),
    FindingKind.NOT_PAID: FindingWords("rekon-count-not-paid", "rekon-kind-not-paid"),
    FindingKind.DOUBLE: FindingWords("rekon-count-double", "rekon-kind-double"),
    FindingKind.AMOUNT: FindingWords("rekon-count-amount", "rekon-kind-amount"),
    FindingKind.CANCELLED: FindingWords("rekon-count-cancelled", "rekon-kind-cancelled"),
    FindingKind.LAPSED: FindingWords("rekon-count-lapsed", "rekon-kind-lapsed"),
    FindingKind.LATE: FindingWords("rekon-count-late", "rekon-kind-late"),
    FindingKind.BEFORE: FindingWords("rekon-count-before", "rekon-kind-before"),
    FindingKind.OTHER_MASA: FindingWords("rekon-count-other-masa", "rekon-kind-other-masa"),
    FindingKind.FUTURE: FindingWords("rekon-count-future", "rekon-kind-future"),
    FindingKind.UNDELIVERED: FindingWords("rekon-count-undelivered", "rekon-kind-undelivered"),
    FindingKind.HELD: FindingWords("rekon-count-held", "rekon-kind-held"),
    FindingKind.REPLACED: FindingWords("rekon-count-replaced", "rekon-kind-replaced"),
    FindingKind.UNDONE: FindingWords("rekon-count-undone", "rekon-kind-undone"),
    FindingKind.UNOPENED: FindingWords("rekon-count-unopened", "rekon-kind-unopened"),
}
_LINE: Mapping[FindingKind, str] = {
    FindingKind.NO_NPWP: "rekon-line-no-npwp",
    FindingKind.NOT_EXPORTED: "rekon-line-not-exported",
    FindingKind.NO_PDF: "rekon-line-no-pdf",
    FindingKind.FOREIGN: "rekon-line-foreign",
    FindingKind.UNHEARD: "rekon-line-unheard",
    FindingKind.SHORT: "rekon-line-short",
    FindingKind.NOT_PAID: "rekon-line-not-paid",
    FindingKind.DOUBLE: "rekon-line-double",
    FindingKind.AMOUNT: "rekon-line-amount",
    FindingKind.CANCELLED: "rekon-line-cancelled",
    FindingKind.LAPSED: "rekon-line-lapsed",
    FindingKind.LATE: "rekon-line-late",
    FindingKind.BEFORE: "rekon-line-before",
    FindingKind.OTHER_MASA: "rekon-line-other-masa",
    FindingKind.FUTURE: "rekon-line-future",
    FindingKind.UNDELIVERED: "rekon-line-undelivered",
    FindingKind.HELD: "rekon-line-held",
}
ENDS: Mapping[End, tuple[str, str]] = {
    End.KODE_04: ("rekon-end-04", "rekon-sheet-end-04"),
    End.KODE_02: ("rekon-end-02", "rekon-sheet-end-02"),
    End.KODE_03: ("rekon-end-03", "rekon-sheet-end-03"),
    End.DIGUNGGUNG: ("rekon-end-digunggung", "rekon-sheet-end-digunggung"),
    End.NOT_TAXED: ("rekon-end-not-taxed", "rekon-sheet-end-not-taxed"),
    End.UNDONE: ("rekon-end-undone", "rekon-sheet-end-undone"),
    End.HELD: ("rekon-end-held", "rekon-sheet-end-held"),
}
"""In the message and in its sheet."""
_FIXES: Mapping[Act, tuple[FindingKind, str]] = {
    Act.FIX_NPWP: (FindingKind.NO_NPWP, "rekon-btn-fix-npwp"),
    Act.FIX_EXPORT: (FindingKind.NO_PDF, "rekon-btn-fix-export"),
    Act.FIX_MAIL: (FindingKind.UNDELIVERED, "rekon-btn-fix-mail"),
    Act.FIX_HELD: (FindingKind.HELD, "rekon-btn-fix-held"),
}
"""What one tap mends, and its button."""
_MENDED: Mapping[Act, str] = {
    Act.FIX_NPWP: "rekon-npwp-asked",
    Act.FIX_EXPORT: "rekon-export-again",
    Act.FIX_MAIL: "rekon-mailed",
    Act.FIX_HELD: "rekon-held-shown",
}


@draw.register
def _books_compared(news: BooksCompared) -> StaffMessage:
    """Short counts, the first findings, and the buttons."""
    books = news.books
    return StaffMessage(
        "rekon-result",
        {
            "month": books.month,
            "paid": len(books.paid),
            "issued": len(books.issued),
            "delivered": len(books.delivered),
            "ppn_paid": books.ppn_paid,
            "ppn_issued": books.ppn_issued,
            "ends": (*said_ends(books.equation), *_closed(books)),
            "counts": tuple(_counts(books)),
            "lines": tuple(_lines(books)),
            "portal": Say("rekon-portal-compared" if books.compared else "rekon-portal-not"),
        },
        news.wanted.place,
        buttons=(
            *_fixes(books), *_close(books, news.today), *_neighbours(books.month, news.today),
        ),
    )  # fmt: skip


def said_ends(equation: Equation) -> Iterator[Say]:
    """The month's equation: what was paid, and how it ended."""
    yield Say("rekon-equation", {"paid": equation.paid})
    for end, (key, _) in ENDS.items():
        part = equation.parts[end]
        if part.count:
            yield Say(key, {"amount": part.amount, "count": part.count, "unknown": part.unknown})
    if equation.difference:
        yield Say("rekon-equation-differs", {"amount": equation.difference})


def _closed(books: Reconciliation) -> Iterator[Say]:
    closed = books.closed
    if closed is None:
        return
    about: dict[str, Plain] = {"by": closed.by, "at": closed.at, "paid": closed.equation.paid}
    yield Say("rekon-closed-changed" if books.changed else "rekon-closed", about)


def _close(books: Reconciliation, today: date) -> Iterator[Tap]:
    over = books.month < today.replace(day=1)
    if over and books.equation.settled and (books.closed is None or books.changed):
        data = FinanceButton.of_month(Act.CLOSE_MONTH, books.month)
        yield Tap("rekon-btn-close", data, {"month": books.month})


@draw.register
def _month_closed(news: MonthClosed) -> StaffMessage:
    about: dict[str, Arg] = {
        "name": news.wanted.staff_name,
        "month": news.closed.month,
        "ends": tuple(said_ends(news.closed.equation)),
    }
    return StaffMessage("rekon-month-closed", about, news.wanted.place)


@draw.register
def _closed_month_changed(news: ClosedMonthChanged) -> StaffMessage:
    about: dict[str, Arg] = {
        "month": news.closed.month,
        "by": news.closed.by,
        "was": tuple(said_ends(news.closed.equation)),
        "ends": tuple(said_ends(news.now)),
    }
    again = FinanceButton.of_month(Act.RECONCILE, news.closed.month)
    button = Tap("rekon-btn-month", again, {"month": news.closed.month})
    return StaffMessage("rekon-month-changed", about, Place.FINANCE, buttons=(button,))


def _counts(books: Reconciliation) -> Iterator[Say]:
    if not books.to_do:
        yield Say("rekon-clean")
    for kind, words in FINDINGS.items():
        if found := books.of_kind(kind):
            yield Say(words.counted, {"count": len(found)})
    if books.warned:
        yield Say("rekon-count-warned", {"count": len(books.warned)})


def _lines(books: Reconciliation) -> Iterator[Say]:
    dated = books.of_kind(*DATED)
    shown = [*books.to_do, *dated][:MOST_LINES]
    for finding in shown:
        yield Say(
            _LINE[finding.kind],
            {
                "invoice": short_name(finding.invoice),
                "account": finding.account[:_LONGEST_NAME],
                "number": finding.number,
                "expected": _value(finding, finding.expected),
                "found": _value(finding, finding.found),
            },
        )
    if left := len(books.to_do) + len(dated) - len(shown):
        yield Say("rekon-line-more", {"count": left})


def _value(finding: Finding, text: str) -> str | Decimal | date:
    if finding.kind in DATED:
        with suppress(ValueError):
            return date.fromisoformat(text)
    return Decimal(text) if finding.kind in (FindingKind.AMOUNT, FindingKind.SHORT) else text


def _fixes(books: Reconciliation) -> Iterator[Tap]:
    for act, (kind, label) in _FIXES.items():
        if found := books.of_kind(kind):
            data = FinanceButton.of_month(act, books.month)
            yield Tap(label, data, {"count": len(found)})


def _neighbours(month: date, today: date) -> Iterator[Tap]:
    """The months beside it; none that has not begun."""
    for one in (month_before(month), month_after(month)):
        if one <= today:
            data = FinanceButton.of_month(Act.RECONCILE, one)
            yield Tap("rekon-btn-month", data, {"month": one})


@draw.register
def _books_sheet_made(news: BooksSheetMade) -> StaffMessage:
    return StaffMessage(
        "rekon-sheet",
        {"month": news.month},
        news.wanted.place,
        document=news.sha256,
        document_name=f"{sheet_title(news.month)}.xlsx",
    )


def sheet_title(month: date) -> str:
    return f"Rekonsiliasi-{month:%Y-%m}"


@draw.register
def _findings_mended(news: FindingsMended) -> StaffMessage:
    about: dict[str, Arg] = {"count": news.count, "name": news.wanted.staff_name}
    return StaffMessage(_MENDED[news.wanted.act], about, news.wanted.place)
