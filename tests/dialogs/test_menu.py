"""The first meeting: greeting, consent, menu; and what is not understood."""

from __future__ import annotations

import pytest

from assistant.domain.support.answering import Answered, Staff, answer
from assistant.domain.support.beginning import begin
from assistant.domain.support.model import Media, Subject, Words
from tests.desk.test_card import TRANSFER
from tests.play import STAFF_CHAT, Chat, Table

RINA = Staff(2001, "Rina")


async def test_a_newcomer_is_greeted_and_asked_for_consent(table: Table) -> None:
    chat = table.chat()
    screen = await chat.send("/start")
    assert "Halo, Budi" in screen
    assert screen.labels == ["Setuju", "Tidak setuju"]


async def test_consent_opens_the_menu_and_is_not_asked_again(table: Table) -> None:
    chat = table.chat()
    assert "Apa yang ingin Anda lakukan?" in await chat.agree()
    assert "Apa yang ingin Anda lakukan?" in await chat.send("/start")


async def test_refusing_consent_is_a_fine_answer(table: Table) -> None:
    chat = table.chat()
    await chat.send("/start")
    screen = await chat.tap("Tidak setuju")
    assert "tidak apa-apa" in screen
    assert "Setuju" in (await chat.tap("Baca lagi")).labels


async def test_a_name_with_html_in_it_is_shown_as_it_is(table: Table) -> None:
    chat = table.chat(name="<b>Budi</b> & co")
    screen = await chat.send("/start")
    assert "&lt;b&gt;Budi&lt;/b&gt; &amp; co" in screen.html


async def test_a_double_tap_stays_where_the_first_tap_led(table: Table) -> None:
    chat = table.chat()
    await chat.send("/start")
    screen = await chat.double_tap("Setuju")
    assert "Apa yang ingin Anda lakukan?" in screen


async def test_a_sticker_in_the_menu_is_answered_with_the_menu(table: Table) -> None:
    chat = table.chat()
    await chat.agree()
    screen = await chat.send_sticker()
    assert "pilih dengan tombol" in screen
    assert "Apa yang ingin Anda lakukan?" in screen


async def test_an_unknown_command_is_answered_where_the_person_is(table: Table) -> None:
    chat = table.chat()
    await chat.agree()
    screen = await chat.send("/xyzzy")
    assert "pilih dengan tombol" in screen or "tidak kami kenal" in screen


async def test_the_place_survives_a_restart(table: Table) -> None:
    chat = table.chat()
    await chat.send("/start")
    table.restart()
    assert "Apa yang ingin Anda lakukan?" in await chat.tap("Setuju")


async def test_english_is_spoken_with_those_who_use_it(table: Table) -> None:
    chat = table.chat(1003, "Andi", "en")
    assert "What would you like to do?" in await chat.agree()


async def test_who_speaks_no_language_of_ours_is_spoken_to_in_the_providers(table: Table) -> None:
    chat = table.chat(1004, "Hana", "ja")
    assert "Halo, Hana" in await chat.send("/start")


async def test_cancelling_nothing_says_that_there_was_nothing(table: Table) -> None:
    chat = table.chat()
    await chat.agree()
    for _ in range(2):
        screen = await chat.send("/batal")
        assert "tidak ada yang perlu dibatalkan" in screen
        assert "Apa yang ingin Anda lakukan?" in screen
    await chat.send("/bantuan")
    screen = await chat.send("/batal")
    assert "Baik, dibatalkan." in screen


@pytest.mark.parametrize("typed", ["/kabur", "/stop@cloudkilat_bot", "/invoice 123", "/AKU"])
async def test_an_unknown_command_is_said_to_be_one_wherever_it_is_typed(
    table: Table, typed: str
) -> None:
    chat = table.chat()
    await chat.agree()
    screen = await chat.send(typed)
    assert "tidak kami kenal" in screen
    assert "Apa yang ingin Anda lakukan?" in screen
    asked = await chat.send("/akun")
    screen = await chat.send(typed)
    assert "tidak kami kenal" in screen
    assert asked.text.splitlines()[-1] in screen.text  # and the question stands as it was


async def test_a_slash_among_words_is_no_command(table: Table) -> None:
    chat = table.chat()
    await chat.agree()
    assert "tidak kami kenal" not in await chat.send("/ 5")
    assert "tidak kami kenal" not in await chat.send("dan/atau")


async def test_a_name_cannot_turn_the_words_around_it(table: Table) -> None:
    chat = table.chat(name="Budi\u202egpj\u2066")
    screen = await chat.send("/start")
    assert "Halo, Budigpj" in screen


async def talked(chat: Chat, said: Words) -> str:
    """A conversation of this person in which the team said something last; its number."""
    async with chat.table.shop.work() as work:
        talk = await begin(work, chat.person, Subject(), Words(chat.person, 901, "situs mati"))
        assert await answer(work, RINA, talk.number, said) is Answered.SAID
    return talk.number


class TestAnswerOfPeople:
    async def test_it_waits_in_the_menu_until_it_is_answered(self, table: Table) -> None:
        chat = table.chat()
        await chat.agree()
        number = await talked(chat, Words(STAFF_CHAT, 902, "Sudah <dicek>, nama domainnya apa?"))
        assert f"Jawaban tim menunggu Anda: {number}" in (await chat.send("/menu")).labels[0]
        screen = await chat.tap("Jawaban tim")
        assert "Sudah &lt;dicek&gt;, nama domainnya apa?" in screen.html
        await chat.send("faktur.example")  # which elsewhere would open something
        assert (await table.staff_chat().told())[-1][1]["text"] == "faktur.example"
        menu = await chat.send("/menu")
        assert "Jawaban tim" not in " ".join(menu.labels)
        assert "Tanya tim" in " ".join(menu.labels)

    async def test_of_a_picture_alone_its_name_is_shown(self, table: Table) -> None:
        chat = table.chat()
        await chat.agree()
        photo = Words(STAFF_CHAT, 902, media=Media("photo", "f", "foto-902.jpg", 9))
        await talked(chat, photo)
        await chat.send("/menu")
        assert "foto-902.jpg" in await chat.tap("Jawaban tim")

    async def test_of_a_request_too_but_its_question_only_once(self, table: Table) -> None:
        chat = table.chat()
        await chat.agree()
        async with table.shop.work() as work:
            await work.transfers.add(TRANSFER)
            await answer(work, RINA, TRANSFER.number, Words(STAFF_CHAT, 902, "Sebentar ya."))
        assert "Jawaban tim" in " ".join((await chat.send("/menu")).labels)
        assert "Sebentar ya." in await chat.tap("Jawaban tim")
        async with table.shop.work() as work:
            await work.transfers.ask(TRANSFER.number, "Benar domainnya?")
        labels = " ".join((await chat.send("/menu")).labels)
        assert "Jawab pertanyaan tim" in labels
        assert "Jawaban tim" not in labels

    async def test_that_of_another_is_no_more_than_an_unknown_one(self, table: Table) -> None:
        other = table.chat(1002, "Siti")
        await other.agree()
        number = await talked(other, Words(STAFF_CHAT, 902, "rahasia Siti"))
        chat = table.chat()
        await chat.agree()
        assert "Jawaban tim" not in " ".join((await chat.send("/menu")).labels)
        theirs = (await chat.send(f"/cs {number}")).text
        unknown = (await chat.send("/cs CS-00000000")).text
        assert theirs.replace(number, "CS-00000000") == unknown
        assert "rahasia" not in theirs
