"""A chat on the sandbox, and a presenter that shows what it is owed."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from aiogram import Bot
from sqlalchemy import select, text, update

from assistant.runner.presenter import Presenter
from assistant.storage import tables as t
from assistant.storage import troubles
from assistant.storage.dialog_state import ChatState
from assistant.storage.screen_keys import window_key
from assistant.storage.turn_statements import Inbound, KnownChat, OwedWindow
from assistant.storage.work import WorkShop
from tests.presenting import show_one
from tests.simclient import BUDI, STAFF, Sim

KEY = f"chat:{BUDI}"
CARD = "card:PND-1"


def window(words: str, *labels: str) -> dict[str, Any]:
    """With one row of buttons."""
    row = [{"text": label, "callback_data": label} for label in labels]
    return {"text": words, "markup": {"inline_keyboard": [row]} if labels else None}


def ask_for_phone(words: str) -> dict[str, Any]:
    """As ``window_content`` writes a window with a keyboard below the chat."""
    button = {"text": "Bagikan nomor", "request_contact": True}
    markup = {"keyboard": [[button]], "resize_keyboard": True, "one_time_keyboard": False}
    return {"text": words, "markup": markup, "keyboard": "Baik."}


@dataclass
class Stage:
    """A chat to look at, and a presenter that shows what it is owed."""

    shop: WorkShop
    sim: Sim
    presenter: Presenter
    bot: Bot
    card: dict[str, Any]
    chat: int = BUDI

    @property
    def turn(self) -> Inbound:
        """One whose update is in no inbox."""
        known = KnownChat(None, None, ChatState({}), has_window=False, message_id=None)
        now = datetime.now(UTC)
        return Inbound(0, "self", "none", self.chat, {}, now, known)

    async def owe(self, content: dict[str, Any], *, fresh: bool = False) -> None:
        async with self.shop.turn_connection() as connection:
            window = OwedWindow(window_key(self.chat), self.chat, content, fresh)
            await connection.end(self.turn, "shown", None, window)

    async def show(self) -> None:
        """Until nothing is owed that may be shown now."""
        while await show_one(self.presenter):
            pass

    async def owe_and_show(self, content: dict[str, Any], *, fresh: bool = False) -> None:
        await self.owe(content, fresh=fresh)
        await self.show()

    async def row(self, key: str = KEY) -> Any:
        async with self.shop.engine.connect() as connection:
            query = select(t.screen).where(t.screen.c.key == key)
            return (await connection.execute(query)).one()

    async def forget_lease(self) -> None:
        """Its time has passed."""
        async with self.shop.engine.begin() as connection:
            past = text("clock_timestamp() - interval '1 hour'")
            await connection.execute(update(t.screen).values(leased_until=past, not_before=past))

    async def windows(self, chat: int = BUDI, topic: int | None = None) -> list[dict[str, Any]]:
        """The bot's messages."""
        messages = (await self.sim.transcript(chat, topic))["messages"]
        return [m for m in messages if m["out"] and "text" in m and not m["deleted"]]

    async def texts(self, chat: int = BUDI, topic: int | None = None) -> list[str]:
        return [m["text"] for m in await self.windows(chat, topic)]

    async def calls(self, method: str) -> int:
        return len(await self.sim.outbox(method))

    async def keyboard_below(self) -> Any:
        return (await self.sim.transcript(BUDI))["reply_keyboard"]

    async def touch(self) -> None:
        async with self.shop.work() as work:
            await work.cards.touch("PND-1")

    async def owed(self) -> list[str]:
        async with self.shop.engine.connect() as connection:
            query = select(t.screen.c.key).where(t.screen.c.shown < t.screen.c.wanted)
            return sorted((await connection.execute(query)).scalars())

    async def closed(self) -> list[troubles.Trouble]:
        async with self.shop.engine.connect() as connection:
            return await troubles.closed(connection, STAFF)

    async def owe_card_afresh(self) -> None:
        """As after its message was lost."""
        async with self.shop.engine.begin() as connection:
            again = t.screen.c.wanted + 1
            await connection.execute(update(t.screen).values(wanted=again, fresh=again))

    async def topics(self) -> list[str]:
        world = await self.sim.world()
        (group,) = [chat for chat in world["chats"] if chat["id"] == STAFF]
        return [topic["name"] for topic in group["topics"]]


async def no_card(number: str) -> None:
    return None


def buttons(message: dict[str, Any]) -> list[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


async def until(check: Any) -> None:
    async with asyncio.timeout(10):
        while True:
            if await check():
                return
            await asyncio.sleep(0.01)
