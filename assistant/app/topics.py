"""Topics of the staff chat that jobs have made."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest

log = structlog.get_logger(__name__)


def makes_topic(
    bot: Bot, staff_chat: int | None, title: str
) -> Callable[[], Awaitable[int | None]]:
    async def make() -> int | None:
        assert staff_chat is not None
        if not (await bot.get_chat(staff_chat)).is_forum:
            return None
        try:
            topic = await bot.create_forum_topic(staff_chat, title)
        except TelegramBadRequest as error:
            log.warning("no topic can be made", title=title, error=error.message)
            return None
        return topic.message_thread_id

    return make
