"""What Telegram shows of the bot besides its messages: the command list and its description."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats

from assistant.domain.words import HOME
from assistant.pauses import Pauses
from assistant.texts import LOCALES, Texts

log = structlog.get_logger(__name__)

COMMANDS: Mapping[str, str] = {
    "menu": "command-menu",
    "akun": "command-akun",
    "hubungkan": "command-hubungkan",
    "npwp": "command-npwp",
    "pindah": "command-pindah",
    "tiket": "command-tiket",
    "faktur": "command-faktur",
    "cs": "command-cs",
    "bantuan": "command-bantuan",
    "bahasa": "command-bahasa",
    "batal": "command-batal",
    "data_saya": "command-data-saya",
    "hapus_data": "command-hapus-data",
}
"""Each command and its description."""


async def introduce(bot: Bot, texts: Texts) -> None:
    """Set them in every language, until it worked. Setting the same again changes nothing."""
    pauses = Pauses(first=1, longest=60)
    while True:
        try:
            await _set_all(bot, texts)
        except (TelegramAPIError, OSError) as error:
            log.warning("commands not set", error=str(error))
            await asyncio.sleep(pauses.next())
        else:
            return


async def _set_all(bot: Bot, texts: Texts) -> None:
    for locale in LOCALES:
        code = None if locale == HOME else locale
        commands = [
            BotCommand(command=name, description=texts.plain(locale, key))
            for name, key in COMMANDS.items()
        ]
        scope = BotCommandScopeAllPrivateChats()
        await bot.set_my_commands(commands, scope=scope, language_code=code)
        await bot.set_my_description(texts.plain(locale, "bot-description"), language_code=code)
        short = texts.plain(locale, "bot-short-description")
        await bot.set_my_short_description(short, language_code=code)
