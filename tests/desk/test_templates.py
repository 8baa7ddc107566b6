"""Ready answers: how they are kept, offered and filled in."""

from __future__ import annotations

from assistant.desk.templates import filled
from assistant.domain.support.answering import Staff
from assistant.domain.support.beginning import begin
from assistant.domain.support.model import About, Conversation, Subject, Words
from tests.dialogs.fakturs import MAJU, seated
from tests.play import Table

RINA = Staff(2001, "Rina")


async def talk_of(table: Table, person: int, subject: Subject | None = None) -> Conversation:
    async with table.shop.work() as work:
        return await begin(work, person, subject or Subject(), Words(person, 901, "halo"))


async def as_sent(table: Table, text: str, talk: Conversation) -> str:
    async with table.shop.work() as work:
        return await filled(work, text, talk)


async def test_the_gaps_are_filled_however_a_phone_wrote_them(table: Table) -> None:
    chat = await seated(table)
    talk = await talk_of(table, chat.person, Subject(About.FAKTUR, "INV-2026-000042", MAJU.id))
    said = await as_sent(table, "Halo {Nama}, { nomor } milik {AKUN}.", talk)
    assert said == "Halo Budi, INV-2026-000042 milik PT Maju Jaya."


async def test_of_a_guest_no_braces_are_left(table: Table) -> None:
    guest = table.chat(1003, "Andi")
    await guest.send("/start")
    talk = await talk_of(table, guest.person)
    assert await as_sent(table, "{akun} {nama}: {nomor}", talk) == f"Andi: {talk.number}"


async def test_what_a_customer_is_called_is_no_gap(table: Table) -> None:
    chat = table.chat(1004, "{nomor}")
    await chat.send("/start")
    talk = await talk_of(table, chat.person)
    assert await as_sent(table, "Halo {nama}", talk) == "Halo {nomor}"


async def test_kept_in_capitals_and_offered_in_the_customers_language_first(table: Table) -> None:
    chat = table.chat(1005, "Ann", "en")
    await chat.send("/start")
    talk = await talk_of(table, chat.person)
    async with table.shop.work() as work:
        await work.cards.touch(talk.number)
    staff = table.staff_chat()
    await staff.write(RINA.id, "/Templat Tambah ID salam\nHalo")
    await staff.write(RINA.id, "/templat tambah en welcome\nHello")
    await staff.tap(RINA.id, f"talk:ready:{talk.number}")
    key, args = (await staff.told())[-1]
    assert key == "desk-templat-list"
    assert [line["args"]["name"] for line in args["templates"]] == ["welcome", "salam"]
