"""Which account's services are asked to be moved, and choosing among them."""

from __future__ import annotations

import pytest

from tests.dialogs.worlds import CABANG, CONTOH, INDUK, LAIN, domain, of_induk
from tests.play import Chat, Table

NEXT = "Lanjut \u203a"


@pytest.fixture
async def chat(table: Table) -> Chat:
    return await of_induk(table)


async def test_without_a_linked_account_linking_comes_first(table: Table) -> None:
    chat = table.chat()
    await chat.agree()
    screen = await chat.send("/pindah")
    assert "Hubungkan dahulu akun" in screen
    assert "🔗 Hubungkan akun" in screen.labels


async def test_with_one_account_its_services_are_shown_at_once(chat: Chat) -> None:
    screen = await chat.send("/pindah")
    assert "Langkah 2 dari 4" in screen
    assert "▫️ 🌐 contoh.example" in screen.labels
    assert "Kembali" not in str(screen.labels)


async def test_with_two_accounts_the_owner_is_chosen(chat: Chat, table: Table) -> None:
    await table.link(1001, CABANG)
    screen = await chat.send("/pindah")
    assert "Langkah 1 dari 4" in screen
    assert "contoh.example" in str((await chat.tap("PT Induk Jaya")).labels)
    assert "Langkah 1 dari 4" in await chat.tap("Kembali")


async def test_services_that_are_not_there_yet_are_waited_for(table: Table) -> None:
    chat = table.chat()
    await chat.agree()
    await table.link(1001, INDUK)
    screen = await chat.send("/pindah")
    assert "Memuat layanan Anda" in screen
    assert ("refresh-account", "1") in await table.jobs()
    await table.portal_says(INDUK, [CONTOH])
    assert "contoh.example" in str((await chat.screen()).labels)


async def test_a_portal_that_is_down_is_said_calmly_and_asked_again(
    chat: Chat, table: Table
) -> None:
    async with table.shop.work() as work:
        await work.snapshots.fail("1", "unavailable")
    await chat.send("/pindah")
    async with table.shop.work() as work:
        await work.snapshots.fail("1", "unavailable")
        await work.wake(1001, "pindah")
    await table.take_turns()
    assert "tidak dapat dihubungi" in await chat.screen()
    assert "Memuat" in await chat.tap("Coba lagi")
    await table.portal_says(INDUK, [CONTOH])
    assert "contoh.example" in str((await chat.screen()).labels)


async def test_an_account_without_services_says_so(chat: Chat, table: Table) -> None:
    await table.portal_says(INDUK, [])
    screen = await chat.send("/pindah")
    assert "belum memiliki layanan" in screen
    assert NEXT not in screen.labels


async def test_from_an_empty_account_the_owners_account_can_be_linked(
    chat: Chat, table: Table
) -> None:
    await table.portal_says(INDUK, [])
    await chat.send("/pindah")
    assert "Akun yang terhubung" in await chat.tap("🔗 Hubungkan akun")
    await table.link(1001, CABANG)
    assert "Layanan dari akun mana" in await chat.send("/pindah")


async def test_a_service_is_chosen_and_taken_back(chat: Chat) -> None:
    await chat.send("/pindah")
    assert "Terpilih: 1" in await chat.tap("contoh.example")
    assert "Terpilih: 2" in await chat.tap("lain.example")
    assert "Terpilih: 1" in await chat.tap("contoh.example")


async def test_a_press_repeated_before_its_answer_came_does_not_undo_the_first(chat: Chat) -> None:
    await chat.send("/pindah")
    assert "Terpilih: 1" in await chat.double_tap("contoh.example")
    assert "Terpilih: 0" in await chat.double_tap("contoh.example")


@pytest.mark.parametrize("of_an_item", ["{id}", "", "+", "?{id}"])
async def test_a_button_that_ticks_nothing_changes_nothing(chat: Chat, of_an_item: str) -> None:
    await chat.send("/pindah")
    data = (await chat.screen()).button("contoh.example")["callback_data"]
    head, _, id_ = data.rpartition(":+")
    await chat.tap_data(f"{head}:{of_an_item.format(id=id_)}")
    assert "Terpilih: 0" in await chat.screen()


