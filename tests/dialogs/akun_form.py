"""A person on their way through the form of ``/akun``."""

from __future__ import annotations

from assistant.storage import tables as t
from tests.play import Chat, Screen, Table

EMAIL = "keuangan@contoh.example"


async def begun(table: Table) -> Chat:
    """At the first question."""
    chat = table.chat()
    await chat.agree()
    await chat.tap("Akun baru")
    return chat


async def to_email(chat: Chat) -> Screen:
    await chat.send("Siti")
    return await chat.send("Nurhaliza")


async def to_code(chat: Chat) -> Screen:
    await to_email(chat)
    return await chat.send(EMAIL)


async def to_company(chat: Chat) -> Screen:
    await to_code(chat)
    return await chat.send(await chat.mailed_code())


async def to_phone(chat: Chat) -> Screen:
    await to_company(chat)
    return await chat.send("PT Contoh")


async def to_terms(chat: Chat) -> Screen:
    await to_phone(chat)
    for answer in ("0812-3456-7890", "Jl. Merdeka 5", "Bandung"):
        await chat.send(answer)
    return await chat.send("40111")


async def to_summary(chat: Chat) -> Screen:
    await to_terms(chat)
    return await chat.tap("Setuju")


async def draft(chat: Chat) -> dict[str, object]:
    rows = await chat.table.rows(t.draft, t.draft.c.feature == "akun")
    return dict(rows[0].data) if rows else {}
