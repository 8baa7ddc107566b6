"""How every rupiah of a month ended."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.fakturs.model import (
    KODE_RETAIL,
    FakturRequest,
    ForeignInvoice,
    RequestState,
)
from assistant.domain.finance.books import FindingKind, MonthFacts, ShortPaid, UntaxedInvoice
from assistant.domain.finance.buyer_class import Short
from assistant.domain.finance.ends import ClosedMonth, End, Equation, Part
from assistant.domain.finance.reconciling import reconcile
from assistant.domain.finance.undoing import Cause, Instrument, Undoing
from tests.domain.test_reconciliation import NOON, OCTOBER, facts, faktur, kinds, listed, request

TOTAL = Decimal(111_000)


def ended(*requests: FakturRequest, fakturs: tuple = (), **more: object) -> Equation:
    return reconcile(replace(facts(*requests, fakturs=fakturs), **more), None).equation


def of_kode(kode: str, request_: int = 1):
    one = faktur(request_)
    return replace(one, number=kode + one.number[2:])


@pytest.mark.parametrize(
    ("kode", "end"),
    [("04", End.KODE_04), ("02", End.KODE_02), ("03", End.KODE_03), ("01", End.HELD)],
)
def test_a_faktur_ends_by_its_kode(kode: str, end: End):
    assert ended(request(), fakturs=(of_kode(kode),)).parts[end] == Part(TOTAL, 1)


@pytest.mark.parametrize(
    "state", [RequestState.NO_NPWP, RequestState.WAITING, RequestState.EXPORTED]
)
def test_what_waits_is_held(state: RequestState):
    equation = ended(request(state=state))
    assert equation.parts[End.HELD] == Part(TOTAL, 1)
    assert not equation.settled


def test_what_was_undone_is_held_while_its_faktur_stands():
    undone = request(state=RequestState.CANCELLED)
    assert ended(undone).parts[End.UNDONE] == Part(TOTAL, 1)
    assert ended(undone, fakturs=(faktur(),)).parts[End.HELD] == Part(TOTAL, 1)


def case(
    instrument: Instrument = Instrument.NOTA,
    amount: int | None = None,
    *,
    cause: Cause = Cause.UNDONE,
    closed: bool = True,
) -> Undoing:
    part = None if amount is None else Decimal(amount)
    return Undoing(1, 1, instrument, cause, part, NOON, NOON if closed else None)


def test_a_case_is_held_until_it_is_closed_and_then_undone():
    undone = request(state=RequestState.CANCELLED)
    waits = {"cases": {1: [case(closed=False)]}}
    assert ended(undone, **waits).parts[End.HELD].count == 1
    assert ended(request(), fakturs=(faktur(),), **waits).parts[End.HELD].count == 1
    closed = replace(facts(undone, fakturs=(faktur(),)), cases={1: [case()]})
    books = reconcile(closed, None)
    assert kinds(books) == [FindingKind.UNDONE]
    assert books.equation.parts[End.UNDONE] == Part(TOTAL, 1)
    by_hand = ended(request(), fakturs=(faktur(),), cases={1: [case()]})
    assert by_hand.parts[End.UNDONE] == Part(TOTAL, 1), (
        "a nota of all of it, whoever opened the case"
    )


def test_a_faktur_that_comes_for_what_was_undone_before_it_is_held():
    undone = request(state=RequestState.CANCELLED)
    equation = ended(undone, fakturs=(faktur(),), cases={1: [case(Instrument.NOTHING)]})
    assert equation.parts[End.HELD] == Part(TOTAL, 1)


def test_what_was_given_back_in_part_is_split():
    equation = ended(request(), fakturs=(faktur(),), cases={1: [case(amount=30_000)]})
    assert equation.parts[End.UNDONE] == Part(Decimal(33_300), 1)
    assert equation.parts[End.KODE_04] == Part(Decimal(77_700), 1)
    assert equation.settled
    two = [case(amount=30_000), case(amount=70_000)]
    assert ended(request(), fakturs=(faktur(),), cases={1: two}).parts[End.UNDONE].amount == TOTAL


def test_a_wrong_buyer_gives_nothing_back():
    one = case(Instrument.CANCELLATION, cause=Cause.BUYER)
    equation = ended(request(), fakturs=(faktur(),), cases={1: [one]})
    assert equation.parts[End.KODE_04] == Part(TOTAL, 1)


def test_a_replacement_bills_what_is_left():
    cases = {1: [case(Instrument.REPLACEMENT, 30_000)]}
    old, new = faktur(), faktur(status="01", ppn=7_700)
    equation = ended(request(), fakturs=(old, new), cases=cases)
    assert equation.parts[End.KODE_04] == Part(Decimal(77_700), 1)
    assert equation.parts[End.UNDONE] == Part(Decimal(33_300), 1)
    never_came = reconcile(replace(facts(request(), fakturs=(old,)), cases=cases), None)
    assert kinds(never_came) == [FindingKind.AMOUNT]
    assert never_came.equation.parts[End.HELD] == Part(TOTAL, 1)


def test_a_private_consumers_payment_ends_in_the_list_until_a_faktur_stands():
    bare = replace(request(state=RequestState.NO_NPWP), kode=KODE_RETAIL)
    books = reconcile(facts(bare), None)
    assert books.equation.parts[End.DIGUNGGUNG] == Part(TOTAL, 1)
    assert books.to_do == []
    listed_and_issued = replace(request(), kode=KODE_RETAIL)
    assert ended(listed_and_issued, fakturs=(faktur(),)).parts[End.KODE_04].count == 1
    refunded = replace(bare, state=RequestState.CANCELLED)
    assert ended(refunded).parts[End.UNDONE] == Part(TOTAL, 1)


def test_what_a_collector_pays_the_state_itself_is_told_and_held():
    short = ShortPaid("INV-8", "BUMN", Decimal(11_100_000), Decimal(10_000_000), Short.PPN)
    books = reconcile(replace(facts(), short=[short]), None)
    assert [one.kind for one in books.to_do] == [FindingKind.SHORT]
    assert books.equation.parts[End.HELD] == Part(Decimal(0), 1, 1)


def test_what_is_not_taxed_is_an_end_and_what_has_no_rupiah_is_held():
    untaxed = (UntaxedInvoice("INV-8", "PT Maju", Decimal(5_000)), UntaxedInvoice("9", "", None))
    abroad = (ForeignInvoice("id-9", "INV-9", "7", "PT Maju Jaya", "USD", NOON),)
    equation = ended(untaxed=untaxed, foreign=abroad)
    assert equation.parts[End.NOT_TAXED] == Part(Decimal(5_000), 2, 1)
    assert equation.parts[End.HELD] == Part(Decimal(0), 1, 1)
    assert not equation.settled


def test_what_the_portal_alone_knows_is_held_and_so_is_what_it_does_not_call_paid():
    books = reconcile(facts(request(), fakturs=(faktur(),)), listed(request(2)))
    assert books.equation.parts[End.HELD] == Part(TOTAL, 2, 1)


def test_one_faktur_of_two_invoices_settles_both():
    two = (request(1), request(2))
    one = faktur(1, ppn=22_000)
    books = reconcile(facts(*two, fakturs=(one, replace(one, request=2))), None)
    assert kinds(books) == []
    assert books.equation.parts[End.KODE_04] == Part(2 * TOTAL, 2)
    assert (books.ppn_issued, books.ppn_paid) == (22_000, 22_000)


def test_a_day_that_is_not_the_payments_is_told_of_and_changes_no_end():
    late = replace(faktur(), issued=NOON.date().replace(day=6))
    books = reconcile(facts(request(), fakturs=(late,)), None)
    assert kinds(books) == [FindingKind.LATE]
    assert books.to_do == []
    assert books.equation.settled


def test_rupiah_without_an_end_are_seen():
    equation = ended(request(), fakturs=(faktur(),), paid=TOTAL + 1)
    assert equation.difference == 1
    assert not equation.settled


def test_a_closed_month_says_when_it_changed():
    in_order = facts(request(), fakturs=(faktur(),))
    closed = ClosedMonth(OCTOBER, reconcile(in_order, None).equation, "Rina", NOON)
    assert not reconcile(replace(in_order, closed=closed), None).changed
    assert reconcile(replace(facts(request()), closed=closed), None).changed


STATES = st.sampled_from(list(RequestState))
KODES = st.sampled_from(["", "01", "02", "03", "04", "07"])
AMOUNTS = st.integers(1, 10**9)


CASES = st.builds(
    case,
    st.sampled_from(list(Instrument)),
    st.none() | st.integers(1, 10**9),
    cause=st.sampled_from(list(Cause)),
    closed=st.booleans(),
)
ROWS = st.tuples(
    STATES,
    KODES,
    AMOUNTS,
    st.booleans(),
    st.lists(CASES, max_size=3),
    st.sampled_from(["", KODE_RETAIL]),
)


@given(st.lists(ROWS, max_size=12), st.lists(AMOUNTS, max_size=4))
def test_every_paid_rupiah_has_one_end(rows: list, untaxed: list[int]):
    requests = [
        replace(
            request(n, state),
            subtotal=Decimal(amount),
            tax=Decimal(amount) * 11 / 100,
            kode=kept,
        )
        for n, (state, _, amount, _, _, kept) in enumerate(rows, start=1)
    ]
    fakturs = [
        replace(of_kode(kode, n), ppn=requests[n - 1].tax + (50 if wrong else 0))
        for n, (_, kode, _, wrong, _, _) in enumerate(rows, start=1)
        if kode
    ]
    cases = {n: row[4] for n, row in enumerate(rows, start=1) if row[4]}
    free = [UntaxedInvoice(str(n), "", Decimal(amount)) for n, amount in enumerate(untaxed)]
    paid = sum((one.total for one in requests), Decimal(sum(untaxed)))
    month = MonthFacts(
        OCTOBER, requests, fakturs, {}, frozenset(), (), untaxed=free, paid=paid, cases=cases
    )
    books = reconcile(month, None)
    equation = books.equation
    assert equation.difference == 0
    assert all(part.amount >= 0 for part in equation.parts.values())
    split = sum(bool(row.undone) for row in books.rows)
    assert sum(part.count for part in equation.parts.values()) == len(rows) + len(untaxed) + split
    assert equation.settled == (equation.parts[End.HELD].count == 0)
    for row in books.rows:
        if any(one.is_open for one in cases.get(row.request.id, ())):
            assert row.end is End.HELD
