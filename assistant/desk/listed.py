"""Coretax's own list beside ours, as finance reads it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from assistant.desk.drawing import draw
from assistant.domain.finance.coretax_list import ListFinding, ListKind
from assistant.domain.finance.news import BooksBesideList, ListRefused, ListTaken
from assistant.domain.words import Place, Say, StaffMessage

MOST_LINES = 20

_LINE: Mapping[ListKind, str] = {
    ListKind.NOT_DELIVERED: "finance-list-not-delivered",
    ListKind.CANCELED_THERE: "finance-list-canceled-there",
    ListKind.REPLACED_THERE: "finance-list-replaced-there",
    ListKind.UNKNOWN_HERE: "finance-list-unknown-here",
    ListKind.WAITING_BUYER: "finance-list-waiting-buyer",
    ListKind.NOT_SIGNED: "finance-list-not-signed",
    ListKind.BUYER_INVALID: "finance-list-buyer-invalid",
    ListKind.STATUS_UNKNOWN: "finance-list-status-unknown",
    ListKind.NUMBER_UNREAD: "finance-list-number-unread",
    ListKind.AMOUNT: "finance-list-amount",
    ListKind.MISSING_THERE: "finance-list-missing-there",
}
_GROUP: Mapping[ListKind, str] = {
    ListKind.NOT_DELIVERED: "finance-lists-not-delivered",
    ListKind.CANCELED_THERE: "finance-lists-canceled-there",
    ListKind.REPLACED_THERE: "finance-lists-replaced-there",
    ListKind.UNKNOWN_HERE: "finance-lists-unknown-here",
    ListKind.WAITING_BUYER: "finance-lists-waiting-buyer",
    ListKind.NOT_SIGNED: "finance-lists-not-signed",
    ListKind.BUYER_INVALID: "finance-lists-buyer-invalid",
    ListKind.STATUS_UNKNOWN: "finance-lists-status-unknown",
    ListKind.NUMBER_UNREAD: "finance-lists-number-unread",
    ListKind.AMOUNT: "finance-lists-amount",
    ListKind.MISSING_THERE: "finance-lists-missing-there",
}
_WHY: Mapping[str, str] = {
    "not-a-list": "finance-list-no-list",
    "no-headings": "finance-list-no-headings",
    "masukan": "finance-list-masukan",
    "empty": "finance-list-empty",
}


@draw.register
def _taken(news: ListTaken) -> StaffMessage:
    return StaffMessage(
        "finance-list-taken" if news.findings else "finance-list-clean",
        {"name": news.name[:60], "rows": news.rows, "lines": tuple(list_lines(news.findings))},
        Place.FINANCE,
    )


def list_lines(findings: Sequence[ListFinding]) -> Iterator[Say]:
    """How many there are of each kind, then the first ones by name."""
    for kind, count in Counter(one.kind for one in findings).items():
        yield Say(_GROUP[kind], {"count": count})
    for one in findings[:MOST_LINES]:
        yield Say(
            _LINE[one.kind],
            {
                "number": one.number or "—",
                "invoice": one.invoice[:40] or "—",
                "account": one.account[:60],
                "said": one.said[:40] or "—",
                "expected": one.expected,
                "found": one.found,
            },
        )
    if len(findings) > MOST_LINES:
        yield Say("finance-list-more", {"count": len(findings) - MOST_LINES})


@draw.register
def _beside(news: BooksBesideList) -> StaffMessage:
    return StaffMessage(
        "finance-books-beside-list" if news.findings else "finance-books-as-list",
        {"month": news.month, "rows": news.rows, "lines": tuple(list_lines(news.findings))},
        news.wanted.place,
    )


@draw.register
def _refused(news: ListRefused) -> StaffMessage:
    key = _WHY.get(news.why, "finance-list-unreadable")
    return StaffMessage(key, {"name": news.name[:60]}, Place.FINANCE)
