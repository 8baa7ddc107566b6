"""Taps are answered: Telegram shows that a button waits until they are."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError

from assistant.desk.requests import NOT_MADE
from assistant.domain.transfers.model import DecisionState
from assistant.texts import Texts

log = structlog.get_logger(__name__)

LONGEST_ALERT = 200
"""Characters."""


async def answer_tap(bot: Bot, tap: str, words: str = "") -> bool:
    """The tap is answered: with words for the tapper alone, or only so that its button rests.
    False: it can't be answered any more."""
    try:
        await bot.answer_callback_query(
            tap, words[:LONGEST_ALERT] or None, show_alert=bool(words) or None
        )
    except TelegramAPIError as error:
        log.debug("a tap is not answered", error=error.message)
        return False
    return True


def tells_tapper(
    bot: Bot, texts: Texts, locale: str
) -> Callable[[str, DecisionState], Awaitable[bool]]:
    async def tell(tap: str, state: DecisionState) -> bool:
        words = NOT_MADE.get(state)
        return await answer_tap(bot, tap, texts.plain(locale, words.alert) if words else "")

    return tell
