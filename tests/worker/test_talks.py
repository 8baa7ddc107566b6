"""A conversation of a linked account is a ticket in the portal, too."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from assistant.domain.support.answering import Staff, answer
from assistant.domain.support.beginning import account_linked, begin
from assistant.domain.support.model import ConversationState, Media, Subject, Words
from assistant.domain.support.saying import edit_said, say
from assistant.domain.support.taking import settle
from assistant.domain.tickets import Attachment, TicketAuthor, TicketStatus
from assistant.storage import tables as t
from tests.simclient import BUDI
from tests.worker.conftest import Office
from tests.worker.test_events import event

PDF = b"%PDF-1.7 layar"
STAFF = -1002000000001
RINA = Staff(2001, "Rina")


@pytest.fixture
async def number(office: Office) -> str:
    """Of a conversation of somebody whose account is linked."""
    client = await office.client("budi@maju.example", "PT Maju")
    async with office.shop.work() as work:
        await work.people.seen(BUDI, "Budi", None, "id")
        await work.links.add(BUDI, client)
        words = Words(BUDI, 11, "Website saya mati")
        return (await begin(work, BUDI, Subject(), words)).number


async def _ticket(office: Office, number: str) -> str:
    async with office.shop.work() as work:
        talk = await work.conversations.get(number)
    assert talk is not None
    assert talk.ticket_id is not None
    return talk.ticket_id


async def test_both_sides_stand_in_the_ticket_each_once(office: Office, number: str) -> None:
    await office.talks.talk(number)
    async with office.shop.work() as work:
        await answer(work, RINA, number, Words(STAFF, 21, "Kami periksa"))
    for _ in range(2):
        await office.talks.talk(number)
    replies = (await office.portal.ticket(await _ticket(office, number))).replies
    assert [reply.author for reply in replies] == [TicketAuthor.CLIENT, TicketAuthor.STAFF]
    assert "Website saya mati" in replies[0].message
    assert "Kami periksa" in replies[1].message


async def test_an_edit_is_said_and_a_file_goes_along(office: Office, number: str) -> None:
    office.files["f1"] = PDF
    file = Media("document", "f1", "layar.pdf", len(PDF))
    async with office.shop.work() as work:
        await say(work, BUDI, number, Words(BUDI, 12, "ini", file))
    await office.talks.talk(number)
    async with office.shop.work() as work:
        assert await edit_said(work, BUDI, Words(BUDI, 11, "Website toko mati"))
    for _ in range(2):
        await office.talks.talk(number)
    replies = (await office.portal.ticket(await _ticket(office, number))).replies
    assert len(replies) == 3
    [attached] = replies[1].attachments
    assert await office.portal.attachment(attached.id) == Attachment("layar.pdf", PDF)
    assert "Website toko mati" in replies[2].message


async def test_what_is_written_there_comes_here_once_and_not_our_own(
    office: Office, number: str
) -> None:
    await office.talks.talk(number)
    ticket = await office.portal.ticket(await _ticket(office, number))
    await office.provider.reply(ticket.ref, "Sudah pulih, silakan dicoba.")
    key = await event(office, "ticket.replied", ticket=ticket.ref.id)
    for _ in range(2):
        await office.events.handle(key)
    assert await office.told() == ["ntf-said-portal"]
    await office.talks.talk(number)
    assert len((await office.portal.ticket(ticket.ref.id)).replies) == 2
    async with office.shop.work() as work:
        talk = await work.conversations.get(number)
    assert talk is not None
    assert talk.state is ConversationState.ANSWERED


async def test_settled_here_is_closed_there_and_the_other_way_round(
    office: Office, number: str
) -> None:
    await office.talks.talk(number)
    async with office.shop.work() as work:
        assert await settle(work, RINA, number)
    await office.talks.talk(number)
    ticket = await office.portal.ticket(await _ticket(office, number))
    assert ticket.status is TicketStatus.CLOSED
    async with office.shop.work() as work:
        await say(work, BUDI, number, Words(BUDI, 13, "Mati lagi"))
    await office.talks.talk(number)
    await office.provider.set_ticket(ticket.ref, TicketStatus.CLOSED)
    await office.events.handle(await event(office, "ticket.status", ticket=ticket.ref.id))
    async with office.shop.work() as work:
        talk = await work.conversations.get(number)
    assert talk is not None
    assert talk.state is ConversationState.CLOSED


async def test_what_lived_in_the_chat_gets_its_ticket_when_an_account_is_linked(
    office: Office,
) -> None:
    async with office.shop.work() as work:
        await work.people.seen(BUDI, "Budi", None, "id")
        talk = await begin(work, BUDI, Subject(), Words(BUDI, 11, "Halo"))
    await office.talks.talk(talk.number)
    client = await office.client("budi@maju.example", "PT Maju")
    async with office.shop.work() as work:
        await work.links.add(BUDI, client)
        await account_linked(work, BUDI, client.id)
    await office.talks.talk(talk.number)
    [reply] = (await office.portal.ticket(await _ticket(office, talk.number))).replies
    assert "Halo" in reply.message


async def test_who_is_forgotten_leaves_no_words(office: Office, number: str) -> None:
    async with office.shop.work() as work:
        assert "said" in await work.people.everything(BUDI)
        await work.people.forget(BUDI)
    async with office.shop.engine.begin() as connection:
        for table in (t.conversation, t.said, t.carrier):
            assert (await connection.execute(table.select())).all() == []


async def _staff_heard(office: Office) -> list[str]:
    async with office.shop.work() as work:
        query = select(t.delivery).where(t.delivery.c.channel == "staff")
        rows = await work.connection.execute(query.order_by(t.delivery.c.id))
        return [row.payload["key"] for row in rows]


async def _written_there(office: Office, ticket: str, words: str, *files: Attachment) -> None:
    """By the customer, in the portal or by mail."""
    by = TicketAuthor.CLIENT
    await office.portal.answer_ticket(
        ticket, words, author=by, reference=f"mail-{len(words)}", attachments=files
    )
    async with office.shop.work() as work:
        talk = await work.conversations.by_ticket(ticket)
    assert talk is not None
    for _ in range(2):
        await office.talks.pass_on(talk, await office.portal.ticket(ticket))


async def test_an_answer_by_mail_that_quotes_us_is_an_answer(office: Office, number: str) -> None:
    await office.talks.talk(number)
    ticket = await office.portal.ticket(await _ticket(office, number))
    quoted = "".join(f"> {line}\n" for line in ticket.replies[0].message.splitlines())
    await office.provider.reply(ticket.ref, f"Sudah pulih.\n\nPada Senin Budi menulis:\n{quoted}")
    await office.events.handle(await event(office, "ticket.replied", ticket=ticket.ref.id))
    assert await office.told() == ["ntf-said-portal"]
    await _written_there(office, ticket.ref.id, f"Belum.\n\n{ticket.replies[0].message}")
    assert await _staff_heard(office) == ["desk-said", "desk-ticket-staff", "desk-said-portal"]


async def test_what_the_customer_attaches_in_the_portal_comes_into_the_topic(
    office: Office, number: str
) -> None:
    await office.talks.talk(number)
    files = (Attachment("layar.png", b"\x89PNG"), Attachment("kosong.txt", b""))
    await _written_there(office, await _ticket(office, number), "Ini layarnya", *files)
    heard = ["desk-said", "desk-said-portal", "desk-ticket-file", "desk-ticket-file-left"]
    assert await _staff_heard(office) == heard


async def test_a_word_after_the_end_keeps_it_open_though_the_portal_still_says_closed(
    office: Office, number: str
) -> None:
    await office.talks.talk(number)
    ticket = await office.portal.ticket(await _ticket(office, number))
    async with office.shop.work() as work:
        assert await settle(work, RINA, number)
    await office.talks.talk(number)
    async with office.shop.work() as work:
        await say(work, BUDI, number, Words(BUDI, 13, "Mati lagi"))
    await office.events.handle(await event(office, "ticket.status", ticket=ticket.ref.id))
    async with office.shop.work() as work:
        talk = await work.conversations.get(number)
    assert talk is not None
    assert talk.state is ConversationState.OPEN
    await office.talks.talk(number)
    again = await office.portal.ticket(ticket.ref.id)
    assert again.status is not TicketStatus.CLOSED
    assert "Mati lagi" in again.replies[-1].message
