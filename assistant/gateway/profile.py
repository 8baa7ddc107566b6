"""What Telegram shows of the bot besides its messages: the command list and its description."""

from __future__ import annotations

from collections.abc import Mapping

import stamina
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats

from assistant.domain.words import HOME
from assistant.texts import LOCALES, Texts

COMMANDS: Mapping[str, str] = {
    "menu": "command-menu",
    "akun": "command-akun",
    "hubungkan": "command-hubungkan",
    "npwp": "command-npwp",
    "pindah": "command-pindah",
    "rencana": "command-rencana",
    "tiket": "command-tiket",
    "faktur": "command-faktur",
    "buktipotong": "command-buktipotong",
    "bantuan": "command-bantuan",
    "cs": "command-cs",
    "pengaturan": "command-pengaturan",
    "bahasa": "command-bahasa",
    "batal": "command-batal",
    "data_saya": "command-data-saya",
    "hapus_data": "command-hapus-data",
}
"""Each command and its description."""


async def introduce(bot: Bot, texts: Texts) -> None:
    """Set them in every language, until it worked. Setting the same again changes nothing."""
    async for attempt in stamina.retry_context(
        on=(TelegramAPIError, OSError), attempts=None, timeout=None, wait_initial=1, wait_max=60
    ):
        with attempt:
            await _set_all(bot, texts)


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
