"""How the topics of the staff chat look: their names, icons, and whether they are closed."""

from __future__ import annotations

from collections.abc import Coroutine, Mapping

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest

from assistant.storage.screens import TopicLook

log = structlog.get_logger(__name__)

ICONS: Mapping[str, str] = {
    "🔴": "❗️",
    "🟡": "❗️",
    "🔵": "👀",
    "🟢": "⚡️",
    "💬": "💬",
    "✅": "✅",
    "❌": "‼️",
    "⚪": "📁",
}
"""Which of Telegram's own icons stands for the sign before the name."""


class TopicKeeper:
    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._icons: dict[str, str] | None = None

    async def keep(self, chat: int, thread: int, stands: TopicLook, wanted: TopicLook) -> None:
        """Make it look as it should. What Telegram refuses is left as it is: the words count more
        than the looks of where they stand."""
        if stands.closed and not wanted.closed:
            await self._try(self._reopen(chat, thread))
        if (stands.title, stands.icon) != (wanted.title, wanted.icon):
            await self._try(self._edit(chat, thread, wanted))
        if wanted.closed and not stands.closed:
            await self._try(self._close(chat, thread))

    async def _edit(self, chat: int, thread: int, wanted: TopicLook) -> None:
        icon = (await self._known()).get(ICONS.get(wanted.icon or "", ""))
        await self._bot.edit_forum_topic(chat, thread, wanted.title, icon)

    async def _close(self, chat: int, thread: int) -> None:
        await self._bot.close_forum_topic(chat, thread)

    async def _reopen(self, chat: int, thread: int) -> None:
        await self._bot.reopen_forum_topic(chat, thread)

    async def _known(self) -> Mapping[str, str]:
        """Telegram's icons by their emoji; asked for once."""
        if self._icons is None:
            stickers = await self._bot.get_forum_topic_icon_stickers()
            self._icons = {
                one.emoji: one.custom_emoji_id
                for one in stickers
                if one.emoji and one.custom_emoji_id
            }
        return self._icons

    async def _try(self, change: Coroutine[None, None, None]) -> None:
        try:
            await change
        except TelegramBadRequest as error:
            log.debug("a topic stays as it is", error=error.message)
