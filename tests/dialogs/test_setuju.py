"""The recipient's answer behind the mailed link."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from assistant.domain.accounts.linking import link_account
from assistant.domain.transfers.model import TransferState
from assistant.storage import tables as t
from tests.desk.test_card import TRANSFER
from tests.dialogs.worlds import client
from tests.play import Chat, Table

TOKEN = "abc-DEF_0123456789abcdefghijklmn"
LINK = f"/start setuju-{TOKEN}"
LAIN = client("9", "PT Lain", "siti@lain.example")


@pytest.fixture
async def table(assistant_url: str) -> AsyncIterator[Table]:
    table = Table(assistant_url)
    async with table.shop.work() as work:
        await work.people.seen(1001, "Budi", None, "id")
        await work.transfers.add(replace(TRANSFER, consent_token=TOKEN))
    yield table
    await table.close()


@pytest.fixture
async def chat(table: Table) -> Chat:
    """Siti, who reads the mail."""
    chat = table.chat(1002, "Siti")
    await chat.agree()
    return chat


async def test_a_newcomer_is_asked_for_consent_first_and_then_comes_to_the_request(
    table: Table,
) -> None:
    chat = table.chat(1005, "Dewi")
    await chat.send(LINK)
    assert "PT Induk & Jaya" in (await chat.tap("Setuju")).html.replace("&amp;", "&")


async def test_without_the_account_linking_and_opening_one_are_offered(chat: Chat) -> None:
    screen = await chat.send(LINK)
    assert "siti@lain.example" in screen
    assert "contoh.example" in screen
    assert "tampilkan lagi di sini" in screen
    assert "Setuju" not in screen.labels
    assert "🏢 Buat akun baru" in screen.labels


async def test_nothing_of_the_asker_but_the_accounts_name_is_shown(
    chat: Chat, table: Table
) -> None:
    await table.link(1002, LAIN)
    screen = await chat.send(LINK)
    assert "PT Induk" in screen
    assert "induk.example" not in screen.html
    assert "Budi" not in screen.html


async def test_the_owner_of_the_address_agrees_once(chat: Chat, table: Table) -> None:
    await table.link(1002, LAIN)
    screen = await chat.send(LINK)
    assert "PT Lain" in screen
    assert "persetujuan Anda tercatat" in await chat.double_tap("Setuju")
    [row] = await table.rows(t.transfer)
    assert (row.agreement, row.agreed_by, row.to_account) == ("given", 1002, "9")
    assert await table.chat(1001).told() == ["ntf-transfer-agreed"]
    assert "tidak berlaku" in await chat.send(LINK)


async def test_another_address_cannot_agree(chat: Chat, table: Table) -> None:
    await table.link(1002, client("8", "PT Asing", "asing@asing.example"))
    assert "Setuju" not in (await chat.send(LINK)).labels


async def test_declining_asks_once_more_and_ends_the_request(chat: Chat, table: Table) -> None:
    await chat.send(LINK)
    assert "Tolak pemindahan ini?" in await chat.tap("Tolak")
    assert "siti@lain.example" in await chat.tap("Kembali")
    await chat.tap("Tolak")
    assert "sudah ditolak" in await chat.tap("Ya, tolak")
    [row] = await table.rows(t.transfer)
    assert (row.state, row.agreement) == ("cancelled", "declined")
    assert await table.chat(1001).told() == ["ntf-transfer-declined"]


@pytest.mark.parametrize("link", ["/start setuju-none", "/start setuju", "/start setuju-"])
async def test_a_dead_link_gets_one_calm_sentence(chat: Chat, link: str) -> None:
    screen = await chat.send(link)
    assert "tidak berlaku" in screen
    assert screen.labels == ["☰ Menu"]


async def test_a_request_that_ended_meanwhile_cannot_be_agreed_to(chat: Chat, table: Table) -> None:
    await table.link(1002, LAIN)
    await chat.send(LINK)
    ended = replace(TRANSFER, consent_token=TOKEN, state=TransferState.CANCELLED)
    async with table.shop.work() as work:
        await work.transfers.save(ended)
    assert "tidak berlaku" in await chat.tap("Setuju")


async def test_after_linking_the_same_link_goes_on(chat: Chat, table: Table) -> None:
    await chat.send(LINK)
    await table.link(1002, LAIN)
    table.restart()
    assert "Setuju" in (await chat.send(LINK)).labels
    assert "pilih dengan tombol" in await chat.send_sticker()


async def test_after_linking_the_request_is_a_button_away(chat: Chat, table: Table) -> None:
    await chat.send(LINK)
    async with table.shop.work() as work:
        await link_account(work, 1002, LAIN)
    assert await chat.told() == ["ntf-transfer-asks"]
    [row] = await table.rows(t.delivery)
    [button] = row.payload["buttons"]
    assert button["label"] == "btn-see-request"
    assert "Apakah Anda setuju menerimanya?" in await chat.tap_data(button["data"])
