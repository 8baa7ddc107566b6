"""What the gate only warns of: it holds nothing, and finance sees it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from assistant.domain.acting.model import Act, ActState
from assistant.domain.clients import Client
from assistant.domain.fakturs.model import Upload, UploadState
from tests.worker.conftest import BUDI, Office
from tests.worker.test_fakturs import PARTY, pdf_for, read, waiting
from tests.worker.test_intake import dropped, line
from tests.worker.test_quarantine import act, staff_rows, upload_now

RENAMED = replace(PARTY, name="PT AWAN LAMA INDONESIA")
"""The same seller by its NPWP."""
WARNING = ("seller-name", PARTY.name, RENAMED.name)


@pytest.fixture
async def client(office: Office) -> Client:
    return await office.linked(BUDI, "budi@majujaya.example")


async def warned(office: Office, client: Client, **more: Any) -> tuple[Upload, str]:
    number = await waiting(office, client)
    return await read(office, await pdf_for(office, number, seller=RENAMED, **more)), number


async def test_it_goes_out_and_finance_is_told_what_to_look_at(
    office: Office, client: Client
) -> None:
    upload, number = await warned(office, client)
    assert upload.state is UploadState.ISSUED
    assert upload.warnings == (WARNING,)
    assert (await office.told()).count("ntf-faktur") == 1
    [said] = await staff_rows(office)
    assert said.payload["key"] == "finance-sent-with-warnings"
    assert said.payload["place"] == "finance"
    assert said.payload["args"]["invoice"] == number
    [warning] = said.payload["args"]["warnings"]
    assert warning["say"] == "mismatch-seller-name"
    assert warning["args"] == {"expected": PARTY.name, "found": RENAMED.name}


async def test_among_dropped_files_it_stands_in_their_line(office: Office, client: Client) -> None:
    good, odd = await waiting(office, client), await waiting(office, client)
    files = {
        "baik.pdf": await pdf_for(office, good, nsfp="2600000000201"),
        "beda.pdf": await pdf_for(office, odd, nsfp="2600000000202", seller=RENAMED),
    }
    await dropped(office, files)
    said = await line(office)
    assert "✅ 2 dikirim" in said
    assert "📝 1 dikirim dengan catatan" in said
    assert "beda.pdf: nama penjual berbeda" in said
    assert said.count("baik.pdf") == 1
    assert await staff_rows(office) == []


async def test_on_the_card_of_a_held_one_it_stands_below_the_reasons(
    office: Office, client: Client
) -> None:
    upload, number = await warned(office, client, wrong_amount=True)
    assert upload.state is UploadState.HELD
    assert WARNING in upload.warnings
    [card] = await staff_rows(office)
    reasons = [reason["say"] for reason in card.payload["args"]["reasons"]]
    facts = [fact["say"] for fact in card.payload["args"]["facts"]]
    assert reasons == ["mismatch-dpp-invoice"]
    assert facts.index("held-open") < facts.index("held-warnings")
    assert "mismatch-seller-name" in facts[facts.index("held-warnings") :]
    request = await office.do(lambda work: work.fakturs.request_of(number))
    sure = f"{upload.id}-{request.id}"
    assert await act(office, Act.ASSIGN_SURE, sure) is ActState.MADE
    now = await upload_now(office, upload)
    assert now.state is UploadState.ISSUED
    assert WARNING in now.warnings


async def test_a_refused_one_keeps_what_was_warned_of(office: Office, client: Client) -> None:
    upload, _ = await warned(office, client, wrong_amount=True)
    await act(office, Act.REFUSE, upload.id, "Ganda")
    assert (await upload_now(office, upload)).warnings == upload.warnings


async def test_where_all_agrees_nothing_is_said(office: Office, client: Client) -> None:
    upload = await read(office, await pdf_for(office, await waiting(office, client)))
    assert (upload.state, upload.warnings) == (UploadState.ISSUED, ())
    assert await staff_rows(office) == []


@pytest.mark.parametrize("subject", ["", "0", "-1", "99999999999999999999", "x", "1-", "1-x"])
async def test_an_act_about_no_upload_does_nothing(
    office: Office, client: Client, subject: str
) -> None:
    upload, _ = await warned(office, client, wrong_amount=True)
    for what in (Act.REFUSE, Act.REPLACE, Act.DRAFT, Act.ASSIGN, Act.ASSIGN_SURE):
        if subject.startswith("1") and what in (Act.REFUSE, Act.REPLACE, Act.ASSIGN):
            continue  # a held upload is named there
        assert await act(office, what, subject, "INV-9") is not ActState.WANTED
    assert (await upload_now(office, upload)).state is UploadState.HELD
