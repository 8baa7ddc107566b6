"""What becomes of a slip, and what is said to be wrong in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.withholding.comparing import Accepted, Hint, SlipField
from assistant.domain.withholding.judging import Judgement, Remark, SlipVerdict, judge
from assistant.domain.withholding.model import Owed, Slip, SlipParty, SlipStatus, tax_on, with_ppn
from tests.documents.slip_samples import OWED, SLIP, US, WITHHOLDER

COMPANIES = {WITHHOLDER.npwp, "0013121660091000"}
SECOND = replace(
    OWED,
    invoice_id="124",
    invoice_number="INV-2026-000124",
    fakturs=("04002600000000124",),
    base=Decimal(1_000_000),
    subtotal=Decimal(1_000_000),
)


def judged(slip: Slip, *owed: Owed, **kwargs: Any) -> Judgement:
    return judge(slip, owed or (OWED,), US, companies=COMPANIES, **kwargs)


def wrong(judgement: Judgement) -> list[tuple[SlipField, Hint | None]]:
    return [(one.field, one.hint) for one in judgement.differences]


def with_base(base: Decimal | int, **changes: Any) -> Slip:
    base = Decimal(base)
    return replace(SLIP, base=base, amount=tax_on(base, Decimal(2)), **changes)


def naming(number: str, kind: str = "Dokumen Lainnya", slip: Slip = SLIP) -> Slip:
    return replace(slip, document=replace(slip.document, number=number, kind=kind))


def test_a_right_slip_is_booked():
    judgement = judged(SLIP)
    assert (judgement.verdict, judgement.differences) == (SlipVerdict.BOOK, ())
    assert judgement.match is not None
    assert judgement.match.owed == (OWED,)


@pytest.mark.parametrize("off", [-1, 1])
def test_a_rupiah_of_rounding_is_no_mistake(off: int):
    assert judged(replace(SLIP, amount=Decimal(8_000 + off))).verdict is SlipVerdict.BOOK
    assert judged(replace(SLIP, amount=Decimal(8_000 + 2 * off))).verdict is SlipVerdict.AMEND


def test_another_payee_means_a_new_slip():
    payee = SlipParty(npwp="0098765431441000", nitku="0098765431441000000000", name="LAIN")
    judgement = judged(replace(SLIP, payee=payee))
    assert (judgement.verdict, wrong(judgement)) == (SlipVerdict.REISSUE, [(SlipField.PAYEE, None)])


def test_a_branch_of_ours_or_another_spelling_is_only_remarked():
    payee = SlipParty(npwp=US.npwp, nitku=f"{US.npwp}000001", name="P.T. AWAN")
    judgement = judged(replace(SLIP, payee=payee))
    assert judgement.verdict is SlipVerdict.BOOK
    assert judgement.remarks == (Remark.PAYEE_NITKU, Remark.PAYEE_NAME)


def test_the_slip_of_another_company_says_nothing_about_it():
    stranger = SlipParty(npwp="0098765431441000", name="LAIN FIKTIF")
    judgement = judged(replace(SLIP, withholder=stranger, status=SlipStatus.CANCELLED))
    assert judgement == Judgement(SlipVerdict.ANOTHER_COMPANY)


def test_a_cancelled_slip_is_cancelled_whatever_else_is_wrong_in_it():
    slip = replace(SLIP, status=SlipStatus.CANCELLED, masa=date(2020, 1, 1))
    assert judged(slip).verdict is SlipVerdict.CANCELLED


def test_a_draft_is_told_what_to_mend_before_it_is_issued():
    draft = replace(SLIP, number="", status=None, version=None, link=None, masa=date(2025, 12, 1))
    judgement = judged(draft)
    assert (judgement.verdict, wrong(judgement)) == (SlipVerdict.DRAFT, [(SlipField.MASA, None)])


@pytest.mark.parametrize(
    "changes",
    [
        {"number": None},
        {"status": None},
        {"base": None},
        {"link": None},
        {"payee": SlipParty()},
        {"withholder": SlipParty(name="ADA")},
        {"issued": None},
    ],
)
def test_what_could_not_be_read_is_for_people(changes: dict[str, Any]):
    judgement = judged(replace(SLIP, **changes))
    assert judgement.verdict is SlipVerdict.UNREAD
    assert len(judgement.unread) == 1


def test_a_page_that_shows_more_than_was_read_is_for_people():
    judgement = judged(replace(SLIP, unread=("page",)))
    assert judgement.verdict is SlipVerdict.UNREAD
    assert judgement.unread == ("page",)


def test_a_name_that_could_not_be_read_holds_nothing_up():
    slip = replace(SLIP, payee=replace(SLIP.payee, name="", nitku=""), signer=None, facility=None)
    assert judged(slip).verdict is SlipVerdict.BOOK


def test_another_masa_is_amended():
    assert wrong(judged(replace(SLIP, masa=date(2025, 12, 1)))) == [(SlipField.MASA, None)]
    assert judged(replace(SLIP, masa=date(2025, 12, 1))).verdict is SlipVerdict.AMEND


def test_the_masa_of_the_payment_is_for_finance_unless_it_is_accepted():
    slip = replace(SLIP, masa=date(2026, 2, 1))
    judgement = judged(slip)
    assert judgement.verdict is SlipVerdict.FINANCE
    assert wrong(judgement) == [(SlipField.MASA, Hint.PAYMENT_MONTH)]
    assert judged(slip, accepted=Accepted(payment_masa=True)).verdict is SlipVerdict.BOOK


def test_a_neighbour_of_our_code_is_for_finance_unless_it_is_accepted():
    slip = replace(SLIP, object_code="24-104-26")
    assert judged(slip).verdict is SlipVerdict.FINANCE
    accepted = Accepted(codes=frozenset({"24-104-26"}))
    assert judged(slip, accepted=accepted).verdict is SlipVerdict.BOOK
    assert judged(replace(SLIP, object_code="24-103-01")).verdict is SlipVerdict.AMEND


@pytest.mark.parametrize(
    ("base", "hint"),
    [
        (Decimal(366_667), Hint.ELEVEN_TWELFTHS),
        (Decimal(366_650), Hint.ELEVEN_TWELFTHS),
        (with_ppn(OWED.base), Hint.WITH_PPN),
        (OWED.subtotal, Hint.WHOLE_INVOICE),
        (Decimal(360_360), Hint.PPN_TAKEN_OUT),
        (Decimal(450_000), Hint.TOO_LARGE),
    ],
)
def test_a_wrong_base_is_explained(base: Decimal, hint: Hint):
    for slip in (with_base(base), naming("PO 4711", slip=with_base(base))):
        judgement = judged(slip)
        assert judgement.verdict is SlipVerdict.AMEND
        assert wrong(judgement) == [(SlipField.BASE, hint)]
        assert judgement.differences[0].expected == 400_000


def test_twice_the_rate_is_that_of_payees_without_npwp():
    judgement = judged(replace(SLIP, rate=Decimal(4), amount=Decimal(16_000)))
    assert (judgement.verdict, wrong(judgement)) == (
        SlipVerdict.AMEND,
        [(SlipField.RATE, Hint.NO_NPWP_RATE)],
    )


def test_the_old_final_rate_of_small_companies_is_amended():
    slip = replace(
        SLIP, final=True, object_code="28-423-01", rate=Decimal("0.5"), amount=Decimal(2_000),
        kind="Pasal 4 Ayat (2)",
    )  # fmt: skip
    fields = {one.field for one in judged(slip).differences}
    assert fields == {SlipField.CODE, SlipField.KIND, SlipField.FINAL, SlipField.RATE}


def test_a_facility_frees_nobody_here():
    judgement = judged(replace(SLIP, facility="SKB PPh 23", amount=Decimal(0)))
    assert wrong(judgement) == [(SlipField.FACILITY, None)]


def test_another_invoice_in_the_document_is_amended():
    judgement = judged(naming("INV-2026-000999"))
    assert (judgement.verdict, wrong(judgement)) == (
        SlipVerdict.AMEND,
        [(SlipField.DOCUMENT, None)],
    )


def test_a_faktur_that_we_do_not_know_of_is_for_finance():
    judgement = judged(naming("04002600000000999", "Faktur Pajak"), replace(OWED, fakturs=()))
    assert judgement.verdict is SlipVerdict.FINANCE
    assert wrong(judgement) == [(SlipField.DOCUMENT, Hint.UNKNOWN_FAKTUR)]


def test_an_order_or_a_contract_is_as_good_a_document():
    assert judged(naming("PO 4711/X")).verdict is SlipVerdict.BOOK


def test_several_invoices_of_a_month_may_be_on_one_slip():
    both = with_base(1_400_000)
    for slip in (naming("INV-2026-000123, INV-2026-000124", slip=both), naming("PO 1", slip=both)):
        judgement = judged(slip, OWED, SECOND)
        assert judgement.verdict is SlipVerdict.BOOK
        assert judgement.match is not None
        assert set(judgement.match.owed) == {OWED, SECOND}


def test_invoices_of_two_months_may_not():
    later = replace(SECOND, masa=date(2026, 2, 1))
    slip = naming("INV-2026-000123, INV-2026-000124", slip=with_base(1_400_000))
    judgement = judged(slip, OWED, later)
    assert (judgement.verdict, wrong(judgement)) == (
        SlipVerdict.AMEND,
        [(SlipField.MASA, Hint.TWO_MONTHS)],
    )


def test_the_eleven_twelfths_of_two_invoices_are_recognised():
    slip = naming("PO 1", slip=with_base(1_283_333))
    assert wrong(judged(slip, OWED, SECOND)) == [(SlipField.BASE, Hint.ELEVEN_TWELFTHS)]


def test_a_part_waits_for_the_rest_and_is_booked_with_it():
    first, rest = with_base(150_000), with_base(250_000, number="2600ZZZZZ")
    assert judged(first).verdict is SlipVerdict.PART
    judgement = judged(rest, waiting=[first])
    assert judgement.verdict is SlipVerdict.BOOK
    assert judgement.match is not None
    assert judgement.match.together == (first,)


def test_a_part_of_another_month_does_not_help():
    first = with_base(150_000, masa=date(2025, 12, 1))
    rest = with_base(250_000, number="2600ZZZZZ")
    assert judged(rest, waiting=[first]).verdict is SlipVerdict.PART


def test_where_two_invoices_fit_a_person_chooses():
    twin = replace(OWED, invoice_id="125", invoice_number="INV-2026-000125", fakturs=())
    assert judged(naming("PO 1"), OWED, twin).verdict is SlipVerdict.CHOOSE
    assert judged(SLIP, OWED, twin).verdict is SlipVerdict.BOOK


def test_where_no_sum_fits_several_it_is_for_people():
    slip = naming("PO 1", slip=with_base(777_000))
    assert judged(slip, OWED, SECOND).verdict is SlipVerdict.UNMATCHED


def test_nothing_is_owed_where_nobody_announced_or_all_is_here():
    assert judge(SLIP, (), US, companies=COMPANIES).verdict is SlipVerdict.NOTHING_OWED
    settled = replace(OWED, received=OWED.base)
    assert judged(SLIP, settled).verdict is SlipVerdict.NOTHING_OWED
    assert judged(SLIP, settled, SECOND).verdict is SlipVerdict.NOTHING_OWED


def test_what_another_company_owes_is_not_looked_at():
    theirs = replace(OWED, withholder="0013121660091000")
    assert judged(SLIP, theirs).verdict is SlipVerdict.NOTHING_OWED


def test_an_invoice_with_two_objects_gets_two_slips():
    rent = replace(OWED, code="24-100-02", base=Decimal(100_000))
    hosting = naming("INV-2026-000123")
    other = naming("INV-2026-000123", slip=with_base(100_000, object_code="24-100-02"))
    for slip, owed in ((hosting, OWED), (other, rent)):
        judgement = judged(slip, OWED, rent)
        assert judgement.verdict is SlipVerdict.BOOK
        assert judgement.match is not None
        assert judgement.match.owed == (owed,)


@given(
    base=st.integers(1, 10**9).map(Decimal),
    rate=st.sampled_from([Decimal(2), Decimal(4), Decimal("1.5")]),
    code=st.sampled_from(["24-104-27", "24-104-26", "24-103-01"]),
    masa=st.sampled_from([date(2026, 1, 1), date(2026, 2, 1), date(2025, 12, 1)]),
    number=st.sampled_from(["INV-2026-000123", "PO 1", "INV-2026-000999", "04002600000000123"]),
)
def test_nothing_is_booked_that_differs_from_what_is_owed(base, rate, code, masa, number):
    slip = naming(number, slip=replace(SLIP, base=base, rate=rate, amount=tax_on(base, rate)))
    slip = replace(slip, object_code=code, masa=masa)
    if judged(slip, OWED, SECOND).verdict is SlipVerdict.BOOK:
        assert base in {OWED.base, SECOND.base, OWED.base + SECOND.base} or any(
            abs(base - fits) <= 2 for fits in (400_000, 1_000_000, 1_400_000)
        )
        assert (rate, code, masa) == (2, "24-104-27", date(2026, 1, 1))
        assert number != "INV-2026-000999"
