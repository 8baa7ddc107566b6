"""A form that stands in the chat for longer than what was typed into it is kept."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from assistant.storage import tables as t
from tests.desk.test_card import TRANSFER
from tests.dialogs import akun_form, npwp_form
from tests.dialogs.worlds import of_induk
from tests.play import Chat, Table

NUMBER = TRANSFER.number
LATER = timedelta(days=31)


async def account_s_code(table: Table) -> Chat:
    chat = await akun_form.begun(table)
    await akun_form.to_code(chat)
    return chat


async def account(table: Table) -> Chat:
    chat = await akun_form.begun(table)
    await akun_form.to_summary(chat)
    return chat


async def npwp(table: Table) -> Chat:
    return await npwp_form.to_summary(table)


async def move(table: Table) -> Chat:
    chat = await of_induk(table)
    await chat.send("/pindah")
    await chat.tap("contoh.example")
    return chat


async def asked(table: Table) -> Chat:
    """Budi, whose request has a ticket and a question."""
    chat = table.chat()
    await chat.agree()
    async with table.shop.work() as work:
        await work.transfers.add(replace(TRANSFER, ticket_id="12", ticket_number="#482913"))
        await work.transfers.ask(NUMBER, "Hosting juga?")
    return chat


async def answer(table: Table) -> Chat:
    chat = await asked(table)
    [question] = await table.rows(t.question)
    await chat.tap_data(f"go:jawab:{question.id}")
    await chat.send("Ya, semuanya")
    return chat


async def reply(table: Table) -> Chat:
    chat = await asked(table)
    await chat.tap_data(f"go:balas:{NUMBER}")
    await chat.send("Terlampir")
    return chat


@pytest.mark.parametrize(
    ("form", "button", "first"),
    [
        (account_s_code, "Kirim ulang kode", "nama depan"),
        (account, "Buat akun", "nama depan"),
        (account, ">40111", "nama depan"),
        (npwp, "Data benar, simpan", "NPWP"),
        (npwp, "✏️ Nama", "NPWP"),
        (move, "Lanjut", "Langkah 2 dari 4"),
        (answer, "Kirim jawaban", "Hosting juga?"),
        (reply, "Kirim balasan", "Tulis balasan Anda"),
    ],
)
async def test_it_is_begun_anew_with_a_word_about_it_and_nothing_goes_out(
    table: Table, form: Callable[[Table], Awaitable[Chat]], button: str, first: str
) -> None:
    chat = await form(table)
    jobs = await table.jobs()
    table.clock.move(LATER)
    typed = button.startswith(">")
    screen = await (chat.send(button[1:]) if typed else chat.tap(button))
    assert "sudah lama tidak dilanjutkan" in screen
    assert first in screen
    assert set(await table.jobs()) - set(jobs) <= {
        ("refresh-account", "1"),
        ("refresh-account", "7"),
    }
    assert await chat.told() == []


async def test_what_is_kept_goes_on(table: Table) -> None:
    chat = await account(table)
    table.clock.move(timedelta(days=29))
    assert "sedang dibuat" in await chat.tap("Buat akun")
