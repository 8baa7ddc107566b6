"""Staff and customers at a real table: the sandbox's Telegram over HTTP, turns, cards and the
courier on PostgreSQL. ``scene.settle`` lets all that was said come to its end."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import aiohttp
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from sqlalchemy import select, text, update
from telegram import Bot as Sender

from assistant.app.cards import draws_cards
from assistant.app.standing import asks_administrators
from assistant.courier.bot import make_bot
from assistant.courier.budget import Budget
from assistant.courier.courier import Courier
from assistant.courier.mailer import Mailer, Smtp
from assistant.gateway.inbox import store_batch
from assistant.runner.presenter import Presenter
from assistant.storage import tables as t
from assistant.storage.listening import OUTBOX_CHANNEL, notify
from assistant.storage.screen_keys import QUEUE
from assistant.worker.waiting import WaitingWatch
from sandbox.server import Running
from tests.play import Table
from tests.presenting import show_one
from tests.simclient import BUDI, STAFF, Sim, running_sandbox

ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member"]


@dataclass
class Scene:
    table: Table
    sandbox: Running
    sim: Sim
    bot: Bot
    sender: Sender
    mailer: Mailer
    budget: Budget
    presenter: Presenter
    offset: int = 0
    courier: asyncio.Task[None] | None = None

    async def settle(self) -> None:
        """Until nothing is left to do."""
        while await self._round():
            pass

    async def _round(self) -> bool:
        came = await self.fetch()
        await self.table.take_turns()
        await self.hurry_queue()
        while await show_one(self.presenter):
            pass
        return await self.deliver() or came > 0 or await self._owed()

    async def fetch(self) -> int:
        """Updates into the inbox; they are confirmed by the next call."""
        url = f"{self.sandbox.url}/bot{self.sandbox.token}/getUpdates"
        body = {"offset": self.offset, "timeout": 0, "allowed_updates": ALLOWED}
        async with aiohttp.ClientSession() as session, session.post(url, json=body) as answer:
            batch = (await answer.json())["result"]
        if batch:
            self.offset = batch[-1]["update_id"] + 1
            async with self.table.engine.connect() as connection:
                await store_batch(connection, 1, batch)
        return len(batch)

    async def deliver(self) -> bool:
        """What is due goes out; whether there was anything."""
        if not await self._exists("state = 'queued'"):
            return False
        if self.courier is None:
            self.start_courier()
        async with asyncio.timeout(120):
            while await self._exists("state = 'sending' or state = 'queued'"):
                await self.hurry()
                await asyncio.sleep(0.01)
        return True

    def start_courier(self) -> None:
        courier = Courier(
            self.table.shop, self.sender, self.mailer, self.table.texts, STAFF, self.budget
        )
        self.courier = asyncio.create_task(courier.run())

    async def stop_courier(self) -> None:
        """What it is sending comes to its end; the next one goes on."""
        if self.courier is not None:
            self.courier.cancel()
            await asyncio.wait([self.courier], timeout=10)
            self.courier = None

    async def hurry(self) -> None:
        """Pauses between tries are for people's sake."""
        now = self.table.clock()
        async with self.table.engine.begin() as connection:
            d = t.delivery.c
            hurried = await connection.execute(
                update(t.delivery)
                .where(d.state == "queued", d.not_before > now, d.leased_until.is_(None))
                .values(not_before=now)
            )
            if hurried.rowcount:
                await notify(connection, OUTBOX_CHANNEL)

    async def hurry_queue(self) -> None:
        """So are those of the pinned message."""
        async with self.table.engine.begin() as connection:
            queue = t.screen.c.key == QUEUE
            await connection.execute(update(t.screen).where(queue).values(not_before=None))

    async def queue(self) -> str:
        """The pinned message, as it stands."""
        world = await self.sim.world()
        [pinned] = [chat["pinned"] for chat in world["chats"] if chat["id"] == STAFF]
        [there] = [one for one in await self.messages(STAFF) if one["message_id"] in pinned]
        return str(there["text"])

    async def minute(self) -> None:
        """What goes by the clock, once."""
        await WaitingWatch(self.table.shop, asks_administrators(self.bot, STAFF)).look()
        await self.settle()

    async def _exists(self, what: str) -> bool:
        async with self.table.engine.connect() as connection:
            query = text(f"select exists(select from delivery where {what})")
            return bool((await connection.execute(query)).scalar_one())

    async def _owed(self) -> bool:
        async with self.table.engine.connect() as connection:
            query = select(t.screen.c.key).where(t.screen.c.shown < t.screen.c.wanted)
            return (await connection.execute(query)).first() is not None

    # What stands there

    async def messages(self, chat: int, topic: int | None = None) -> list[dict[str, Any]]:
        found = await self.sim.get("/sim/transcript", chat=chat, topic=topic, limit=5000)
        return list(found["messages"])

    async def heard(self, chat: int) -> list[str]:
        """What staff said, as it stands in a customer's chat: without who said it."""
        said = []
        for one in await self.messages(chat):
            words = one.get("text") or one.get("caption") or ""
            found = re.search(r"^💬 .+? · CloudKilat\n?(.*)", words, re.DOTALL | re.MULTILINE)
            if one["out"] and found:
                said.append(found[1])
        return said

    async def topic_of(self, number: str) -> int:
        async with self.table.engine.connect() as connection:
            query = select(t.screen.c.thread).where(t.screen.c.key == f"card:{number}")
            return int((await connection.execute(query)).scalar_one())

    async def only_number(self) -> str:
        [row] = await self.table.rows(t.conversation)
        return str(row.number)

    async def find(self, chat: int, words: str, topic: int | None = None) -> dict[str, Any]:
        """The newest message with these words."""
        found = [
            one
            for one in await self.messages(chat, topic)
            if words in (one.get("text") or one.get("caption") or "")
        ]
        assert found, f"nothing with {words!r}"
        return found[-1]

    async def says(self, person: int, words: str | None = None, **more: Any) -> dict[str, Any]:
        said = await self.sim.send(person, words, **more)
        await self.settle()
        return said

    async def begun(
        self, words: str = "Website saya tidak bisa dibuka", person: int = BUDI
    ) -> tuple[str, int]:
        """A conversation by ``/cs``: its number and its topic."""
        await self.says(person, "/cs")
        await self.says(person, words)
        await self.sim.tap(person, "Kirim ke tim")
        await self.settle()
        [talk] = await self.table.rows(t.conversation, t.conversation.c.person == person)
        return talk.number, await self.topic_of(talk.number)

    async def writes(
        self, staff: int, words: str | None = None, *, topic: int | None = None, **more: Any
    ) -> dict[str, Any]:
        said = await self.sim.send(STAFF, words, sender=staff, topic=topic, **more)
        await self.settle()
        return said

    async def replies(
        self, staff: int, to: str, words: str | None, *, topic: int, **more: Any
    ) -> dict[str, Any]:
        """To the message of the bot in the topic that has these words."""
        there = await self.find(STAFF, to, topic)
        return await self.writes(staff, words, topic=topic, reply_to=there["message_id"], **more)

    async def taps(self, staff: int, label: str, **more: Any) -> dict[str, Any]:
        tapped = await self.sim.tap(STAFF, label, sender=staff, **more)
        await self.settle()
        return tapped

    async def reaction(self, chat: int, message: int) -> str:
        found = [m for m in await self.messages(chat) if m["message_id"] == message]
        return str(found[0]["reaction"])


