"""Coretax's own list beside ours, as finance reads it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from assistant.desk.drawing import draw
from assistant.domain.finance.coretax_list import ListFinding, ListKind
from assistant.domain.finance.news import BooksBesideList, ListRefused, ListTaken
from assistant.domain.words import Place, Say, StaffMessage

MOST_LINES = 20

_LISTED: Mapping[ListKind, tuple[str, str]] = {
    ListKind.NOT_DELIVERED: ("finance-list-not-delivered", "finance-lists-not-delivered"),
    ListKind.CANCELED_THERE: ("finance-list-canceled-there", "finance-lists-canceled-there"),
    ListKind.REPLACED_THERE: ("finance-list-replaced-there", "finance-lists-replaced-there"),
    ListKind.UNKNOWN_HERE: ("finance-list-unknown-here", "finance-lists-unknown-here"),
    ListKind.WAITING_BUYER: ("finance-list-waiting-buyer", "finance-lists-waiting-buyer"),
    ListKind.NOT_SIGNED: ("finance-list-not-signed", "finance-lists-not-signed"),
    ListKind.BUYER_INVALID: ("finance-list-buyer-invalid", "finance-lists-buyer-invalid"),
    ListKind.STATUS_UNKNOWN: ("finance-list-status-unknown", "finance-lists-status-unknown"),
    ListKind.NUMBER_UNREAD: ("finance-list-number-unread", "finance-lists-number-unread"),
    ListKind.AMOUNT: ("finance-list-amount", "finance-lists-amount"),
    ListKind.MISSING_THERE: ("finance-list-missing-there", "finance-lists-missing-there"),
}
"""Of one faktur, and of how many there are."""
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
        _, many = _LISTED[kind]
        yield Say(many, {"count": count})
    for one in findings[:MOST_LINES]:
        of_one, _ = _LISTED[one.kind]
        yield Say(
            of_one,
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
