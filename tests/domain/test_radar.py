"""How near the deadline of a faktur is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.fakturs.model import FakturRequest, RequestState
from assistant.domain.finance.radar import Level, level_of, standing
from assistant.domain.months import faktur_deadline


@pytest.mark.parametrize(
    ("today", "level"),
    [
        (date(2026, 10, 31), Level.QUIET),
        (date(2026, 11, 9), Level.QUIET),
        (date(2026, 11, 10), Level.AMBER),
        (date(2026, 11, 16), Level.AMBER),
        (date(2026, 11, 17), Level.RED),
        (date(2026, 11, 20), Level.RED),
        (date(2026, 11, 21), Level.OVERDUE),
        (date(2027, 2, 20), Level.OVERDUE),
        (date(2027, 2, 21), Level.LAPSED),
    ],
)
@pytest.mark.parametrize("paid", [date(2026, 10, 1), date(2026, 10, 31)])
def test_what_was_paid_in_october_must_be_issued_by_the_twentieth_of_november(
    paid: date, today: date, level: Level
):
    assert level_of(paid, today) is level


def test_over_the_turn_of_the_year():
    assert level_of(date(2026, 12, 31), date(2027, 1, 20)) is Level.RED
    assert level_of(date(2026, 12, 31), date(2027, 1, 21)) is Level.OVERDUE
    assert level_of(date(2026, 12, 31), date(2027, 4, 21)) is Level.LAPSED


@given(st.dates(date(2020, 1, 1), date(2050, 1, 1)), st.integers(0, 400), st.integers(0, 30))
def test_it_only_ever_gets_later(paid: date, after: int, more: int):
    order = list(Level)
    today = paid + timedelta(days=after)
    earlier, later = level_of(paid, today), level_of(paid, today + timedelta(days=more))
    assert order.index(earlier) <= order.index(later)
    assert (today > faktur_deadline(paid)) == (earlier in (Level.OVERDUE, Level.LAPSED))


def request(state: RequestState, paid_at: datetime) -> FakturRequest:
    amounts = (Decimal(100_000), Decimal(11_000))
    return FakturRequest(1, "7", "PT Maju Jaya", "1", "INV-1", *amounts, paid_at, None, state)


@pytest.mark.parametrize("state", RequestState)
def test_the_customers_line_says_where_it_stands_and_by_when(state: RequestState):
    # 18:00 UTC on the last of October is November in Jakarta: due in December
    paid_at = datetime(2026, 10, 31, 18, tzinfo=UTC)
    until = date(2026, 12, 20)
    line = standing(request(state, paid_at), until)
    assert (line.key, line.args) == (f"standing-{state}", {"until": until})
    late = standing(request(state, paid_at), until + timedelta(days=1)).key
    done = state in (RequestState.ISSUED, RequestState.CANCELLED)
    assert late == (f"standing-{state}" if done else f"standing-{state}-late")
