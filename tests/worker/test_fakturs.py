"""A PDF that came in: out to its buyer when it says what we expect, held when it does not."""

from __future__ import annotations

import signal
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from assistant.documents.paper import F4, Paper
from assistant.documents.specimen import draw_specimen, write_specimen
from assistant.domain.billing import InvoiceStatus
from assistant.domain.clients import Client
from assistant.domain.fakturs.gate import is_final
from assistant.domain.fakturs.holding import reconsider
from assistant.domain.fakturs.intake import receive_pdf
from assistant.domain.fakturs.model import RequestState, Upload, UploadState
from assistant.domain.fakturs.paid import invoice_paid, invoice_undone
from assistant.domain.fakturs.paper import NomorFaktur, Party
from assistant.domain.sources import Source
from assistant.portal.embedded.specimen import Faults, specimen
from assistant.storage import tables as t
from assistant.storage.codec import load_args
from tests.documents.hostile import TakenOver
from tests.worker.conftest import BUDI, SELLER, Office

PARTY = Party(
    SELLER["ASSISTANT_SELLER_NAME"],
    SELLER["ASSISTANT_SELLER_ADDRESS"],
    SELLER["ASSISTANT_SELLER_NPWP"],
    nitku=SELLER["ASSISTANT_SELLER_NPWP"] + "000000",
)


async def waiting(office: Office, client: Client, number: str = "") -> str:
    """A paid invoice that a faktur is due for."""
    number = number or await office.paid(client)
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
    version: str = "00",
    seller: Party = PARTY,
    reference: str | None = None,
    signer: str | None = None,
    npwp: str | None = None,
    **wrong: bool,
) -> bytes:
    invoice = await office.portal.find_invoice(number)
    assert invoice is not None
    client = await office.portal.client(invoice.client_id)
    assert client.tax is not None
    tax = client.tax if npwp is None else replace(client.tax, npwp=npwp)
    spec = specimen(invoice, tax, seller, NomorFaktur("04", version, nsfp), Faults(**wrong))
    if signer is not None:
        spec = replace(spec, signer=signer)
    return write_specimen(spec if reference is None else replace(spec, reference=reference))


async def read(office: Office, pdf: bytes) -> Upload:
    """The upload after its job was done."""
    async with office.shop.work() as work:
        sha256 = await work.documents.put(pdf, "faktur")
        upload = await receive_pdf(work, sha256, "a.pdf", Source.FINANCE)
        assert upload is not None
    await office.fakturs.read(str(upload.id))
    async with office.shop.work() as work:
        found = await work.uploads.get(upload.id)
        assert found is not None
        return found


async def documents_sent(office: Office) -> list[Any]:
    async with office.shop.work() as work:
        query = select(t.delivery).where(t.delivery.c.document.is_not(None))
        return list(await work.connection.execute(query.order_by(t.delivery.c.id)))


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
        (faktur,) = await work.fakturs.issued_for(request.id)
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
    assert upload.state is UploadState.HELD
    assert any(code in reason[0] for reason in upload.reasons), upload.reasons
    assert all(sent.channel == "staff" for sent in await documents_sent(office))
    assert await office.told("staff") == ["held-card"]
    assert "ntf-faktur" not in await office.told()


async def test_one_of_another_seller_is_held(office: Office, client: Client) -> None:
    number = await waiting(office, client)
    stranger = Party("PT PENJUAL LAIN", "JL. LAIN", "0029998887423000", "0029998887423000000000")
    upload = await read(office, await pdf_for(office, number, seller=stranger))
    assert upload.state is UploadState.HELD
    assert any("seller" in reason[0] for reason in upload.reasons)


@pytest.mark.parametrize("content", [b"", b"not a pdf", b"%PDF-1.7\n" + b"\x00" * 1000])
async def test_garbage_is_held(office: Office, content: bytes) -> None:
    upload = await read(office, content)
    assert upload.state is UploadState.HELD
    assert upload.reasons[0][0]


async def test_one_that_kills_its_reader_is_held_and_never_read_again(
    office: Office, client: Client
) -> None:
    async with TakenOver() as office.reader:
        await office.reader.holes()
        with capture_logs() as lines:
            upload = await read(office, b"execve")
            await office.fakturs.read(str(upload.id))
        assert (upload.state, upload.reasons[0][0]) == (UploadState.HELD, "crashed")
        killed = [line["why"] for line in lines if line["event"] == "reader failed"]
        assert killed == [f"it ended: {-signal.SIGSYS}"] * 2, (
            "one that had started, and a fresh one"
        )


async def test_one_that_nobody_waits_for_is_held(office: Office, client: Client) -> None:
    number = await office.paid(client)
    upload = await read(office, await pdf_for(office, number))
    assert upload.state is UploadState.HELD
    assert upload.reasons[0][0] == "no-request"


