"""Answering a request's ticket from the chat: words and files, kept and sent once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from assistant.domain.transfers.model import TransferState
from assistant.storage import tables as t
from tests.desk.test_card import TRANSFER
from tests.play import Chat, Screen, Table

NUMBER = TRANSFER.number
OPENED = replace(TRANSFER, ticket_id="12", ticket_number="#482913")


@pytest.fixture
async def chat(table: Table) -> Chat:
    """Budi, whose request has a ticket."""
    chat = table.chat()
    await chat.agree()
    async with table.shop.work() as work:
        await work.transfers.add(OPENED)
    return chat


async def file(chat: Chat, name: str = "formulir.pdf", size: int = 1000, **more: Any) -> Screen:
    document = {"file_id": f"id-{name}", "file_unique_id": name, "file_name": name}
    await chat._update(message=chat._message(document={**document, "file_size": size}, **more))
    return await chat.screen()


async def answers(table: Table) -> list[tuple[str, list[str]]]:
    rows = await table.rows(t.ticket_answer)
    return [(row.text, [one["name"] for one in row.files]) for row in rows]


async def begin(chat: Chat) -> Screen:
    await chat.send(f"/tiket {NUMBER}")
    return await chat.tap("Balas")


async def test_words_and_files_go_to_the_ticket_once(chat: Chat, table: Table) -> None:
    assert "#482913" in await begin(chat)
    await chat.send("Formulirnya terlampir <b>ya</b>.")
    await file(chat)
    screen = await chat.send_photo()
    assert "terlampir &lt;b&gt;ya" in screen
    assert "formulir.pdf" in screen
    await chat.double_tap("Kirim balasan")
    assert "kami teruskan" in await chat.screen()
    [(text, files)] = await answers(table)
    assert text == "Formulirnya terlampir <b>ya</b>."
    assert files[0] == "formulir.pdf"
    assert files[1].endswith(".jpg")
    [(_, key)] = await table.jobs("answer-ticket")
    assert key.startswith(f"{NUMBER}:reply:")


async def test_what_was_written_is_kept_over_a_restart_and_changed_by_writing_anew(
    chat: Chat, table: Table
) -> None:
    await begin(chat)
    await chat.send("Sebentar.")
    table.restart()
    await chat.send("/menu")
    assert "Sebentar." in await begin(chat)
    screen = await chat.send("Sudah kami bayar.")
    assert "Sebentar." not in screen
    await chat.tap("Kirim balasan")
    assert await answers(table) == [("Sudah kami bayar.", [])]


async def test_a_file_may_go_alone_and_be_taken_back(chat: Chat, table: Table) -> None:
    await begin(chat)
    await file(chat, caption="Ini formulirnya")
    assert "Ini formulirnya" in await chat.screen()
    screen = await chat.tap("Tanpa berkas")
    assert "formulir.pdf" not in screen
    await file(chat, "foto.PNG")
    await chat.tap("Kirim balasan")
    assert await answers(table) == [("Ini formulirnya", ["foto.PNG"])]


async def test_what_cannot_be_passed_on_is_said_and_nothing_is_lost(
    chat: Chat, table: Table
) -> None:
    await begin(chat)
    await chat.send("Halo")
    assert "PDF, JPG, atau PNG" in await chat.send_sticker()
    assert "PDF, JPG, atau PNG" in await file(chat, "virus.exe")
    assert "Paling besar 10 MB" in await file(chat, size=10_000_001)
    assert "Paling banyak 2.000" in await chat.send("x" * 2001)
    for n in range(5):
        await file(chat, f"berkas-{n}.pdf")
    assert "Paling banyak 5 berkas" in await file(chat, "lagi.pdf")
    assert "Halo" in await chat.screen()
    assert await answers(table) == []


async def test_what_is_too_large_for_the_portal_is_said_when_the_file_comes(
    chat: Chat, table: Table
) -> None:
    table.settings = replace(table.settings, largest_files=4_700_000)
    table.restart()
    await begin(chat)
    assert "Paling besar 4 MB" in await file(chat, "besar.pdf", size=4_700_001)
    await file(chat, "satu.pdf", size=3_000_000)
    assert "Semua berkas dalam satu balasan paling besar 4 MB" in await file(
        chat, "dua.pdf", size=2_000_000
    )
    await file(chat, "tiga.pdf", size=1_700_000)
    await chat.tap("Tanpa berkas")
    await file(chat, "empat.pdf", size=4_000_000)
    await chat.tap("Kirim balasan")
    assert await answers(table) == [("", ["empat.pdf"])]


@pytest.mark.parametrize(
    "changes", [{"state": TransferState.CANCELLED}, {"ticket_id": None, "ticket_number": None}]
)
async def test_a_ticket_that_is_closed_or_not_open_yet_takes_no_answer(
    chat: Chat, table: Table, changes: dict[str, Any]
) -> None:
    await begin(chat)
    await chat.send("Halo")
    async with table.shop.work() as work:
        await work.transfers.save(replace(OPENED, **changes))
    assert "tidak menerima balasan" in await chat.tap("Kirim balasan")
    assert await answers(table) == []
    screen = await chat.send(f"/tiket {NUMBER}")
    assert not any("Balas" in label for label in screen.labels)


async def test_nobody_answers_a_strangers_ticket(chat: Chat, table: Table) -> None:
    other = table.chat(1002, "Siti")
    await other.agree()
    assert "tidak menerima balasan" in await other.tap_data(f"go:balas:{NUMBER}")
