"""``/hubungkan``: accounts linked by a code to their e-mail, looked at, and unlinked."""

from __future__ import annotations

import pytest

from assistant.domain.accounts.linking import link_account, link_proven
from assistant.domain.clients import Client
from assistant.storage import tables as t
from tests.play import Chat, Screen, Table

EMAIL = "keuangan@contoh.example"
CLIENT = Client("7", EMAIL, "Siti", "Nurhaliza", "PT Contoh", "+6281234567890", None)
OTHER = Client("8", "lain@contoh.example", "Siti", "Nurhaliza", "PT Lain", "+62812345678", None)


@pytest.fixture
async def chat(table: Table) -> Chat:
    chat = table.chat()
    await chat.agree()
    return chat


async def typed_code(chat: Chat, email: str = EMAIL) -> Screen:
    await chat.send("/hubungkan")
    await chat.tap("Hubungkan akun lain")
    await chat.send(email)
    return await chat.send(await chat.mailed_code())


async def portal_finds(chat: Chat, client: Client | None) -> Screen:
    """The job looks up the account of the code in its payload."""
    _, code = (await chat.table.jobs("link-account"))[-1]
    async with chat.table.shop.work() as work:
        await link_proven(work, int(code), client)
    await chat.table.take_turns()
    return await chat.screen()


async def link(table: Table, person: int, client: Client) -> None:
    async with table.shop.work() as work:
        await link_account(work, person, client)


async def test_the_link_in_a_mailed_faktur_asks_for_the_address_at_once(chat: Chat) -> None:
    assert "email" in await chat.send("/start hubungkan-baru")
    await chat.send(EMAIL)
    assert await chat.mailed_code()


async def test_an_account_is_linked_by_the_code_to_its_address(chat: Chat) -> None:
    screen = await typed_code(chat)
    assert "Memeriksa akun" in screen
    screen = await portal_finds(chat, CLIENT)
    assert "PT Contoh sudah terhubung" in screen
    for label in ("NPWP", "Pindahkan", "Faktur"):
        assert screen.button(label)
    assert await chat.told() == []
    screen = await chat.tap("Akun saya")
    assert "PT Contoh (k***@contoh.example)" in screen


async def test_who_has_gone_elsewhere_is_told(chat: Chat) -> None:
    await typed_code(chat)
    await chat.tap("Menu")
    await portal_finds(chat, CLIENT)
    assert await chat.told() == ["ntf-linked"]


async def test_a_proven_address_without_an_account_is_said_to_have_none(chat: Chat) -> None:
    await typed_code(chat)
    screen = await portal_finds(chat, None)
    assert "tidak ada akun" in screen
    assert screen.button("Buat akun")
    assert await chat.table.rows(t.link) == []
    assert "alamat email" in await chat.tap("Coba email lain")


async def test_the_portals_answer_counts_once(chat: Chat) -> None:
    await typed_code(chat)
    await portal_finds(chat, None)
    await portal_finds(chat, CLIENT)
    assert await chat.table.rows(t.link) == []


async def test_an_account_of_another_address_is_not_linked(chat: Chat) -> None:
    await typed_code(chat)
    assert "tidak ada akun" in await portal_finds(chat, OTHER)


async def test_before_the_code_nothing_tells_whether_an_address_is_known(chat: Chat) -> None:
    await link(chat.table, 1002, CLIENT)
    shown = []
    for email in (EMAIL, "tak.dikenal@contoh.example"):
        await chat.send("/hubungkan")
        await chat.tap("Hubungkan akun lain")
        screen = await chat.send(email)
        shown.append(screen.text.replace(email, "…").partition("Langkah")[2])
        await chat.send("/batal")
        await chat.tap("Hapus isian")
    assert shown[0] == shown[1]
    assert await chat.table.jobs("link-account") == []


async def test_a_wrong_code_links_nothing(chat: Chat) -> None:
    await chat.send("/hubungkan")
    await chat.tap("Hubungkan akun lain")
    await chat.send(EMAIL)
    right = await chat.mailed_code()
    assert "tidak cocok" in await chat.send(f"{(int(right) + 1) % 1_000_000:06d}")
    assert "6 angka" in await chat.send("kode saya")
    assert await chat.table.jobs("link-account") == []
    assert "Memeriksa akun" in await chat.send(f" {right[:3]} {right[3:]} ")


async def test_a_registration_code_links_nothing(chat: Chat) -> None:
    await chat.send("/akun")
    for answer in ("Siti", "Nurhaliza", EMAIL):
        await chat.send(answer)
    registered = await chat.mailed_code()
    await chat.send("/hubungkan")
    await chat.tap("Hubungkan akun lain")
    await chat.send(EMAIL)
    if registered != await chat.mailed_code():
        assert "tidak cocok" in await chat.send(registered)
    assert await chat.table.jobs("link-account") == []


async def test_a_restart_and_a_break_keep_the_address(chat: Chat) -> None:
    await chat.send("/hubungkan")
    await chat.tap("Hubungkan akun lain")
    await chat.send(EMAIL)
    chat.table.restart()
    await chat.send("/menu")
    assert "Lanjutkan dari sana?" in await chat.tap("Hubungkan akun")
    assert EMAIL in await chat.tap("Lanjutkan")
    assert "Kode baru" in await chat.tap("Kirim ulang kode")
    assert "Memeriksa akun" in await chat.send(await chat.mailed_code())