@asynccontextmanager
async def scene_on(database_url: str, folder: Path) -> AsyncIterator[Scene]:
    table = Table(database_url)
    async with running_sandbox(folder) as sandbox, Sim(sandbox.url) as sim:
        session = AiohttpSession(api=TelegramAPIServer.from_base(sandbox.url))
        html = DefaultBotProperties(parse_mode=ParseMode.HTML)
        bot = Bot(sandbox.token, session=session, default=html)
        host, _, port = sandbox.smtp_url.removeprefix("smtp://").rpartition(":")
        mailer = Mailer(
            Smtp(host, int(port), tls=False, starttls=False, user=None, password=None),
            "CloudKilat <noreply@cloudkilat.example>",
        )
        process = SimpleNamespace(
            shop=table.shop,
            texts=table.texts,
            locale="id",
            structure=SimpleNamespace(admin_pages={}),
            portal=SimpleNamespace(capabilities=SimpleNamespace(moves_ownership=True)),
        )
        presenter = Presenter(table.shop, bot, draws_cards(cast(Any, process)), queue=True)
        async with (
            make_bot(sandbox.token, sandbox.url) as sender,
            Budget(database_url, 1000, 1000, 60000) as budget,
        ):
            scene = Scene(table, sandbox, sim, bot, sender, mailer, budget, presenter)
            try:
                yield scene
            finally:
                await scene.stop_courier()
        await bot.session.close()