async def test_nothing_chosen_does_not_go_on(chat: Chat) -> None:
    await chat.send("/pindah")
    assert "sedikitnya satu layanan" in await chat.tap(NEXT)


async def test_many_services_are_paged_and_searched(chat: Chat, table: Table) -> None:
    many = [domain(f"domain-{n}", f"situs{n:02}.example", "1") for n in range(1, 31)]
    await table.portal_says(INDUK, many)
    screen = await chat.send("/pindah")
    assert sum("situs" in label for label in screen.labels) == 8
    assert "Ketik sebagian nama layanan" in await chat.tap("Cari")
    screen = await chat.send("SITUS29")
    assert [label for label in screen.labels if "situs" in label] == ["▫️ 🌐 situs29.example"]
    await chat.tap("situs29")
    assert "0 layanan" in await chat.send("takada.example")
    screen = await chat.tap("Tampilkan semua")
    assert "Terpilih: 1" in screen
    assert "situs01.example" in str(screen.labels)


async def test_with_few_services_text_is_answered_with_the_buttons(chat: Chat) -> None:
    await chat.send("/pindah")
    assert "pilih dengan tombol" in await chat.send("contoh")


async def test_more_than_fit_into_one_request_are_not_taken(chat: Chat, table: Table) -> None:
    many = [domain(f"domain-{n}", f"situs{n:02}.example", "1") for n in range(1, 22)]
    await table.portal_says(INDUK, many)
    await chat.send("/pindah")
    for service in many[:20]:
        await chat.send(service.name)
        await chat.tap(service.name)
    await chat.send("situs21")
    screen = await chat.tap("situs21")
    assert "paling banyak 20 layanan" in screen
    assert "Terpilih: 20" in screen


async def test_all_services_are_chosen_at_once(chat: Chat) -> None:
    await chat.send("/pindah")
    screen = await chat.tap("Pilih semua")
    assert "Terpilih: 2" in screen
    assert "☑️ Pilih semua" not in screen.labels


async def test_all_of_too_many_are_not_chosen(chat: Chat, table: Table) -> None:
    many = [domain(f"domain-{n}", f"situs{n:02}.example", "1") for n in range(1, 22)]
    await table.portal_says(INDUK, many)
    await chat.send("/pindah")
    assert "paling banyak 20 layanan" in await chat.tap("Pilih semua")
    await chat.send("situs0")
    assert "Terpilih: 9" in await chat.tap("Pilih semua")


@pytest.mark.parametrize(
    ("pasted", "chosen", "unknown"),
    [
        ("contoh.example\nlain.example", 2, ""),
        ("LAIN.example, https://www.contoh.example/masuk;", 2, ""),
        ("\u2022 contoh.example\n\u2022 bukan.example <b>", 1, "bukan.example, &lt;b&gt;"),
        ("contoh.example", 1, ""),
        ("1. contoh.example\n2) lain.example.", 2, ""),
        ("tolong pindahkan contoh.example dan lain.example ya", 2, ""),
        ("contoh.example dan bukan.example ke PT Cabang Baru", 1, "bukan.example."),
    ],
)
async def test_names_that_are_pasted_are_chosen(
    chat: Chat, pasted: str, chosen: int, unknown: str
) -> None:
    await chat.send("/pindah")
    screen = await chat.send(pasted)
    assert f"Terpilih: {chosen}" in screen
    assert ("Tidak ada di akun ini" in screen) is bool(unknown)
    assert unknown in screen.html


async def test_a_pasted_name_chooses_all_that_is_called_so(chat: Chat, table: Table) -> None:
    server = domain("server-9", "VPS Kilat 2 (vps1.contoh.example)", "1")
    hosting = domain("hosting-8", "contoh.example", "1")
    await table.portal_says(INDUK, [CONTOH, LAIN, server, hosting])
    await chat.send("/pindah")
    assert "Terpilih: 3" in await chat.send("- VPS Kilat 2\n- contoh.example")
