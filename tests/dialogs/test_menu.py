"""The first meeting: greeting, consent, menu; and what is not understood."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.play import Table


@pytest.fixture
async def table(assistant_url: str) -> AsyncIterator[Table]:
    table = Table(assistant_url)
    yield table
    await table.close()


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


async def test_who_speaks_neither_language_is_spoken_to_in_the_providers(table: Table) -> None:
    chat = table.chat(1004, "Hana", "ja")
    assert "Halo, Hana" in await chat.send("/start")
