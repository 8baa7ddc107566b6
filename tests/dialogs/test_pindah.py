"""Asking for services to be moved."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from assistant.domain.transfers.asking import look_again_for_drafts
from assistant.domain.transfers.following import ticket_opened
from assistant.domain.transfers.invitation import mailed_token
from assistant.storage import tables as t
from tests.dialogs.effort import LATER, Effort, played
from tests.dialogs.worlds import CABANG, CONTOH, INDUK, LAIN, client, domain, of_induk, unpaid
from tests.play import Chat, Screen, Table

NEXT = "Lanjut \u203a"
SEND = "📨 Kirim permintaan"


@pytest.fixture
async def chat(table: Table) -> Chat:
    return await of_induk(table)


async def to_summary(chat: Chat) -> Screen:
    await chat.send("/pindah")
    await chat.tap("contoh.example")
    await chat.tap(NEXT)
    await chat.tap("Email lain")
    return await chat.send("Siti@Lain.example")


async def test_wrong_addresses_are_explained(chat: Chat) -> None:
    await chat.send("/pindah")
    await chat.tap("contoh.example")
    await chat.tap(NEXT)
    await chat.tap("Email lain")
    assert "memerlukan tanda @" in await chat.send("siti")
    assert "belum seperti alamat email" in await chat.send("siti@")
    assert "akun yang sama" in await chat.send("BUDI@induk.example")
    assert "sebagai tulisan" in await chat.send_photo()
    assert "5.000 karakter" in await chat.send("x" * 5000)
    chat.table.clock.move(LATER)
    assert "belum seperti alamat email" in await chat.send("<b>א</b>😀@x")


async def test_the_window_for_an_address_says_that_its_owner_is_asked(chat: Chat) -> None:
    await chat.send("/pindah")
    await chat.tap("contoh.example")
    await chat.tap(NEXT)
    assert "baik sudah punya akun maupun belum" in await chat.tap("Email lain")


async def test_an_own_account_is_ready_at_once(chat: Chat, table: Table) -> None:
    await table.link(1001, CABANG)
    await chat.send("/pindah 1")
    await chat.tap("contoh.example")
    await chat.tap(NEXT)
    screen = await chat.tap("PT Cabang Baru")
    assert "✅ Penerima setuju" in screen
    assert "Semua siap" in screen


async def test_the_typed_address_of_an_own_account_is_that_account(
    chat: Chat, table: Table
) -> None:
    await table.link(1001, CABANG)
    await chat.send("/pindah 1")
    await chat.tap("contoh.example")
    await chat.tap(NEXT)
    await chat.tap("Email lain")
    assert "✅ Penerima setuju" in await chat.send("Keuangan@cabang.example")


async def test_an_unpaid_invoice_stops_the_move_until_it_is_paid(chat: Chat, table: Table) -> None:
    invoice = unpaid("INV-2026-000123", "1", "domain-1")
    await table.portal_says(INDUK, [CONTOH, LAIN], [invoice])
    screen = await to_summary(chat)
    assert "❌ Masih ada tagihan" in screen
    assert "INV-2026-000123 (contoh.example): Rp\xa0166.500, jatuh tempo 30 November 2026" in screen
    assert "https://portal.cloudkilat.example" in screen
    assert "⏳ Menunggu konfirmasi penerima" in screen
    assert SEND not in screen.labels
    assert "Memuat" in await chat.tap("Periksa lagi")
    await table.portal_says(INDUK, [CONTOH, LAIN])
    screen = await chat.screen()
    assert "✅ Tidak ada tagihan" in screen
    assert SEND in screen.labels


async def test_an_unpaid_invoice_has_its_own_page_where_the_portal_has_one(
    chat: Chat, table: Table
) -> None:
    table.settings = replace(table.settings, invoice_url="https://portal.example/pay?id={id}")
    table.restart()
    await table.portal_says(INDUK, [CONTOH, LAIN], [unpaid("INV-1/A", "1", "domain-1")])
    screen = await to_summary(chat)
    assert '<a href="https://portal.example/pay?id=INV-1%2FA">' in screen.html
    assert table.settings.portal_url not in screen


async def test_an_unpaid_invoice_of_another_service_does_not_stop_it(
    chat: Chat, table: Table
) -> None:
    invoice = unpaid("INV-2026-000124", "1", "domain-2")
    await table.portal_says(INDUK, [CONTOH, LAIN], [invoice])
    assert "✅ Tidak ada tagihan" in await to_summary(chat)


async def test_a_service_that_left_the_account_is_chosen_anew(chat: Chat, table: Table) -> None:
    await to_summary(chat)
    await table.portal_says(INDUK, [LAIN])
    async with table.shop.work() as work:
        await work.wake(1001, "pindah")
    await table.take_turns()
    screen = await chat.screen()
    assert "❌ Layanan ini tidak lagi tercatat" in screen
    assert "contoh.example" in screen
    assert "Langkah 2 dari 4" in await chat.tap("✏️ Layanan")
    assert "sedikitnya satu layanan" in await chat.tap(NEXT), "what is gone is not chosen any more"


async def test_the_ticket_is_drafted_from_the_choices(chat: Chat) -> None:
    screen = await to_summary(chat)
    assert "Departemen: Info" in screen
    assert "Permohonan pemindahan layanan ke akun lain" in screen
    assert "siti@lain.example" in screen
    assert "\u2013 contoh.example" in screen


async def test_subject_and_message_can_be_written_by_hand(chat: Chat) -> None:
    await to_summary(chat)
    await chat.tap("Ubah subjek")
    assert "201 karakter" in await chat.send("s" * 201)
    assert "Subjek: Pindah <dua>" in (await chat.send("Pindah\n  <dua>")).text.replace(
        "&lt;", "<"
    ).replace("&gt;", ">")
    await chat.tap("Ubah pesan")
    assert "3.001 karakter" in await chat.send("m" * 3001)
    chat.table.clock.move(LATER)
    assert "m" * 699 + "…" in await chat.send("m" * 3000)
    assert "m" * 3000 in await chat.tap("Ubah pesan")


async def test_new_choices_redraft_the_ticket(chat: Chat) -> None:
    await to_summary(chat)
    assert "\u2013 lain.example" in await choose_another(chat)


async def choose_another(chat: Chat) -> Screen:
    assert "Langkah 2 dari 4" in await chat.tap("✏️ Layanan")
    await chat.tap("lain.example")
    return await chat.tap(NEXT)


@pytest.mark.parametrize(("button", "kept"), [(SEND, True), ("Susun ulang", False)])
async def test_own_words_are_kept_or_redrafted_as_the_person_says(
    chat: Chat, button: str, kept: bool
) -> None:
    await to_summary(chat)
    await chat.tap("Ubah pesan")
    await chat.send("Tolong pindahkan ya")
    screen = await choose_another(chat)
    assert "Pilihan Anda berubah" in screen
    assert "Tolong pindahkan ya" in screen
    screen = await chat.tap(button)
    if not kept:
        assert "Tolong pindahkan ya" not in screen
        assert "\u2013 lain.example" in screen
        await chat.tap(SEND)
    [row] = await chat.table.rows(t.transfer)
    assert (row.message == "Tolong pindahkan ya") is kept


async def test_unchanged_choices_do_not_ask_about_own_words(chat: Chat) -> None:
    await to_summary(chat)
    await chat.tap("Ubah pesan")
    assert "Pilihan Anda berubah" not in await chat.send("Tolong pindahkan ya")
    await chat.tap("✏️ Departemen")
    screen = await chat.tap("Billing")
    assert "Pilihan Anda berubah" not in screen
    assert "Departemen: Billing" in screen
    assert "Tolong pindahkan ya" in screen


async def test_the_request_is_sent_and_the_ticket_number_arrives(chat: Chat, table: Table) -> None:
    screen = await to_summary(chat)
    assert "Langkah 4 dari 4" in screen
    assert "siti@lain.example kami tanyai lewat email" in screen
    screen = await chat.tap("Kirim permintaan")
    assert "Permintaan terkirim" in screen
    assert "Tiket sedang dibuka" in screen
    [row] = await table.rows(t.transfer)
    assert (row.person, row.from_account, row.to_email) == (1001, "1", "siti@lain.example")
    assert row.number in screen
    assert ("open-ticket", row.number) in await table.jobs()
    assert await table.rows(t.draft) == []
    async with table.shop.work() as work:
        await ticket_opened(work, row.number, "7", "#482913")
    await table.take_turns()
    screen = await chat.screen()
    assert "#482913" in screen
    assert screen.button("Salin nomor tiket")["copy_text"] == {"text": "#482913"}


async def test_the_owner_of_the_address_is_asked_by_mail_once(chat: Chat, table: Table) -> None:
    await to_summary(chat)
    await chat.double_tap("Kirim permintaan")
    [mail] = await table.rows(t.delivery, t.delivery.c.channel == "mail")
    assert mail.address == "siti@lain.example"
    [row] = await table.rows(t.transfer)
    token = mailed_token(table.shop.settings.code_key, row.number)
    assert token not in str(mail.payload) + str(row._mapping), "it is derived when it is sent"
    args = {**mail.payload["args"], "token": token}
    body = table.texts.plain("id", "mail-consent.body", args)
    assert f"https://t.me/cloudkilat_bot?start=setuju-{token}" in body
    assert "contoh.example" in body
    assert "budi@induk.example" not in body


async def test_with_an_own_destination_nobody_is_mailed(chat: Chat, table: Table) -> None:
    await table.link(1001, CABANG)
    await chat.send("/pindah 1")
    for label in ("contoh.example", NEXT, "PT Cabang Baru"):
        await chat.tap(label)
    await chat.tap("Kirim permintaan")
    assert await table.rows(t.delivery, t.delivery.c.channel == "mail") == []
    [row] = await table.rows(t.transfer)
    assert (row.to_account, row.agreement) == ("2", "own")


async def test_a_service_in_a_running_request_cannot_be_chosen(chat: Chat) -> None:
    await to_summary(chat)
    await chat.tap("Kirim permintaan")
    screen = await chat.send("/pindah")
    assert "⛔ 🌐 contoh.example" in screen.labels
    screen = await chat.tap("contoh.example")
    assert "masih berjalan" in screen
    assert "Terpilih: 0" in screen


async def test_what_was_asked_for_meanwhile_is_taken_out_of_the_choice(
    chat: Chat, table: Table
) -> None:
    await to_summary(chat)
    await chat.tap("Kirim permintaan")
    await chat.send("/pindah")
    await chat.tap("lain.example")
    [draft] = await table.rows(t.draft)
    data = {**draft.data, "services": [["domain-1", "domain", "contoh.example"]]}
    data |= {"to_email": "siti@lain.example", "department": "Info", "subject": "s", "message": "m"}
    async with table.shop.work() as work:
        await work.drafts.put(1001, "pindah", 1, "summary", data)
    await chat.send("/pindah")
    await chat.tap("Lanjutkan")
    screen = await chat.tap("Kirim permintaan")
    assert "Sudah ada permintaan yang berjalan untuk: contoh.example" in screen
    assert "Terpilih: 0" in screen


async def test_an_invoice_that_came_meanwhile_leads_back_to_the_rules(
    chat: Chat, table: Table
) -> None:
    await to_summary(chat)
    await table.portal_says(INDUK, [CONTOH], [unpaid("INV-9", "1", "domain-1")])
    screen = await chat.tap("Kirim permintaan")
    assert "tidak terpenuhi lagi" in screen
    assert "INV-9" in screen
    assert await table.rows(t.transfer) == []


async def test_old_news_from_the_portal_is_renewed_before_sending(chat: Chat, table: Table) -> None:
    await to_summary(chat)
    table.clock.move(timedelta(minutes=10))
    screen = await chat.tap("Kirim permintaan")
    assert "kami periksa sekali lagi" in screen
    assert "📨 Kirim permintaan" not in screen.labels
    await table.portal_says(INDUK, [CONTOH, LAIN])
    assert "Permintaan terkirim" in await chat.tap("Kirim permintaan")


async def test_a_restart_in_the_middle_loses_nothing(chat: Chat, table: Table) -> None:
    await to_summary(chat)
    table.restart()
    assert "Permintaan terkirim" in await chat.tap(SEND)


async def test_a_draft_that_was_left_is_gone_on_with(chat: Chat) -> None:
    await to_summary(chat)
    await chat.tap("Batal")
    await chat.tap("Simpan dan keluar")
    assert "belum selesai" in await chat.send("/pindah")
    assert "Tiket yang akan dikirim" in await chat.tap("Lanjutkan")


async def test_a_draft_that_is_dropped_is_gone(chat: Chat, table: Table) -> None:
    await to_summary(chat)
    await chat.tap("Batal")
    await chat.tap("Hapus isian")
    assert await table.rows(t.draft) == []
    assert "Terpilih: 0" in await chat.send("/pindah")


async def test_an_unlinked_account_ends_the_draft_calmly(chat: Chat, table: Table) -> None:
    await to_summary(chat)
    async with table.shop.work() as work:
        await work.links.revoke(1001, "1")
    assert "tidak lagi terhubung" in await chat.tap(SEND)


async def test_an_old_button_is_answered_with_where_the_person_is(chat: Chat) -> None:
    await chat.send("/pindah")
    old = await chat.tap("contoh.example")
    await chat.tap(NEXT)
    screen = await chat.tap("lain.example", on=old)
    assert "Langkah 3 dari 4" in screen


async def test_a_sticker_at_the_checklist_is_answered_with_its_buttons(chat: Chat) -> None:
    await to_summary(chat)
    assert "pilih dengan tombol" in await chat.send_sticker()


async def test_names_with_html_in_them_are_shown_as_they_are(table: Table) -> None:
    chat = table.chat()
    await chat.agree()
    odd = client("5", "<b>PT & Co</b>", "a@b.example")
    await table.link(1001, odd)
    await table.portal_says(odd, [domain("domain-9", "<i>x</i>.example", "5")])
    screen = await chat.send("/pindah")
    assert "&lt;b&gt;PT &amp; Co&lt;/b&gt;" in screen.html
    assert "<i>x</i>.example" in str(screen.labels)


async def test_the_whole_request_is_worded_in_english(table: Table) -> None:
    chat = table.chat(1003, "Andi", "en")
    await chat.agree()
    await table.link(1003, INDUK)
    await table.portal_says(INDUK, [CONTOH])
    await chat.send("/pindah")
    await chat.tap("contoh.example")
    await chat.tap("Next")
    await chat.tap("Another e-mail")
    assert "Dear CloudKilat team" in await chat.send("siti@lain.example")
    assert "Your request is sent" in await chat.tap("Send request")


async def test_moving_one_domain_takes_six_taps(chat: Chat, table: Table) -> None:
    await table.link(1001, CABANG)
    await chat.send("/menu")
    effort = await played(
        chat, "Pindahkan layanan", "PT Induk Jaya", "contoh.example", NEXT, "PT Cabang Baru", SEND
    )
    assert effort == Effort(taps=6, messages=0)
    assert "Permintaan terkirim" in await chat.screen()


async def test_what_no_invoice_holds_may_go_alone(chat: Chat, table: Table) -> None:
    await table.portal_says(INDUK, [CONTOH, LAIN], [unpaid("INV-1", "1", "domain-1")])
    await chat.send("/pindah")
    for label in ("Pilih semua", NEXT):
        await chat.tap(label)
    screen = await chat.send("siti@lain.example")
    assert SEND not in screen.labels
    screen = await chat.tap("Pindahkan 1 yang bebas saja")
    assert "\u2013 contoh.example" not in screen
    await chat.tap(SEND)
    [row] = await table.rows(t.transfer)
    assert [service["id"] for service in row.services] == ["domain-2"]


async def test_the_window_changes_by_itself_when_the_payment_comes(
    chat: Chat, table: Table
) -> None:
    await table.portal_says(INDUK, [CONTOH, LAIN], [unpaid("INV-1", "1", "domain-1")])
    await to_summary(chat)
    jobs = await table.jobs("refresh-account")
    async with table.shop.work() as work:
        await look_again_for_drafts(work, "1")
    assert len(await table.jobs("refresh-account")) == len(jobs) + 1
    await table.portal_says(INDUK, [CONTOH, LAIN])
    assert SEND in (await chat.screen()).labels


@pytest.mark.parametrize("step", ["checklist", "department", "ticket", "keep", "summary"])
async def test_a_draft_of_an_older_release_is_gone_on_with(
    chat: Chat, table: Table, step: str
) -> None:
    data = {"account": "1", "label": "PT Induk Jaya", "email": "budi@induk.example"}
    data |= {"to_email": "siti@lain.example", "gone": "a field of then"}
    services = [["domain-1", "domain", "contoh.example"]]
    async with table.shop.work() as work:
        await work.drafts.put(1001, "pindah", 1, step, {**data, "services": services})
    await chat.send("/pindah")
    screen = await chat.tap("Lanjutkan")
    if step == "department":
        screen = await chat.tap("Info")
    assert SEND in screen.labels


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        ("lain.example aja, jangan contoh.example", "lain.example"),
        ("bukan contoh.example tapi lain.example", "lain.example"),
        ("semua kecuali lain.example", "contoh.example"),
        ("contoh.example eh salah, maksudnya lain.example", "lain.example"),
        ("semua kecuali lain.example, dan x.example", "contoh.example"),
    ],
)
async def test_what_is_denied_is_not_chosen(
    chat: Chat, table: Table, typed: str, chosen: str
) -> None:
    await chat.send("/pindah")
    screen = await chat.send(typed)
    assert "Terpilih: 1" in screen
    assert f"✅ 🌐 {chosen}" in screen.labels
    assert "jangan" not in screen
    assert "tapi" not in screen


async def test_all_may_be_said_and_one_taken_back(chat: Chat) -> None:
    await chat.send("/pindah")
    assert "Terpilih: 2" in await chat.send("semuanya kak")
    assert "Terpilih: 1" in await chat.send("jangan contoh.example")
    screen = await chat.send("eh salah, maksudnya contoh.example")
    assert "Terpilih: 1" in screen
    assert "✅ 🌐 contoh.example" in screen.labels


async def test_who_signed_a_pasted_mail_is_not_proposed_as_the_recipient(chat: Chat) -> None:
    await chat.send(
        "Mohon domain contoh.example dipindahkan ke akun baru.\n\nHormat kami,\nRina Lestari\n"
        "Finance\nrina@graha.example"
    )
    await chat.tap(NEXT)
    screen = await chat.tap(NEXT)
    assert "rina@graha.example" not in screen
    assert "Email lain" in " ".join(screen.labels)
