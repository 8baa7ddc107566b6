"""The provider's side of the page: the staff group and the mailbox."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import aiosmtplib
import pytest
from playwright.async_api import Page, expect

from sandbox.server import Running
from tests.browser.conftest import Bot
from tests.simclient import AGUS, RINA, SITI, STAFF, Sim

pytestmark = pytest.mark.browser

STAFF_PANE = "#staff"


async def mail(sandbox: Running, to: str, subject: str, text: str) -> None:
    message = EmailMessage()
    message["From"] = "asisten@cloudkilat.example"
    message["To"] = to
    message["Subject"] = subject
    message.set_content(text)
    message.add_attachment(b"%PDF-1.7 isi", "application", "pdf", filename="faktur.pdf")
    host, _, port = sandbox.smtp_url.removeprefix("smtp://").rpartition(":")
    await aiosmtplib.send(message, hostname=host, port=int(port))


async def act_as(page: Page, name: str) -> None:
    await page.locator(f"{STAFF_PANE} .actor-switch").locator("visible=true").click()
    await page.get_by_role("menuitem", name=name).click()


async def test_each_request_has_a_topic_with_its_own_thread(page: Page, bot: Bot) -> None:
    made = await bot.call("createForumTopic", chat_id=STAFF, name="PND-7F3KQ2MX")
    await bot.send(STAFF, "Permintaan", message_thread_id=made["message_thread_id"])
    await bot.send(STAFF, "Untuk semua")
    rows = page.locator(f"{STAFF_PANE} .topics .row-button")
    await expect(rows).to_have_count(2)
    await expect(rows.first).to_contain_text("General")
    await expect(rows.nth(1).locator(".badge")).to_have_text("1")
    await rows.nth(1).click()
    thread = page.locator(f"{STAFF_PANE} .messages")
    await expect(thread).to_contain_text("Permintaan")
    await expect(thread).not_to_contain_text("Untuk semua")


async def test_a_topic_that_begins_with_an_emoji_shows_it_whole(page: Page, bot: Bot) -> None:
    await bot.call("createForumTopic", chat_id=STAFF, name="🧾 Keuangan")
    row = page.locator(f"{STAFF_PANE} .topics .row-button", has_text="Keuangan")
    await expect(row.locator(".topic-icon")).to_have_text("🧾")


async def test_several_files_are_attached_at_once(page: Page, bot: Bot, tmp_path: Path) -> None:
    made = await bot.call("createForumTopic", chat_id=STAFF, name="🧾 Keuangan")
    await page.locator(f"{STAFF_PANE} [data-topic='{made['message_thread_id']}']").click()
    files = [tmp_path / "satu.pdf", tmp_path / "dua.zip"]
    for file in files:
        file.write_bytes(file.name.encode())
    async with page.expect_file_chooser() as chooser:
        await page.locator(f"{STAFF_PANE} button[aria-label=Lampirkan]").click()
        await page.get_by_role("menuitem", name="Dokumen").click()
    await (await chooser.value).set_files(files)
    thread = page.locator(f"{STAFF_PANE} .messages")
    await expect(thread).to_contain_text("satu.pdf")
    await expect(thread).to_contain_text("dua.zip")


async def test_staff_write_and_tap_as_the_one_who_acts(page: Page, sim: Sim, bot: Bot) -> None:
    made = await bot.call("createForumTopic", chat_id=STAFF, name="PND-7F3KQ2MX")
    topic = made["message_thread_id"]
    buttons = [{"text": "Ambil", "callback_data": "take", "style": "primary"}]
    await bot.send(STAFF, "Permintaan", buttons, message_thread_id=topic)
    await page.locator(f"{STAFF_PANE} [data-topic='{topic}']").click()
    await page.get_by_role("button", name="Ambil").click()
    assert (await bot.update("callback_query"))["from"]["id"] == RINA
    await act_as(page, "Agus Halim")
    await page.get_by_role("button", name="Ambil").click()
    assert (await bot.update("callback_query"))["from"]["id"] == AGUS
    await page.fill(f"{STAFF_PANE} textarea", "Saya periksa")
    await page.press(f"{STAFF_PANE} textarea", "Enter")
    await expect(page.locator(f"{STAFF_PANE} .message.own")).to_contain_text("Saya periksa")
    last = await sim.last(STAFF, topic)
    assert (last["from"]["id"], last["message_thread_id"]) == (AGUS, topic)


async def test_an_anonymous_admin_writes_in_the_name_of_the_group(page: Page, sim: Sim) -> None:
    await page.locator(f"{STAFF_PANE} [data-topic='general']").click()
    await act_as(page, "Tono Prasetyo")
    await page.fill(f"{STAFF_PANE} textarea", "Tanpa nama")
    await page.press(f"{STAFF_PANE} textarea", "Enter")
    await expect(page.locator(f"{STAFF_PANE} .message.own")).to_contain_text("Tanpa nama")
    assert (await sim.last(STAFF))["sender_chat"]["id"] == STAFF


async def test_a_code_is_read_copied_and_filled_into_the_chat(
    page: Page, sandbox: Running, sim: Sim
) -> None:
    await sim.send(SITI, "/start")
    await page.click(f"#people [data-customer='{SITI}']")
    await mail(sandbox, "siti@baru.example", "Kode verifikasi", "Kode Anda: 482913.")
    await page.locator("#tabs [data-tab='mail']").click()
    await page.get_by_label("Salin kode 482913").click()
    assert await page.evaluate("navigator.clipboard.readText()") == "482913"
    await page.locator("#mail .mail-row .row-button").click()
    await expect(page.locator("#mail output")).to_have_text("482913")
    await page.get_by_role("button", name="Isi di chat Siti").click()
    await expect(page.locator("#customer textarea")).to_have_value("482913")


async def test_the_mailbox_is_filtered_by_address(page: Page, sandbox: Running) -> None:
    await mail(sandbox, "budi@satu.example", "Untuk Budi", "Halo Budi")
    await mail(sandbox, "siti@dua.example", "Untuk Siti", "Halo Siti")
    await page.locator("#tabs [data-tab='mail']").click()
    rows = page.locator("#mail .mail-row")
    await expect(rows).to_have_count(2)
    await page.get_by_label("Saring menurut alamat").select_option("siti@dua.example")
    await expect(rows).to_have_count(1)
    await expect(rows).to_contain_text("Untuk Siti")


async def test_a_mails_deep_link_asks_who_opens_it(page: Page, sandbox: Running, sim: Sim) -> None:
    link = "https://t.me/cloudkilat_bot?start=setuju_9Q"
    await mail(sandbox, "siti@dua.example", "Setuju?", f"Buka {link} untuk menjawab.")
    await page.locator("#tabs [data-tab='mail']").click()
    await page.locator("#mail .mail-row .row-button").click()
    await page.get_by_role("link", name=link).click()
    await page.locator("dialog .choice", has_text="Siti Rahma").click()
    await expect(page.locator("#customer .message.own")).to_contain_text("/start setuju_9Q")
    assert (await sim.last(SITI))["text"] == "/start setuju_9Q"


async def test_a_mails_attachment_opens(page: Page, sandbox: Running) -> None:
    await mail(sandbox, "siti@dua.example", "Faktur", "Terlampir.")
    await page.locator("#tabs [data-tab='mail']").click()
    await page.locator("#mail .mail-row .row-button").click()
    address = await page.locator("#mail a.document").get_attribute("href")
    response = await page.request.get(address or "")
    assert (await response.body()).startswith(b"%PDF-1.7")
