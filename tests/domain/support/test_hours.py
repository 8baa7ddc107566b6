"""Opening hours, beside a count of every minute."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.domain.months import JAKARTA
from assistant.domain.support.hours import ALL_DAY, LONG_AGO, Hours, Late, Promise, Shift

DAYS = Shift(time(8), time(17))
NIGHTS = Shift(time(20), time(4))
OFFICE = ((DAYS,),) * 5 + ((), ())
MONDAY = date(2026, 11, 23)


def at(text: str) -> datetime:
    """By the clock in Jakarta, in the week of :data:`MONDAY`: ``mon 08.30``."""
    day, clock = text.split()
    ahead = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].index(day)
    return datetime.combine(
        MONDAY + timedelta(days=ahead), time.fromisoformat(clock.replace(".", ":")), JAKARTA
    )


def test_office_hours_begin_and_end_on_the_minute() -> None:
    hours = Hours(OFFICE)
    assert not hours.is_open(at("mon 07.59"))
    assert hours.is_open(at("mon 08.00"))
    assert hours.is_open(at("mon 16.59"))
    assert not hours.is_open(at("mon 17.00"))


def test_after_friday_people_come_on_monday_or_after_the_holiday() -> None:
    assert Hours(OFFICE).opens(at("fri 17.00")) == at("mon 08.00") + timedelta(days=7)
    holiday = Hours(OFFICE, frozenset({MONDAY + timedelta(days=7)}))
    assert holiday.opens(at("fri 17.00")) == at("tue 08.00") + timedelta(days=7)


def test_a_night_goes_on_into_the_next_day_even_where_that_is_a_holiday() -> None:
    hours = Hours(((NIGHTS,),) * 7, frozenset({MONDAY + timedelta(days=1)}))
    assert hours.is_open(at("tue 03.59"))
    assert not hours.is_open(at("tue 20.00"))
    assert hours.opens(at("tue 04.00")) == at("wed 20.00")


def test_a_weekend_does_not_count() -> None:
    hours = Hours(OFFICE)
    monday = at("mon 09.00") + timedelta(days=7)
    assert hours.passed(monday, timedelta(hours=2)) == at("fri 16.00")
    assert hours.passed(monday, timedelta(hours=1)) == at("mon 08.00") + timedelta(days=7)


def test_day_and_night_is_plain_time() -> None:
    now = at("wed 03.17")
    assert Hours().passed(now, timedelta(hours=50)) == now - timedelta(hours=50)
    assert Hours().opens(now) == now


def test_more_than_there_ever_was_is_long_ago() -> None:
    once = Hours(((Shift(time(9), time(9, 1)),), *((),) * 6))
    assert once.passed(at("mon 10.00"), timedelta(days=7)) == LONG_AGO


def test_what_ends_when_the_next_begins_is_one_time() -> None:
    both = (Shift(time(8), time(12)), Shift(time(12), time(17)))
    hours = Hours(((*both,),) * 7)
    assert hours.passed(at("mon 13.00"), timedelta(hours=2)) == at("mon 11.00")


@pytest.mark.parametrize(
    "week",
    [
        ((),) * 7,
        ((Shift(time(8), time(12)), Shift(time(11), time(13))), *((),) * 6),
        ((ALL_DAY, DAYS), *((),) * 6),
        ((Shift(time(20), time(9)),), (DAYS,), *((),) * 5),
        ((DAYS,), *((),) * 5, (Shift(time(20), time(9)),)),
    ],
    ids=["never", "beside", "within", "over-midnight", "over-the-week"],
)
def test_hours_that_cannot_be_kept_are_refused(week: tuple[tuple[Shift, ...], ...]) -> None:
    with pytest.raises(ValueError, match=r"ever there|same time"):
        Hours(week)


def test_a_clock_that_is_put_forward_takes_an_hour_of_the_night() -> None:
    """Not in Jakarta; the arithmetic knows it all the same."""
    berlin = Hours(((NIGHTS,),) * 7, zone=ZoneInfo("Europe/Berlin"))
    night = datetime(2026, 3, 28, 20, tzinfo=ZoneInfo("Europe/Berlin"))
    assert berlin.is_open(night.astimezone(UTC) + timedelta(hours=7, minutes=59))


def test_what_is_promised_has_its_halves_and_doubles() -> None:
    promise = Promise(Hours(OFFICE), *(timedelta(hours=one) for one in (2, 4, 9)))
    now = at("tue 09.00")
    assert promise.since(now, Late.HALF).first == at("tue 08.00")
    assert promise.since(now, Late.FULL).next == at("mon 14.00")
    assert promise.since(now, Late.TWICE).decision == at("fri 09.00") - timedelta(days=7)


MINUTES = st.integers(0, 24 * 60 - 1)


@st.composite
def weeks(draw: st.DrawFn) -> Hours:
    def clock(minute: int) -> time:
        return time(minute // 60, minute % 60)

    shift = st.builds(Shift, MINUTES.map(clock), MINUTES.map(clock))
    drawn = draw(st.lists(st.tuples(st.integers(0, 6), shift), min_size=1, max_size=14))
    free = draw(st.frozensets(st.integers(-9, 9), max_size=6))
    holidays = frozenset(MONDAY + timedelta(days=one) for one in free)
    week: list[tuple[Shift, ...]] = [()] * 7
    for day, one in drawn:
        more = [*week[:day], (*week[day], one), *week[day + 1 :]]
        with suppress(ValueError):  # at the same time as one before it
            Hours(tuple(more))
            week = more
    return Hours(tuple(week), holidays)


def counted(hours: Hours, day: date) -> set[datetime]:
    """The minutes of the shifts that begin on a day, each by the clock on the wall."""
    if day in hours.holidays:
        return set()
    found = set()
    for shift in hours.week[day.weekday()]:
        minute = datetime.combine(day, shift.begins, JAKARTA)
        while True:
            found.add(minute)
            minute += timedelta(minutes=1)
            if minute.time() == shift.ends:
                break
    return found


@settings(max_examples=60, deadline=None)
@given(hours=weeks(), minute=st.integers(0, 7 * 24 * 60), wait=st.integers(1, 2000))
def test_every_answer_is_that_of_counting_minutes(hours: Hours, minute: int, wait: int) -> None:
    now = datetime.combine(MONDAY, time(), JAKARTA) + timedelta(minutes=minute)
    days = [MONDAY + timedelta(days=one) for one in range(-10, 16)]
    minutes = sorted(set().union(*(counted(hours, day) for day in days)))
    assert hours.is_open(now) == (now in minutes)
    later = [one for one in minutes if one >= now]
    if later:
        assert hours.opens(now) == later[0]
    before = [one for one in minutes if one < now]
    since = hours.passed(now, timedelta(minutes=wait))
    if len(before) >= wait:
        assert since == before[-wait]
    else:
        # of a shift that began before the first day, and may go on into it
        assert since < datetime.combine(days[1], time(), JAKARTA)
