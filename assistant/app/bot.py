"""aiogram's bot: it talks to Telegram as fast as the send budget lets it."""

from __future__ import annotations

import asyncio
from math import ceil
from typing import Any

import stamina
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import TelegramAPIError, TelegramRetryAfter
from aiogram.methods import (
    CloseForumTopic,
    EditForumTopic,
    EditMessageReplyMarkup,
    EditMessageText,
    ReopenForumTopic,
    SendMessage,
    TelegramMethod,
)
from aiogram.types import (
    User,
)

from assistant.app.settings import Settings, SettingsError
from assistant.courier.budget import Budget, HeldError
from assistant.runner.answers import answer_type, read_answer
from assistant.runner.measured import count_call


def paced_bot(settings: Settings, budget: Budget) -> Bot:
    """aiogram's bot, for windows, cards and questions to Telegram; it keeps to the budget."""
    server = TelegramAPIServer.from_base(settings.telegram_api_url)
    session = AiohttpSession(api=server, timeout=30, json_loads=read_answer)

    @session.middleware
    async def paced(make_request: Any, bot: Bot, method: TelegramMethod[Any]) -> Any:
        answer_type(type(method))
        chat = int(getattr(method, "chat_id", None) or 0)
        if isinstance(method, _PACED):
            await _slot(budget, chat, method)
        try:
            return await make_request(bot, method)
        except TelegramRetryAfter as later:
            if chat:
                await budget.hold(chat, later.retry_after)
            raise

    session.middleware(count_call)  # after it: what is held back here was never a call

    return Bot(
        settings.required("BOT_TOKEN"),
        session=session,
        default=DefaultBotProperties(parse_mode=ParseMode.HTML),
    )


async def _slot(budget: Budget, chat: int, method: TelegramMethod[Any]) -> None:
    try:
        await budget.slot(chat)
    except HeldError as held:
        raise TelegramRetryAfter(method, "held back by us", ceil(held.seconds)) from held


_PACED = (
    SendMessage,
    EditMessageText,
    EditMessageReplyMarkup,
    EditForumTopic,
    CloseForumTopic,
    ReopenForumTopic,
)
"""What Telegram counts: messages and edits. Answers to taps and questions are free."""


async def who_am_i(bot: Bot, stopping: asyncio.Event) -> User:
    """Telegram's word on the token, asked until it answers."""
    async for attempt in stamina.retry_context(
        on=TelegramAPIError, attempts=None, timeout=None, wait_initial=0.3, wait_max=15,
        wait_jitter=0.1,
    ):  # fmt: skip
        if stopping.is_set():
            raise asyncio.CancelledError
        with attempt:
            return await _me(bot)
    raise AssertionError("it returns or raises")


async def _me(bot: Bot) -> User:
    try:
        return await bot.get_me()
    except TelegramAPIError as error:
        if "Unauthorized" in error.message or "Not Found" in error.message:
            raise SettingsError(
                ["Telegram refuses ASSISTANT_BOT_TOKEN: ask BotFather for the token again"]
            ) from error
        raise
