"""Files that people sent, fetched from Telegram."""

from __future__ import annotations

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest

from assistant.worker.files import Fetch, NotThereError

LONGEST_DOWNLOAD = 120
"""Seconds for a file of 20 MB."""


def fetches_files(bot: Bot) -> Fetch:
    async def fetch(file_id: str) -> bytes:
        """By a path that Telegram gives, good for an hour."""
        try:
            file = await bot.get_file(file_id)
            content = await bot.download(file, timeout=LONGEST_DOWNLOAD)
        except TelegramBadRequest as error:
            large = "too big" in error.message
            raise NotThereError("too-large-to-fetch" if large else "gone") from error
        assert content is not None
        return content.read()

    return fetch
