"""aiogram's bot as it talks to Telegram: paced by the send budget, and what jobs ask of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import cache
from math import ceil
from typing import Any

import stamina
import structlog
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ChatMemberStatus, ParseMode
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest, TelegramRetryAfter
from aiogram.methods import (
    CloseForumTopic,
    EditForumTopic,
    EditMessageReplyMarkup,
    EditMessageText,
    ReopenForumTopic,
    Response,
    SendMessage,
    TelegramMethod,
)
from aiogram.types import (
    ChatMemberAdministrator,
    ChatMemberOwner,
    ChatMemberRestricted,
    ResultChatMemberUnion,
    User,
)

from assistant.app.settings import Settings, SettingsError
from assistant.courier.budget import Budget, HeldError
from assistant.desk.requests import NOT_MADE
from assistant.domain.staff import AskStanding, Standing
from assistant.domain.support.answering import Staff
from assistant.domain.transfers.model import DecisionState
from assistant.runner.measured import count_call, read_answer
from assistant.texts import Texts
from assistant.worker.files import Fetch, NotThereError
from assistant.worker.waiting import AskAdministrators

log = structlog.get_logger(__name__)

LONGEST_ALERT = 200
"""Characters."""
LONGEST_DOWNLOAD = 120
"""Seconds for a file of 20 MB."""


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


@cache
def answer_type(method: type[TelegramMethod[Any]]) -> type[Response[Any]]:
    """Kept for good: aiogram asks pydantic for this type at each call, and pydantic forgets what
    nobody keeps. To make it again takes longer than all else that a call does."""
    return Response[method.__returning__]  # type: ignore[name-defined]


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


def asks_standing(bot: Bot, staff_chat: int | None) -> AskStanding:
    async def ask(person: int) -> Standing:
        assert staff_chat is not None
        member = await bot.get_chat_member(staff_chat, person)
        if member.status not in (ChatMemberStatus.CREATOR, ChatMemberStatus.ADMINISTRATOR):
            return Standing.MEMBER if _belongs(member) else Standing.OUTSIDE
        assert isinstance(member, ChatMemberOwner | ChatMemberAdministrator)
        return Standing.ANONYMOUS if member.is_anonymous else Standing.DECIDER

    return ask


def asks_administrators(bot: Bot, staff_chat: int | None) -> AskAdministrators:
    """Those who act under their own name."""

    async def ask() -> list[Staff] | None:
        if staff_chat is None:
            return None
        try:
            found = await bot.get_chat_administrators(staff_chat)
        except (TelegramAPIError, OSError, TimeoutError) as error:
            log.warning("the administrators are not known", error=str(error))
            return None
        return [
            Staff(one.user.id, one.user.full_name)
            for one in found
            if not one.user.is_bot and not getattr(one, "is_anonymous", False)
        ]

    return ask


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


def _belongs(member: ResultChatMemberUnion) -> bool:
    """Somebody restricted may have left."""
    if isinstance(member, ChatMemberRestricted):
        return member.is_member
    return member.status == ChatMemberStatus.MEMBER


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
