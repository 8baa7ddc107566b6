"""The recipient's answer behind the mailed link."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from assistant.domain.accounts.codes import CodeOutcome, CodePurpose
from assistant.domain.accounts.linking import link_account, link_proven
from assistant.domain.transfers.asking import cancel_transfer, remind_recipient
from assistant.domain.transfers.invitation import VALID_FOR, fingerprint
from assistant.domain.transfers.model import TransferState
from assistant.storage import tables as t
from tests.desk.test_card import TRANSFER
from tests.dialogs.effort import Effort, played
from tests.dialogs.worlds import client
from tests.play import Chat, Table

TOKEN = "abc-DEF_0123456789abcdefghijklmn"
LINK = f"/start setuju-{TOKEN}"
ASKED = replace(
    TRANSFER,
    consent_token="a-button-s",
    consent_hash=fingerprint(TOKEN),
    asked_at=TRANSFER.created_at,
)
LAIN = client("9", "PT Lain", "siti@lain.example")


@pytest.fixture
async def table(table: Table) -> Table:
    async with table.shop.work() as work:
        await work.people.seen(1001, "Budi", None, "id")
        await work.transfers.add(ASKED)
    return table


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


async def test_the_link_proves_the_address_so_that_a_recipient_agrees_in_two_taps(
    chat: Chat, table: Table
) -> None:
    screen = await chat.send(LINK)  # the first tap, on the link in the mail
    assert "siti@lain.example" in screen
    assert "contoh.example" in screen
    assert await played(chat, "Setuju") == Effort(taps=1, messages=0)
    assert "kami catat" in await chat.screen()
    [(_, code)] = await table.jobs("link-account")
    async with table.shop.work() as work:
        await link_proven(work, int(code), LAIN)
    await table.take_turns()
    [request] = await table.rows(t.transfer)
    assert (request.agreement, request.to_account, request.agreed_by) == ("given", "9", 1002)
    assert "desk-agreed" in [key for key, _ in await table.staff_chat().told()]
    assert "tercatat" in await chat.send(LINK) or "tidak berlaku" in await chat.screen()


async def test_who_has_no_account_opens_one_without_another_code_and_has_agreed(
    chat: Chat, table: Table
) -> None:
    await chat.send(LINK)
    await chat.tap("Setuju")
    [(_, code)] = await table.jobs("link-account")
    async with table.shop.work() as work:
        await link_proven(work, int(code), None)
    await table.take_turns()
    await chat.tap("🏢 Buat akun baru")
    async with table.shop.work() as work:
        draft = await work.drafts.get(1002, "akun")
        assert draft is not None
        assert draft.data["proven"] == "siti@lain.example"
        await link_account(work, 1002, LAIN)
    [request] = await table.rows(t.transfer)
    assert (request.agreement, request.to_account) == ("given", "9")


async def test_the_word_that_there_is_no_account_opens_one_without_another_code(
    chat: Chat, table: Table
) -> None:
    """Also when its person has gone elsewhere meanwhile."""
    await chat.send(LINK)
    await chat.tap("Setuju")
    await chat.send("/menu")
    [(_, code)] = await table.jobs("link-account")
    async with table.shop.work() as work:
        await link_proven(work, int(code), None)
    await table.take_turns()
    assert "nama depan" in await chat.tap_data(f"go:akun:{code}")
    async with table.shop.work() as work:
        draft = await work.drafts.get(1002, "akun")
    assert draft is not None
    assert (draft.data["email"], draft.data["proven"]) == ("siti@lain.example",) * 2


async def test_nobody_elses_code_opens_an_account(chat: Chat, table: Table) -> None:
    async with table.shop.work() as work:
        code = await work.codes.add(1001, "budi@lain.example", CodePurpose.LINK, b"n", work.now)
        await work.codes.note(code.id, CodeOutcome.NO_ACCOUNT)
    assert "nama depan" in await chat.tap_data(f"go:akun:{code.id}")
    async with table.shop.work() as work:
        assert await work.drafts.get(1002, "akun") is None


async def test_the_recipient_sees_in_the_list_what_comes(chat: Chat, table: Table) -> None:
    await table.link(1002, LAIN)
    await chat.send("/tiket")
    await chat.tap("PND-7F3KQ2MX")
    assert "Apakah Anda setuju" in await chat.tap("👀 Lihat permintaan")


async def test_the_recipient_is_reminded_once_a_day_and_not_at_once(table: Table) -> None:
    chat = table.chat()
    await chat.agree()
    table.clock.now = TRANSFER.created_at + timedelta(hours=1)
    await chat.send("/tiket PND-7F3KQ2MX")
    assert "sekali sehari" in await chat.tap("🔔 Ingatkan penerima")
    table.clock.move(timedelta(days=1))
    assert "sudah kami kirim" in await chat.tap("🔔 Ingatkan penerima")
    assert "sekali sehari" in await chat.tap("🔔 Ingatkan penerima")
    mails = await table.rows(t.delivery, t.delivery.c.channel == "mail")
    assert [row.payload["key"] for row in mails] == ["mail-consent"]


async def test_no_second_reminder_comes_sooner_for_another_day_or_another_request(
    table: Table,
) -> None:
    chat = table.chat()
    await chat.agree()
    table.clock.now = TRANSFER.created_at + timedelta(days=1, hours=20)
    await chat.send("/tiket PND-7F3KQ2MX")
    assert "sudah kami kirim" in await chat.tap("🔔 Ingatkan penerima")
    table.clock.move(timedelta(hours=1))  # the next day by the calendar
    assert "sekali sehari" in await chat.tap("🔔 Ingatkan penerima")
    async with table.shop.work() as work:
        await cancel_transfer(work, 1001, "PND-7F3KQ2MX")
        for _ in range(2):  # asked anew, by whomever
            await work.transfers.note_asked("siti@lain.example")
        again = replace(ASKED, number="PND-AAAAAAAA", consent_token="b", consent_hash="b",
                        reference="REF-B")  # fmt: skip
        await work.transfers.add(again)
        assert not await remind_recipient(work, 1001, again.number)


async def test_a_link_that_is_too_old_opens_nothing(chat: Chat, table: Table) -> None:
    table.clock.now = TRANSFER.created_at + VALID_FOR
    assert "tidak berlaku" in await chat.send(LINK)


async def test_a_buttons_token_proves_no_address(chat: Chat, table: Table) -> None:
    """It stands in the database, so it must not do what only the mail's reader may."""
    assert "tidak berlaku" in await chat.send("/start setuju-a-button-s")
    await table.link(1002, LAIN)
    assert "Apakah Anda setuju" in await chat.send("/start setuju-a-button-s")


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


async def test_the_asker_cannot_agree_by_the_link(table: Table) -> None:
    chat = table.chat()
    await chat.agree()
    await chat.send(LINK)
    assert "tidak berlaku" in await chat.tap("Setuju")
    assert await table.jobs("link-account") == []


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
    ended = replace(ASKED, state=TransferState.CANCELLED)
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
    [row] = await table.rows(t.delivery, t.delivery.c.person == 1002)
    [button] = row.payload["buttons"]
    assert button["label"] == "btn-see-request"
    assert "Apakah Anda setuju menerimanya?" in await chat.tap_data(button["data"])
