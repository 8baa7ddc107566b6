"""Every window and all that staff are told, drawn from previews and looked at on a phone. With
ASSISTANT_TEST_ARTIFACTS the pictures stay there, to be looked at by people."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any, cast

import pytest
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiogram_dialog import DialogManager, Window
from playwright.async_api import Page, expect

from assistant.courier.words import fitted
from assistant.desk import draw
from assistant.domain.words import Tap
from assistant.texts import LOCALES
from tests.browser.conftest import Bot
from tests.browser.test_layout import no_sideways_scroll
from tests.desk.test_drawing import NEWS
from tests.dialogs.test_every_window import DIALOGS, ITEM, OWN, TEXTS, Looker, Preview
from tests.simclient import BUDI, STAFF

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

LONGEST_TEXT = 4096
SIDE_BY_SIDE = 30
"""Characters that a button in a row of two can show on a phone."""
AT_ONCE = 12
"""Messages in one picture."""
SHORT = {
    "text": "Website saya tidak bisa dibuka sejak pagi.",
    "answer": "Ya, hosting-nya juga.",
    "question": "Apakah hosting-nya juga dipindahkan?",
    "message": "Mohon pindahkan domain majujaya.example ke akun PT Contoh Maju.",
    "shortened": "Mohon pindahkan domain majujaya.example.",
    "subject": "Pindah layanan",
}
CUT = """() => [...document.querySelectorAll('.message button, .message .text')]
    .filter(e => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1)
    .map(e => e.textContent)"""

Drawn = tuple[str, str, list[list[dict[str, Any]]]]
"""What it is, its HTML, and its rows of buttons."""


class Short(Preview):
    """As people's words mostly are."""

    def __missing__(self, name: str) -> Any:
        value = SHORT.get(name) or super().__missing__(name)
        return value[:3] if isinstance(value, list | tuple) else value


async def windows(locale: str) -> AsyncIterator[Drawn]:
    for dialog in DIALOGS:
        for state in dialog.states():
            window = dialog.windows[state]
            assert isinstance(window, Window)
            manager, data = (
                cast(DialogManager, Looker(state, locale)),
                Short(OWN.get(state.state or "", {})),
            )
            text = await window.render_text(data, manager)
            markup = await window.render_kbd(data, manager)
            rows = markup.inline_keyboard if isinstance(markup, InlineKeyboardMarkup) else []
            yield str(state.state), text, [[_of_window(button) for button in row] for row in rows]


def _of_window(button: InlineKeyboardButton) -> dict[str, Any]:
    """Addresses are no part of a preview."""
    shown: dict[str, Any] = button.model_dump(exclude_none=True)
    return shown | {"url": "https://portal.cloudkilat.example"} if button.url else shown


def told(locale: str) -> list[Drawn]:
    """All that staff are told, each text once."""
    drawn = []
    for said in {said.key: said for said in map(draw, NEWS)}.values():

        def length(args: Any, key: str = said.key) -> int:
            return len(TEXTS.plain(locale, key, args))

        text = TEXTS.html(locale, said.key, fitted(said.args, length, LONGEST_TEXT))
        rows = [[_button(locale, button)] for button in said.buttons]
        drawn.append((said.key, text, rows))
    return drawn


def _button(locale: str, button: Tap) -> dict[str, Any]:
    does = {"url": button.url} if button.url else {"callback_data": button.callback}
    return {"text": TEXTS.plain(locale, button.label, button.args), **does}


async def look(page: Page, bot: Bot, chat: int, drawn: Sequence[Drawn], picture: Path) -> None:
    """A few at a time: nothing is wider than the phone, no label is cut, no key shows itself."""
    for name, text, rows in drawn:
        more: dict[str, Any] = {"reply_markup": {"inline_keyboard": rows}} if rows else {}
        await bot.call("sendMessage", chat_id=chat, text=text, parse_mode="HTML", **more)
        for row in rows:
            labels = [b["text"] for b in row if b["text"] != ITEM["label"]]
            assert len(row) == 1 or max(map(len, labels), default=0) <= SIDE_BY_SIDE, (name, labels)
    pane = "#customer" if chat == BUDI else "#staff"
    await expect(page.locator(f"{pane} .message").last).to_be_visible()
    await no_sideways_scroll(page)
    assert await page.evaluate(CUT) == []
    if "ASSISTANT_TEST_ARTIFACTS" in os.environ:
        await page.screenshot(path=picture, animations="disabled")


async def open_chat(page: Page, chat: int) -> None:
    await page.set_viewport_size({"width": 390, "height": 4200})
    if chat == BUDI:
        await page.click(f"#people [data-customer='{BUDI}']")
    else:
        await page.click("#bottom-bar [data-go='staff']")
        await page.click("#staff [data-topic='general']")


@pytest.mark.parametrize("locale", LOCALES)
async def test_every_window_of_the_chat_is_readable_on_a_phone(
    phone: Page, sim: Any, bot: Bot, locale: str, artifacts: Path
) -> None:
    await sim.send(BUDI, "/start")
    await open_chat(phone, BUDI)
    drawn = [one async for one in windows(locale)]
    for at in range(0, len(drawn), AT_ONCE):
        picture = artifacts / f"windows-{locale}-{at:03}.png"
        await look(phone, bot, BUDI, drawn[at : at + AT_ONCE], picture)


async def test_all_that_staff_are_told_is_readable_on_a_phone(
    phone: Page, bot: Bot, artifacts: Path
) -> None:
    await bot.send(STAFF, "Kartu")
    await open_chat(phone, STAFF)
    drawn = told("id")
    for at in range(0, len(drawn), AT_ONCE):
        await look(phone, bot, STAFF, drawn[at : at + AT_ONCE], artifacts / f"desk-{at:03}.png")
