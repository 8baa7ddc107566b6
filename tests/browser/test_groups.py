"""A group of customers on the page: opened by the button that adds the bot to one."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Bot
from tests.sandbox.conftest import eventually
from tests.simclient import BOT, BUDI, Sim

pytestmark = pytest.mark.browser

CHAT = "#customer"
ADD = [{"text": "Tambahkan", "url": "https://t.me/cloudkilat_bot?startgroup=faktur"}]


async def test_the_bot_is_added_to_a_group_and_put_out_again(
    page: Page, sim: Sim, bot: Bot
) -> None:
    await sim.send(BUDI, "/start")
    await bot.send(BUDI, "Ke grup?", ADD)
    await page.get_by_role("link", name="Tambahkan").click()
    await expect(page.locator(f"{CHAT} h1")).to_have_text("Grup Budi")
    await expect(page.locator(f"{CHAT} .message.own")).to_contain_text("faktur")
    group = next(c for c in (await sim.world())["chats"] if c["type"] == "group")
    assert group["members"] == {str(BUDI): "creator", str(BOT): "member"}
    link = "https://t.me/cloudkilat_bot?start=faktur-where"
    await bot.send(group["id"], f'<a href="{link}">ke chat pribadi</a>')
    await page.get_by_role("link", name="ke chat pribadi").click()
    await expect(page.locator(f"{CHAT} .message.own").last).to_contain_text("/start faktur-where")
    await page.click("#people .row-button >> text=Grup Budi")
    await page.get_by_label("Menu lain").first.click()
    await page.get_by_text("Keluarkan bot").click()

    async def is_out() -> bool:
        chats = (await sim.world())["chats"]
        return next(c for c in chats if c["type"] == "group")["members"][str(BOT)] == "kicked"

    await eventually(is_out)
