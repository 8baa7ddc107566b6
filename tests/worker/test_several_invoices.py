"""One faktur for several invoices, a buyer by passport, and a day that is not the payment's."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from assistant.documents.specimen import write_specimen
from assistant.domain.acting.model import Act, ActState
from assistant.domain.billing import InvoiceStatus
from assistant.domain.clients import Client
from assistant.domain.fakturs.model import RequestState, Upload, UploadState
from assistant.domain.fakturs.paper import NomorFaktur, Party
from assistant.domain.finance.model import BuyerClass
from assistant.domain.finance.reconciling import reconcile
from assistant.domain.months import month_end, tax_day
from assistant.portal.embedded.specimen import Faults, specimen
from tests.worker.conftest import BUDI, Office
from tests.worker.test_fakturs import PARTY, documents_sent, read, waiting
from tests.worker.test_quarantine import act, staff_rows

ABROAD = Party("JOHN FIKTIF", "1 EXAMPLE ST, SPRINGFIELD", "0" * 16, passport="X1234567")


async def pdf(
    office: Office, client: Client, *numbers: str, nsfp: str = "2600000000301", **changes: Any
) -> bytes:
    """A faktur of all these invoices, with something changed in what it says."""
    invoices = [await office.portal.find_invoice(number) for number in numbers]
    first = invoices[0]
    assert first is not None
    tax = client.tax
    assert tax is not None
    number = NomorFaktur("04", "00", nsfp)
    spec = specimen(first, tax, PARTY, number, Faults())
    for other in invoices[1:]:
        assert other is not None
        more = specimen(other, tax, PARTY, number, Faults()).items
        spec = replace(spec, items=(*spec.items, *more))
    spec = replace(spec, reference=", ".join(numbers))
    return write_specimen(replace(spec, **changes))


@pytest.fixture
async def client(office: Office) -> Client:
    return await office.linked(BUDI, "budi@majujaya.example")


def today() -> Any:
    return tax_day(datetime.now(UTC))


async def states(office: Office, *numbers: str) -> list[RequestState]:
    found = [await office.do(lambda w, n=n: w.fakturs.request_of(n)) for n in numbers]
    return [one.state for one in found]


async def codes(upload: Upload) -> list[str]:
    return [code for code, _, _ in upload.reasons]


async def test_one_faktur_settles_all_invoices_that_it_names(
    office: Office, client: Client
) -> None:
    one, two = await waiting(office, client), await waiting(office, client)
    upload = await read(office, await pdf(office, client, one, two))
    assert (upload.state, upload.reasons) == (UploadState.ISSUED, ())
    assert await states(office, one, two) == [RequestState.ISSUED] * 2
    (sent,) = await documents_sent(office)
    assert sent.person == BUDI
    async with office.shop.work() as work:
        request = await work.fakturs.request_of(one)
        assert request is not None
        (faktur,) = await work.fakturs.issued_for(request.id)
        assert faktur.invoice_number == f"{one}, {two}"
        for number in (one, two):
            request = await work.fakturs.request_of(number)
            assert request is not None
            assert [f.id for f in await work.fakturs.issued_for(request.id)] == [faktur.id]
        books = reconcile(await work.books.of(faktur.masa_pajak), None)
    assert [one.kind for one in books.findings if one.kind in ("double", "amount", "late")] == []
    assert books.equation.settled
    assert books.ppn_issued == books.ppn_paid


async def test_it_may_be_dated_up_to_the_end_of_the_month(office: Office, client: Client) -> None:
    one, two = await waiting(office, client), await waiting(office, client)
    end = month_end(today())
    upload = await read(office, await pdf(office, client, one, two, date=end))
    expected = [] if end == today() else ["date-future"]
    assert await codes(upload) == expected


async def test_a_newer_version_of_it_is_of_the_same_invoices(
    office: Office, client: Client
) -> None:
    one, two = await waiting(office, client), await waiting(office, client)
    await read(office, await pdf(office, client, one, two))
    newer = NomorFaktur("04", "01", "2600000000301")
    upload = await read(office, await pdf(office, client, one, two, number=newer))
    assert (upload.state, upload.reasons) == (UploadState.ISSUED, ())
    async with office.shop.work() as work:
        request = await work.fakturs.request_of(two)
        assert request is not None
        old, new = await work.fakturs.issued_for(request.id)
    assert (old.superseded_by, new.kode_status) == (new.id, "01")


async def test_one_that_names_two_and_is_of_one_amount_is_held(
    office: Office, client: Client
) -> None:
    one, two = await waiting(office, client), await waiting(office, client)
    upload = await read(office, await pdf(office, client, one, reference=f"{one} {two}"))
    assert upload.state is UploadState.HELD
    assert await codes(upload) == ["dpp-invoice"]
    assert await states(office, one, two) == [RequestState.WAITING] * 2


async def test_invoices_of_two_accounts_are_not_settled_by_one(
    office: Office, client: Client
) -> None:
    other = await office.client("lain@majujaya.example", "PT Lain")
    one, two = await waiting(office, client), await waiting(office, other)
    upload = await read(office, await pdf(office, client, one, two))
    assert await codes(upload) == ["not-together"]


async def test_of_one_that_names_an_unknown_invoice_too_finance_is_asked(
    office: Office, client: Client
) -> None:
    one, two = await waiting(office, client), await office.paid(client)
    upload = await read(office, await pdf(office, client, one, two))
    assert await codes(upload) == ["dpp-invoice"]
    assert await states(office, one) == [RequestState.WAITING]


async def test_invoices_of_two_kodes_are_not_one_faktur_s(office: Office, client: Client) -> None:
    """A collector's invoice above the limit, and one below it."""
    numbers = [await office.provider.bill(client.id, None, Decimal(n)) for n in (2000001, 2000000)]
    for number in numbers:
        await office.provider.set_invoice(number, InvoiceStatus.PAID)
        await waiting(office, client, number)
    await office.do(lambda work: work.buyers.classify(client.id, BuyerClass.GOVERNMENT))
    for kode, nsfp in (("02", "2600000000302"), ("04", "2600000000303")):
        number = NomorFaktur(kode, "00", nsfp)
        upload = await read(office, await pdf(office, client, *numbers, number=number))
        assert upload.reasons == (("kodes-apart", "02, 04", kode),)
    for invoice, kode in zip(numbers, ("02", "04"), strict=True):
        number = NomorFaktur(kode, "00", f"26000000004{kode}")
        upload = await read(office, await pdf(office, client, invoice, number=number))
        assert (upload.state, upload.reasons) == (UploadState.ISSUED, ())