@pytest.mark.parametrize(
    ("typed", "answered"),
    [("siti", "tanda @"), ("<b>@x", "salah ketik"), ("x" * 5000, "5.000 karakter")],
)
async def test_what_is_no_address_is_asked_again(chat: Chat, typed: str, answered: str) -> None:
    await chat.send("/hubungkan")
    await chat.tap("Hubungkan akun lain")
    assert answered in await chat.send(typed)
    assert "sebagai tulisan" in await chat.send_photo()


async def test_one_person_links_many_accounts_and_unlinks_one(chat: Chat) -> None:
    await link(chat.table, chat.person, CLIENT)
    await link(chat.table, chat.person, OTHER)
    screen = await chat.send("/hubungkan")
    assert "PT Contoh" in screen
    assert "PT Lain" in screen
    assert "Berlaku sampai" in await chat.tap("PT Lain")
    assert "Putuskan akun PT Lain" in await chat.tap("Putuskan dari chat ini")
    screen = await chat.double_tap("Ya, putuskan")
    assert "• PT Contoh" in screen
    assert "• PT Lain" not in screen
    standing = await chat.table.rows(t.link, t.link.c.revoked_at.is_(None))
    assert [row.account for row in standing] == ["7"]


async def test_thinking_twice_unlinks_nothing(chat: Chat) -> None:
    await link(chat.table, chat.person, CLIENT)
    await chat.send("/hubungkan")
    await chat.tap("PT Contoh")
    await chat.tap("Putuskan dari chat ini")
    assert "Berlaku sampai" in await chat.tap("Kembali")
    assert len(await chat.table.rows(t.link, t.link.c.revoked_at.is_(None))) == 1


async def test_anyone_linked_can_end_the_link_of_another(table: Table, chat: Chat) -> None:
    ani = table.chat(1002, "<Ani>")
    await ani.agree()
    await link(table, chat.person, CLIENT)
    await link(table, ani.person, CLIENT)
    assert await chat.told() == ["ntf-linked-by-other"]
    await chat.send("/hubungkan")
    screen = await chat.tap("PT Contoh")
    assert "• &lt;Ani&gt;" in re_tagless(screen.html)
    await chat.tap("Putuskan <Ani>")
    await chat.tap("Ya, putuskan")
    standing = await table.rows(t.link, t.link.c.revoked_at.is_(None))
    assert [row.person for row in standing] == [chat.person]
    assert await ani.told() == ["ntf-unlinked-by-other"]


def re_tagless(html: str) -> str:
    return html.replace("<b>", "").replace("</b>", "")


async def test_who_was_unlinked_meanwhile_can_end_nothing(table: Table, chat: Chat) -> None:
    await link(table, chat.person, CLIENT)
    await link(table, 1002, CLIENT)
    await chat.send("/hubungkan")
    await chat.tap("PT Contoh")
    await chat.tap("Putuskan seseorang")
    async with table.shop.work() as work:
        await work.links.revoke(chat.person, "7")
    assert "tidak lagi terhubung" in await chat.tap("Ya, putuskan")
    standing = await table.rows(t.link, t.link.c.revoked_at.is_(None))
    assert [row.person for row in standing] == [1002]


async def test_text_where_a_button_is_due_is_answered(chat: Chat) -> None:
    await chat.send("/hubungkan")
    assert "tulis saja keperluan" in await chat.send("halo")


async def test_at_the_limit_the_code_that_was_mailed_last_can_still_be_typed(chat: Chat) -> None:
    await chat.send("/hubungkan")
    await chat.tap("Hubungkan akun lain")
    for _ in range(3):
        await chat.send(EMAIL)
        await chat.tap("Ganti alamat")
    screen = await chat.send(EMAIL)
    assert "3 kode dalam satu jam" in screen
    assert "Langkah 2 dari 2" in screen
    assert "Memeriksa akun" in await chat.send(await chat.mailed_code())


@pytest.mark.parametrize("typed", ["emailnya info@maju.example ya kak", "ke info@maju.example"])
async def test_an_address_in_a_short_phrase_is_taken_wherever_it_is_asked(
    table: Table, typed: str
) -> None:
    chat = table.chat(1009, "Ika")
    await chat.agree()
    await chat.send("/hubungkan")
    assert "kami kirim ke info@maju.example" in await chat.send(typed)
    other = table.chat(1011, "Rudi")
    await other.agree()
    await other.send("/hubungkan")
    await other.tap("Hubungkan akun lain")
    assert "kami kirim ke info@maju.example" in await other.send(typed)


async def test_the_first_half_of_an_address_that_was_parted_is_no_phrase(table: Table) -> None:
    chat = table.chat(1010, "Umi")
    await chat.agree()
    await chat.send("/hubungkan")
    await chat.tap("Hubungkan akun lain")
    assert "salah ketik" in await chat.send("budi santoso@maju.example")


async def test_who_wants_to_skip_the_code_is_told_what_to_do(chat: Chat) -> None:
    await chat.send("/hubungkan")
    await chat.tap("Hubungkan akun lain")
    await chat.send(EMAIL)
    screen = await chat.send("skip")
    assert "Tanpa kode itu" in screen
    assert "Kirim ulang kode" in screen.labels
