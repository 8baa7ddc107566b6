"""``/akun``: an account for a company, from the first name to the portal's answer."""

from __future__ import annotations

import pytest

from assistant.domain.accounts.model import RegistrationState
from assistant.domain.accounts.opening import finish_registration
from assistant.domain.clients import Client
from assistant.storage import tables as t
from tests.dialogs.akun_form import (
    EMAIL,
    begun,
    draft,
    to_code,
    to_company,
    to_email,
    to_phone,
    to_summary,
)
from tests.dialogs.effort import played
from tests.play import Chat, Screen, Table

CLIENT = Client("7", EMAIL, "Siti", "Nurhaliza", "PT Contoh", "+6281234567890", None)


@pytest.fixture
async def chat(table: Table) -> Chat:
    return await begun(table)


async def sent(chat: Chat) -> Screen:
    await to_summary(chat)
    return await chat.tap("Buat akun")


async def portal_answers(
    chat: Chat, state: RegistrationState, client: Client | None = None
) -> Screen:
    (row,) = await chat.table.rows(t.registration)
    async with chat.table.shop.work() as work:
        await finish_registration(work, row.id, state, client)
    await chat.table.take_turns()
    return await chat.screen()


async def test_an_account_takes_six_taps_and_four_messages(table: Table) -> None:
    chat = table.chat(1004, "Siti Nurhaliza")
    await chat.agree()
    effort = await played(
        chat,
        "Akun baru",
        "👤 Siti Nurhaliza",
        f">{EMAIL}",
        ">code",
        ">PT Contoh",
        ">contact",
        ">Jl. Merdeka Selatan No. 5, Gambir, Jakarta Pusat 10110",
        "Setuju",
    )
    screen = await chat.screen()
    assert "Jl. Merdeka Selatan No. 5, Gambir" in screen
    assert "DKI Jakarta" in screen
    last = await played(chat, "Buat akun")
    assert (effort.taps + last.taps, effort.messages) == (5, 4)
    assert "Akun sedang dibuat" in await chat.screen()


async def test_an_address_in_one_message_is_taken_apart_shown_and_mended(chat: Chat) -> None:
    await to_phone(chat)
    await chat.send("081234567890")
    screen = await chat.send("Jl. Braga <10>\nKota Bandung\n40111")
    assert "Jalan: Jl. Braga &lt;10&gt;" in screen.html.replace("<b>", "").replace("</b>", "")
    for part in ("Kota: Kota Bandung", "Provinsi: Jawa Barat", "Kode pos: 40111"):
        assert part in screen
    await chat.tap("Setuju")
    await chat.tap("Jalan")
    screen = await chat.send("Jl. Diponegoro 1, Surabaya 60241")
    assert "Jawa Timur" in screen
    assert "Mohon periksa sekali lagi" in screen


async def test_what_an_address_leaves_out_is_asked_for(chat: Chat) -> None:
    await to_phone(chat)
    await chat.send("081234567890")
    assert "kota atau kabupaten" in await chat.send("Jl. Pahlawan 7, Serpong 15310")
    assert "Ketentuan layanan" in await chat.send("Tangerang Selatan")
    kept = await draft(chat)
    assert (kept["street"], kept["province"]) == ("Jl. Pahlawan 7, Serpong", "Banten")


@pytest.mark.parametrize("name", ["😀", "Budi 🚀 Santoso", "x" * 61])
async def test_a_telegram_name_that_no_account_can_have_is_not_offered(
    table: Table, name: str
) -> None:
    chat = table.chat(1004, name)
    await chat.agree()
    screen = await chat.tap("Akun baru")
    assert screen.labels == ["✖ Batal"]


async def test_a_single_name_in_telegram_is_both(chat: Chat) -> None:
    assert "alamat email" in await chat.tap("👤 Budi")
    kept = await draft(chat)
    assert (kept["first_name"], kept["last_name"]) == ("Budi", "Budi")