async def test_a_second_number_for_the_same_invoice_is_held(office: Office, client: Client) -> None:
    number = await waiting(office, client)
    await read(office, await pdf_for(office, number))
    upload = await read(office, await pdf_for(office, number, nsfp="2600000000999"))
    assert upload.state is UploadState.HELD
    assert upload.reasons[0][0] == "already-issued"
    assert (await office.told()).count("ntf-faktur") == 1


async def test_without_a_reference_the_one_invoice_of_buyer_amount_and_month_is_it(
    office: Office, client: Client
) -> None:
    number = await waiting(office, client)
    assert (await read(office, await pdf_for(office, number, reference=""))).state == "issued"


async def test_with_a_reference_that_cannot_be_read_a_person_chooses(
    office: Office, client: Client
) -> None:
    """It may name another invoice of the same buyer and amount."""
    number = await waiting(office, client)
    upload = await read(
        office, await pdf_for(office, number, signer="(Referensi: INV-2099-000777)")
    )
    assert upload.state is UploadState.HELD
    assert [code for code, _, _ in upload.reasons] == ["reference-unread"]
    assert not is_final(upload.reasons)
    assert await request_state(office, number) is RequestState.WAITING


async def test_one_that_is_marked_as_cancelled_is_held_for_good(
    office: Office, client: Client
) -> None:
    number = await waiting(office, client)
    invoice = await office.portal.find_invoice(number)
    assert invoice is not None
    assert client.tax is not None
    kept = NomorFaktur("04", "00", "2600000000123")
    paper = Paper("CANCELED", datetime(2026, 1, 1, tzinfo=UTC), F4)
    draw_specimen(specimen(invoice, client.tax, PARTY, kept, Faults()), paper)
    paper.text(60, 500, "CANCELED", size=80)
    upload = await read(office, paper.to_bytes())
    assert upload.state is UploadState.HELD
    assert ("watermark", "", "CANCELED") in upload.reasons
    assert is_final(upload.reasons)
    assert await request_state(office, number) is RequestState.WAITING


async def test_words_without_a_number_name_no_invoice(office: Office, client: Client) -> None:
    number = await waiting(office, client)
    pdf = await pdf_for(office, number, reference="Hosting bulanan")
    assert (await read(office, pdf)).state == "issued"


async def test_a_number_among_words_is_found(office: Office, client: Client) -> None:
    first, second = await waiting(office, client), await waiting(office, client)
    pdf = await pdf_for(office, second, reference=f"Pembayaran {second.lower()} (lunas)")
    assert (await read(office, pdf)).state == "issued"
    assert await request_state(office, first) is RequestState.WAITING


async def test_a_person_chooses_among_several(office: Office, client: Client) -> None:
    first, second = await waiting(office, client), await waiting(office, client)
    upload = await read(office, await pdf_for(office, first, reference=""))
    assert upload.state is UploadState.HELD
    [(code, numbers, _)] = upload.reasons
    assert (code, set(numbers.split(", "))) == ("several-candidates", {first, second})


async def test_an_unknown_number_is_never_guessed_over(office: Office, client: Client) -> None:
    number = await waiting(office, client)
    pdf = await pdf_for(office, number, reference="INV-2099-000001")
    assert (await read(office, pdf)).reasons[0][0] == "no-request"


async def test_one_of_another_month_is_no_candidate(office: Office, client: Client) -> None:
    number = await waiting(office, client)
    pdf = await pdf_for(office, number, reference="")
    async with office.shop.work() as work:
        earlier = t.faktur_request.c.paid_at - timedelta(days=40)
        await work.connection.execute(t.faktur_request.update().values(paid_at=earlier))
    assert (await read(office, pdf)).reasons[0][0] == "no-request"


async def test_where_the_npwp_changed_after_payment_a_person_looks(
    office: Office, client: Client
) -> None:
    number = await waiting(office, client)
    pdf = await pdf_for(office, number)
    before = client.tax
    assert before is not None
    after = replace(before, npwp="0098765431441000", nitku="0098765431441000000000")
    await office.portal.set_tax_profile(client.id, after)
    upload = await read(office, pdf)
    assert upload.reasons == (("profile-changed", after.npwp, before.npwp),)
    upload = await read(office, await pdf_for(office, number))
    assert upload.reasons == (("profile-changed", before.npwp, after.npwp),)
    third = await read(office, await pdf_for(office, number, npwp="0029998887423000"))
    assert "buyer-npwp" in [reason[0] for reason in third.reasons]
    assert "ntf-faktur" not in await office.told()


