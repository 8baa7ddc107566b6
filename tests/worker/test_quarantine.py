"""How finance settles a PDF that is held."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from assistant.domain.acting.model import Act, ActState
from assistant.domain.acting.wanting import want_act
from assistant.domain.clients import Client
from assistant.domain.fakturs.choosing import likely
from assistant.domain.fakturs.model import Upload, UploadState
from assistant.domain.money import PPN_OF_2025
from assistant.domain.rates import TaxRules
from assistant.storage import tables as t
from assistant.storage.codec import load_args
from tests.worker.conftest import BUDI, DEWI, RINA, Office
from tests.worker.test_fakturs import pdf_for, read, waiting


@pytest.fixture
async def client(office: Office) -> Client:
    return await office.linked(BUDI, "budi@majujaya.example")


async def act(
    office: Office, what: Act, subject: object, text: str = "", *, by: int = RINA
) -> ActState:
    """What became of something wanted, and of the job that follows."""
    async with office.shop.work() as work:
        await want_act(work, by, "Rina", what, str(subject), text)
    key = str((await office.rows(t.finance_act))[-1].id)
    await office.finance.act(key)
    if what in (Act.ASSIGN, Act.ASSIGN_SURE):
        await office.fakturs.assign(key)
    done = await office.do(lambda work: work.acts.get(int(key)))
    return ActState(done.state)


async def upload_now(office: Office, upload: Upload) -> Upload:
    found = await office.do(lambda work: work.uploads.get(upload.id))
    assert isinstance(found, Upload)
    return found


async def staff_rows(office: Office) -> list[Any]:
    return [row for row in await office.rows(t.delivery) if row.channel == "staff"]


async def held_among_two(office: Office, client: Client) -> tuple[Upload, str]:
    """It fits two invoices; the second is its own."""
    await waiting(office, client)
    number = await waiting(office, client)
    return await read(office, await pdf_for(office, number, reference="")), number


async def test_its_card_shows_both_sides_and_what_can_be_done(
    office: Office, client: Client
) -> None:
    number = await waiting(office, client)
    await read(office, await pdf_for(office, number, swap_buyer=True))
    [card] = await staff_rows(office)
    assert card.payload["place"] == "finance"
    assert card.document is not None
    [reason] = card.payload["args"]["reasons"]
    assert reason["say"] == "mismatch-buyer-npwp"
    assert client.tax is not None
    assert reason["args"]["expected"] == client.tax.npwp != reason["args"]["found"]
    buttons = [button["label"] for button in card.payload["buttons"]]
    assert buttons == ["held-btn-draft", "held-btn-replace", "held-btn-refuse"]


async def test_named_by_a_person_it_goes_to_that_customer_and_the_card_says_so(
    office: Office, client: Client
) -> None:
    upload, number = await held_among_two(office, client)
    assert await act(office, Act.ASSIGN, upload.id, f" {number.lower()} ") is ActState.MADE
    assert (await upload_now(office, upload)).state is UploadState.ISSUED
    assert (await office.told()).count("ntf-faktur") == 1
    card, outcome = await staff_rows(office)
    assert outcome.payload["key"] == "held-done-issued"
    assert outcome.payload["edits"] == card.id
    assert outcome.payload["args"]["invoice"] == number
    actions = [(row.actor, row.action) for row in await office.rows(t.audit)]
    assert (f"staff:{RINA}", "faktur-assigned") in actions


async def test_what_differs_is_shown_and_asked_about_first(office: Office, client: Client) -> None:
    number = await waiting(office, client)
    upload = await read(office, await pdf_for(office, number, wrong_amount=True))
    await act(office, Act.ASSIGN, upload.id, number)
    assert (await upload_now(office, upload)).state is UploadState.HELD
    question = (await staff_rows(office))[-1]
    assert question.payload["key"] == "held-differs"
    assert [r["say"] for r in question.payload["args"]["reasons"]] == ["mismatch-dpp-invoice"]
    button, cancel = question.payload["buttons"]
    label = office.texts.plain("id", button["label"], load_args(button["args"]))
    assert len(set(re.findall(r"Rp\s[\d.]+", label))) == 2, "both amounts"
    assert cancel["label"] == "held-btn-cancel"
    _, _, id_, request = button["data"].split(":")
    assert await act(office, Act.ASSIGN_SURE, f"{id_}-{request}") is ActState.MADE
    assert (await upload_now(office, upload)).state is UploadState.ISSUED


@pytest.mark.parametrize("what", [Act.ASSIGN, Act.ASSIGN_SURE])
async def test_another_buyer_stays_held_whoever_says_otherwise(
    office: Office, client: Client, what: Act
) -> None:
    number = await waiting(office, client)
    upload = await read(office, await pdf_for(office, number, swap_buyer=True))
    request = await office.do(lambda work: work.fakturs.request_of(number))
    subject = upload.id if what is Act.ASSIGN else f"{upload.id}-{request.id}"
    await act(office, what, subject, number)
    assert (await upload_now(office, upload)).state is UploadState.HELD
    assert (await staff_rows(office))[-1].payload["key"] == "held-stays"
    assert "ntf-faktur" not in await office.told()


async def test_an_unknown_invoice_is_said(office: Office, client: Client) -> None:
    upload, _ = await held_among_two(office, client)
    assert await act(office, Act.ASSIGN, upload.id, "INV-1") is ActState.NO_INVOICE
    assert (await office.told("staff"))[-1] == "finance-act-no-invoice"
    assert (await upload_now(office, upload)).state is UploadState.HELD


async def test_the_end_of_a_number_names_an_invoice_when_it_is_the_only_one(
    office: Office, client: Client
) -> None:
    upload, number = await held_among_two(office, client)
    assert await act(office, Act.ASSIGN, upload.id, f"yang #{number[-3:]}") is ActState.MADE
    assert (await upload_now(office, upload)).state is UploadState.ISSUED


async def test_the_end_of_a_number_may_have_signs_in_it(office: Office, client: Client) -> None:
    upload, number = await held_among_two(office, client)
    end = number.partition("-")[2]
    assert "-" in end
    assert await act(office, Act.ASSIGN, upload.id, f"tagihan {end}.") is ActState.MADE
    assert (await upload_now(office, upload)).state is UploadState.ISSUED


async def test_an_end_that_several_have_is_asked_about_with_a_button_each(
    office: Office, client: Client
) -> None:
    upload, number = await held_among_two(office, client)
    async with office.shop.work() as work:
        rows = await work.fakturs.requests_named(frozenset({number}))
        await work.connection.execute(
            t.faktur_request.update()
            .where(t.faktur_request.c.id != rows[0].id)
            .values(invoice_number=f"LAMA-{number[-4:]}")
        )
    assert await act(office, Act.ASSIGN, upload.id, number[-4:]) is ActState.MADE
    offer = (await staff_rows(office))[-1]
    assert offer.payload["key"] == "held-offer-typed"
    *picks, cancel = offer.payload["buttons"]
    assert {pick["args"]["invoice"] for pick in picks} == {number, f"LAMA-{number[-4:]}"}
    assert cancel["label"] == "held-btn-cancel"
    [data] = [pick["data"] for pick in picks if pick["args"]["invoice"] == number]
    _, do, id_, request = data.split(":")
    assert do == "pick"
    assert await act(office, Act.ASSIGN, f"{id_}-{request}") is ActState.MADE
    assert (await upload_now(office, upload)).state is UploadState.ISSUED


@pytest.mark.parametrize("typed", ["7", "%", "__", "tidak tahu", "12 atau 34"])
async def test_what_is_no_end_of_a_number_names_nothing(
    office: Office, client: Client, typed: str
) -> None:
    upload, _ = await held_among_two(office, client)
    assert await act(office, Act.ASSIGN, upload.id, typed) is ActState.NO_INVOICE


async def test_what_may_be_meant_is_offered_the_likeliest_first(
    office: Office, client: Client
) -> None:
    number = await waiting(office, client)
    other = await waiting(office, client)
    upload = await read(office, await pdf_for(office, number, wrong_amount=True))
    async with office.shop.work() as work:
        await work.connection.execute(
            t.faktur_request.update()
            .where(t.faktur_request.c.invoice_number == other)
            .values(subtotal=1)
        )
        found = await likely(work, upload)
    assert [one.invoice_number for one in found] == [number, other]


async def test_the_likeliest_goes_by_the_share_of_its_day(office: Office, client: Client) -> None:
    """A law by which the whole price is the taxable base again."""
    upload, number = await held_among_two(office, client)
    assert upload.read is not None
    async with office.shop.work() as work:
        work.tax_rules = TaxRules([replace(PPN_OF_2025, share=Fraction(1))])
        await work.connection.execute(
            t.faktur_request.update()
            .where(t.faktur_request.c.invoice_number != number)
            .values(subtotal=upload.read.dpp)
        )
        first, second = await likely(work, upload)
    assert (first.subtotal, second.invoice_number) == (upload.read.dpp, number)


async def test_what_could_not_be_read_cannot_be_assigned(office: Office, client: Client) -> None:
    number = await waiting(office, client)
    upload = await read(office, b"not a pdf")
    assert await act(office, Act.ASSIGN, upload.id, number) is ActState.STAYS_HELD


async def test_refused_it_goes_to_nobody(office: Office, client: Client) -> None:
    upload, number = await held_among_two(office, client)
    assert await act(office, Act.REFUSE, upload.id, "Faktur ganda") is ActState.MADE
    assert (await upload_now(office, upload)).state is UploadState.REFUSED
    outcome = (await staff_rows(office))[-1]
    assert outcome.payload["key"] == "held-done-refused"
    assert outcome.payload["args"]["reason"] == "Faktur ganda"
    assert await act(office, Act.ASSIGN, upload.id, number) is ActState.SETTLED
    assert "ntf-faktur" not in await office.told()


async def test_another_file_in_its_place_settles_it(office: Office, client: Client) -> None:
    upload, _ = await held_among_two(office, client)
    assert await act(office, Act.REPLACE, upload.id, "benar.pdf") is ActState.MADE
    assert (await upload_now(office, upload)).state is UploadState.REPLACED
    assert (await office.told("staff"))[-1] == "held-done-replaced"


async def test_a_wrong_buyer_can_be_drafted_as_cancel_and_issue_anew(
    office: Office, client: Client
) -> None:
    number = await waiting(office, client)
    upload = await read(office, await pdf_for(office, number, swap_buyer=True))
    await act(office, Act.DRAFT, upload.id)
    draft = (await staff_rows(office))[-1]
    assert draft.payload["key"] == "held-draft"
    assert client.tax is not None
    assert draft.payload["args"]["npwp"] == client.tax.npwp
    text = office.texts.html("id", "held-draft", draft.payload["args"])
    assert number in text


async def test_two_at_once_make_one_decision(office: Office, client: Client) -> None:
    upload, number = await held_among_two(office, client)
    async with office.shop.work() as work:
        await want_act(work, RINA, "Rina", Act.ASSIGN, str(upload.id), number)
        await want_act(work, DEWI, "Dewi", Act.REFUSE, str(upload.id), "Ganda")
    first, second = (str(row.id) for row in await office.rows(t.finance_act))
    await office.finance.act(first)
    await asyncio.gather(office.fakturs.assign(first), office.finance.act(second))
    states = {ActState(row.state) for row in await office.rows(t.finance_act)}
    assert states == {ActState.MADE, ActState.SETTLED}
    outcomes = [key for key in await office.told("staff") if key.startswith("held-done")]
    assert len(outcomes) == 1
    sent = (await office.told()).count("ntf-faktur")
    assert sent == (1 if outcomes == ["held-done-issued"] else 0)


@pytest.mark.parametrize("left", [False, True])
async def test_nobody_settles_a_pdf_of_an_account_that_is_or_was_theirs(
    office: Office, client: Client, left: bool
) -> None:
    async with office.shop.work() as work:
        await work.links.add(RINA, client)
    number = await waiting(office, client)
    upload = await read(office, await pdf_for(office, number, wrong_amount=True))
    if left:
        async with office.shop.work() as work:
            await work.links.revoke(RINA, client.id)
    request = upload.request
    assert request is not None
    for what, subject, words in (
        (Act.ASSIGN, upload.id, number),
        (Act.ASSIGN_SURE, f"{upload.id}-{request}", ""),
        (Act.REFUSE, upload.id, "tidak perlu"),
        (Act.REPLACE, upload.id, "lain.pdf"),
        (Act.DRAFT, upload.id, ""),
    ):
        assert await act(office, what, subject, words) is ActState.OWN_ACCOUNT, what
    assert (await upload_now(office, upload)).state is UploadState.HELD
    assert await act(office, Act.REFUSE, upload.id, "salah", by=2002) is ActState.MADE
