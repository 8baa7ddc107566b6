"""``/bahasa``: the language of the conversation."""

from __future__ import annotations

import pytest

from assistant.storage import tables as t
from tests.play import Chat, Table


@pytest.fixture
async def chat(table: Table) -> Chat:
    chat = table.chat()
    await chat.agree()
    return chat


async def test_the_answer_is_in_the_new_language_at_once(chat: Chat) -> None:
    await chat.send("/bahasa")
    screen = await chat.tap("English")
    assert "we speak English" in screen
    assert "What would you like to do?" in screen
    (person,) = await chat.table.rows(t.person)
    assert person.locale == "en"


async def test_the_language_stays_and_can_be_changed_back(chat: Chat) -> None:
    await chat.send("/bahasa")
    await chat.tap("English")
    chat.table.restart()
    assert "What would you like" in await chat.send("/menu")
    await chat.send("/bahasa")
    assert "bahasa Indonesia" in await chat.tap("Bahasa Indonesia")
    assert "Apa yang ingin" in await chat.screen()


async def test_consent_is_not_asked_again_in_the_other_language(chat: Chat) -> None:
    await chat.send("/bahasa")
    await chat.tap("English")
    assert "first name" in await chat.send("/akun")


async def test_a_double_tap_and_an_old_button_do_no_harm(chat: Chat) -> None:
    await chat.send("/bahasa")
    screen = await chat.double_tap("English")
    assert "What would you like" in screen


async def test_the_language_can_be_changed_before_consent(chat: Chat) -> None:
    newcomer = chat.table.chat(1005, "Ani")
    await newcomer.send("/bahasa")
    assert "I agree" not in (await newcomer.tap("English")).labels
    assert "I agree" in (await newcomer.send("/akun")).labels


async def test_a_sticker_is_answered_with_the_two_languages(chat: Chat) -> None:
    await chat.send("/bahasa")
    assert "pilih dengan tombol" in await chat.send_sticker()
