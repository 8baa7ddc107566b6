"""Booking a slip once, and what it changes about a payment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.withholding.booking import (
    BookingOutcome,
    BookingStep,
    Settlement,
    book,
    book_waiting,
    is_newer,
    may_be_given_back,
    settle,
    shares,
    with_received,
    withheld_for,
)
from assistant.domain.withholding.judging import Judgement, SlipVerdict, judge
from assistant.domain.withholding.matching import SlipMatch
from assistant.domain.withholding.model import (
    Booking,
    BookingState,
    Slip,
    SlipStatus,
    tax_on,
)
from tests.documents.slip_samples import OWED, SLIP, US, WITHHOLDER

AMENDED = replace(SLIP, status=SlipStatus.AMENDED, version=1, issued=date(2026, 2, 20))
CANCELLED = replace(SLIP, status=SlipStatus.CANCELLED, version=None)


def judged(slip: Slip) -> Judgement:
    return judge(slip, (OWED,), US, companies={WITHHOLDER.npwp})


def taken(known: Booking | None, slip: Slip, sha256: str) -> BookingStep:
    return book(known, slip, judged(slip), sha256)


def booked(slip: Slip = SLIP, sha256: str = "a") -> Booking:
    booking = taken(None, slip, sha256).booking
    assert booking is not None
    return booking


def with_base(slip: Slip, base: int) -> Slip:
    return replace(slip, base=Decimal(base), amount=tax_on(Decimal(base), Decimal(2)))


def test_a_slip_is_booked_for_its_invoice():
    step = taken(None, SLIP, "a")
    assert step.outcome is BookingOutcome.BOOKED
    assert step.booking is not None
    assert step.booking.state is BookingState.BOOKED
    assert withheld_for("123", [step.booking]) == 8_000


def test_the_same_bytes_a_hundred_times_are_one():
    known = booked()
    for _ in range(100):
        step = taken(known, SLIP, "a")
        assert step == BookingStep(BookingOutcome.KNOWN, known)


def test_another_download_of_the_same_slip_is_the_same():
    step = taken(booked(), replace(SLIP, link=f"{SLIP.link}9", signer=None), "b")
    assert step.outcome is BookingOutcome.KNOWN
    assert step.booking is not None
    assert taken(step.booking, SLIP, "b").outcome is BookingOutcome.KNOWN


def test_a_pembetulan_takes_the_place_of_what_was_booked():
    step = taken(booked(), AMENDED, "b")
    assert (step.outcome, step.reopened) == (BookingOutcome.REPLACED, ())
    assert step.booking is not None
    assert step.booking.earlier == {"a"}
    assert withheld_for("123", [step.booking]) == 8_000


def test_a_wrong_slip_is_held_until_its_pembetulan_comes():
    first = taken(None, with_base(SLIP, 366_667), "a")
    assert first.outcome is BookingOutcome.HELD
    assert first.booking is not None
    assert not first.booking.shares
    assert taken(first.booking, AMENDED, "b").outcome is BookingOutcome.REPLACED


def test_a_pembetulan_into_something_wrong_reopens_the_invoice():
    step = taken(booked(), with_base(AMENDED, 444_000), "b")
    assert (step.outcome, step.reopened) == (BookingOutcome.REOPENED, ("123",))
    assert step.booking is not None
    assert withheld_for("123", [step.booking]) == 0


def test_a_cancelled_slip_is_unbooked_for_good():
    step = taken(booked(), CANCELLED, "b")
    assert (step.outcome, step.reopened) == (BookingOutcome.REOPENED, ("123",))
    assert step.booking is not None
    assert step.booking.state is BookingState.CANCELLED
    for slip in (SLIP, AMENDED, replace(CANCELLED, signer="LAIN")):
        again = taken(step.booking, slip, "another")
        assert again.outcome is BookingOutcome.OLDER
        assert again.booking is not None
        assert again.booking.state is BookingState.CANCELLED


def test_an_older_version_that_comes_later_changes_nothing():
    known = booked(AMENDED, "b")
    step = taken(known, SLIP, "a")
    assert step.outcome is BookingOutcome.OLDER
    assert step.booking is not None
    assert (step.booking.slip, step.booking.state) == (AMENDED, BookingState.BOOKED)


def test_two_that_cannot_both_be_true_are_for_people():
    known = booked()
    step = taken(known, with_base(SLIP, 300_000), "b")
    assert step == BookingStep(BookingOutcome.CONTRADICTS, known)


def test_a_pembetulan_without_its_number_is_ordered_by_its_day():
    unnumbered = replace(AMENDED, version=None)
    assert is_newer(unnumbered, SLIP)
    assert is_newer(SLIP, unnumbered) is False
    later = replace(unnumbered, issued=date(2026, 3, 1))
    assert is_newer(later, AMENDED)
    assert is_newer(unnumbered, replace(AMENDED, signer="LAIN")) is None


def test_drafts_and_what_is_not_read_are_not_kept():
    for verdict in (SlipVerdict.DRAFT, SlipVerdict.UNREAD, SlipVerdict.ANOTHER_COMPANY):
        assert book(None, SLIP, Judgement(verdict), "a") == BookingStep(
            BookingOutcome.NOT_KEPT, None
        )


versions = st.sampled_from(
    [
        ("a", SLIP),
        ("b", AMENDED),
        ("c", replace(AMENDED, version=2, issued=date(2026, 3, 2))),
        ("d", with_base(replace(AMENDED, version=3, issued=date(2026, 3, 3)), 444_000)),
        ("e", CANCELLED),
    ]
)


@given(st.lists(versions, max_size=8), st.randoms())
def test_whatever_comes_in_whatever_order_the_newest_counts(arrivals, random):
    """The same end, however they are shuffled and repeated."""
    ends = set()
    for _ in range(2):
        known: Booking | None = None
        for sha256, slip in arrivals:
            known = taken(known, slip, sha256).booking or known
        ends.add(None if known is None else (known.slip.status, known.slip.version, known.shares))
        arrivals = [*arrivals, *arrivals]
        random.shuffle(arrivals)
    assert len(ends) == 1


@given(st.lists(st.integers(1, 10**8).map(Decimal), min_size=1, max_size=5))
def test_the_shares_of_a_slip_are_all_of_it(bases: list[Decimal]):
    owed = tuple(replace(OWED, invoice_id=str(n), base=base) for n, base in enumerate(bases))
    total = sum(bases, Decimal(0))
    slip = replace(SLIP, base=total, amount=tax_on(total, Decimal(2)))
    found = shares(slip, SlipMatch(owed))
    assert sum((one.base for one in found), Decimal(0)) == total
    assert sum((one.amount for one in found), Decimal(0)) == slip.amount
    assert all(one.amount >= 0 for one in found)
    for one, share in zip(owed, found, strict=True):
        assert abs(share.amount - one.amount) <= len(bases)


def test_the_parts_of_an_invoice_are_booked_together():
    first = with_base(SLIP, 150_000)
    waiting = booked(first)
    rest = with_base(replace(SLIP, number="2600ZZZZZ"), 250_000)
    judgement = judge(rest, (OWED,), US, companies={WITHHOLDER.npwp}, waiting=[first])
    step = book(None, rest, judgement, "b")
    assert step.booking is not None
    assert judgement.match is not None
    all_of_them = [step.booking, *book_waiting([waiting], judgement.match)]
    assert withheld_for("123", all_of_them) == 8_000
    assert with_received(OWED, all_of_them).remaining == 0
    assert with_received(OWED, all_of_them, but=rest.identity).remaining == 250_000


TOTAL = Decimal(444_000)


def test_what_was_paid_net_is_settled_by_the_slip():
    assert settle(TOTAL, Decimal(436_000), Decimal(8_000)) == Settlement(Decimal(8_000), Decimal(0))


def test_what_was_paid_in_full_is_given_back():
    assert settle(TOTAL, TOTAL, Decimal(8_000)) == Settlement(Decimal(0), Decimal(8_000))


def test_what_is_missing_beyond_the_slip_stays_open():
    assert settle(TOTAL, Decimal(400_000), Decimal(8_000)) == Settlement(Decimal(8_000), Decimal(0))


def test_a_rupiah_of_rounding_is_nobodys_debt():
    assert settle(TOTAL, Decimal(436_000), Decimal(7_999)) == Settlement(Decimal(8_000), Decimal(0))
    assert settle(TOTAL, Decimal(436_000), Decimal(8_001)) == Settlement(Decimal(8_000), Decimal(0))


@given(*(st.integers(0, 10**9).map(Decimal) for _ in range(3)))
def test_no_rupiah_is_lost_or_made(total: Decimal, paid: Decimal, withheld: Decimal):
    found = settle(total, paid, withheld)
    assert min(found.by_slip, found.give_back) >= 0
    assert found.by_slip <= max(total - paid, Decimal(0))
    assert abs(found.by_slip + found.give_back - withheld) <= 1


def test_tax_is_given_back_within_the_year_of_payment():
    assert may_be_given_back(date(2026, 11, 1), date(2026, 12, 31))
    assert not may_be_given_back(date(2026, 11, 1), date(2027, 1, 1))
