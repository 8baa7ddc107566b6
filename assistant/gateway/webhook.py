"""Asking Telegram to deliver to our webhook."""

from __future__ import annotations

import stamina
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest

from assistant.gateway.incoming import HANDLED

MOST_CONNECTIONS = 40


class WebhookRefusedError(Exception):
    """Telegram will never deliver there; ``str()`` is its own word."""


async def ask_for_updates(bot: Bot, url: str, secret: str, *, first_pause: float = 0.5) -> None:
    """Until Telegram has taken the address; asking again changes nothing. Meanwhile updates wait
    there. ``first_pause`` (seconds) doubles with each try. Raises WebhookRefusedError when it never
    will."""
    async for attempt in stamina.retry_context(
        on=(TelegramAPIError, OSError), attempts=None, timeout=None, wait_initial=first_pause,
        wait_max=30, wait_jitter=0.1,
    ):  # fmt: skip
        with attempt:
            await _set_webhook(bot, url, secret)


async def _set_webhook(bot: Bot, url: str, secret: str) -> None:
    try:
        await bot.set_webhook(
            url,
            secret_token=secret,
            max_connections=MOST_CONNECTIONS,
            allowed_updates=list(HANDLED),
        )
    except TelegramBadRequest as error:
        raise WebhookRefusedError(error.message) from error
