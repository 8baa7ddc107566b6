"""An example of everything that finance hears of slips."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from assistant.domain.acting.model import WantedAct
from assistant.domain.months import Period
from assistant.domain.sources import Source
from assistant.domain.staff import News
from assistant.domain.withholding import news
from assistant.domain.withholding.booking import BookingOutcome
from assistant.domain.withholding.books import LineState, ListedSlip, SlipBooks, SlipLine, Verified
from assistant.domain.withholding.judging import Judgement, SlipVerdict, judge
from assistant.domain.withholding.keeping import (
    Due,
    RefundAccount,
    SettlementKind,
    SettlementState,
    SlipFile,
)
from assistant.domain.withholding.model import NoSlip
from tests.documents.slip_samples import OWED, SLIP, US, WITHHOLDER

FILE = SlipFile(1, 1001, Source.CHAT, "bukti <potong>.pdf", None, "ab" * 32, None)
BROUGHT = SlipFile(2, None, "http", "b.pdf", None, "cd" * 32, None)
MASA = date(2026, 1, 1)


def slips(wanted: WantedAct) -> Iterator[News]:
    judged = judge(SLIP, [OWED], US, companies={WITHHOLDER.npwp})
    for verdict in SlipVerdict:
        yield news.SlipForPeople(FILE, SLIP, Judgement(verdict), 7, (OWED,), contradicts=True)
    yield news.SlipForPeople(BROUGHT, SLIP, judged, None, ())
    for code in NoSlip:
        yield news.FileForPeople(FILE, code)
    for outcome in BookingOutcome:
        yield news.SlipTakenIn(BROUGHT, SLIP, outcome, judged, ("INV-1", "INV-2"))
    yield news.SlipDecided("2600X", "INV-1", "Rina")
    yield news.SlipDecided("2600X", "", "Rina")
    yield news.SlipNoLongerCounts("2600X", ("INV-1",), Decimal(0))
    yield news.SlipNoLongerCounts("2600X", ("INV-1", "INV-2"), Decimal(8_000))
    lines = tuple(
        SlipLine(state, "PT <A>", "0029998887423000", ("INV-1",), "2600X", MASA, Decimal(400_000),
             Decimal(8_000))
        for state in LineState
    )  # fmt: skip
    for books in (
        SlipBooks(Period(MASA), Decimal(16_000), lines, (due(),)),
        SlipBooks(Period(MASA, whole_year=True), Decimal(0), (), ()),
    ):
        yield news.SlipMonth(wanted, books, "ab" * 32, None)
        yield news.SlipMonth(wanted, books, None, "ab" * 32)
    listed = ListedSlip("2600Z", MASA, False, "0029998887423000", "PT <B>")
    yield news.SlipsVerified(Verified(0))
    yield news.SlipsVerified(Verified(4, ("1",), ("2",), ("3",), (listed,)))
    for kind in SettlementKind:
        yield news.MoneyDue(due(kind), RefundAccount("BCA", "PT <A>", "1234567890"))
        yield news.MoneyDue(due(kind), None)
        yield news.MoneyMoved(due(kind), "Rina")


def due(kind: SettlementKind = SettlementKind.SETTLE) -> Due:
    return Due(
        1, kind, SettlementState.DUE, "9", "INV-1", "7", "PT <A>", 1001, Decimal(8_000), "REF-1"
    )
