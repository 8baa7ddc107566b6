"""Numbers in a person's own words: theirs opens what it is of, and somebody else's says nothing
more than one that nobody has."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from assistant.domain.support.beginning import begin
from assistant.domain.support.model import Subject, Words
from assistant.storage import tables as t
from tests.desk.test_card import TRANSFER
from tests.dialogs.fakturs import MAJU, TAX, issued, paid, seated
from tests.dialogs.test_menu import talked
from tests.dialogs.test_words_of_people import shown
from tests.dialogs.worlds import INDUK
from tests.play import STAFF_CHAT, Chat, Table

THEIR_FAKTUR, THEIR_PAID = "INV-2026-000077", "INV-2026-000078"
THEIR_REQUEST = "PND-AAAA2222"


async def says(chat: Chat, words: str) -> str:
    """From the menu, and long after whatever was said before."""
    await chat.send("/menu")
    chat.table.clock.move(timedelta(minutes=10))
    said = (await chat.send(words)).text
    await shown(chat.table)
    return said


async def test_that_of_another_is_answered_as_one_that_nobody_has(table: Table) -> None:
    chat = await seated(table, MAJU)
    other = table.chat(1002, "Siti")
    await other.agree()
    theirs = replace(INDUK, tax=TAX)
    await table.link(other.person, theirs)
    faktur = await issued(table, THEIR_FAKTUR, client=theirs)
    await paid(table, THEIR_PAID, theirs)
    request = replace(TRANSFER, number=THEIR_REQUEST, person=other.person, consent_token="other")
    async with table.shop.work() as work:
        await work.transfers.add(request)
    talk = await talked(other, Words(STAFF_CHAT, 902, "rahasia"))
    for known, unknown in (
        (THEIR_FAKTUR, "INV-2026-000999"),
        (THEIR_PAID, "INV-2026-000998"),
        (faktur.number, "04002699999999999"),
        (THEIR_REQUEST, "PND-ZZZZ9999"),
        (talk, "CS-ZZZZ9999"),
    ):
        for asked in ("{}", "{} sudah sampai mana ya", "mana faktur {}"):
            here = await says(chat, asked.format(known))
            there = await says(chat, asked.format(unknown))
            assert here.replace(known, unknown) == there, asked.format(known)


async def test_ones_own_opens_what_it_is_of(table: Table) -> None:
    chat = await seated(table, MAJU)
    faktur = await issued(table, "INV-2026-000042")
    async with table.shop.work() as work:
        await work.transfers.add(TRANSFER)
    for words in (f"{faktur.number} mana ya", "inv 2026 000042"):
        assert "INV-2026-000042" in await says(chat, words)
    spaced = TRANSFER.number.lower().replace("-", " ")
    for number in (TRANSFER.number, spaced):
        assert TRANSFER.services[0].name in await says(chat, f"{number} sudah sampai mana")


async def test_words_with_ones_own_conversation_go_into_it(table: Table) -> None:
    chat = await seated(table, MAJU)
    async with table.shop.work() as work:
        talk = await begin(work, chat.person, Subject(), Words(chat.person, 901, "situs mati"))
    assert talk.number in await says(chat, f"{talk.number} gimana kelanjutannya ya")
    await chat.tap("Kirim ke tim")
    assert [row.number for row in await table.rows(t.conversation)] == [talk.number]


async def test_the_number_alone_opens_the_answer_that_waits(table: Table) -> None:
    chat = await seated(table, MAJU)
    number = await talked(chat, Words(STAFF_CHAT, 902, "Nama domainnya apa?"))
    assert "Nama domainnya apa?" in (await chat.send(f"/cs {number}"))