async def test_a_company_opened_before_lends_what_they_share(chat: Chat) -> None:
    await sent(chat)
    await portal_answers(chat, RegistrationState.CREATED, CLIENT)
    await chat.send("/akun")
    assert "alamat email" in await chat.tap("Seperti akun PT Contoh")
    await chat.send("lain@contoh.example")
    assert "nama perusahaan" in await chat.send(await chat.mailed_code())
    assert "Ketentuan layanan" in await chat.send("PT Lain")
    screen = await chat.tap("Setuju")
    for value in ("PT Lain", "lain@contoh.example", "Nurhaliza", "Jl. Merdeka 5", "40111"):
        assert value in screen
    assert EMAIL not in screen


async def test_a_company_gets_its_account(chat: Chat) -> None:
    screen = await to_summary(chat)
    assert "Langkah 8 dari 8" in screen
    for value in (
        "Siti", "Nurhaliza", EMAIL, "PT Contoh", "+6281234567890", "Jl. Merdeka 5", "Bandung",
        "Jawa Barat", "40111",
    ):  # fmt: skip
        assert value in screen
    screen = await chat.tap("Buat akun")
    assert "Akun sedang dibuat" in screen
    (registration,) = await chat.table.rows(t.registration)
    assert await chat.table.jobs("create-account") == [("create-account", str(registration.id))]
    assert registration.data["company"] == "PT Contoh"
    assert await draft(chat) == {}


async def test_the_account_made_is_shown_linked_and_leads_to_its_npwp(chat: Chat) -> None:
    await sent(chat)
    screen = await portal_answers(chat, RegistrationState.CREATED, CLIENT)
    assert "sudah dibuat" in screen
    assert EMAIL in screen
    assert screen.button("Pasang NPWP")
    assert await chat.told() == []
    (link,) = await chat.table.rows(t.link)
    assert (link.person, link.account) == (chat.person, "7")


async def test_who_has_gone_elsewhere_is_told_of_the_account(chat: Chat) -> None:
    await sent(chat)
    await chat.tap("Menu")
    await portal_answers(chat, RegistrationState.CREATED, CLIENT)
    assert await chat.told() == ["ntf-akun-created"]


async def test_the_same_answer_of_the_portal_again_changes_nothing(chat: Chat) -> None:
    await sent(chat)
    await portal_answers(chat, RegistrationState.CREATED, CLIENT)
    screen = await portal_answers(chat, RegistrationState.REFUSED)
    assert "sudah dibuat" in screen


async def test_an_address_that_has_an_account_leads_to_linking_it(chat: Chat) -> None:
    await sent(chat)
    screen = await portal_answers(chat, RegistrationState.ALREADY_REGISTERED)
    assert "sudah punya akun" in screen
    assert any("Hubungkan" in label for label in screen.labels)


async def test_another_address_keeps_all_other_answers(chat: Chat) -> None:
    await sent(chat)
    await portal_answers(chat, RegistrationState.ALREADY_REGISTERED)
    assert "alamat email" in await chat.tap("Pakai email lain")
    await chat.send("lain@contoh.example")
    screen = await chat.send(await chat.mailed_code())
    assert "lain@contoh.example" in screen
    assert "PT Contoh" in screen
    assert "Buat akun" in screen.labels


async def test_a_refused_request_keeps_what_was_typed(chat: Chat) -> None:
    await sent(chat)
    await chat.tap("Menu")
    await portal_answers(chat, RegistrationState.REFUSED)
    assert await chat.told() == ["ntf-akun-refused"]
    assert "belum dapat menerima" in await chat.send("/akun")
    screen = await chat.tap("Periksa isian")
    assert "Jl. Merdeka 5" in screen
    assert "Buat akun" in screen.labels


async def test_the_request_on_its_way_is_shown_when_akun_is_opened_again(chat: Chat) -> None:
    await sent(chat)
    await chat.tap("Menu")
    assert "Akun sedang dibuat" in await chat.send("/akun")


async def test_a_double_tap_asks_for_one_account(chat: Chat) -> None:
    await to_summary(chat)
    await chat.double_tap("Buat akun")
    assert len(await chat.table.rows(t.registration)) == 1


