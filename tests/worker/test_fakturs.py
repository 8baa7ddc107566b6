"""A PDF that came in: out to its buyer when it says what we expect, held when it does not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from assistant.documents.specimen import write_specimen
from assistant.domain.faktur import NomorFaktur, Party
from assistant.domain.fakturs import RequestState, Upload, UploadState, invoice_paid, receive_pdf
from assistant.domain.portal import Client
from assistant.portal.embedded.specimen import Faults, specimen
from assistant.storage import tables as t
from tests.worker.conftest import BUDI, SELLER, Office

PARTY = Party(
    SELLER["ASSISTANT_SELLER_NAME"],
    SELLER["ASSISTANT_SELLER_ADDRESS"],
    SELLER["ASSISTANT_SELLER_NPWP"],
    nitku=SELLER["ASSISTANT_SELLER_NPWP"] + "000000",
)


async def waiting(office: Office, client: Client) -> str:
    """A paid invoice that a faktur is due for."""
    number = await office.paid(client)
    invoice = await office.portal.find_invoice(number)
    assert invoice is not None
    async with office.shop.work() as work:
        await invoice_paid(work, client, invoice)
    return number


async def pdf_for(
    office: Office,
    number: str,
    *,
    nsfp: str = "2600000000123",
    seller: Party = PARTY,
    **wrong: bool,
) -> bytes:
    invoice = await office.portal.find_invoice(number)
    assert invoice is not None
    client = await office.portal.client(invoice.client_id)
    assert client.tax is not None
    spec = specimen(invoice, client.tax, seller, NomorFaktur("04", "00", nsfp), Faults(**wrong))
    return write_specimen(spec)


async def read(office: Office, pdf: bytes) -> Upload:
    """The upload after its job was done."""
    async with office.shop.work() as work:
        sha256 = await work.documents.put(pdf, "faktur")
        upload = await receive_pdf(work, sha256, "a.pdf", "finance")
        assert upload is not None
    await office.fakturs.read(str(upload.id))
    async with office.shop.work() as work:
        found = await work.fakturs.upload(upload.id)
        assert found is not None
        return found


async def documents_sent(office: Office) -> list[Any]:
    async with office.shop.work() as work:
        query = select(t.delivery).where(t.delivery.c.document.is_not(None))
        return list(await work.connection.execute(query))


@pytest.fixture
async def client(office: Office) -> Client:
    return await office.linked(BUDI, "budi@majujaya.example")


async def test_a_faithful_one_goes_to_its_buyers_chat(office: Office, client: Client) -> None:
    number = await waiting(office, client)
    pdf = await pdf_for(office, number)
    upload = await read(office, pdf)
    assert (upload.state, upload.reasons) == (UploadState.ISSUED, ())
    async with office.shop.work() as work:
        request = await work.fakturs.request_of(number)
        assert request is not None
        assert request.state is RequestState.ISSUED
        (faktur,) = await work.fakturs.of([client.id])
        assert (faktur.nsfp, faktur.invoice_number) == ("2600000000123", number)
        assert await work.documents.get(faktur.sha256) == pdf
    (sent,) = await documents_sent(office)
    assert (sent.channel, sent.person, sent.document) == ("telegram", BUDI, upload.sha256)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [({"swap_buyer": True}, "buyer"), ({"wrong_amount": True}, "dpp")],
    ids=["buyer", "amount"],
)
async def test_one_that_says_something_else_is_held_and_staff_see_why(
    office: Office, client: Client, wrong: dict[str, Any], code: str
) -> None:
    number = await waiting(office, client)
    upload = await read(office, await pdf_for(office, number, **wrong))
    assert upload.state is UploadState.QUARANTINED
    assert any(code in reason[0] for reason in upload.reasons), upload.reasons
    assert all(sent.channel == "staff" for sent in await documents_sent(office))
    assert await office.told("staff") == ["desk-faktur-held"]
    assert "ntf-faktur" not in await office.told()


async def test_one_of_another_seller_is_held(office: Office, client: Client) -> None:
    number = await waiting(office, client)
    stranger = Party("PT PENJUAL LAIN", "JL. LAIN", "0029998887423000", "0029998887423000000000")
    upload = await read(office, await pdf_for(office, number, seller=stranger))
    assert upload.state is UploadState.QUARANTINED
    assert any("seller" in reason[0] for reason in upload.reasons)


@pytest.mark.parametrize("content", [b"", b"not a pdf", b"%PDF-1.7\n" + b"\x00" * 1000])
async def test_garbage_is_held(office: Office, content: bytes) -> None:
    upload = await read(office, content)
    assert upload.state is UploadState.QUARANTINED
    assert upload.reasons[0][0]


async def test_one_that_nobody_waits_for_is_held(office: Office, client: Client) -> None:
    number = await office.paid(client)
    upload = await read(office, await pdf_for(office, number))
    assert upload.state is UploadState.QUARANTINED
    assert upload.reasons[0][0] == "no-request"


async def test_a_second_number_for_the_same_invoice_is_held(office: Office, client: Client) -> None:
    number = await waiting(office, client)
    await read(office, await pdf_for(office, number))
    upload = await read(office, await pdf_for(office, number, nsfp="2600000000999"))
    assert upload.state is UploadState.QUARANTINED
    assert upload.reasons[0][0] == "already-issued"
    assert (await office.told()).count("ntf-faktur") == 1


async def test_the_same_job_twice_sends_once(office: Office, client: Client) -> None:
    number = await waiting(office, client)
    upload = await read(office, await pdf_for(office, number))
    await office.fakturs.read(str(upload.id))
    assert (await office.told()).count("ntf-faktur") == 1
    office.provider.clock.turn(timedelta(days=1))
