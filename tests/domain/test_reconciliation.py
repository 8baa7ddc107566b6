"""A month's books: what is found when paid, issued and delivered are laid side by side."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.billing import PaidInvoice
from assistant.domain.channels import Channel
from assistant.domain.fakturs.model import (
    Faktur,
    FakturRequest,
    ForeignInvoice,
    RequestState,
    Upload,
    UploadState,
)
from assistant.domain.finance.books import FindingKind, MonthFacts, Reconciliation
from assistant.domain.finance.reconciling import reconcile
from assistant.domain.sources import Source
from tests.things import tax

OCTOBER = date(2026, 10, 1)
NOON = datetime(2026, 10, 5, 5, tzinfo=UTC)
CHAT = frozenset({Channel.CHAT})


def request(
    id_: int = 1, state: RequestState = RequestState.ISSUED, ppn: int = 11_000
) -> FakturRequest:
    return FakturRequest(
        id_,
        "7",
        "PT Maju Jaya",
        f"id-{id_}",
        f"INV-{id_}",
        Decimal(100_000),
        Decimal(ppn),
        datetime(2026, 10, 5, 3, tzinfo=UTC),
        None if state is RequestState.NO_NPWP else tax(),
        state,
    )


def faktur(
    request_: int = 1, nsfp: str | None = None, status: str = "00", ppn: int = 11_000
) -> Faktur:
    nsfp = nsfp or f"26{request_:011}"
    return Faktur(
        request_ * 100 + int(status),
        request_,
        "7",
        "PT Maju Jaya",
        f"INV-{request_}",
        nsfp,
        status,
        f"04{status}{nsfp}",
        date(2026, 10, 5),
        Decimal(91_667),
        Decimal(ppn),
        f"sha-{nsfp}-{status}",
        "PT MAJU JAYA",
    )


def facts(
    *requests: FakturRequest,
    fakturs: tuple[Faktur, ...] = (),
    linked: bool = True,
    delivered: bool = True,
    held: tuple[Upload, ...] = (),
) -> MonthFacts:
    return MonthFacts(
        OCTOBER,
        requests,
        fakturs,
        {one.sha256: CHAT for one in fakturs} if delivered else {},
        frozenset({"7"}) if linked else frozenset(),
        held,
    )


def listed(*requests: FakturRequest) -> list[PaidInvoice]:
    return [PaidInvoice(r.invoice_id, r.invoice_number, r.account, r.tax) for r in requests]


def kinds(books: Reconciliation) -> list[FindingKind]:
    return [one.kind for one in books.findings]


def test_a_month_in_order_is_clean():
    books = reconcile(facts(request(), fakturs=(faktur(),)), listed(request()))
    assert kinds(books) == []
    assert books.compared
    assert (len(books.paid), len(books.issued), len(books.delivered)) == (1, 1, 1)
    assert (books.ppn_paid, books.ppn_issued) == (Decimal(11_000), Decimal(11_000))


def test_an_empty_month_is_clean():
    assert reconcile(facts(), []).to_do == []


def test_what_has_no_faktur_says_how_far_it_is():
    books = reconcile(
        facts(
            request(1, RequestState.NO_NPWP),
            request(2, RequestState.WAITING),
            request(3, RequestState.EXPORTED),
        ),
        None,
    )
    assert kinds(books) == [FindingKind.NO_NPWP, FindingKind.NOT_EXPORTED, FindingKind.NO_PDF]
    assert not books.compared


def test_the_portals_list_is_compared_both_ways():
    ours = [request(1), request(2)]
    theirs = listed(request(1), request(3))
    books = reconcile(facts(*ours, fakturs=(faktur(1), faktur(2))), theirs)
    assert kinds(books) == [FindingKind.UNHEARD, FindingKind.NOT_PAID]
    assert [one.invoice for one in books.findings] == ["INV-3", "INV-2"]


def test_a_list_that_is_not_complete_accuses_nobody():
    books = reconcile(facts(request(), fakturs=(faktur(),)), [], complete=False)
    assert kinds(books) == []
    assert not books.compared


def test_what_is_not_in_rupiah_is_named_with_its_currency():
    abroad = ForeignInvoice("id-8", "INV-8", "7", "PT Maju Jaya", "USD", NOON)
    unknown = replace(abroad, invoice_id="id-9", number="INV-9", currency="")
    held = replace(facts(), foreign=(abroad, unknown))
    books = reconcile(held, None)
    assert kinds(books) == [FindingKind.FOREIGN] * 2
    assert [one.found for one in books.to_do] == ["USD", "?"]
    assert (books.ppn_paid, books.paid) == (0, [])
    theirs = [
        PaidInvoice("id-8", "INV-8", "7", Decimal(11), "USD"),
        PaidInvoice("id-5", "INV-5", "7", Decimal(0), "SGD"),
    ]
    books = reconcile(held, theirs)
    found = [(one.kind, one.invoice, one.found) for one in books.findings]
    assert found == [
        (FindingKind.FOREIGN, "INV-8", "USD"),
        (FindingKind.FOREIGN, "INV-5", "SGD"),
        (FindingKind.UNHEARD, "INV-5", "id-5"),
    ], "what the portal does not list as paid any more is not held"


def test_an_invoice_without_ppn_waits_for_no_faktur():
    free = [PaidInvoice("id-9", "INV-9", "7", Decimal(0))]
    assert kinds(reconcile(facts(), free)) == []


def test_two_numbers_for_one_invoice_and_one_number_for_two():
    two = (faktur(1, "2600000000001"), faktur(1, "2600000000002"))
    assert kinds(reconcile(facts(request(), fakturs=two), None)) == [FindingKind.DOUBLE]
    shared = (faktur(1, "2600000000001"), faktur(2, "2600000000001", "01"))
    books = reconcile(facts(request(1), request(2), fakturs=shared), None)
    assert kinds(books) == [FindingKind.DOUBLE, FindingKind.DOUBLE, FindingKind.REPLACED]


def test_a_replacement_is_noted_and_only_the_newest_counts():
    versions = (faktur(status="00", ppn=5_000), faktur(status="01"))
    books = reconcile(facts(request(), fakturs=versions), None)
    assert kinds(books) == [FindingKind.REPLACED]
    assert books.to_do == []
    assert books.ppn_issued == Decimal(11_000)


def test_another_ppn_than_the_invoices():
    books = reconcile(facts(request(), fakturs=(faktur(ppn=12_000),)), None)
    [finding] = books.findings
    assert (finding.kind, finding.expected, finding.found) == (FindingKind.AMOUNT, "11000", "12000")
    near = reconcile(facts(request(), fakturs=(faktur(ppn=11_001),)), None)
    assert near.findings == []


def test_an_invoice_that_was_undone():
    undone = request(state=RequestState.CANCELLED)
    assert kinds(reconcile(facts(undone), [])) == [FindingKind.UNDONE]
    books = reconcile(facts(undone, fakturs=(faktur(),)), [])
    assert kinds(books) == [FindingKind.CANCELLED]
    assert books.ppn_paid == 0


def test_whom_it_has_not_reached():
    nobody = reconcile(facts(request(), fakturs=(faktur(),), delivered=False), None)
    assert kinds(nobody) == [FindingKind.UNDELIVERED]
    by_mail = reconcile(facts(request(), fakturs=(faktur(),), linked=False), None)
    assert kinds(by_mail) == [FindingKind.UNOPENED]
    assert by_mail.to_do == []


def test_a_held_pdf_is_to_be_settled():
    upload = Upload(5, "sha", "x.pdf", Source.IMPORT, UploadState.HELD, (("ppn", "", ""),))
    [finding] = reconcile(facts(held=(upload,)), None).to_do
    assert (finding.kind, finding.invoice, finding.found) == (FindingKind.HELD, "x.pdf", "ppn")


@given(st.lists(st.tuples(st.sampled_from(RequestState), st.integers(0, 10**9)), max_size=20))
def test_the_sums_add_up(rows: list[tuple[RequestState, int]]):
    requests = [request(n, state, ppn) for n, (state, ppn) in enumerate(rows, start=1)]
    fakturs = tuple(
        faktur(one.id, ppn=int(one.tax)) for one in requests if one.state is RequestState.ISSUED
    )
    books = reconcile(facts(*requests, fakturs=fakturs), listed(*requests))
    undone = [one for one in requests if one.state is RequestState.CANCELLED]
    assert len(books.paid) == len(requests) - len(undone)
    assert len(books.issued) == len(fakturs)
    assert books.ppn_issued <= books.ppn_paid
    open_ppn = sum(r.request.tax for r in books.paid if not r.fakturs)
    assert books.ppn_issued + open_ppn == books.ppn_paid
    missing = {FindingKind.NO_NPWP, FindingKind.NOT_EXPORTED, FindingKind.NO_PDF}
    assert len(books.of_kind(*missing)) == len(books.paid) - len(books.issued)


def test_a_channel_of_an_old_version_says_nothing_of_the_new_one():
    old, new = faktur(status="00"), faktur(status="01")
    shown = replace(facts(request(), fakturs=(old, new)), reached={old.sha256: CHAT})
    assert kinds(reconcile(shown, None)) == [FindingKind.UNDELIVERED, FindingKind.REPLACED]
