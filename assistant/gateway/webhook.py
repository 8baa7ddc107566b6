"""Asking Telegram to deliver to our webhook."""

from __future__ import annotations

import asyncio

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest

from assistant.gateway.incoming import HANDLED
from assistant.pauses import Pauses

MOST_CONNECTIONS = 40

log = structlog.get_logger(__name__)


class WebhookRefusedError(Exception):
    """Telegram will never deliver there; ``str()`` is its own word."""


async def ask_for_updates(bot: Bot, url: str, secret: str, pauses: Pauses | None = None) -> None:
    """Until Telegram has taken the address; asking again changes nothing. Meanwhile updates wait
    there. Raises WebhookRefusedError when it never will."""
    pauses = pauses or Pauses(first=0.5, longest=30)
    while True:
        try:
            await bot.set_webhook(
                url,
                secret_token=secret,
                max_connections=MOST_CONNECTIONS,
                allowed_updates=list(HANDLED),
            )
            return
        except TelegramBadRequest as error:
            raise WebhookRefusedError(error.message) from error
        except (TelegramAPIError, OSError) as error:
            log.warning("webhook not set", error=str(error))
            await asyncio.sleep(pauses.next())
