"""People who never tap where they can write: no word of theirs is lost, and none acts alone."""

from __future__ import annotations

import pytest

from assistant.storage import tables as t
from tests.dialogs.fakturs import issued, seated
from tests.play import Chat, Table


@pytest.fixture
async def chat(table: Table) -> Chat:
    chat = table.chat()
    await chat.agree()
    return chat


class TestToPeople:
    @pytest.mark.parametrize("yes", ["kirim", "ya kirim aja kak", "Ok", "makasih ya", "🙏"])
    async def test_a_yes_sends_what_waits(self, chat: Chat, table: Table, yes: str) -> None:
        await chat.send("website saya down dari pagi")
        assert await table.staff_chat().told() == []
        assert "sudah kami teruskan" in await chat.send(yes)
        told = [args["text"] for _, args in await table.staff_chat().told()]
        assert told == ["website saya down dari pagi"]

    @pytest.mark.parametrize("no", ["maaf salah chat", "ga jadi", "jangan dulu", "belum"])
    async def test_what_is_no_yes_sends_nothing(self, chat: Chat, table: Table, no: str) -> None:
        await chat.send("website saya down dari pagi")
        await chat.send(no)
        assert await table.staff_chat().told() == []

    async def test_a_wish_of_another_kind_is_asked_about_and_nothing_is_lost(
        self, chat: Chat, table: Table
    ) -> None:
        await chat.send("website saya down dari pagi")
        screen = await chat.send("cara pindah domain ke akun lain gimana?")
        assert "tetap menunggu" in screen
        screen = await chat.send("ya")
        assert "website saya down dari pagi" in screen
        assert "cara pindah domain ke akun lain gimana?" in screen
        await chat.send("kirim")
        assert len(await table.staff_chat().told()) == 2

    async def test_or_it_is_followed(self, chat: Chat) -> None:
        await chat.send("website saya down dari pagi")
        await chat.send("cara pindah domain ke akun lain gimana?")
        screen = await chat.tap("3. Pindahkan layanan")
        assert "akun tujuan sudah terdaftar" in screen
        assert "belum terkirim" in screen
        screen = await chat.tap("Bukan itu?")
        assert "website saya down dari pagi" in screen
        assert "cara pindah domain ke akun lain gimana?" in screen

    async def test_what_only_names_something_belongs_to_it(self, chat: Chat) -> None:
        await chat.send("website saya down dari pagi")
        assert "toko.example" in await chat.send("toko.example")

    async def test_who_does_not_choose_has_all_of_it_sent(self, chat: Chat, table: Table) -> None:
        await chat.send("website saya down dari pagi")
        await chat.send("cara pindah domain ke akun lain gimana?")
        assert "sudah kami teruskan" in await chat.send("oke makasih ya")
        assert len(await table.staff_chat().told()) == 2


class TestInAForm:
    @pytest.fixture
    async def form(self, chat: Chat) -> Chat:
        await chat.send("/akun")
        await chat.send("Siti")
        return chat

    async def test_who_goes_on_writing_goes_on_filling_in(self, form: Chat, table: Table) -> None:
        assert "bukan jawaban" in await form.send("harga hosting berapa ya kak")
        assert "alamat email" in (await form.send("Nurhaliza")).text
        (draft,) = await table.rows(t.draft, t.draft.c.feature == "akun")
        assert draft.data["last_name"] == "Nurhaliza"

    async def test_lanjut_is_the_first_button(self, form: Chat) -> None:
        await form.send("harga hosting berapa ya kak")
        assert "nama belakang" in (await form.send("lanjut")).text

    async def test_another_question_is_asked_about_again(self, form: Chat) -> None:
        await form.send("harga hosting berapa ya kak")
        screen = await form.send("faktur saya kapan keluar ya setelah bayar")
        assert "faktur saya kapan keluar" in screen
        assert "bukan jawaban" in screen

    async def test_what_was_no_answer_is_kept_for_people(self, form: Chat, table: Table) -> None:
        await form.send("harga hosting berapa ya kak")
        await form.send("Nurhaliza")
        assert "harga hosting berapa ya kak" in await form.send("/cs")

    async def test_a_company_is_nobodys_first_name(self, chat: Chat) -> None:
        await chat.send("/akun")
        assert "nama Anda sendiri" in await chat.send("PT Kopi Senja")
        assert "nama belakang" in (await chat.send("Cvetana")).text


async def test_words_are_no_number_to_search_for(table: Table) -> None:
    chat = await seated(table)
    await issued(table, "INV-2026-000101")
    await chat.send("/faktur")
    screen = await chat.send("oh oke makasih ya")
    assert "Hasil pencarian" not in screen
    assert "Sama-sama" in screen
