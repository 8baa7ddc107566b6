"""What people write, edit and send in pieces: one text is one text, and what was refused stays
said."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from assistant.storage import tables as t
from tests.desk.test_card import TRANSFER
from tests.play import ME, Chat, Screen, Table

NUMBER = TRANSFER.number
OPENED = replace(TRANSFER, ticket_id="12", ticket_number="#482913")


@pytest.fixture
async def chat(table: Table) -> Chat:
    """Budi, who answers the ticket of his request."""
    chat = table.chat()
    await chat.agree()
    async with table.shop.work() as work:
        await work.transfers.add(OPENED)
    await chat.send(f"/tiket {NUMBER}")
    await chat.tap("Balas")
    return chat


async def shown(table: Table) -> None:
    """The presenter has shown all that was owed."""
    async with table.engine.begin() as connection:
        await connection.execute(update(t.screen).values(shown=t.screen.c.wanted))


async def pieces(chat: Chat, *texts: str, apart: int = 0, **more: Any) -> list[int]:
    """Messages that came one right after the other; their numbers."""
    numbers = []
    for text in texts:
        message = chat._message(text=text, **more)
        numbers.append(message["message_id"])
        await chat._update(message=message)
        chat.table.clock.move(timedelta(seconds=apart))
    return numbers


async def edit(chat: Chat, message_id: int, **content: Any) -> Screen:
    edited = {**chat._message(**content), "message_id": message_id, "edit_date": 1}
    await chat._update(edited_message=edited)
    return await chat.screen()


class TestSplit:
    @pytest.mark.parametrize("first", [4096, 4090, 2100])
    async def test_the_end_of_a_long_text_is_not_taken_for_all_of_it(
        self, chat: Chat, first: int
    ) -> None:
        await pieces(chat, "A" * first, "akhir " + "B" * 50)
        screen = await chat.screen()
        assert "Kirim balasan" not in screen.labels
        whole = first + 56 + (first < 4096)  # the end of a line where it was cut
        assert f"{whole:,} karakter".replace(",", ".") in screen
        assert "akhir" not in screen

    async def test_nor_that_of_one_in_three_parts(self, chat: Chat) -> None:
        await pieces(chat, "A" * 4096, "B" * 4096, "akhir")
        screen = await chat.screen()
        assert "8.197 karakter" in screen
        assert "Kirim balasan" not in screen.labels

    async def test_in_a_field_of_a_form_either(self, table: Table) -> None:
        chat = table.chat(1002, "Siti")
        await chat.agree()
        await chat.send("/akun")
        await pieces(chat, "A" * 4096, "Siti")
        assert "nama depan" in (await chat.screen()).text.lower()

    async def test_what_comes_later_is_a_text_of_its_own(self, chat: Chat) -> None:
        await pieces(chat, "A" * 4096, "Yang pendek saja.", apart=5)
        screen = await chat.screen()
        assert "Yang pendek saja." in screen
        assert "Kirim balasan" in " ".join(screen.labels)

    async def test_short_texts_stand_for_themselves(self, chat: Chat) -> None:
        await pieces(chat, "Satu", "Dua")
        assert "Dua" in await chat.screen()
        assert "SatuDua" not in await chat.screen()

    async def test_forwarded_ones_too(self, chat: Chat) -> None:
        origin = {"type": "hidden_user", "sender_user_name": "x", "date": 1}
        await pieces(chat, "A" * 4096, "Ringkas", forward_origin=origin)
        assert "Ringkas" in await chat.screen()


class TestEdited:
    async def test_an_answer_that_is_not_sent_yet_is_replaced(
        self, chat: Chat, table: Table
    ) -> None:
        (number,) = await pieces(chat, "Nomor rekening saya 111")
        screen = await edit(chat, number, text="Nomor rekening saya 222")
        assert "222" in screen
        assert "111" not in screen
        await chat.tap("Kirim balasan")
        (row,) = await table.rows(t.ticket_answer)
        assert row.text == "Nomor rekening saya 222"
        assert "problem-edit-not-seen" not in await chat.told()

    async def test_also_twice_and_after_a_file(self, chat: Chat) -> None:
        (number,) = await pieces(chat, "satu")
        document = {"file_id": "f", "file_unique_id": "f", "file_name": "a.pdf", "file_size": 1}
        await chat._update(message=chat._message(document=document))
        await edit(chat, number, text="dua")
        screen = await edit(chat, number, text="tiga")
        assert "tiga" in screen
        assert "a.pdf" in screen

    async def test_a_field_of_a_form_is_filled_anew(self, table: Table) -> None:
        chat = table.chat(1002, "Siti")
        await chat.agree()
        await chat.send("/akun")
        (number,) = await pieces(chat, "Sito")
        screen = await edit(chat, number, text="Siti")
        assert "nama belakang" in screen.text.lower()
        (draft,) = await table.rows(t.draft, t.draft.c.person == 1002)
        assert draft.data["first_name"] == "Siti"

    async def test_too_late_is_said_once(self, chat: Chat, table: Table) -> None:
        (number,) = await pieces(chat, "Sudah benar")
        await chat.tap("Kirim balasan")
        await edit(chat, number, text="Masih salah")
        await edit(chat, number, text="Tetap salah")
        assert (await chat.told()).count("problem-edit-not-seen") == 1
        (row,) = await table.rows(t.ticket_answer)
        assert row.text == "Sudah benar"

    async def test_an_answer_before_the_last_is_not_mistaken_for_it(self, table: Table) -> None:
        chat = table.chat(1002, "Siti")
        await chat.agree()
        await chat.send("/akun")
        first, _ = await pieces(chat, "Siti", "Nurhaliza")
        await edit(chat, first, text="Budi")
        (draft,) = await table.rows(t.draft, t.draft.c.person == 1002)
        assert (draft.data["first_name"], draft.data["last_name"]) == ("Siti", "Nurhaliza")
        assert "problem-edit-not-seen" in await chat.told()

    async def test_a_place_that_moves_on_is_no_word(self, chat: Chat) -> None:
        place = {"latitude": 1.0, "longitude": 2.0, "live_period": 60}
        (number,) = await pieces(chat, "satu")
        await edit(chat, number + 100, location=place)
        assert "problem-edit-not-seen" not in await chat.told()


class TestStaysSaid:
    async def files(self, chat: Chat, *names: str) -> Screen:
        for name in names:
            one = {"file_id": name, "file_unique_id": name, "file_name": name, "file_size": 1}
            await chat._update(message=chat._message(document=one, media_group_id="1"))
        return await chat.screen()

    async def test_a_file_of_an_album_that_was_refused(self, chat: Chat) -> None:
        screen = await self.files(chat, "a.pdf", "b.exe", "c.pdf")
        assert "Yang dapat diteruskan" in screen
        assert "c.pdf" in screen

    async def test_the_sixth_file_too_and_once(self, chat: Chat) -> None:
        screen = await self.files(chat, *(f"{n}.pdf" for n in range(8)))
        assert screen.text.count("Paling banyak 5 berkas") == 1
        screen = await chat.send("Ini semua.")
        assert "Paling banyak 5 berkas" in screen

    async def test_until_it_was_shown(self, chat: Chat, table: Table) -> None:
        await self.files(chat, "b.exe")
        await shown(table)
        screen = await self.files(chat, "c.pdf")
        assert "Yang dapat diteruskan" not in screen, "it stands in the message before"

    async def test_also_when_news_of_ours_refresh_the_window(
        self, chat: Chat, table: Table
    ) -> None:
        await self.files(chat, "b.exe")
        await shown(table)
        async with table.shop.work() as work:
            await work.wake(chat.person, "balas")
        await table.take_turns()
        assert "Yang dapat diteruskan" in await chat.screen()


async def test_a_chat_that_says_something_of_itself_is_not_answered(
    chat: Chat, table: Table
) -> None:
    (before,) = await table.rows(t.screen)
    for service in (
        {"pinned_message": chat._message(text="x")},
        {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}},
        {"chat_background_set": {"type": {"type": "chat_theme", "theme_name": "x"}}},
        {"write_access_allowed": {}},
        {"community_hologram": {"a": 1}},
    ):
        await chat._update(message=chat._message(**service))
    (after,) = await table.rows(t.screen)
    assert after.wanted == before.wanted


async def test_both_taps_of_a_double_tap_are_answered_also_under_a_farewell(
    chat: Chat, table: Table
) -> None:
    answered: list[str] = []
    updates = replace(table.turns.updates, answer=lambda tap, _="": answered.append(tap))
    table.turns = replace(table.turns, updates=updates)
    await chat.send("/hapus_data")
    await chat.tap("Ya, hapus data saya")
    answered.clear()
    await chat.put_tap("Hapus sekarang")
    await chat.put_tap("Hapus sekarang")
    await table.take_turns()
    await chat.tap_data((await _last_button(chat)) or "x")
    assert len(answered) == 3
    assert len(set(answered)) == 3
    assert await table.rows(t.person) == []


async def _last_button(chat: Chat) -> str | None:
    buttons = [b for row in (await chat.screen()).buttons for b in row]
    return buttons[0]["callback_data"] if buttons else None


CRAFTED = (
    "held:sure:99999999999999999999:1",
    "held:sure:-1:1",
    "held:sure::1",
    "held:sure:٣:1",
    "held:sure:1:99999999999999999999",
    "fin:take-role:99999999999999999999",
    "fin:take-role:x",
    "fin:refuse:1-2",
    "fin:assign-sure:1",
    "fin:radar-page:99999999999999999999.1",
    "fin:radar-page:1.99999999999999999999",
    "fin:export-go:99999999999999999999",
    "fin:nothing:1",
    "card:approve:",
    "look:",
    "go:jawab:99999999999999999999",
    "go:faktur:99999999999999999999",
    "go:faktur:-1",
    "go::",
    "go:",
    "::::::::",
    "",
)


@pytest.mark.parametrize("data", CRAFTED)
async def test_a_crafted_button_is_answered_and_nothing_of_ours(
    chat: Chat, table: Table, data: str
) -> None:
    answered: list[str] = []
    updates = replace(table.turns.updates, answer=lambda tap, _="": answered.append(tap))
    table.turns = replace(table.turns, updates=updates)
    await chat.tap_data(data)
    await table.staff_chat().tap(2001, data)
    assert len(answered) == 2
    rows = await table.rows(t.inbox, t.inbox.c.reference.is_not(None))
    assert rows == []


async def test_a_group_is_lost_whoever_puts_the_bot_out(table: Table) -> None:
    group = table.group()
    async with table.shop.work() as work:
        await work.groups.seen(group.chat, group.title, "id")
    robot = {"id": 700000099, "is_bot": True, "first_name": "Moderator"}
    us = {"id": ME.id, "is_bot": True, "first_name": ME.first_name}
    change = {
        "chat": group._chat, "from": robot, "date": 1,
        "old_chat_member": {"status": "member", "user": us},
        "new_chat_member": {"status": "kicked", "user": us, "until_date": 0},
    }  # fmt: skip
    await group._update(my_chat_member=change)
    async with table.shop.work() as work:
        assert await work.groups.get(group.chat) is None


async def test_a_command_right_after_a_long_text_is_a_command(table: Table) -> None:
    chat = table.chat()
    await chat.agree()
    await chat.send("panjang " * 500)
    assert "bahasa" in str(await chat.send("/bahasa")).lower()