async def test_a_replacement_may_mend_the_kode_and_is_of_the_same_faktur(
    office: Office, client: Client
) -> None:
    one = await waiting(office, client)
    await read(office, await pdf(office, client, one))
    newer = NomorFaktur("02", "01", "2600000000301")
    upload = await read(office, await pdf(office, client, one, number=newer, reference=""))
    assert await codes(upload) == ["kode-transaksi"]
    request = await office.do(lambda work: work.fakturs.request_of(one))
    await act(office, Act.ASSIGN_SURE, f"{upload.id}-{request.id}")
    old, new = await office.do(lambda work: work.fakturs.issued_for(request.id))
    assert (old.number[:4], new.number[:4], old.superseded_by) == ("0400", "0201", new.id)
    late = NomorFaktur("04", "00", "2600000000301")
    again = await read(office, await pdf(office, client, one, number=late) + b"\n")
    assert again.state is UploadState.DUPLICATE


async def test_a_person_can_name_several(office: Office, client: Client) -> None:
    one, two = await waiting(office, client), await waiting(office, client)
    upload = await read(office, await pdf(office, client, one, two, reference=""))
    assert upload.state is UploadState.HELD
    assert await act(office, Act.ASSIGN, upload.id, f"{one} dan {two}") is ActState.MADE
    assert await states(office, one, two) == [RequestState.ISSUED] * 2


async def test_a_person_confirms_several_that_differ(office: Office, client: Client) -> None:
    one, two = await waiting(office, client), await waiting(office, client)
    upload = await read(office, await pdf(office, client, one, reference=f"{one} {two}"))
    await act(office, Act.ASSIGN, upload.id, f"{one}, {two}")
    asked = (await staff_rows(office))[-1].payload
    assert asked["key"] == "held-differs"
    button, _cancel = asked["buttons"]
    _, _, _, ids = button["data"].split(":")
    assert "+" in ids
    assert await act(office, Act.ASSIGN_SURE, f"{upload.id}-{ids}") is ActState.MADE
    assert await states(office, one, two) == [RequestState.ISSUED] * 2


@pytest.mark.parametrize("taxed", [True, False])
async def test_a_buyer_by_passport_goes_out_when_a_person_says_whose_it_is(
    office: Office, taxed: bool
) -> None:
    client = await office.linked(BUDI, "john@fiktif.example", "John Fiktif", taxed=taxed)
    helper = await office.client("x@majujaya.example", "PT X")
    number = await waiting(office, client)
    content = await pdf(office, replace(client, tax=helper.tax), number, buyer=ABROAD)
    upload = await read(office, content)
    assert upload.state is UploadState.HELD
    assert await codes(upload) == ["buyer-id"]
    await act(office, Act.ASSIGN, upload.id, number)
    request = await office.do(lambda work: work.fakturs.request_of(number))
    await act(office, Act.ASSIGN_SURE, f"{upload.id}-{request.id}")
    assert await states(office, number) == [RequestState.ISSUED]
    (sent,) = [one for one in await documents_sent(office) if one.channel == "telegram"]
    assert sent.person == BUDI


@pytest.mark.parametrize(
    ("days", "expected"),
    [(-1, {"date-before"}), (1, {"date-late", "date-future"}), (120, {"date-lapsed"})],
)
async def test_a_day_that_is_not_the_payments_is_finances_to_decide(
    office: Office, client: Client, days: int, expected: set[str]
) -> None:
    number = await waiting(office, client)
    day = today() + timedelta(days=days)
    upload = await read(office, await pdf(office, client, number, date=day))
    assert upload.state is UploadState.HELD
    assert expected <= set(await codes(upload))
    assert set(await codes(upload)) <= {
        "date-before", "date-late", "date-lapsed", "date-masa", "date-future",
    }  # fmt: skip
    card = (await staff_rows(office))[0].payload
    costs = [fact["say"] for fact in card["args"]["facts"] if "cost" in fact["say"]]
    assert costs == {
        -1: [], 1: ["held-cost-late"], 120: ["held-cost-lapsed"],
    }[days]  # fmt: skip
    request = await office.do(lambda work: work.fakturs.request_of(number))
    await act(office, Act.ASSIGN_SURE, f"{upload.id}-{request.id}")
    now = await office.do(lambda work: work.uploads.get(upload.id))
    assert now.state is UploadState.ISSUED
    assert expected <= {code for code, _, _ in now.warnings}
    async with office.shop.work() as work:
        books = reconcile(await work.books.of(request.paid_on.replace(day=1)), None)
    kinds = {str(one.kind) for one in books.findings}
    assert kinds & {"late", "before", "lapsed", "future", "other-masa"}
    assert books.equation.paid == Decimal(277_500)