async def test_when_the_invoice_becomes_known_what_was_held_goes_out(
    office: Office, client: Client
) -> None:
    number = await office.paid(client)
    upload = await read(office, await pdf_for(office, number))
    assert upload.state is UploadState.HELD
    await waiting(office, client, number)
    async with office.shop.work() as work:
        await reconsider(work, number)
    await office.fakturs.read(str(upload.id))
    assert "ntf-faktur" in await office.told()
    assert await office.told("staff") == ["held-card", "held-done-found"]


class TestVersions:
    async def test_a_replacement_goes_out_and_the_old_message_says_so(
        self, office: Office, client: Client
    ) -> None:
        number = await waiting(office, client)
        first = await read(office, await pdf_for(office, number))
        await sent(office, first.sha256)
        second = await read(office, await pdf_for(office, number, version="01"))
        assert second.state is UploadState.ISSUED
        told = [row for row in await office.rows(t.delivery) if row.channel == "telegram"]
        assert [row.payload["key"] for row in told] == [
            "ntf-faktur-waiting", "ntf-faktur", "ntf-faktur-superseded",
            "ntf-faktur-replacement",
        ]  # fmt: skip
        words = office.texts.html("id", told[3].payload["key"], load_args(told[3].payload["args"]))
        assert "13 angka terakhirnya sama" in words
        assert "Pakailah faktur ini" in words
        assert told[2].payload["edits"] == told[1].id
        old, new = await office.do(lambda work: work.fakturs.versions("2600000000123"))
        assert (old.superseded_by, new.superseded_by) == (new.id, None)

    async def test_one_that_was_not_sent_yet_does_not_go(
        self, office: Office, client: Client
    ) -> None:
        number = await waiting(office, client)
        await read(office, await pdf_for(office, number))
        await read(office, await pdf_for(office, number, version="01"))
        states = [(row.state, row.error) for row in await documents_sent(office)]
        assert states == [("failed", "withdrawn"), ("queued", None)]

    async def test_an_older_version_does_not_go_out_as_new(
        self, office: Office, client: Client
    ) -> None:
        number = await waiting(office, client)
        newer = await read(office, await pdf_for(office, number, version="02"))
        older = await read(office, await pdf_for(office, number, version="01"))
        assert (newer.state, older.state) == (UploadState.ISSUED, UploadState.OLDER)
        assert (await office.told())[1:] == ["ntf-faktur-replacement"]
        chain = await office.do(lambda work: work.fakturs.versions("2600000000123"))
        assert [f.kode_status for f in chain] == ["01", "02"]
        assert chain[0].superseded_by == chain[1].id

    async def test_the_same_version_in_other_bytes_is_no_second_delivery(
        self, office: Office, client: Client
    ) -> None:
        number = await waiting(office, client)
        pdf = await pdf_for(office, number)
        await read(office, pdf)
        assert (await read(office, pdf + b"\n")).state is UploadState.DUPLICATE
        assert (await office.told()).count("ntf-faktur") == 1

    @pytest.mark.parametrize("issued", [False, True])
    async def test_an_invoice_undone_is_said_to_customer_and_finance(
        self, office: Office, client: Client, issued: bool
    ) -> None:
        number = await waiting(office, client)
        if issued:
            await read(office, await pdf_for(office, number))
        invoice = await office.portal.find_invoice(number)
        assert invoice is not None
        for _ in range(2):
            async with office.shop.work() as work:
                await invoice_undone(work, replace(invoice, status=InvoiceStatus.REFUNDED))
        ending = "ntf-invoice-undone-issued" if issued else "ntf-invoice-undone"
        assert (await office.told()).count(ending) == 1
        said = "finance-undone-issued" if issued else "finance-undone-open"
        case = ["finance-case-cancellation"] if issued else []
        assert await office.told("staff") == [said, *case]
        late = await read(office, await pdf_for(office, number, version="01"))
        assert late.reasons[0][0] == "invoice-undone"


async def sent(office: Office, sha256: str) -> None:
    """The courier was here."""
    async with office.shop.work() as work:
        its = t.delivery.c.document == sha256
        values = {"state": "sent", "message_id": 77}
        await work.connection.execute(t.delivery.update().where(its).values(**values))


async def request_state(office: Office, number: str) -> RequestState:
    request = await office.do(lambda work: work.fakturs.request_of(number))
    return RequestState(request.state)


async def test_the_same_job_twice_sends_once(office: Office, client: Client) -> None:
    number = await waiting(office, client)
    upload = await read(office, await pdf_for(office, number))
    await office.fakturs.read(str(upload.id))
    assert (await office.told()).count("ntf-faktur") == 1
    office.provider.clock.turn(timedelta(days=1))
