"""Bukti potong in the finance topic: what only a person can decide, and money to be moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from assistant.desk.callbacks import FinanceButton
from assistant.desk.drawing import draw
from assistant.domain.acting.model import Act
from assistant.domain.months import Period
from assistant.domain.withholding.books import LineState
from assistant.domain.withholding.judging import Judgement, Remark, SlipVerdict
from assistant.domain.withholding.keeping import Due, SettlementKind
from assistant.domain.withholding.model import Owed
from assistant.domain.withholding.news import (
    FileForPeople,
    MoneyDue,
    MoneyMoved,
    SlipDecided,
    SlipForPeople,
    SlipMonth,
    SlipNoLongerCounts,
    SlipsVerified,
    SlipTakenIn,
)
from assistant.domain.withholding.receiving import Result
from assistant.domain.words import Arg, Place, Plain, Say, StaffMessage, Tap
from assistant.wording.slips import (
    difference_key,
    difference_values,
    no_slip_key,
    result_says,
)

_UNDECIDED: Mapping[SlipVerdict, str] = {
    SlipVerdict.FINANCE: "bp-why-finance",
    SlipVerdict.CHOOSE: "bp-why-choose",
    SlipVerdict.UNMATCHED: "bp-why-unmatched",
    SlipVerdict.NOTHING_OWED: "bp-why-nothing-owed",
    SlipVerdict.UNREAD: "bp-why-unread",
}
_REMARK: Mapping[Remark, str] = {
    Remark.PAYEE_NAME: "bp-remark-name",
    Remark.PAYEE_NITKU: "bp-remark-nitku",
}
_MONEY: Mapping[SettlementKind, tuple[str, str]] = {
    SettlementKind.SETTLE: ("bp-money-settle", "bp-moved-settle"),
    SettlementKind.GIVE_BACK: ("bp-money-refund", "bp-moved-refund"),
    SettlementKind.REFUND: ("bp-money-refund", "bp-moved-refund"),
    SettlementKind.CREDIT: ("bp-money-credit", "bp-moved-credit"),
}
"""Money to be moved, and moved."""


@draw.register
def _for_people(news: SlipForPeople) -> StaffMessage:
    slip = news.slip
    return StaffMessage(
        "bp-card",
        {
            "number": slip.number or "—",
            "name": slip.withholder.name or "—",
            "withholder": slip.withholder.identity or "—",
            "base": slip.base if slip.base is not None else "—",
            "amount": slip.amount if slip.amount is not None else "—",
            "document": slip.document.number or "—",
            "why": tuple(_reasons(news)),
        },
        Place.FINANCE,
        buttons=tuple(_decisions(news)),
        document=news.file.sha256,
        document_name=news.file.name,
    )


def _reasons(news: SlipForPeople) -> list[Say]:
    if news.contradicts:
        return [Say("bp-why-contradicts")]
    judgement: Judgement = news.judgement
    found = [Say(_UNDECIDED.get(judgement.verdict, "bp-why-finance"))]
    found += [Say(difference_key(one), difference_values(one)) for one in judgement.differences]
    if judgement.unread:
        found += [Say("bp-unread", {"field": name}) for name in judgement.unread]
    return found + [Say(_REMARK[one]) for one in judgement.remarks]


def _decisions(news: SlipForPeople) -> list[Tap]:
    """One button for each invoice that it may be for; where they are meant together, one for
    all of them."""
    if news.kept is None:
        return []
    refuse = Tap("bp-btn-refuse", FinanceButton.of(Act.SLIP_REFUSE, news.kept))
    if news.judgement.match is not None:
        about: dict[str, Plain] = {"invoice": _numbers(news.judgement.match.owed)}
        data = FinanceButton.of(Act.SLIP_ACCEPT, news.kept)
        return [Tap("bp-btn-accept", data, about), refuse]
    return [*(_one(news.kept, owed) for owed in news.choices), refuse]


def _one(slip: int, owed: Owed) -> Tap:
    data = FinanceButton.of(Act.SLIP_ACCEPT, slip, owed.invoice_id)
    return Tap("bp-btn-choose", data, {"invoice": owed.invoice_number, "base": owed.remaining})


def _numbers(owed: Sequence[Owed]) -> str:
    return ", ".join(dict.fromkeys(one.invoice_number for one in owed))


@draw.register
def _file(news: FileForPeople) -> StaffMessage:
    return StaffMessage(
        "bp-file",
        {"name": news.file.name, "what": Say(no_slip_key(news.code))},
        Place.FINANCE,
        document=news.file.sha256,
        document_name=news.file.name,
    )


@draw.register
def _taken_in(news: SlipTakenIn) -> StaffMessage:
    result = Result(news.outcome, news.slip, news.judgement, news.invoices)
    about: dict[str, Arg] = {"name": news.file.name, "said": result_says(result)}
    return StaffMessage("bp-taken-in", about, Place.FINANCE)


@draw.register
def _decided(news: SlipDecided) -> StaffMessage:
    about: dict[str, Arg] = {"number": news.number, "by": news.by, "invoice": news.invoice}
    key = "bp-accepted" if news.invoice else "bp-refused"
    return StaffMessage(key, about, Place.FINANCE)


@draw.register
def _undone(news: SlipNoLongerCounts) -> StaffMessage:
    about: dict[str, Arg] = {
        "number": news.number,
        "invoices": ", ".join(news.invoice_numbers),
        "moved": news.moved,
    }
    key = "bp-undone-moved" if news.moved else "bp-undone"
    return StaffMessage(key, about, Place.FINANCE)


@draw.register
def _month(news: SlipMonth) -> StaffMessage:
    books = news.books
    if news.pdfs is not None:
        name = f"Bukti-potong-{books.span.text}.zip"
        return StaffMessage(
            "bp-month-pdfs",
            {"span": _span(books.span)},
            news.wanted.place,
            document=news.pdfs,
            document_name=name,
        )
    booked = (LineState.RECEIVED, LineState.VERIFIED)
    return StaffMessage(
        "bp-month",
        {
            "span": _span(books.span),
            "expected": books.expected,
            "received": books.sum(*booked),
            "received_count": books.count(*booked),
            "verified": books.sum(LineState.VERIFIED),
            "verified_count": books.count(LineState.VERIFIED),
            "missing": books.sum(LineState.MISSING),
            "missing_count": books.count(LineState.MISSING),
            "wrong": books.sum(LineState.WRONG),
            "wrong_count": books.count(LineState.WRONG),
            "dues": sum((one.amount for one in books.dues), Decimal(0)),
            "dues_count": len(books.dues),
        },
        news.wanted.place,
        document=news.sheet,
        document_name=f"Bukti-potong-{books.span.text}.xlsx",
    )


def _span(span: Period) -> Say:
    if span.whole_year:
        return Say("bp-year", {"year": span.text})
    return Say("bp-of-month", {"month": span.first})


_MOST_NAMED = 20


@draw.register
def _verified(news: SlipsVerified) -> StaffMessage:
    result = news.result
    lines = [Say("bp-list-cancelled", {"number": one}) for one in result.cancelled]
    lines += [Say("bp-list-differs", {"number": one}) for one in result.differing]
    lines += [
        Say(
            "bp-list-never-sent",
            {"number": one.number, "name": one.name or "—", "amount": one.amount or Decimal(0)},
        )
        for one in result.never_sent
    ]
    more = len(lines) - _MOST_NAMED
    shown = lines[:_MOST_NAMED]
    if more > 0:
        shown.append(Say("intake-more", {"count": more}))
    about: dict[str, Arg] = {
        "listed": result.listed,
        "verified": len(result.verified),
        "lines": tuple(shown),
    }
    return StaffMessage("bp-list", about, Place.FINANCE)


def _about(due: Due) -> dict[str, Arg]:
    return {
        "invoice": due.invoice_number,
        "account": due.account_label,
        "amount": due.amount,
        "reference": due.reference,
    }


@draw.register
def _due(news: MoneyDue) -> StaffMessage:
    about = _about(news.due)
    if news.account is not None:
        one = news.account
        where: dict[str, Plain] = {"bank": one.bank, "holder": one.holder, "number": one.number}
        about["where"] = Say("bp-money-where", where)
    else:
        about["where"] = Say("bp-money-nowhere")
    to_move, _ = _MONEY[news.due.kind]
    done = FinanceButton.of(Act.MONEY_MOVED, news.due.id)
    return StaffMessage(to_move, about, Place.FINANCE, buttons=(Tap("bp-btn-moved", done),))


@draw.register
def _moved(news: MoneyMoved) -> StaffMessage:
    _, moved = _MONEY[news.due.kind]
    return StaffMessage(moved, {**_about(news.due), "by": news.by}, Place.FINANCE)
