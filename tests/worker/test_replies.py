"""Replies both ways: staff's into the chat, the customer's into the ticket, files and all."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from assistant.domain.clients import Client
from assistant.domain.support.model import ConversationState
from assistant.domain.tickets import Attachment, TicketAuthor, TicketRef, TicketStatus
from assistant.domain.transfers.answering import write_answer
from assistant.domain.transfers.model import AnswerFile, Transfer, TransferState
from assistant.storage import tables as t
from assistant.worker import talks
from tests.worker.conftest import BUDI, SITI, Office
from tests.worker.test_events import asked_with_ticket, event

PDF = b"%PDF-1.7 isi"


@pytest.fixture
async def owner(office: Office) -> Client:
    return await office.linked(BUDI, "budi@majujaya.example")


@pytest.fixture
async def asked(office: Office, owner: Client) -> tuple[Transfer, TicketRef]:
    return await asked_with_ticket(office, owner)


async def pass_on(office: Office, ticket: TicketRef) -> None:
    await office.events.handle(await event(office, "ticket.replied", ticket=ticket.id))


async def sent(office: Office) -> list[Any]:
    async with office.shop.work() as work:
        rows = await work.connection.execute(select(t.delivery).order_by(t.delivery.c.id))
        return [row for row in rows if row.channel == "telegram"]


async def test_what_the_customer_writes_in_the_ticket_comes_into_the_topic(
    office: Office, asked: tuple[Transfer, TicketRef]
) -> None:
    transfer, ticket = asked
    by = TicketAuthor.CLIENT
    await office.portal.answer_ticket(ticket.id, "Kapan selesai?", author=by, reference="mail-1")
    key = await event(office, "ticket.replied", ticket=ticket.id)
    for _ in range(2):
        await office.events.handle(key)
    async with office.shop.work() as work:
        [said] = await work.conversations.all_said(transfer.number)
        rows = await work.connection.execute(select(t.delivery.c.payload))
        keys = [row.payload["key"] for row in rows]
    assert said.text == "Kapan selesai?"
    assert keys.count("desk-said-portal") == 1
    assert await sent(office) == []


class TestStaffs:
    async def test_files_come_behind_the_words_each_once(
        self, office: Office, asked: tuple[Transfer, TicketRef]
    ) -> None:
        transfer, ticket = asked
        surat = Attachment("surat.pdf", PDF)
        await office.provider.reply(ticket, "Mohon diisi.", [surat])
        await pass_on(office, ticket)
        for _ in range(2):
            await office.events.reconcile()
        words, file = await sent(office)
        assert words.payload["key"] == "ntf-ticket-replied"
        assert (file.payload["name"], file.account) == ("surat.pdf", transfer.from_account)
        async with office.shop.work() as work:
            assert await work.documents.get(file.document) == PDF

    async def test_a_long_one_comes_whole_and_colleagues_see_it_in_the_topic(
        self, office: Office, asked: tuple[Transfer, TicketRef]
    ) -> None:
        _, ticket = asked
        await office.provider.reply(ticket, "x" * 5000)
        await pass_on(office, ticket)
        parts = [row.payload["args"]["message"] for row in await sent(office)]
        assert "".join(parts) == "x" * 5000
        async with office.shop.work() as work:
            rows = await work.connection.execute(select(t.delivery.c.payload))
            keys = [row.payload["key"] for row in rows]
        assert keys.count("desk-ticket-staff") == 2

    async def test_a_file_that_telegram_would_not_take_is_said_to_be_in_the_portal(
        self, office: Office, asked: tuple[Transfer, TicketRef], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(talks, "LARGEST_BACK", 3)
        _, ticket = asked
        files = [Attachment("besar.pdf", PDF), Attachment("kosong.pdf", b"")]
        await office.provider.reply(ticket, "Lihat.", files)
        await pass_on(office, ticket)
        assert await office.told() == ["ntf-ticket-replied", *["ntf-ticket-file-left"] * 2]

    async def test_what_no_event_told_is_found_by_looking_at_open_tickets_in_turn(
        self, office: Office, asked: tuple[Transfer, TicketRef], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        _, ticket = asked
        await office.events.reconcile()
        await office.provider.reply(ticket, "Sedang diperiksa.")
        await office.events.reconcile()
        assert await office.told() == ["ntf-ticket-replied"]

    async def test_closing_there_ends_the_request_here(
        self, office: Office, asked: tuple[Transfer, TicketRef]
    ) -> None:
        transfer, ticket = asked
        await office.provider.set_ticket(ticket, TicketStatus.CLOSED)
        key = await event(office, "ticket.status", ticket=ticket.id)
        for _ in range(2):
            await office.events.handle(key)
        now = await office.get(transfer.number)
        assert (now.state, now.note) == (TransferState.CANCELLED, "ticket-closed")
        assert await office.told() == ["ntf-ticket-closed"]


class TestCustomers:
    async def write(self, office: Office, transfer: Transfer, *files: AnswerFile) -> str:
        """The key of the job that passes it on."""
        async with office.shop.work() as work:
            assert await write_answer(work, BUDI, transfer.number, "Terlampir.", files)
        return next(j for j in await office.jobs() if ":reply:" in j).split()[1]

    async def test_it_waits_for_staff_until_they_answer_even_where_they_do_so_in_the_portal(
        self, office: Office, asked: tuple[Transfer, TicketRef]
    ) -> None:
        async def state() -> str:
            async with office.shop.work() as work:
                talk = await work.conversations.get(asked[0].number)
                assert talk is not None
                return talk.state

        await self.write(office, asked[0])
        assert await state() == ConversationState.OPEN
        await office.provider.reply(asked[1], "Sudah kami terima.")
        await pass_on(office, asked[1])
        assert await state() == ConversationState.ANSWERED
        await self.write(office, asked[0])
        await office.events.reconcile()
        assert await state() == ConversationState.OPEN

    async def test_the_answer_and_its_files_stand_in_the_ticket_once(
        self, office: Office, asked: tuple[Transfer, TicketRef]
    ) -> None:
        transfer, ticket = asked
        office.files["f1"] = PDF
        key = await self.write(office, transfer, AnswerFile("f1", "formulir.pdf"))
        for _ in range(2):
            await office.tickets.answer_ticket(key)
        [reply] = (await office.portal.ticket(ticket.id)).replies
        assert reply.author is TicketAuthor.CLIENT
        assert "Terlampir." in reply.message
        [file] = reply.attachments
        assert await office.portal.attachment(file.id) == Attachment("formulir.pdf", PDF)
        assert await office.told("staff") == ["desk-ticket-answer"]
        await pass_on(office, ticket)
        assert await office.told() == [], "nobody hears their own words again"

    async def test_a_file_that_is_not_what_it_says_stays_out_and_is_told(
        self, office: Office, asked: tuple[Transfer, TicketRef]
    ) -> None:
        transfer, ticket = asked
        office.files["f1"] = b"MZ not a PDF"
        files = (AnswerFile("f1", "palsu.pdf"), AnswerFile("f2", "hilang.png"))
        await office.tickets.answer_ticket(await self.write(office, transfer, *files))
        [reply] = (await office.portal.ticket(ticket.id)).replies
        assert reply.attachments == ()
        assert "palsu.pdf, hilang.png" in reply.message
        assert await office.told() == ["ntf-balas-left-out"]

    async def test_somebody_elses_request_takes_no_answer(
        self, office: Office, asked: tuple[Transfer, TicketRef]
    ) -> None:
        async with office.shop.work() as work:
            assert not await write_answer(work, SITI, asked[0].number, "Halo")
