"""What ``/akun`` takes for an answer, question by question, and what it asks for again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assistant.storage import tables as t
from tests.dialogs.akun_form import (
    EMAIL,
    begun,
    draft,
    to_code,
    to_company,
    to_email,
    to_phone,
    to_terms,
)
from tests.play import Chat, Table


@pytest.fixture
async def chat(table: Table) -> Chat:
    return await begun(table)


@pytest.mark.parametrize(
    ("typed", "answered"),
    [
        ("x" * 61, "terlalu panjang"),
        ("Budi 😀", "“😀”"),
        ("<b>Budi</b>", "“&lt;”"),
        ("...", "huruf"),
        ("x" * 5000, "5.000 karakter"),
        ("\u200f \u200f", "huruf"),
    ],
)
async def test_what_is_no_name_is_asked_again(chat: Chat, typed: str, answered: str) -> None:
    screen = await chat.send(typed)
    assert answered in screen
    assert "nama depan" in screen


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Siti Rahma", ("Siti", "Rahma")),
        ("nama saya Siti Rahma ya kak", ("Siti", "Rahma")),
        ("Siti\nNur Rahma", ("Siti", "Nur Rahma")),
        ("Siti Rahma, S.E.", ("Siti", "Rahma, S.E.")),
        ("Ibu Siti Rahma", ("Siti", "Rahma")),
    ],
)
async def test_a_whole_name_is_taken_apart_shown_and_mended(
    chat: Chat, typed: str, names: tuple[str, str]
) -> None:
    screen = await chat.send(typed)
    assert f"Nama depan: {names[0]}" in screen
    assert f"Nama belakang: {names[1]}" in screen
    assert "alamat email" in screen
    await chat.tap("Kembali")
    await chat.tap("Kembali")
    await chat.send("Nur Siti")
    kept = await draft(chat)
    assert (kept["first_name"], kept["last_name"]) == ("Nur Siti", names[1])


@pytest.mark.parametrize(
    "typed", ["-", "skip", "gak punya", "sama", "tidak ada nama belakang kak", "cuma satu nama"]
)
async def test_who_has_one_name_may_say_so(chat: Chat, typed: str) -> None:
    assert "nama belakang" in await chat.send("Suharto")
    assert "Nama belakang: Suharto" in await chat.send(typed)
    await chat.tap("Kembali")
    await chat.tap("Kembali")
    await chat.send("Sukarno")
    kept = await draft(chat)
    assert (kept["first_name"], kept["last_name"]) == ("Sukarno", "Sukarno")


async def test_several_answers_in_one_message_are_all_taken(chat: Chat) -> None:
    screen = await chat.send("Budi Santoso, PT Contoh, hp 0812-3456-7890, budi@contoh.example")
    assert "Budi, Santoso, PT Contoh, +6281234567890, budi@contoh.example" in screen
    await chat.tap("budi@contoh.example")
    screen = await chat.send(f"kodenya {await chat.mailed_code()} ya")
    assert "Alamat (1 dari 4)" in screen
    kept = await draft(chat)
    assert (kept["company"], kept["phone"]) == ("PT Contoh", "+6281234567890")


@pytest.mark.parametrize(
    ("typed", "answered"),
    [
        ("skip", "tidak dapat dilewati"),
        ("sama seperti tadi", "isian mana yang Anda maksud"),
        ("ok", "masih menunggu jawaban"),
        ("maaf salah pencet", "masih menunggu jawaban"),
        ("sama dengan nomor telegram", "isian mana yang Anda maksud"),
        ("ini buat apa?", "kami perlukan"),
        ("0812-3456-7890 atau 0857-1111-2222", "lebih dari satu nomor"),
        ("hp 0812-3456-7890, kantor 021-5201234", "lebih dari satu nomor"),
    ],
)
async def test_what_only_evades_the_question_is_no_answer(
    chat: Chat, typed: str, answered: str
) -> None:
    await to_company(chat)
    await chat.send("PT Contoh")
    screen = await chat.send(typed)
    assert answered in screen
    assert "nomor telepon" in screen
    assert (await draft(chat))["phone"] == ""


@pytest.mark.parametrize(
    "typed",
    ["-", "pribadi", "saya pribadi aja kak", "gak punya perusahaan", "belum ada PT", "skip"],
)
async def test_who_has_no_company_may_say_so(chat: Chat, typed: str) -> None:
    await to_company(chat)
    assert "nomor telepon" in await chat.send(typed)
    assert (await draft(chat))["company"] == ""


@pytest.mark.parametrize(
    ("typed", "company"),
    [
        ("PT Maju Jaya, alamat Jl. Melati 5", "PT Maju Jaya"),
        ("nama perusahaannya PT Maju Jaya ya", "PT Maju Jaya"),
        ("PT Kita Bisa", "PT Kita Bisa"),
        ("Usaha Kita Bersama", "Usaha Kita Bersama"),
        ("PT Sama", "PT Sama"),
    ],
)
async def test_a_company_is_its_name_and_no_more(chat: Chat, typed: str, company: str) -> None:
    await to_company(chat)
    await chat.send(typed)
    assert (await draft(chat))["company"] == company


@pytest.mark.parametrize(
    "typed",
    [
        "wa 0812-3456-7890 kak",
        "nomor saya: 081234567890",
        "O812 3456 7890",
        "nol delapan satu dua tiga empat lima enam tujuh delapan sembilan nol",
    ],
)
async def test_a_number_may_stand_among_words(chat: Chat, typed: str) -> None:
    await to_phone(chat)
    assert "Alamat (1 dari 4)" in await chat.send(typed)
    assert (await draft(chat))["phone"] == "+6281234567890"


async def test_a_code_that_has_not_come_is_no_wrong_code(chat: Chat) -> None:
    await to_code(chat)
    screen = await chat.send("kode belum masuk")
    assert "Kode belum masuk ke keuangan@contoh.example?" in screen


@pytest.mark.parametrize("typed", ["skip", "gak ada", "kok lama", "wajib?"])
async def test_without_the_code_nothing_goes_on_and_no_try_is_spent(chat: Chat, typed: str) -> None:
    await to_code(chat)
    screen = await chat.send(typed)
    assert "Tanpa kode itu" in screen
    assert "Kirim ulang kode" in screen.labels
    assert "perusahaan" in await chat.send(await chat.mailed_code())


async def test_a_code_may_be_said_digit_by_digit(chat: Chat) -> None:
    await to_code(chat)
    words = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
    said = " ".join(words[int(digit)] for digit in await chat.mailed_code())
    assert "nama perusahaan" in await chat.send(said)


async def test_an_address_with_its_signs_in_words_is_one(chat: Chat) -> None:
    await to_email(chat)
    assert "kirim ke siti@contoh.example" in await chat.send("siti at contoh dot example")


async def test_two_addresses_are_told_to_be_two(chat: Chat) -> None:
    await to_email(chat)
    screen = await chat.send("siti@contoh.example atau siti2@contoh.example")
    assert "lebih dari satu alamat email" in screen
    assert "bukan jawaban" not in screen


@pytest.mark.parametrize("typed", ["balik", "kembali", "mundur dulu", "back"])
async def test_who_writes_back_goes_back(chat: Chat, typed: str) -> None:
    await to_phone(chat)
    assert "nama perusahaan" in await chat.send(typed)
    assert "nomor telepon" in await chat.send("PT Lain")


async def test_an_address_may_come_in_four_messages(chat: Chat) -> None:
    await to_phone(chat)
    await chat.send("0812-3456-7890")
    for line in ("Jl. Melati No. 7", "RT 02 RW 05", "Kelurahan Sukajadi"):
        screen = await chat.send(line)
        assert "kota atau kabupaten" in screen
    assert "Alamatnya sekarang: Jl. Melati No. 7, RT 02 RW 05, Kelurahan Sukajadi" in screen
    await chat.send("Bandung 40162")
    kept = await draft(chat)
    assert kept["street"] == "Jl. Melati No. 7, RT 02 RW 05, Kelurahan Sukajadi"
    assert (kept["city"], kept["province"], kept["postcode"]) == ("Bandung", "Jawa Barat", "40162")


async def test_the_address_of_something_else_is_no_address(chat: Chat) -> None:
    await to_phone(chat)
    await chat.send("0812-3456-7890")
    assert "isian mana yang Anda maksud" in await chat.send("sama dengan alamat akun")
    assert (await draft(chat))["street"] == ""


async def test_a_name_from_right_to_left_is_kept_without_its_marks(chat: Chat) -> None:
    await chat.send("\u202bسيتي\u202c")
    assert (await draft(chat))["first_name"] == "سيتي"


async def test_a_company_with_html_in_its_name_is_shown_as_it_is(chat: Chat) -> None:
    await to_company(chat)
    await chat.send("PT <i>A</i> & B")
    screen = await chat.tap("Kembali")
    assert "&lt;i&gt;A&lt;/i&gt; &amp; B" in screen.html


@pytest.mark.parametrize(
    ("typed", "answered"),
    [("siti", "tanda @"), ("siti@", "salah ketik"), ("a@" + "b" * 260, "terlalu panjang")],
)
async def test_what_is_no_address_is_asked_again(chat: Chat, typed: str, answered: str) -> None:
    await to_email(chat)
    assert answered in await chat.send(typed)


async def test_a_wrong_code_can_be_tried_three_times(chat: Chat) -> None:
    await to_code(chat)
    right = await chat.mailed_code()
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    assert "mencoba 2 kali" in await chat.send(wrong)
    assert "6 angka" in await chat.send("12345")
    assert "mencoba 1 kali" in await chat.send(wrong)
    assert "kami batalkan" in await chat.send(wrong)
    assert "tidak berlaku" in await chat.send(right)
    assert "Kode baru" in await chat.tap("Kirim ulang kode")
    assert "nama perusahaan" in await chat.send(await chat.mailed_code())


async def test_a_code_is_good_for_ten_minutes(chat: Chat) -> None:
    await to_code(chat)
    code = await chat.mailed_code()
    chat.table.clock.move(timedelta(minutes=10))
    assert "tidak berlaku" in await chat.send(code)


async def test_a_fourth_code_in_an_hour_is_not_sent(chat: Chat) -> None:
    await to_code(chat)
    await chat.tap("Kirim ulang kode")
    await chat.tap("Kirim ulang kode")
    assert "3 kode dalam satu jam" in await chat.tap("Kirim ulang kode")
    assert len(await chat.table.jobs("send-code")) == 3
    chat.table.clock.move(timedelta(hours=1, minutes=1))
    assert "Kode baru" in await chat.tap("Kirim ulang kode")


async def test_at_the_limit_the_address_leads_to_the_code_that_was_mailed_last(chat: Chat) -> None:
    await to_code(chat)
    for _ in range(2):
        await chat.tap("Kirim ulang kode")
    await chat.tap("Ganti alamat")
    assert "3 kode dalam satu jam" in await chat.send(EMAIL)
    assert "nama perusahaan" in await chat.send(await chat.mailed_code())


async def test_a_sixth_address_in_a_day_is_not_asked(chat: Chat) -> None:
    await to_email(chat)
    for number in range(5):
        await chat.send(f"a{number}@contoh.example")
        await chat.tap("Ganti alamat")
    screen = await chat.send("a5@contoh.example")
    assert "5 alamat" in screen
    assert "a5@contoh.example" in screen


async def test_another_address_has_to_be_proven_anew(chat: Chat) -> None:
    await to_company(chat)
    await chat.tap("Kembali")
    screen = await chat.send("lain@contoh.example")
    assert "lain@contoh.example" in screen
    assert "Kode 6 angka" in screen
    kept = await draft(chat)
    assert (kept["email"], kept["proven"]) == ("lain@contoh.example", "")
    await chat.tap("Ganti alamat")
    assert "Kode 6 angka" in await chat.send(EMAIL), "coming back to the first one proves nothing"


async def test_the_same_address_typed_again_stays_proven(chat: Chat) -> None:
    await to_company(chat)
    await chat.tap("Kembali")
    assert "nama perusahaan" in await chat.send(EMAIL.upper())
    assert len(await chat.table.jobs("send-code")) == 1


async def test_the_code_of_one_address_proves_no_other(chat: Chat) -> None:
    await to_code(chat)
    code = await chat.mailed_code()
    await chat.tap("Ganti alamat")
    await chat.send("lain@contoh.example")
    screen = await chat.send(code)
    assert "tidak cocok" in screen


async def test_ones_own_contact_is_taken_with_its_number(chat: Chat) -> None:
    screen = await to_phone(chat)
    assert screen.buttons[0][0] == {"text": "📱 Bagikan nomor saya", "request_contact": True}
    assert "Alamat (1 dari 4)" in await chat.share_contact("6281234567890")
    assert (await draft(chat))["phone"] == "+6281234567890"


async def test_the_contact_of_another_is_not_taken(chat: Chat) -> None:
    await to_phone(chat)
    assert "bukan kontak Anda" in await chat.share_contact("+6281234567890", of=1002)
    assert (await draft(chat))["phone"] == ""


async def test_a_contact_where_text_is_due_is_answered(chat: Chat) -> None:
    assert "sebagai tulisan" in await chat.share_contact("+6281234567890")


@pytest.mark.parametrize(
    ("typed", "answered"),
    [("delapan", "hanya berisi angka"), ("+65 9123 4567", "nomor Indonesia"), ("0812", "pendek")],
)
async def test_what_is_no_phone_number_is_asked_again(
    chat: Chat, typed: str, answered: str
) -> None:
    await to_phone(chat)
    assert answered in await chat.send(typed)


async def test_the_phone_window_goes_back_by_its_own_keyboard(chat: Chat) -> None:
    await to_phone(chat)
    screen = await chat.tap("Kembali")
    assert "nama perusahaan" in screen
    assert "PT Contoh" in screen
    assert "nomor telepon" in await chat.tap("Lanjut")


async def test_the_province_is_chosen_from_38_on_pages(chat: Chat) -> None:
    await to_phone(chat)
    for answer in ("081234567890", "Jl. Merdeka 5", "Serpong"):
        screen = await chat.send(answer)
    assert "Aceh" in screen.labels
    screen = await chat.tap(">")
    assert "Aceh" not in screen.labels
    assert "Jawa Barat" in screen.labels
    assert "kode pos" in await chat.tap("Jawa Barat")
    assert (await draft(chat))["province"] == "Jawa Barat"


async def test_a_province_typed_in_part_names_those_that_fit(chat: Chat) -> None:
    await to_phone(chat)
    for answer in ("081234567890", "Jl. Merdeka 5", "Serpong"):
        await chat.send(answer)
    assert "Jawa Barat, Jawa Tengah, Jawa Timur" in await chat.send("jawa")
    assert "kode pos" in await chat.send("jabar")


async def test_terms_are_agreed_to_on_record(chat: Chat) -> None:
    screen = await to_terms(chat)
    assert "https://cloudkilat.example/syarat" in screen
    await chat.tap("Setuju")
    consents = await chat.table.rows(t.consent, t.consent.c.purpose == "terms")
    assert [(c.person, c.locale) for c in consents] == [(chat.person, "id")]


async def test_without_agreeing_no_account_is_asked_for(chat: Chat) -> None:
    await to_terms(chat)
    assert "Apa yang ingin" in await chat.tap("Tidak setuju")
    assert await chat.table.rows(t.consent, t.consent.c.purpose == "terms") == []
    assert (await draft(chat))["postcode"] == "40111"
