"""Many services for many companies: pasted, looked at, and led to the end."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from datetime import timedelta

import pytest

from assistant.domain.clients import Client
from assistant.domain.support.answering import Staff, answer
from assistant.domain.support.model import Words
from assistant.domain.transfers.asking import look_again_for_drafts
from assistant.domain.transfers.deciding import finish_transfer
from assistant.domain.transfers.model import Transfer, TransferState
from assistant.storage import tables as t
from tests.dialogs.worlds import CABANG, CONTOH, INDUK, LAIN, client, domain, unpaid
from tests.play import Chat, Table
from tests.simclient import STAFF

START = "🚀 Jalankan"


@pytest.fixture
async def chat(table: Table) -> Chat:
    """Budi, linked to PT Induk Jaya, which has two domains, and to PT Cabang Baru."""
    chat = table.chat()
    await chat.agree()
    await table.link(1001, INDUK)
    await table.link(1001, CABANG)
    await table.portal_says(INDUK, [CONTOH, LAIN])
    await table.portal_says(CABANG, [])
    return chat


async def requests(table: Table) -> list[Transfer]:
    async with table.shop.work() as work:
        return await work.transfers.of(1001)


async def progress(table: Table) -> str:
    rows = await table.rows(t.screen, t.screen.c.key == "plan:1001")
    return str(rows[0].content["text"]) if rows else ""


def decided(transfer: Transfer, state: TransferState) -> Transfer:
    return replace(transfer, state=state, decided_by=2001, decided_by_name="Sari", reason="x")


async def arrive(table: Table, number: str) -> None:
    """Staff approved, and the portal shows the new owner."""
    async with table.shop.work() as work:
        transfer = await work.transfers.locked(number)
        assert transfer is not None
        await work.transfers.save(decided(transfer, TransferState.APPROVED))
        await finish_transfer(work, number)
    await table.take_turns()


async def test_a_paste_is_shown_back_before_anything_moves(chat: Chat, table: Table) -> None:
    await chat.send("/rencana")
    screen = await chat.send("contoh.example → PT Cabang Baru\nbla bla")
    assert "PT Cabang Baru" in screen
    assert "0 dari 1 layanan pindah" in screen
    assert "bla bla" in screen
    assert START in str(screen.labels)
    assert await requests(table) == []


async def test_what_was_not_understood_stays_until_it_has_its_place(chat: Chat) -> None:
    await chat.send("/rencana")
    await chat.send("satu.example → PT Cabang Baru\ndua.example → TBD\ntiga.example → PT A, CV B")
    screen = await chat.send("dua.example → PT Cabang Baru")
    assert "tiga.example → PT A, CV B" in screen
    assert "TBD" not in screen


async def test_it_is_said_how_much_more_was_not_understood(chat: Chat) -> None:
    await chat.send("/rencana")
    open_ = [f"situs{n}.example → TBD" for n in range(12)]
    screen = await chat.send("\n".join(["halo kak", "satu.example → PT A", *open_]))
    assert "situs7.example" in screen
    assert "halo kak" not in screen, "what holds nothing up comes last"
    assert "dan 5 lagi" in screen


async def test_it_is_said_how_many_more_services_a_company_has(chat: Chat) -> None:
    await chat.send("/rencana")
    for many, said in ((25, ""), (27, "dan 2 layanan lagi")):
        await chat.send("\n".join(f"situs{n}.example → PT Cabang Baru" for n in range(many)))
        screen = await chat.tap("PT Cabang Baru")
        assert "situs24.example" in screen
        assert said in screen
        assert ("layanan lagi" in screen) == bool(said)
        await chat.tap("Kembali")


async def test_one_request_for_all_services_of_a_pair(chat: Chat, table: Table) -> None:
    await chat.send("/rencana")
    await chat.send("contoh.example, lain.example → PT Cabang Baru")
    await chat.tap(START)
    (request,) = await requests(table)
    assert sorted(request.service_ids) == ["domain-1", "domain-2"]
    assert request.to_account == "2"
    assert "0 dari 2 layanan pindah · 2 sedang diproses" in await progress(table)
    await arrive(table, request.number)
    assert "2 dari 2 layanan pindah" in await progress(table)
    assert "ntf-rencana-done" in await chat.told()


async def test_a_long_paste_that_telegram_parts_at_ends_of_lines_loses_no_line(
    chat: Chat, table: Table
) -> None:
    """The end of the line at which a client cuts is trimmed away."""
    await chat.send("/rencana")
    lines = [f"situs{n}.example → PT Tujuan Nomor {n % 40}" for n in range(200)]
    parts = ["\n".join(lines[at : at + 75]) for at in (0, 75, 150)]
    assert max(map(len, parts)) < 4096
    for part in parts:
        await chat.send(part)
    async with table.shop.work() as work:
        portfolio = await work.portfolios.of(1001)
    assert portfolio is not None
    assert len(portfolio.wishes) == 40
    assert sum(len(wish.services) for wish in portfolio.wishes) == 200
    assert portfolio.missed == ()


async def test_a_paste_of_many_parts_loses_no_line(chat: Chat, table: Table) -> None:
    """Sixty thousand characters, more than are kept of other texts."""
    await chat.send("/rencana")
    lines = [
        f"situs-nomor-{n}.example → PT Tujuan Nusantara Sejahtera Nomor {n % 40}"
        for n in range(1_000)
    ]
    for at in range(0, len(lines), 60):
        await chat.send("\n".join(lines[at : at + 60]))
    async with table.shop.work() as work:
        portfolio = await work.portfolios.of(1001)
    assert portfolio is not None
    assert sum(len(wish.services) for wish in portfolio.wishes) == 1_000
    assert portfolio.missed == ()


async def test_a_thousand_lines_are_drawn_within_a_second(chat: Chat) -> None:
    await chat.send("/rencana")
    lines = "\n".join(f"situs{n}.example → PT Tujuan {n % 40}" for n in range(1_000))
    began = time.process_time()
    screen = await chat.send(lines)
    assert time.process_time() - began < 1
    assert "dari 1.000 layanan" in screen or "dari 1000 layanan" in screen


async def test_the_progress_is_one_message_that_is_pinned(chat: Chat, table: Table) -> None:
    await chat.send("/rencana")
    await chat.send("contoh.example → PT Cabang Baru")
    await chat.tap(START)
    rows = await table.rows(t.screen, t.screen.c.key == "plan:1001")
    assert rows[0].content["pin"] is True
    assert rows[0].fresh == 0


async def test_what_is_unpaid_goes_by_itself_once_it_is_paid(chat: Chat, table: Table) -> None:
    await table.portal_says(INDUK, [CONTOH, LAIN], [unpaid("INV-1", "1", "domain-1")])
    await chat.send("/rencana")
    await chat.send("contoh.example, lain.example → PT Cabang Baru")
    screen = await chat.tap(START)
    assert "1 menunggu tagihan" in screen
    assert "INV-1" in screen
    await chat.send("/menu")
    async with table.shop.work() as work:
        await look_again_for_drafts(work, "1")
    await table.portal_says(INDUK, [CONTOH, LAIN])
    asked = [request.service_ids for request in await requests(table)]
    assert sorted(asked) == [["domain-1"], ["domain-2"]]
    assert "ntf-rencana-sent" in await chat.told()


async def test_nothing_is_asked_for_twice(chat: Chat, table: Table) -> None:
    await chat.send("/rencana")
    await chat.send("contoh.example → PT Cabang Baru")
    await chat.double_tap(START)
    await chat.send("contoh.example → PT Cabang Baru")
    table.clock.move(timedelta(minutes=5))
    await chat.tap("🔄 Perbarui")
    await table.portal_says(INDUK, [CONTOH, LAIN])
    assert len(await requests(table)) == 1


async def test_what_staff_refused_is_asked_for_again_only_by_a_tap(
    chat: Chat, table: Table
) -> None:
    await chat.send("/rencana")
    await chat.send("contoh.example → PT Cabang Baru")
    await chat.tap(START)
    (request,) = await requests(table)
    async with table.shop.work() as work:
        await work.transfers.save(decided(request, TransferState.REFUSED))
    await table.portal_says(INDUK, [CONTOH, LAIN])
    assert len(await requests(table)) == 1
    await chat.send("/rencana")
    await chat.tap("🔁 Minta lagi")
    assert len(await requests(table)) == 2


async def test_a_company_without_an_account_is_opened_with_what_is_known(
    chat: Chat, table: Table
) -> None:
    await chat.send("/rencana")
    screen = await chat.send("contoh.example → PT Maju Jaya")
    assert "akun untuk PT Maju Jaya" in screen
    await chat.tap("➡️ Langkah berikutnya")
    await chat.tap("🏢 Buka akun baru")
    async with table.shop.work() as work:
        draft = await work.drafts.get(1001, "akun")
    assert draft is not None
    assert draft.data["company"] == "PT Maju Jaya"


async def test_an_address_of_others_is_asked_and_nobody_learns_whether_it_is_known(
    chat: Chat, table: Table
) -> None:
    await chat.send("/rencana")
    screen = await chat.send("contoh.example → orang@lain.example")
    assert "pemilik orang@lain.example kami tanyai dahulu" in screen
    await chat.tap(START)
    (request,) = await requests(table)
    assert (request.to_account, request.to_email) == (None, "orang@lain.example")


async def test_a_company_is_one_of_the_own_accounts_by_a_tap(chat: Chat, table: Table) -> None:
    await chat.send("/rencana")
    await chat.send("contoh.example → PT Nama Lain")
    await chat.tap("➡️ Langkah berikutnya")
    await chat.tap("☑️ Pilih dari akun saya")
    await chat.tap("PT Cabang Baru")
    await chat.tap(START)
    assert [one.to_account for one in await requests(table)] == ["2"]


async def test_words_without_a_list_are_answered_with_an_example(chat: Chat) -> None:
    await chat.send("/rencana")
    assert "Contoh" in await chat.send("halo, mau pindah dong")


@pytest.mark.parametrize(
    ("typed", "led_to"),
    [
        ("Website saya lambat sejak kemarin, tolong dicek ya tim", "akan kami teruskan ke tim"),
        ("kalian penipu!!! uang saya mana", "akan kami teruskan ke tim"),
        ("domain contoh.example tidak bisa dibuka", "akan kami teruskan ke tim"),
        ("berapa lama faktur pajak terbit?", "Kapan faktur"),
        ("makasih", "Sama-sama"),
        ("batal aja", "tidak ada yang perlu dibatalkan"),
        ("contoh.example, lain.example", "belum menemukan layanan beserta perusahaannya"),
        ("PT Cabang Baru", "belum menemukan layanan beserta perusahaannya"),
        ("ya", "belum menemukan layanan beserta perusahaannya"),
        (" ", "kosong"),
    ],
)
async def test_words_that_are_no_list_are_followed_from_a_plan_as_from_anywhere(
    chat: Chat, typed: str, led_to: str
) -> None:
    await chat.send("/rencana")
    assert led_to in await chat.send(typed)
    await chat.send("/rencana")
    await chat.send("contoh.example → PT Cabang Baru")
    assert led_to in await chat.send(typed)


async def test_what_staff_wait_for_reaches_them_from_a_plan(chat: Chat, table: Table) -> None:
    await chat.send("/cs")
    await chat.send("Ada apa dengan tagihan saya?")
    await chat.tap("Kirim ke tim")
    [talk] = await table.rows(t.conversation)
    async with table.shop.work() as work:
        await answer(work, Staff(2001, "Rina"), talk.number, Words(STAFF, 1, "Bukti bayarnya?"))
    await chat.send("/rencana")
    await chat.send("Sudah saya bayar Senin")
    await chat.send_photo()
    said = await table.rows(t.said, t.said.c.side == "customer")
    assert [one.text for one in said] == [
        "Ada apa dengan tagihan saya?", "Sudah saya bayar Senin", "",
    ]  # fmt: skip


async def test_a_plan_is_deleted_and_its_requests_stay(chat: Chat, table: Table) -> None:
    await chat.send("/rencana")
    await chat.send("contoh.example → PT Cabang Baru")
    await chat.tap(START)
    await chat.tap("🗑 Hapus")
    await chat.tap("🗑 Ya, hapus")
    assert await table.rows(t.portfolio) == []
    assert len(await requests(table)) == 1


async def test_a_plan_whose_last_company_is_taken_out_says_so(chat: Chat) -> None:
    await chat.send("/rencana")
    await chat.send("contoh.example → PT Cabang Baru")
    await chat.tap("PT Cabang Baru")
    screen = await chat.tap("🗑 Keluarkan dari rencana")
    assert "Belum ada perusahaan" in screen
    assert "🗑 Hapus" in screen.labels
    assert "lain.example" in await chat.send("lain.example → PT Cabang Baru")


async def test_a_company_with_many_services_says_how_many_more_there_are(chat: Chat) -> None:
    await chat.send("/rencana")
    await chat.send("PT Banyak\n" + "\n".join(f"situs{n}.example" for n in range(30)))
    assert "dan 5 layanan lagi" in await chat.tap("PT Banyak")


async def test_a_plan_is_gone_after_ninety_days(chat: Chat, table: Table) -> None:
    await chat.send("/rencana")
    await chat.send("contoh.example → PT Cabang Baru")
    table.clock.move(timedelta(days=91))
    async with table.shop.work() as work:
        assert await work.portfolios.of(1001) is None


def _companies(many: int) -> list[Client]:
    return [client(str(n + 2), f"PT Tujuan {n}", f"fin@tujuan{n}.example") for n in range(many)]


async def test_twenty_domains_go_to_five_companies_though_the_process_is_killed_again_and_again(
    table: Table,
) -> None:
    chat = table.chat()
    await chat.agree()
    await table.link(1001, INDUK)
    services, companies = os.environ.get("ASSISTANT_PLAN_SIZE", "20/5").split("/")[:2]
    await play_to_the_end(table, chat, services=int(services), companies=int(companies))


async def play_to_the_end(table: Table, chat: Chat, services: int, companies: int) -> None:
    """Every service once where it belongs; after each step a new process goes on."""
    owned = [domain(f"d{n}", f"situs{n}.example", "1") for n in range(services)]
    clients = _companies(companies)
    where: dict[str, Client] = {s.id: clients[n % companies] for n, s in enumerate(owned)}
    await table.portal_says(INDUK, owned, [unpaid("INV-1", "1", "d0")])
    await chat.send("/rencana")
    await chat.send("\n".join(f"{s.name} → {where[s.id].company}" for s in owned))
    table.restart()
    for one in clients:
        await table.link(1001, one)
        await table.portal_says(one, [])
        table.restart()
    await chat.send("/rencana")
    await chat.tap(START)
    table.restart()
    async with table.shop.work() as work:
        await look_again_for_drafts(work, "1")
    await table.portal_says(INDUK, owned)
    table.restart()
    for request in await requests(table):
        await arrive(table, request.number)
        table.restart()
    asked: dict[str, str | None] = {}
    for request in await requests(table):
        for id_ in request.service_ids:
            assert id_ not in asked
            asked[id_] = request.to_account
    assert asked == {id_: one.id for id_, one in where.items()}
    assert f"{services} dari {services} layanan pindah" in await progress(table)
