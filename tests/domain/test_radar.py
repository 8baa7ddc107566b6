"""How near the deadline of a faktur is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dialogs.faktur.waiting import standing_line
from assistant.domain.fakturs.model import FakturRequest, RequestState
from assistant.domain.finance.radar import Level, level_of
from assistant.domain.months import OfficeDays, faktur_deadline, last_good_day


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
        (date(2026, 12, 1), Level.OVERDUE),
        (date(2027, 1, 1), Level.LAPSING),
        (date(2027, 1, 31), Level.LAPSING),
        (date(2027, 2, 1), Level.LAPSED),
    ],
)
@pytest.mark.parametrize("paid", [date(2026, 10, 31)])
def test_what_was_paid_in_october_must_be_issued_by_the_twentieth_of_november(
    paid: date, today: date, level: Level
):
    assert level_of(paid, today) is level


def test_over_the_turn_of_the_year():
    assert level_of(date(2026, 12, 31), date(2027, 1, 20)) is Level.RED
    assert level_of(date(2026, 12, 31), date(2027, 1, 21)) is Level.OVERDUE
    assert level_of(date(2026, 12, 31), date(2027, 3, 31)) is Level.LAPSING
    assert level_of(date(2026, 12, 31), date(2027, 4, 1)) is Level.LAPSED


@pytest.mark.parametrize(
    ("paid", "last_good"),
    [
        (date(2026, 1, 1), date(2026, 4, 1)),
        (date(2025, 9, 19), date(2025, 12, 19)),
        (date(2026, 11, 5), date(2027, 2, 5)),
        (date(2026, 11, 30), date(2027, 2, 28)),
        (date(2027, 11, 30), date(2028, 2, 29)),
        (date(2026, 3, 31), date(2026, 6, 30)),
        (date(2026, 8, 31), date(2026, 11, 30)),
    ],
)
def test_it_lapses_three_months_after_the_payment_not_after_the_twentieth(
    paid: date, last_good: date
):
    assert last_good_day(paid) == last_good
    assert level_of(paid, last_good) is Level.LAPSING
    assert level_of(paid, last_good + timedelta(days=1)) is Level.LAPSED


def test_it_is_red_by_the_last_working_day_before_the_twentieth():
    # Lebaran of 2026: Friday the 20th of March, and a long leave before it
    leave = frozenset(date(2026, 3, day) for day in range(16, 25))
    office = OfficeDays(leave)
    assert office.last_warning(date(2026, 2, 10)) == date(2026, 3, 13)
    assert level_of(date(2026, 2, 10), date(2026, 3, 12), office) is Level.AMBER
    assert level_of(date(2026, 2, 10), date(2026, 3, 13), office) is Level.RED
    # Monday the 20th: the Friday before is the 17th
    assert OfficeDays().last_warning(date(2026, 3, 31)) == date(2026, 4, 17)


def test_a_provider_whose_own_day_is_early_is_reminded_early():
    office = OfficeDays(last_day=5)
    assert office.cutoff(date(2026, 11, 3)) == date(2026, 12, 4)  # the 5th is a Saturday
    assert level_of(date(2026, 11, 3), date(2026, 12, 3), office) is Level.QUIET
    assert level_of(date(2026, 11, 3), date(2026, 12, 4), office) is Level.AMBER


DAYS = st.dates(date(2020, 1, 1), date(2050, 1, 1))


@given(DAYS, st.sets(st.integers(-40, 60), max_size=30), st.integers(1, 20))
def test_whatever_is_overdue_was_warned_of_on_a_working_day(
    paid: date, off: set[int], last_day: int
):
    due = faktur_deadline(paid)
    office = OfficeDays(frozenset(due + timedelta(days=n) for n in off), last_day)
    warned = office.last_warning(paid)
    assert office.works(warned)
    assert warned < due
    assert office.works(office.cutoff(paid))
    if warned > paid:
        assert level_of(paid, warned, office) is Level.RED
    assert level_of(paid, due + timedelta(days=1), office) in (Level.OVERDUE, Level.LAPSING)


@given(DAYS)
def test_the_last_good_day_is_three_months_on_and_after_the_deadline(paid: date):
    last = last_good_day(paid)
    assert (last.year * 12 + last.month) - (paid.year * 12 + paid.month) == 3
    assert last.day == paid.day or (last.day < paid.day and (last + timedelta(days=1)).day == 1)
    assert last > faktur_deadline(paid)


@given(st.dates(date(2020, 1, 1), date(2050, 1, 1)), st.integers(0, 400), st.integers(0, 30))
def test_it_only_ever_gets_later(paid: date, after: int, more: int):
    order = list(Level)
    today = paid + timedelta(days=after)
    earlier, later = level_of(paid, today), level_of(paid, today + timedelta(days=more))
    assert order.index(earlier) <= order.index(later)
    late = (Level.OVERDUE, Level.LAPSING, Level.LAPSED)
    assert (today > faktur_deadline(paid)) == (earlier in late)


def request(state: RequestState, paid_at: datetime) -> FakturRequest:
    amounts = (Decimal(100_000), Decimal(11_000))
    return FakturRequest(1, "7", "PT Maju Jaya", "1", "INV-1", *amounts, paid_at, None, state)


@pytest.mark.parametrize("state", RequestState)
def test_the_customers_line_says_where_it_stands_and_by_when(state: RequestState):
    # 18:00 UTC on the last of October is November in Jakarta: due in December
    paid_at = datetime(2026, 10, 31, 18, tzinfo=UTC)
    until = date(2026, 12, 20)
    line = standing_line(request(state, paid_at), until)
    assert (line.key, line.args) == (f"standing-{state}", {"until": until})
    late = standing_line(request(state, paid_at), until + timedelta(days=1)).key
    done = state in (RequestState.ISSUED, RequestState.CANCELLED)
    assert late == (f"standing-{state}" if done else f"standing-{state}-late")
