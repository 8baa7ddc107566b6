"""The page on a phone, in the dark, and when the line to the server breaks."""

from __future__ import annotations

from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from sandbox.server import Config, serve
from tests.browser.conftest import WIDE, Bot, opened_page
from tests.simclient import BUDI, STAFF, Sim

pytestmark = pytest.mark.browser

LONG = "Nama perusahaan yang panjang sekali " * 4 + "tanpaspasi" * 30


async def no_sideways_scroll(page: Page) -> None:
    """Nothing is wider than the window."""
    wide = await page.evaluate(
        "() => [...document.querySelectorAll('body *')]"
        ".filter(e => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 1)"
        ".map(e => e.className || e.tagName)"
    )
    assert wide == []
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_a_phone_shows_one_pane_at_a_time(phone: Page, sim: Sim, bot: Bot) -> None:
    await sim.send(BUDI, "/start")
    await bot.send(
        BUDI,
        LONG,
        [
            {"text": "Pindahkan semua layanan", "callback_data": "a"},
            {"text": LONG[:60], "url": "https://example.com"},
        ],
    )
    await bot.send(STAFF, LONG)
    await no_sideways_scroll(phone)
    await expect(phone.locator("#customer")).to_be_hidden()
    await phone.click(f"#people [data-customer='{BUDI}']")
    await expect(phone.locator("#rail")).to_be_hidden()
    await expect(phone.locator("#customer .message.other")).to_be_visible()
    await no_sideways_scroll(phone)
    await phone.locator("#customer").get_by_label("Kembali ke daftar").click()
    await expect(phone.locator("#rail")).to_be_visible()


async def test_a_phones_bottom_bar_goes_everywhere(phone: Page, bot: Bot) -> None:
    await bot.send(STAFF, "Kartu permintaan")
    for place in ("staff", "mail", "portal"):
        await phone.click(f"#bottom-bar [data-go='{place}']")
        await expect(phone.locator(f"#{place}")).to_be_visible()
        await no_sideways_scroll(phone)
    await phone.click("#bottom-bar [data-go='staff']")
    await phone.click("#staff [data-topic='general']")
    await expect(phone.locator("#staff .message")).to_contain_text("Kartu permintaan")
    await phone.locator("#staff .thread").get_by_label("Kembali ke daftar").click()
    await expect(phone.locator("#staff .topics")).to_be_visible()


async def test_a_wide_window_shows_customer_and_staff_side_by_side(page: Page, bot: Bot) -> None:
    for pane in ("#rail", "#customer", "#staff"):
        await expect(page.locator(pane)).to_be_visible()
    await page.locator("#tabs [data-tab='portal']").click()
    await expect(page.locator("#portal")).to_be_visible()
    await expect(page.locator("#customer")).to_be_visible()
    await no_sideways_scroll(page)


async def test_a_broken_line_is_said_and_mended(
    tmp_path: Path, browser: Browser, artifacts: Path, unused_tcp_port: int
) -> None:
    config = Config(data_dir=tmp_path / "world", port=unused_tcp_port, smtp_port=0)
    async with AsyncExitStack() as first, AsyncExitStack() as pages:
        running = await first.enter_async_context(serve(config))
        opening = opened_page(browser, running.url, artifacts / "mended-line.png", WIDE, "light")
        page = await pages.enter_async_context(opening)
        await first.aclose()
        await expect(page.locator("#offline")).to_be_visible()
        await expect(page.locator("#offline")).to_have_css("opacity", "1")
        await page.screenshot(path=artifacts / "broken-line.png", animations="disabled")
        async with serve(config) as again, Sim(again.url) as sim:
            await sim.send(BUDI, "setelah putus")
            await expect(page.locator("#customer .message")).to_contain_text("setelah putus")
            await expect(page.locator("#offline")).to_be_hidden()
            await pages.aclose()