async def test_a_person_needs_no_company_and_may_have_one_name(chat: Chat) -> None:
    await chat.send("Suharto")
    assert "email" in await chat.tap("Nama saya satu kata saja")
    await chat.send(EMAIL)
    await chat.send(await chat.mailed_code())
    assert "nomor telepon" in await chat.tap("Perorangan, tanpa perusahaan")
    kept = await draft(chat)
    assert (kept["last_name"], kept["company"]) == ("Suharto", "")


@pytest.mark.parametrize(
    ("button", "typed"),
    [
        ("Nama depan", "Sitti"),
        ("Nama belakang", "Halimah"),
        ("Perusahaan", "PT Lain"),
        ("Telepon", "0215201234"),
        ("Jalan", "Jl. Braga 10"),
        ("Kota", "Cimahi"),
        ("Provinsi", "Banten"),
        ("Kode pos", "40222"),
    ],
)
async def test_every_answer_can_be_changed_from_the_summary(
    chat: Chat, button: str, typed: str
) -> None:
    await to_summary(chat)
    assert "Isian sekarang" in await chat.tap(button)
    screen = await chat.send(typed)
    assert "Mohon periksa sekali lagi" in screen
    assert typed.removeprefix("0") in screen


async def test_looking_at_an_answer_and_back_leaves_it(chat: Chat) -> None:
    before = await to_summary(chat)
    await chat.tap("Kota")
    assert (await chat.tap("Kembali")).text == before.text
    await chat.tap("Nama depan")
    assert (await chat.tap("Lanjut")).text == before.text


async def test_a_changed_address_is_proven_before_the_summary_returns(chat: Chat) -> None:
    await to_summary(chat)
    await chat.tap("Email")
    assert "Kode 6 angka" in await chat.send("lain@contoh.example")
    screen = await chat.send(await chat.mailed_code())
    assert "Mohon periksa sekali lagi" in screen
    assert "lain@contoh.example" in screen


async def test_a_restart_in_the_middle_goes_on(chat: Chat) -> None:
    await to_code(chat)
    chat.table.restart()
    assert "nama perusahaan" in await chat.send(await chat.mailed_code())


async def test_a_draft_that_was_left_is_gone_on_with(chat: Chat) -> None:
    await to_company(chat)
    await chat.tap("Batal")
    await chat.tap("Simpan dan keluar")
    assert "Lanjutkan dari sana?" in await chat.tap("Akun baru")
    assert "nama perusahaan" in await chat.tap("Lanjutkan")


async def test_a_draft_that_was_dropped_begins_anew(chat: Chat) -> None:
    await to_company(chat)
    await chat.send("/batal")
    await chat.tap("Hapus isian")
    assert "nama depan" in await chat.tap("Akun baru")
    assert await draft(chat) == {}


async def test_leaving_before_anything_was_typed_asks_nothing(chat: Chat) -> None:
    assert "dibatalkan" in await chat.tap("Batal")


async def test_an_old_button_shows_where_the_person_is(chat: Chat) -> None:
    await chat.send("Siti")
    old = await chat.screen()
    await chat.tap("Nama saya satu kata saja")
    screen = await chat.tap("Nama saya satu kata saja", on=old)
    assert "alamat email" in screen


@pytest.mark.parametrize("step", [to_email, to_code, to_company, to_phone])
async def test_a_photo_or_sticker_is_asked_for_as_text(chat: Chat, step: object) -> None:
    await step(chat)  # type: ignore[operator]
    assert "sebagai tulisan" in await chat.send_photo()
    assert "sebagai tulisan" in await chat.send_sticker()


async def test_text_in_the_summary_is_answered_with_the_buttons(chat: Chat) -> None:
    await to_summary(chat)
    assert "pilih dengan tombol" in await chat.send("ya")


async def test_english_speakers_register_in_english(table: Table) -> None:
    chat = table.chat(1003, "Andi", "en")
    await chat.agree()
    await chat.tap("New account")
    await chat.send("Andi")
    await chat.tap("I have only one name")
    await chat.send(EMAIL)
    code = await chat.mailed_code()
    await chat.send(f"{(int(code) + 1) % 1_000_000:06d}")
    screen = await chat.send(f"{(int(code) + 1) % 1_000_000:06d}")
    assert "once more" in screen
    assert "name of the company" in await chat.send(code)
