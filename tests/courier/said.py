"""What is said by the courier in these tests, and what came of it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import insert, select

from assistant.domain.words import StaffMessage
from assistant.storage import tables as t
from tests.courier.conftest import World
from tests.simclient import BUDI, STAFF


async def messages(world: World, chat: int = BUDI, topic: int | None = None) -> list[Any]:
    transcript = await world.sim.transcript(chat, topic)
    return [message for message in transcript["messages"] if message["out"]]


async def open_topic(world: World, number: str = "PND-1") -> int:
    """A request's topic in the staff chat, with its card shown."""
    topic = await world.bot.create_forum_topic(STAFF, number)
    await put_card(world, number, thread=topic.message_thread_id)
    return topic.message_thread_id


async def put_card(world: World, number: str, *, thread: int | None, shown: int = 1) -> None:
    async with world.shop.engine.begin() as connection:
        await connection.execute(
            insert(t.screen).values(
                key=f"card:{number}", chat=STAFF, wanted=1, shown=shown, fresh=0, thread=thread
            )
        )


async def card(world: World, number: str = "PND-1") -> Any:
    async with world.shop.engine.connect() as connection:
        return (
            await connection.execute(select(t.screen).where(t.screen.c.key == f"card:{number}"))
        ).one()


async def tell_staff(world: World, key: str = "staff", **more: Any) -> None:
    async with world.shop.work() as work:
        message = StaffMessage("desk-note", {"text": "periksa"}, **more)
        await work.deliveries.tell_staff(message, unique=key)


async def mail(world: World, key: str = "mail", *, document: bool = False) -> None:
    sha256 = await world.put_pdf() if document else None
    async with world.shop.work() as work:
        await work.deliveries.mail(
            "budi@contoh.example",
            "mail-note",
            {"name": "Budi & Siti"},
            unique=key,
            locale="id",
            document=sha256,
            document_name="Catatan é.pdf" if document else None,
        )
