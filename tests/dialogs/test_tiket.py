"""Following one's requests, and answering what staff ask about them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from assistant.domain.transfers.model import (
    Agreement,
    Check,
    MovedService,
    Rule,
    RuleVerdict,
    TransferState,
)
from assistant.storage import tables as t
from tests.desk.test_card import TRANSFER
from tests.play import Chat, Table

NUMBER = TRANSFER.number


@pytest.fixture
async def chat(table: Table) -> Chat:
    """Budi, who has one request."""
    chat = table.chat()
    await chat.agree()
    async with table.shop.work() as work:
        await work.transfers.add(TRANSFER)
    return chat


async def change(table: Table, **changes: object) -> None:
    async with table.shop.work() as work:
        await work.transfers.save(replace(TRANSFER, **changes))


async def ask(table: Table, text: str = "Hosting juga?") -> int:
    async with table.shop.work() as work:
        return (await work.transfers.ask(NUMBER, text)).id


async def test_without_requests_the_way_to_one_is_shown(table: Table) -> None:
    chat = table.chat()
    await chat.agree()
    assert "belum mengajukan" in await chat.send("/tiket")
    assert "Hubungkan dahulu" in await chat.tap("Pindahkan layanan")


async def test_requests_are_listed_newest_first(chat: Chat, table: Table) -> None:
    later = replace(
        TRANSFER,
        number="PND-00000002",
        consent_token="t2",
        reference="REF-2",
        state=TransferState.CANCELLED,
        services=(*TRANSFER.services, MovedService("service-1", "VPS", "server")),
        created_at=TRANSFER.created_at + timedelta(hours=1),
    )
    async with table.shop.work() as work:
        await work.transfers.add(later)
    labels = (await chat.send("/tiket")).labels
    assert labels[:2] == [
        "⚪ PND-00000002 · contoh.example +1",
        "🟡 PND-7F3KQ2MX · contoh.example",
    ]


async def test_one_request_is_shown_with_what_comes_next(chat: Chat) -> None:
    await chat.send("/tiket")
    screen = await chat.tap(NUMBER)
    assert "menunggu tim kami" in screen
    assert "siti@lain.example" in screen
    assert "Tiketnya sedang dibuka" in screen
    assert "Diajukan 23 November 2026 10.00" in screen
    assert "menunggu konfirmasi penerima" in screen


async def test_the_number_can_be_given_at_once_in_any_case(chat: Chat) -> None:
    assert "menunggu tim kami" in await chat.send(f"/tiket {NUMBER.lower()}")
    assert "menunggu tim kami" in await chat.tap_data(f"go:tiket:{NUMBER}")


@pytest.mark.parametrize("number", ["PND-XXXXXXXX", "<b>x</b>"])
async def test_an_unknown_number_is_said_and_the_list_shown(chat: Chat, number: str) -> None:
    screen = await chat.send(f"/tiket {number}")
    assert "Tidak ada permintaan Anda" in screen
    assert NUMBER in str(screen.labels)


async def test_nobody_sees_a_strangers_request(chat: Chat, table: Table) -> None:
    other = table.chat(1002, "Siti")
    await other.agree()
    screen = await other.send(f"/tiket {NUMBER}")
    assert "Tidak ada permintaan Anda" in screen
    assert "contoh.example" not in screen.text + str(screen.labels)


async def test_ticket_checks_and_history_are_shown_without_names_of_staff(
    chat: Chat, table: Table
) -> None:
    checks = (Check(Rule.NOTHING_UNPAID, RuleVerdict.OK), Check(Rule.OWNER_ASKS, RuleVerdict.OK))
    await change(
        table,
        state=TransferState.REFUSED,
        agreement=Agreement.GIVEN,
        taken_by=2001,
        taken_by_name="Rina",
        decided_by=2001,
        decided_by_name="Rina",
        reason="Masih <terkunci>",
        ticket_number="#482913",
        checks=checks,
        checked_at=TRANSFER.created_at,
    )
    screen = await chat.send(f"/tiket {NUMBER}")
    assert "Rina" not in screen
    assert "Ditolak oleh staf" in screen
    assert "Masih &lt;terkunci&gt;" in screen.html
    assert "✅ Tidak ada tagihan" in screen
    assert screen.button("Salin nomor tiket")["copy_text"] == {"text": "#482913"}
    assert "Batalkan permintaan" not in str(screen.labels)


@pytest.mark.parametrize("state", list(TransferState))
@pytest.mark.parametrize("language", ["id", "en"])
async def test_every_state_is_worded(table: Table, state: TransferState, language: str) -> None:
    chat = table.chat(language=language)
    await chat.agree()
    async with table.shop.work() as work:
        moved = {"to_account": "2", "to_label": "PT Lain", "decided_by": 2001}
        await work.transfers.add(replace(TRANSFER, state=state, **moved))
    screen = await chat.send(f"/tiket {NUMBER}")
    assert table.texts.plain(language, f"tiket-state-{state}") in screen


async def test_a_request_is_withdrawn_after_a_question(chat: Chat, table: Table) -> None:
    await chat.send(f"/tiket {NUMBER}")
    assert f"Batalkan permintaan {NUMBER}?" in await chat.tap("Batalkan permintaan")
    assert "menunggu tim kami" in await chat.tap("Tidak jadi")
    await chat.tap("Batalkan permintaan")
    screen = await chat.double_tap("Ya, batalkan")
    assert "Berakhir tanpa pemindahan" in screen
    [row] = await table.rows(t.transfer)
    assert row.state == "cancelled"
    assert await table.jobs("answer-ticket") == [("answer-ticket", f"{NUMBER}:cancelled")]


async def test_a_request_decided_meanwhile_is_not_withdrawn(chat: Chat, table: Table) -> None:
    await chat.send(f"/tiket {NUMBER}")
    await chat.tap("Batalkan permintaan")
    await change(table, state=TransferState.APPROVED, to_account="2", decided_by=2001)
    screen = await chat.tap("Ya, batalkan")
    assert "tidak dapat dibatalkan lagi" in screen
    assert "sedang dipindahkan" in screen


async def test_a_restart_keeps_the_request_on_screen(chat: Chat, table: Table) -> None:
    await chat.send(f"/tiket {NUMBER}")
    table.restart()
    assert "Batalkan permintaan" in await chat.tap("Batalkan permintaan")
    assert "pilih dengan tombol" in await chat.send_sticker()


async def test_a_question_is_answered_from_the_request(chat: Chat, table: Table) -> None:
    question = await ask(table)
    await chat.send(f"/tiket {NUMBER}")
    assert "Hosting juga?" in await chat.tap("Jawab")
    assert "Ya, <semua>" in (await chat.send("Ya, <semua>")).html.replace("&lt;", "<").replace(
        "&gt;", ">"
    )
    screen = await chat.double_tap("Kirim jawaban")
    assert "sudah kami teruskan" in screen
    [(key, args)] = await table.staff_chat().told()
    assert key == "desk-answer"
    assert args["answer"] == "Ya, <semua>"
    expected = [("answer-ticket", f"{NUMBER}:answer:{question}")]
    assert await table.jobs("answer-ticket") == expected
    assert "Riwayat" in await chat.tap("Lihat status")
    assert await table.rows(t.draft) == []


async def test_an_answer_can_be_written_anew_before_it_is_sent(chat: Chat, table: Table) -> None:
    await chat.tap_data(f"go:jawab:{await ask(table)}")
    await chat.send("Ya")
    await chat.send("Tidak")
    await chat.tap("Kirim jawaban")
    [row] = await table.rows(t.question)
    assert row.answer == "Tidak"


async def test_wrong_answers_are_explained(chat: Chat, table: Table) -> None:
    await chat.tap_data(f"go:jawab:{await ask(table)}")
    assert "2.001 karakter" in await chat.send("x" * 2001)
    assert "sebagai tulisan" in await chat.send_photo()
    assert "x" * 2000 in await chat.send("x" * 2000)


async def test_a_written_answer_is_kept_when_it_is_left(chat: Chat, table: Table) -> None:
    question = await ask(table)
    await chat.tap_data(f"go:jawab:{question}")
    await chat.send("Ya, semua")
    await chat.tap("Batal")
    await chat.tap("Simpan dan keluar")
    table.restart()
    assert "Ya, semua" in await chat.tap_data(f"go:jawab:{question}")


async def test_an_answered_question_is_closed(chat: Chat, table: Table) -> None:
    question = await ask(table)
    async with table.shop.work() as work:
        await work.transfers.answer(question, "Ya")
    screen = await chat.tap_data(f"go:jawab:{question}")
    assert "tidak menunggu jawaban lagi" in screen


@pytest.mark.parametrize("id_", ["", "x", "-1", "99999", "9" * 40, "\u0661"])
async def test_a_question_that_is_none_is_closed(chat: Chat, id_: str) -> None:
    assert "tidak menunggu jawaban lagi" in await chat.tap_data(f"go:jawab:{id_}")


async def test_a_strangers_question_is_not_shown(chat: Chat, table: Table) -> None:
    question = await ask(table)
    other = table.chat(1002, "Siti")
    await other.agree()
    screen = await other.tap_data(f"go:jawab:{question}")
    assert "tidak menunggu jawaban lagi" in screen
    assert "Hosting" not in screen
