"""``/npwp``: which account, the form, what is refused, and the reading back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.domain.accounts.model import TaxChangeState
from assistant.domain.clients import TaxKind, TaxProfile
from assistant.storage import tables as t
from tests.dialogs.effort import LATER, Effort, played
from tests.dialogs.npwp_form import (
    ADDRESS,
    GROUPED,
    MAJU,
    NPWP,
    TAX,
    asked_for_the_number,
    kept_change,
    portal_answers,
    seated,
    to_summary,
)
from tests.play import Table

# Which account


async def test_without_an_account_it_explains_and_offers_both_ways(table: Table) -> None:
    chat = table.chat()
    await chat.agree()
    screen = await chat.send("/npwp")
    assert "belum ada akun yang terhubung" in screen
    assert screen.labels == ["🏢 Akun baru", "🔗 Hubungkan akun", "☰ Menu"]


async def test_a_single_account_needs_no_choice(table: Table) -> None:
    chat = await seated(table)
    screen = await chat.send("/npwp")
    assert "PT Maju Jaya belum memiliki NPWP" in screen
    assert "Pilih akun lain" not in screen.labels


async def test_several_accounts_are_chosen_from(table: Table) -> None:
    other = replace(MAJU, id="8", email="cv@jaya.example", company="CV <Jaya> & co", tax=TAX)
    chat = await seated(table, MAJU, other)
    screen = await chat.send("/npwp")
    assert screen.labels[:2] == [
        "CV <Jaya> & co · cv@jaya.example",
        "PT Maju Jaya · info@maju.example",
    ]
    assert "CV &lt;Jaya&gt; &amp; co" in (await chat.tap("CV <Jaya>")).html
    assert "Akun mana" in await chat.tap("Pilih akun lain")


async def test_a_link_names_its_account_and_nobody_elses(table: Table) -> None:
    other = replace(MAJU, id="8", company="CV Jaya")
    chat = await seated(table, MAJU, other)
    assert "CV Jaya belum memiliki NPWP" in await chat.send("/npwp 8")
    screen = await chat.send("/npwp 9")
    assert "tidak terhubung dengan Anda" in screen
    assert "Akun mana" in screen


async def test_the_window_waits_for_the_portal_and_changes_by_itself(table: Table) -> None:
    chat = table.chat()
    await chat.agree()
    await table.link(chat.person, MAJU)
    assert "Memuat data pajak" in await chat.send("/npwp")
    assert "Memuat data pajak" in await chat.tap("Perbarui")
    await table.portal_says(MAJU, [])
    assert "belum memiliki NPWP" in await chat.screen()


async def test_a_portal_out_of_reach_is_said_calmly_and_tried_again(table: Table) -> None:
    chat = table.chat()
    await chat.agree()
    await table.link(chat.person, MAJU)
    await chat.send("/npwp")
    async with table.shop.work() as work:
        await work.snapshots.fail(MAJU.id, "unavailable")
        await work.wake(chat.person, "")
    await table.take_turns()
    assert "Data Anda aman" in await chat.send("/npwp")
    assert "Memuat data pajak" in await chat.tap("Coba lagi")


# An account that has one


async def test_an_npwp_that_is_there_is_shown_in_full_and_can_be_corrected(table: Table) -> None:
    chat = await seated(table, replace(MAJU, tax=TAX))
    screen = await chat.send("/npwp")
    assert "0013 1216 6009 1000" in screen
    assert "perusahaan lain perlu akun sendiri" in screen
    assert "🏢 Akun untuk perusahaan lain" in screen.labels
    screen = await chat.tap("Perbaiki data")
    assert "LAMA SEKALI" in screen
    await chat.tap("✏️ Nama")
    screen = await chat.send("BARU SEKALI")
    assert "Nama: BARU SEKALI" in screen
    await chat.tap("Data benar, simpan")
    assert (await kept_change(table)).profile == replace(TAX, name="BARU SEKALI")


async def test_a_number_in_the_portal_that_cant_be_right_is_asked_anew(table: Table) -> None:
    chat = await seated(table, replace(MAJU, tax=replace(TAX, npwp="123", nitku="")))
    await chat.send("/npwp")
    assert "Berapa NPWP perusahaan" in await chat.tap("Perbaiki data")


# The form


async def test_a_company_is_asked_all_it_takes_and_its_npwp_becomes_active(table: Table) -> None:
    chat = await asked_for_the_number(table)
    assert "Langkah 2 dari 5" in await chat.screen()
    assert "nama yang tertulis di kartu NPWP" in await chat.send("01.234.567.4-012.000")
    assert "alamat di kartu" in await chat.send("  MAJU\n  JAYA ")
    assert "info@maju.example" in await chat.send(ADDRESS), "the account's e-mail is the default"
    assert "email mana" in await chat.tap("✏️ Email")
    screen = await chat.send("Pajak@Maju.example")
    assert "Atas nama kantor pusat" in screen
    for words in (
        GROUPED,
        "01.234.567.4-012.000",
        f"{GROUPED} · 000000",
        "Nama: MAJU JAYA",
        ADDRESS,
        "pajak@maju.example",
        "Salah NPWP berarti faktur harus dibatalkan dan dibuat ulang",
    ):
        assert words in screen
    screen = await chat.tap("Data benar, simpan")
    assert "sedang disimpan" in screen
    change = await kept_change(table)
    assert change.profile == TaxProfile(
        TaxKind.COMPANY, NPWP, NPWP + "000000", "MAJU JAYA", ADDRESS, "pajak@maju.example"
    )
    assert ("set-tax", str(change.id)) in await table.jobs()
    await portal_answers(table, TaxChangeState.SAVED)
    screen = await chat.screen()
    assert "Faktur otomatis aktif untuk PT Maju Jaya" in screen
    assert "📦 Pindahkan layanan" in screen.labels
    assert await chat.told() == []


@pytest.mark.parametrize(
    ("sent", "name", "address"),
    [
        (f"MAJU JAYA\n{ADDRESS}", "MAJU JAYA", ADDRESS),
        (f"Nama: PT MAJU\nJAYA BERSAMA\n\nAlamat: {ADDRESS}", "PT MAJU JAYA BERSAMA", ADDRESS),
        ("CV 88\nRuko Sentra Blok A\nBekasi", "CV 88", "Ruko Sentra Blok A Bekasi"),
        ("YAYASAN PENDIDIKAN\nANAK BANGSA", "YAYASAN PENDIDIKAN ANAK BANGSA", ""),
        ("MAJU JAYA\nJl. A", "MAJU JAYA Jl. A", ""),
    ],
)
async def test_name_and_address_may_come_in_one_message(
    table: Table, sent: str, name: str, address: str
) -> None:
    chat = await asked_for_the_number(table)
    await chat.send(NPWP)
    screen = await chat.send(sent)
    (draft,) = await table.rows(t.draft)
    assert (draft.data["name"], draft.data["address"]) == (name, address)
    assert ("Periksa data pajak" in screen) is bool(address)


@pytest.mark.parametrize(
    "card",
    [
        f"NPWP : 01.234.567.4-012.000\nNama : MAJU JAYA\nAlamat : {ADDRESS}",
        f"No. NPWP: {NPWP}\nNama Wajib Pajak: MAJU JAYA\nAlamat WP: {ADDRESS}\nKPP Pratama Gambir\n"
        "Tanggal terdaftar: 01/02/2020",
        f"MAJU JAYA\n{GROUPED}\n{ADDRESS}",
    ],
)
async def test_all_of_a_card_may_come_in_one_message(table: Table, card: str) -> None:
    chat = await asked_for_the_number(table)
    assert "Periksa data pajak" in await chat.send(card)
    (draft,) = await table.rows(t.draft)
    assert (draft.data["npwp"], draft.data["name"], draft.data["address"]) == (
        NPWP,
        "MAJU JAYA",
        ADDRESS,
    )


async def test_an_npwp_takes_three_taps_and_two_messages(table: Table) -> None:
    chat = await seated(table)
    await chat.send("/menu")
    effort = await played(
        chat, "NPWP", "Perusahaan", f">{NPWP}", f">MAJU JAYA\n{ADDRESS}", "Data benar"
    )
    assert effort == Effort(taps=3, messages=2)
    assert "sedang disimpan" in await chat.screen()


async def test_a_person_gives_their_nik(table: Table) -> None:
    chat = await asked_for_the_number(table, "Perorangan")
    assert "KTP" in await chat.screen()
    for typed in ("3171015708450001", "BUDI SANTOSO", ADDRESS):
        screen = await chat.send(typed)
    assert "Jenis: Perorangan" in screen
    assert "3171 0157 0845 0001 · 000000" in screen
    assert "kantor pusat" not in screen
    await chat.tap("✏️ NITKU")
    assert "Jenis: Perorangan" in await chat.tap("Tanpa cabang")
    assert "Bentuk lama" not in screen


async def test_the_coretax_prefix_is_taken_without_a_check_digit(table: Table) -> None:
    chat = await asked_for_the_number(table)
    assert "nama yang tertulis" in await chat.send("1000 0000 0000 0000")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("013121661091000", "Angka pemeriksa"),
        ("0013121661091000", "Angka pemeriksa"),
        ("012345678901234", "Angka pemeriksa"),
        ("01312166009100", "menulis 14 angka"),
        ("04002600000000123", "menulis 17 angka"),
        ("FF3456789012345", "bukan angka: F"),
        ("0000000000000000", "nol semua"),
        ("9971011708450001", "diawali 9971"),
        ("3171013002001234", "300200 bukan tanggal"),
        ("3171011713450001", "171345 bukan tanggal"),
        ("3171018108450001", "810845 bukan tanggal"),
        ("3171011708450000", "tidak mungkin 0000"),
        ("3171011708450001", "Itu NIK, nomor perorangan"),
        ("0013121661091000000000", "bukan NPWP yang benar"),
        ("...", "Belum ada angka"),
        ("1" * 200, "terlalu panjang untuk sebuah nomor"),
        ("1<b>💥</b>", "bukan angka: &lt;b&gt;💥/"),
        ("\u202e0000", "menulis 4 angka"),
    ],
)
async def test_a_number_that_cant_be_right_is_explained(
    table: Table, typed: str, said: str
) -> None:
    chat = await asked_for_the_number(table)
    screen = await chat.send(typed)
    assert said in screen
    assert "Berapa NPWP perusahaan" in screen


async def test_a_branch_is_remembered_while_the_head_office_is_asked_for(table: Table) -> None:
    chat = await asked_for_the_number(table)
    screen = await chat.send("765432109609001")
    assert "NPWP lama cabang 001" in screen
    assert "unit 000001" in screen
    for typed in ("765432109609000", "MAJU JAYA", ADDRESS):
        screen = await chat.send(typed)
    assert "kantor pusat atau cabang" in screen
    assert "0765 4321 0960 9000 · 000001" in await chat.tap("Cabang (000001)")


async def test_a_remembered_branch_never_moves_to_another_companys_number(table: Table) -> None:
    chat = await asked_for_the_number(table)
    await chat.send("765432109609001")
    for typed in (NPWP, "MAJU JAYA", ADDRESS):  # of another company
        screen = await chat.send(typed)
    assert f"{GROUPED} · 000000" in screen
    assert "Cabang (000001)" not in (await chat.tap("✏️ NITKU")).labels


async def test_a_persons_old_number_asks_for_the_nik_and_lets_a_foreigner_go_on(
    table: Table,
) -> None:
    chat = await asked_for_the_number(table, "Perorangan")
    screen = await chat.send("091234567061000")
    assert "Itu NPWP lama perorangan" in screen
    assert "NIK" in screen
    screen = await chat.tap("Saya tanpa NIK, pakai nomor itu")
    assert "nama yang terdaftar" in screen
    for typed in ("JOHN FIKTIF", ADDRESS):
        screen = await chat.send(typed)
    assert "0091 2345 6706 1000 · 000000" in screen
    await chat.tap("✅ Data benar, simpan")
    assert (await kept_change(table)).profile.npwp == "0091234567061000"


async def test_the_nik_can_be_sent_instead(table: Table) -> None:
    chat = await asked_for_the_number(table, "Perorangan")
    await chat.send("091234567061000")
    assert "nama yang terdaftar" in await chat.send("3171011708450001")


async def test_what_looks_like_no_name_is_asked_about(table: Table) -> None:
    chat = await asked_for_the_number(table)
    await chat.send(NPWP)
    screen = await chat.send("@majujaya")
    assert "Apakah ini benar nama di kartu?" in screen
    assert "@majujaya" in screen
    assert "nama yang tertulis di kartu" in await chat.tap("Tulis nama lain")
    await chat.send("Jl. Melati No. 12, Jakarta")
    assert "alamat di kartu NPWP" in await chat.tap("✅ Ya, itu namanya")
    assert "Nama: Jl. Melati No. 12, Jakarta" in await chat.send(ADDRESS)


async def test_another_name_answers_the_question_about_an_odd_one(table: Table) -> None:
    chat = await asked_for_the_number(table)
    await chat.send(NPWP)
    await chat.send("0812-3456-7890 Budi")
    await chat.send("MAJU JAYA")
    assert "Nama: MAJU JAYA" in await chat.send(ADDRESS)


@pytest.mark.parametrize("kind", ["Perusahaan", "Perorangan"])
async def test_an_npwp_that_another_account_of_theirs_has_is_said(table: Table, kind: str) -> None:
    nik = "3171011708450001"
    number = NPWP if kind == "Perusahaan" else nik
    other = replace(
        MAJU,
        id="8",
        email="dua@maju.example",
        company="Toko Dua",
        tax=replace(TAX, npwp=number, nitku=f"{number}000000"),
    )
    chat = await seated(table, MAJU, other)
    await chat.send("/npwp")
    await chat.tap("PT Maju Jaya · info@maju.example")
    await chat.tap(kind)
    for typed in (number, "MAJU JAYA"):
        await chat.send(typed)
    assert "NPWP ini juga dipakai akun Anda: Toko Dua" in await chat.send(ADDRESS)


async def test_a_nitku_typed_for_the_npwp_is_taken_apart_and_confirmed(table: Table) -> None:
    chat = await asked_for_the_number(table)
    screen = await chat.send("0012345674012000000007")
    assert GROUPED in screen
    assert "000007" in screen
    await chat.tap("Ya, keduanya benar")
    await chat.send("MAJU JAYA")
    screen = await chat.send(ADDRESS)
    assert f"{GROUPED} · 000007" in screen
    assert "kantor pusat" not in screen


async def test_a_proposal_can_be_turned_down_or_answered_with_the_number(table: Table) -> None:
    chat = await asked_for_the_number(table)
    await chat.send("0012345674012000000000")
    assert "Berapa NPWP perusahaan" in await chat.tap("Tulis nomor lain")
    await chat.send("0012345674012000000000")
    assert "nama yang tertulis" in await chat.send("0013121660091000")


async def test_a_nitku_of_a_nik_is_no_companys(table: Table) -> None:
    chat = await asked_for_the_number(table)
    assert "Itu NIK" in await chat.send("3171011708450001000000")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("12345", "menulis 5 angka"),
        ("0013121660091000000001", "milik NPWP lain"),
        ("pusat", "bukan angka"),
    ],
)
async def test_a_nitku_that_cant_be_right_is_explained(table: Table, typed: str, said: str) -> None:
    chat = await to_summary(table)
    await chat.tap("✏️ NITKU")
    assert said in await chat.send(typed)
    assert f"{GROUPED} · 000012" in await chat.send("000012")


async def test_a_name_an_address_and_an_email_are_looked_at_too(table: Table) -> None:
    chat = await asked_for_the_number(table)
    await chat.send(NPWP)
    assert "terlalu pendek" in await chat.send("X")
    assert "emoji" in await chat.send("MAJU 🚀")
    assert "Itu bukan nama" in await chat.send(NPWP)
    assert "lebih dari 200" in await chat.send("MAJU" * 60)
    await chat.send("<b>شركة</b> & \u202eMAJU")
    assert "terlalu pendek" in await chat.send("Jl. A")
    assert "lebih dari 300" in await chat.send("Jl." + "Melati" * 60)
    assert "Itu bukan alamat" in await chat.send("123456 78910")
    assert "emoji" in await chat.send(f"🏠{ADDRESS}".replace(" ", ""))
    await chat.send(ADDRESS)
    await chat.tap("✏️ Email")
    assert "tanda @" in await chat.send("pajak.maju.example")
    assert "tidak lengkap" in await chat.send("pajak@maju")
    screen = await chat.tap("Pakai info@maju.example")
    assert "&lt;b&gt;شركة&lt;/b&gt; &amp; MAJU" in screen.html
    assert "\u202e" not in screen.html


async def test_pictures_and_5000_characters_are_answered_and_nothing_is_lost(table: Table) -> None:
    chat = await asked_for_the_number(table)
    for screen in (await chat.send_photo(), await chat.send_sticker()):
        assert "sebagai tulisan" in screen
        assert "Berapa NPWP" in screen
    assert "5.000 karakter" in await chat.send("9" * 5000)
    table.clock.move(LATER)
    assert "nama yang tertulis" in await chat.send(NPWP)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [("perusahaan", "NPWP perusahaan"), ("pt kak", "NPWP perusahaan"), ("pribadi aja", "NIK")],
)
async def test_the_kind_may_be_typed(table: Table, typed: str, asked: str) -> None:
    chat = await seated(table)
    await chat.send("/npwp")
    screen = await chat.send(typed)
    assert "Langkah 2 dari 5" in screen
    assert asked in screen


@pytest.mark.parametrize("typed", ["gak punya", "belum punya npwp kak", "-", "skip"])
async def test_who_has_no_number_is_told_what_will_do(table: Table, typed: str) -> None:
    company = await asked_for_the_number(table)
    assert "diperlukan NPWP perusahaan itu" in await company.send(typed)


async def test_a_question_without_digits_is_no_misspelt_number(table: Table) -> None:
    chat = await asked_for_the_number(table)
    assert "Belum ada angka" in await chat.send("npwp lama atau baru?")


async def test_what_leads_to_a_name_and_an_address_is_on_no_faktur(table: Table) -> None:
    chat = await asked_for_the_number(table)
    await chat.send(NPWP)
    await chat.send("nama perusahaannya PT Maju Jaya ya kak")
    screen = await chat.send(f"alamatnya di {ADDRESS}")
    assert "Nama: PT Maju Jaya\n" in screen
    assert f"Alamat: {ADDRESS}" in screen
    assert "pilih dengan tombol" in await chat.send("oke simpan")
