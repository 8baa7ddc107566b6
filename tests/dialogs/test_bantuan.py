"""The guide: every page, from everywhere, for everyone."""

from __future__ import annotations

from tests.play import Table

TITLES = [
    "Mengapa satu akun per perusahaan?",
    "1. Buat akun",
    "2. Pasang NPWP",
    "3. Pindahkan layanan",
    "Kapan faktur terbit?",
    "Faktur belum ada?",
    "Ganti NPWP",
    "Privasi",
    "Hubungi kami",
]


async def test_every_page_opens_and_leads_back(table: Table) -> None:
    chat = table.chat()
    await chat.agree()
    home = await chat.send("/bantuan")
    assert home.labels[:-1] == TITLES
    for title in TITLES:
        page = await chat.tap(title)
        assert page.text.startswith(title)
        assert (await chat.tap("Kembali")).labels == home.labels


async def test_who_refused_consent_can_read_the_guide(table: Table) -> None:
    chat = table.chat()
    await chat.send("/start")
    await chat.tap("Tidak setuju")
    assert "tiga langkah" in await chat.tap("Bantuan")
    assert "tanggal 20" in await chat.tap("Kapan faktur terbit?")


async def test_the_guide_is_open_to_someone_who_was_never_asked(table: Table) -> None:
    assert "tiga langkah" in await table.chat().send("/bantuan")


async def test_a_page_leads_to_its_feature_and_asks_consent_first(table: Table) -> None:
    chat = table.chat()
    await chat.send("/bantuan")
    await chat.tap("Faktur belum ada?")
    assert "Apakah Anda setuju?" in await chat.tap("Buka faktur")


async def test_a_link_opens_one_page_and_a_wrong_one_the_contents(table: Table) -> None:
    chat = table.chat()
    assert "satu NPWP" in await chat.send("/bantuan why")
    assert "tiga langkah" in await chat.send("/bantuan <b>💥 nothing")


async def test_contact_names_the_portal_of_the_provider(table: Table) -> None:
    chat = table.chat()
    await chat.send("/bantuan")
    assert "https://portal.cloudkilat.example" in await chat.tap("Hubungi kami")


async def test_pictures_and_stickers_are_answered_where_the_person_is(table: Table) -> None:
    chat = table.chat()
    await chat.send("/bantuan")
    screen = await chat.send_sticker()
    assert "pilih dengan tombol" in screen
    assert "tiga langkah" in screen
    screen = await chat.send_photo()
    assert "foto" in screen
    assert "Kirim ke tim" in screen.labels


async def test_a_text_too_long_for_people_is_to_be_shortened_and_not_cut(table: Table) -> None:
    chat = table.chat()
    await chat.send("/bantuan")
    assert "5.000 karakter" in await chat.send("x" * 5000)


async def test_a_double_tap_stays_on_the_page_and_an_old_button_says_so(table: Table) -> None:
    chat = table.chat()
    home = await chat.send("/bantuan")
    assert "satu NPWP" in await chat.double_tap("Mengapa satu akun")
    await chat.send("/start")
    assert "tidak berlaku" in await chat.tap("Privasi", on=home)


async def test_a_page_survives_a_restart(table: Table) -> None:
    chat = table.chat()
    await chat.send("/bantuan")
    await chat.tap("Privasi")
    table.restart()
    assert "tiga langkah" in await chat.tap("Kembali")


async def test_the_guide_speaks_english_too(table: Table) -> None:
    chat = table.chat(1003, "Andi", "en")
    await chat.send("/bantuan")
    assert "20 December" in await chat.tap("When is a faktur issued?")
