"""A customer's chat as the page shows it."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Bot
from tests.simclient import BUDI, SITI, Sim

pytestmark = pytest.mark.browser

CHAT = "#customer"


async def write(page: Page, text: str) -> None:
    await page.fill(f"{CHAT} textarea", text)
    await page.press(f"{CHAT} textarea", "Enter")


async def test_a_newcomer_sees_the_people_and_what_to_try(page: Page) -> None:
    people = page.locator("#people .row-button")
    await expect(people).to_have_count(4)
    await expect(people.first).to_contain_text("Budi Santoso")
    await expect(page.locator("#help li")).to_have_count(7)
    await page.get_by_label("Tutup kartu bantuan").click()
    await expect(page.locator("#help")).to_be_hidden()
    await page.reload()
    await expect(page.locator("#help")).to_be_hidden()
    await page.click("#help-button")
    await expect(page.locator("#help")).to_be_visible()


async def test_an_empty_chat_has_one_big_button_that_starts_the_bot(page: Page, bot: Bot) -> None:
    await page.click(f"{CHAT} .start >> text=MULAI")
    message = await bot.update("message")
    assert message["text"] == "/start"
    assert message["from"]["id"] == BUDI
    await expect(page.locator(f"{CHAT} .message.own")).to_contain_text("/start")
    await expect(page.locator(f"{CHAT} textarea")).to_be_visible()


async def test_enter_sends_and_shift_enter_begins_a_line(page: Page, sim: Sim, bot: Bot) -> None:
    await sim.send(BUDI, "/start")
    field = page.locator(f"{CHAT} textarea")
    await field.fill("baris satu")
    await field.press("Shift+Enter")
    await field.press_sequentially("baris dua")
    await field.press("Enter")
    await expect(page.locator(f"{CHAT} .message.own").last).to_contain_text("baris dua")
    await expect(field).to_have_value("")
    messages = (await sim.transcript(BUDI))["messages"]
    assert messages[-1]["text"] == "baris satu\nbaris dua"


async def test_what_the_bot_writes_appears_by_itself(page: Page, sim: Sim, bot: Bot) -> None:
    await sim.send(BUDI, "/start")
    await bot.call("sendChatAction", chat_id=BUDI, action="typing")
    await expect(page.locator(f"{CHAT} .typing")).to_be_visible()
    await bot.send(BUDI, "Halo, <b>Budi</b>")
    await expect(page.locator(f"{CHAT} .message.other b")).to_have_text("Budi")
    await expect(page.locator(f"{CHAT} .typing")).to_have_count(0)


async def test_an_edit_is_marked_and_a_deleted_message_vanishes(
    page: Page, sim: Sim, bot: Bot
) -> None:
    await sim.send(BUDI, "/start")
    sent = await bot.send(BUDI, "Langkah 1 dari 5")
    bubble = page.locator(f"{CHAT} [data-message='{sent['message_id']}']")
    await expect(bubble).to_contain_text("Langkah 1")
    await expect(bubble.locator(".edited")).to_have_count(0)
    where = {"chat_id": BUDI, "message_id": sent["message_id"]}
    await bot.call("editMessageText", text="Langkah 2 dari 5", **where)
    await expect(bubble).to_contain_text("Langkah 2")
    await expect(bubble.locator(".edited")).to_have_text("diedit")
    await bot.call("deleteMessage", **where)
    await expect(bubble).to_have_count(0)


async def test_a_pressed_button_turns_until_it_is_answered(page: Page, sim: Sim, bot: Bot) -> None:
    await sim.send(BUDI, "/start")
    buttons = [
        {"text": "Setujui", "callback_data": "yes", "style": "success"},
        {"text": "Tolak", "callback_data": "no", "style": "danger"},
    ]
    await bot.send(BUDI, "Setuju?", buttons)
    approve = page.get_by_role("button", name="Setujui")
    await approve.click()
    await expect(approve).to_have_attribute("aria-busy", "true")
    query = await bot.update("callback_query")
    assert (query["data"], query["from"]["id"]) == ("yes", BUDI)
    await bot.call("answerCallbackQuery", callback_query_id=query["id"], text="Dicatat")
    await expect(page.locator("#toasts")).to_contain_text("Dicatat")
    await expect(approve).to_have_attribute("aria-busy", "false")


async def test_an_alert_waits_for_its_ok(page: Page, sim: Sim, bot: Bot) -> None:
    await sim.send(BUDI, "/start")
    await bot.send(BUDI, "Mulai?", [{"text": "Ya", "callback_data": "go"}])
    await page.get_by_role("button", name="Ya", exact=True).click()
    query = await bot.update("callback_query")
    answer = {"text": "Bukan giliran Anda", "show_alert": True}
    await bot.call("answerCallbackQuery", callback_query_id=query["id"], **answer)
    alert = page.locator("dialog.dialog")
    await expect(alert).to_contain_text("Bukan giliran Anda")
    await alert.get_by_role("button", name="OK").click()
    await expect(alert).to_have_count(0)


async def test_a_window_keeps_its_focus_when_it_is_edited(page: Page, sim: Sim, bot: Bot) -> None:
    await sim.send(BUDI, "/start")
    sent = await bot.send(BUDI, "Hal. 1", [{"text": "Lanjut", "callback_data": "next"}])
    await page.get_by_role("button", name="Lanjut").focus()
    await page.keyboard.press("Enter")
    await bot.update("callback_query")
    await bot.call(
        "editMessageText",
        chat_id=BUDI,
        message_id=sent["message_id"],
        text="Hal. 2",
        reply_markup={"inline_keyboard": [[{"text": "Selesai", "callback_data": "end"}]]},
    )
    await expect(page.get_by_role("button", name="Selesai")).to_be_focused()


async def test_a_copy_button_copies_and_says_so(page: Page, sim: Sim, bot: Bot) -> None:
    await sim.send(BUDI, "/start")
    await bot.send(BUDI, "Tiket dibuat", [{"text": "Salin", "copy_text": {"text": "#482913"}}])
    await page.locator(f"{CHAT} .inline", has_text="Salin").click()
    await expect(page.locator("#toasts")).to_contain_text("#482913")
    assert await page.evaluate("navigator.clipboard.readText()") == "#482913"


async def test_a_deep_link_to_the_bot_starts_it_here(page: Page, sim: Sim, bot: Bot) -> None:
    await sim.send(BUDI, "/start")
    link = "https://t.me/cloudkilat_bot?start=pindah-7"
    await bot.send(BUDI, f'Atau <a href="{link}">buka di sini</a>', [{"text": "Buka", "url": link}])
    await page.locator(f"{CHAT} .inline", has_text="Buka").click()
    await expect(page.locator(f"{CHAT} .message.own")).to_have_count(2)
    await page.get_by_role("link", name="buka di sini").click()
    await expect(page.locator(f"{CHAT} .message.own")).to_have_count(3)
    texts = [one["text"] for one in (await sim.transcript(BUDI))["messages"] if not one["out"]]
    assert texts == ["/start", "/start pindah-7", "/start pindah-7"]
    assert len(page.context.pages) == 1


async def test_markup_that_people_type_is_shown_and_never_run(
    page: Page, sim: Sim, bot: Bot
) -> None:
    nasty = "<img src=x onerror=\"document.title='hacked'\"><b>tebal</b>"
    await sim.send(BUDI, "/start")
    await write(page, nasty)
    bubble = page.locator(f"{CHAT} .message.own").last
    await expect(bubble.locator(".text")).to_have_text(nasty)
    await expect(bubble.locator("img, b")).to_have_count(0)
    await expect(page.locator("#people .row-preview").first).to_contain_text("<img")
    assert "hacked" not in await page.title()


async def test_a_document_opens_with_the_bytes_that_were_sent(
    page: Page, sim: Sim, bot: Bot
) -> None:
    content = b"%PDF-1.7\n" + bytes(3000)
    await sim.send(BUDI, "/start")
    await bot.send_document(BUDI, "faktur-04002600012345678.pdf", content, "Faktur Anda")
    document = page.locator(f"{CHAT} a.document")
    await expect(document).to_contain_text("faktur-04002600012345678.pdf")
    await expect(document).to_contain_text("2,9 KB")
    assert await document.get_attribute("target") == "_blank"
    response = await page.request.get(await document.get_attribute("href") or "")
    assert response.headers["content-type"] == "application/pdf"
    assert await response.body() == content


async def test_a_file_is_sent_from_the_clip(page: Page, sim: Sim, bot: Bot) -> None:
    await sim.send(BUDI, "/start")
    await page.locator(CHAT).get_by_label("Lampirkan").click()
    async with page.expect_file_chooser() as choosing:
        await page.get_by_role("menuitem", name="Dokumen").click()
    chooser = await choosing.value
    await chooser.set_files({"name": "npwp.txt", "mimeType": "text/plain", "buffer": b"0012"})
    await expect(page.locator(f"{CHAT} .message.own .document")).to_contain_text("npwp.txt")


async def test_each_customer_has_a_chat_and_an_unread_mark(page: Page, sim: Sim, bot: Bot) -> None:
    siti = page.locator(f"#people [data-customer='{SITI}']")
    await sim.send(BUDI, "halo dari Budi")
    await sim.send(SITI, "/start")
    await bot.send(SITI, "Selamat datang, Siti")
    await expect(siti.locator(".badge")).to_have_text("1")
    await expect(siti).to_contain_text("Selamat datang, Siti")
    await siti.click()
    await expect(page.locator(f"{CHAT} .message.other")).to_contain_text("Selamat datang, Siti")
    await expect(page.locator(CHAT)).not_to_contain_text("halo dari Budi")
    await expect(page.locator(f"{CHAT} .pane-head")).to_contain_text("Siti Rahma")
    await expect(siti.locator(".badge")).to_have_count(0)


async def test_the_reply_keyboard_shares_ones_own_contact(page: Page, sim: Sim, bot: Bot) -> None:
    await sim.send(BUDI, "/start")
    key = {"text": "Bagikan nomor", "request_contact": True}
    await bot.send(BUDI, "Nomor Anda?", reply_markup={"keyboard": [[key]]})
    await page.get_by_role("button", name="Bagikan nomor").click()
    await page.get_by_role("button", name="Bagikan", exact=True).click()
    while "contact" not in (message := await bot.update("message")):
        pass
    assert message["contact"]["user_id"] == BUDI
    await expect(page.locator(f"{CHAT} .contact")).to_contain_text("+62812")


async def test_a_forced_reply_shows_what_it_answers(page: Page, sim: Sim, bot: Bot) -> None:
    await sim.send(BUDI, "/start")
    asked = await bot.send(BUDI, "Apa alasannya?", reply_markup={"force_reply": True})
    await expect(page.locator(f"{CHAT} .reply-bar")).to_contain_text("Apa alasannya?")
    await write(page, "Salah NPWP")
    await expect(page.locator(f"{CHAT} .message.own .quote")).to_contain_text("Apa alasannya?")
    last = await sim.last(BUDI)
    assert last["reply_to_message"]["message_id"] == asked["message_id"]


async def test_the_menu_lists_the_commands_and_a_slash_narrows_them(
    page: Page, sim: Sim, bot: Bot
) -> None:
    commands = [
        {"command": "akun", "description": "Buka akun baru"},
        {"command": "npwp", "description": "Isi NPWP"},
    ]
    await bot.call("setMyCommands", commands=commands)
    await sim.send(BUDI, "/start")
    await page.locator(CHAT).get_by_label("Daftar perintah").click()
    await expect(page.locator(f"{CHAT} .commands button")).to_have_count(2)
    await page.fill(f"{CHAT} textarea", "/np")
    await expect(page.locator(f"{CHAT} .commands button")).to_have_count(1)
    await page.locator(f"{CHAT} .commands button").click()
    await expect(page.locator(f"{CHAT} .message.own").last).to_contain_text("/npwp")


async def test_new_messages_wait_below_when_one_reads_further_up(
    page: Page, sim: Sim, bot: Bot
) -> None:
    for number in range(30):
        await sim.send(BUDI, f"pesan {number}")
    scroller = page.locator(f"{CHAT} .scroller")
    await expect(scroller).to_contain_text("pesan 29")
    await scroller.evaluate("element => element.scrollTo(0, 0)")
    jump = page.get_by_label("Ke pesan terbaru").first
    await expect(jump).to_be_visible()
    await bot.send(BUDI, "yang baru")
    await expect(jump).to_have_text("1")
    assert await scroller.evaluate("element => element.scrollTop") == 0
    await jump.click()
    await expect(page.locator(f"{CHAT} .message").last).to_be_in_viewport()
    await expect(jump).to_be_hidden()


async def test_a_blocked_bot_is_unblocked_by_one_button(page: Page, sim: Sim) -> None:
    await sim.send(BUDI, "/start")
    await page.locator(CHAT).get_by_label("Menu lain").click()
    await page.get_by_role("menuitem", name="Blokir bot").click()
    unblock = page.get_by_role("button", name="BUKA BLOKIR")
    await expect(unblock).to_be_visible()
    world = await sim.world()
    assert next(user for user in world["users"] if user["id"] == BUDI)["blocked"]
    await unblock.click()
    await expect(page.locator(f"{CHAT} textarea")).to_be_visible()


async def test_a_reset_empties_the_page(page: Page, sim: Sim) -> None:
    await sim.send(BUDI, "sebelum")
    await expect(page.locator(f"{CHAT} .message")).to_have_count(1)
    await sim.reset()
    await expect(page.locator(f"{CHAT} .message")).to_have_count(0)
    await expect(page.get_by_role("button", name="MULAI")).to_be_visible()
