"""A message and a tap of one person travel separately and may come in the wrong order: whichever is
first, nothing is taken for what it is not, and the person can go on."""

from __future__ import annotations

import pytest

from assistant.storage import tables as t
from tests.play import Chat, Table


@pytest.fixture
async def chat(table: Table) -> Chat:
    chat = table.chat()
    await chat.agree()
    return chat


async def test_words_that_overtake_the_tap_before_them_are_asked_for_again(chat: Chat) -> None:
    """*Akun baru* is pressed and the name typed; the name comes first."""
    menu = await chat.screen()
    await chat.send("Budi")
    screen = await chat.tap("Akun baru", on=menu)
    assert "nama depan" in screen
    assert "nama belakang" in await chat.send("Budi")


async def test_a_tap_that_overtakes_the_words_before_it_leads_to_one_of_both_questions(
    chat: Chat,
) -> None:
    """The last name is typed and *Kembali* pressed; the tap comes first, so the words answer the
    question before. They are shown, and can be mended."""
    await chat.tap("Akun baru")
    asked = await chat.send("Budi")
    assert "nama depan" in await chat.tap("Kembali", on=asked)
    assert "nama belakang" in await chat.send("Santoso")
    await chat.send("Santoso")
    (draft,) = await chat.table.rows(t.draft, t.draft.c.person == chat.person)
    assert (draft.data["first_name"], draft.data["last_name"]) == ("Santoso", "Santoso")


async def test_a_command_that_overtakes_a_tap_stands_and_the_tap_is_an_old_one(
    chat: Chat,
) -> None:
    await chat.tap("Akun baru")
    asked = await chat.send("Budi")
    await chat.send("/menu")
    screen = await chat.tap("Kembali", on=asked)
    assert "Tombol tadi sudah tidak berlaku" in screen
    assert "Apa yang ingin Anda lakukan?" in screen


async def test_a_double_tap_on_either_side_of_a_message_is_one(chat: Chat) -> None:
    menu = await chat.screen()
    await chat.tap("Akun baru", on=menu)
    await chat.send("Budi")
    screen = await chat.tap("Akun baru", on=menu)
    assert "Tombol tadi sudah tidak berlaku" in screen
    drafts = await chat.table.rows(t.draft, t.draft.c.person == chat.person)
    assert [draft.data["first_name"] for draft in drafts] == ["Budi"]
