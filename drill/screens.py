"""What everybody sees: all chats, followed through the sandbox's record of the bot's calls."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from tests.simclient import Sim

LOOK = 0.03
"""Seconds between looks."""
_SHOWN_BY = ("sendMessage", "sendDocument", "editMessageText", "editMessageReplyMarkup")
REPEAT = "(Kiriman ulang:"
"""How a message begins that may have come before."""
OLD_BUTTON = "Tombol tadi sudah tidak berlaku"


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it is now."""

    chat: int
    id: int
    topic: int | None
    text: str
    buttons: tuple[tuple[str, str], ...]
    """Label and callback data."""
    document: str | None
    """A file's name."""
    at: int
    """When it was put or changed: the number of the call."""

    @property
    def again(self) -> bool:
        return self.text.startswith(REPEAT)

    def button(self, label: str) -> str | None:
        return next((data for name, data in self.buttons if label in name), None)


@dataclass
class Chat:
    messages: dict[int, Message] = field(default_factory=dict)
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def newest(self, wanted: Callable[[Message], bool]) -> Message | None:
        """The one changed last of those wanted."""
        found = [message for message in self.messages.values() if wanted(message)]
        return max(found, key=lambda message: message.at, default=None)


class Screens:
    def __init__(self, sim: Sim) -> None:
        self._sim = sim
        self.chats: dict[int, Chat] = defaultdict(Chat)
        self.at = 0
        """The number of the call seen last."""
        self.shown_again = 0
        """Windows that came once more, word by word."""

    async def follow(self) -> None:
        """Until cancelled."""
        while True:
            answer = await self._sim.get("/sim/outbox", since=self.at)
            for call in answer["calls"]:
                self._note(call)
            self.at = max(self.at, answer["next"])
            await asyncio.sleep(LOOK)

    def _note(self, call: dict[str, Any]) -> None:
        self.at = call["n"]
        if not call["ok"] or call["method"] not in _SHOWN_BY:
            return
        message = _message(call["result"], call["n"])
        chat = self.chats[message.chat]
        if call["method"] == "sendMessage" and message.buttons:
            newest = max(chat.messages.values(), key=lambda one: one.id, default=None)
            self.shown_again += newest is not None and newest.text == message.text
        if call["method"] == "editMessageReplyMarkup" and (known := chat.messages.get(message.id)):
            message = replace(message, at=known.at)  # an old window lost its buttons: no news
        chat.messages[message.id] = message
        chat.changed.set()

    async def until(
        self, chat_id: int, wanted: Callable[[Message], bool], seconds: float
    ) -> Message | None:
        """The newest message wanted, as soon as there is one; None after ``seconds``."""
        chat = self.chats[chat_id]
        try:
            async with asyncio.timeout(seconds):
                while (found := chat.newest(wanted)) is None:
                    chat.changed.clear()
                    await chat.changed.wait()
                return found
        except TimeoutError:
            return None


def _message(api: dict[str, Any], at: int) -> Message:
    rows = (api.get("reply_markup") or {}).get("inline_keyboard", [])
    buttons = [button for row in rows for button in row if "callback_data" in button]
    return Message(
        chat=api["chat"]["id"],
        id=api["message_id"],
        topic=api.get("message_thread_id"),
        text=api.get("text") or api.get("caption") or "",
        buttons=tuple((button["text"], button["callback_data"]) for button in buttons),
        document=(api.get("document") or {}).get("file_name"),
        at=at,
    )
