"""Shows what is owed: customers' windows and staff cards, after the commit that wanted them.

A screen is a wanted version and a shown one. However often it changes, only the newest is shown;
a process that dies in between leaves the screen owed, and another shows it.

What is owed waits for as long as Telegram is silent, or the staff chat is closed to us; only
Telegram's word about the content itself ends it.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import structlog
from aiogram import Bot
from aiogram.enums import ChatAction
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.types import (
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from assistant.refusal import RefusalScope, about, is_same_already
from assistant.retry import silence
from assistant.runner.noting import Noting, Shown
from assistant.runner.topics import TopicKeeper
from assistant.storage import screens
from assistant.storage.screen_keys import about_of
from assistant.storage.screens import OwedScreen, TopicLook
from assistant.storage.work import WorkShop

log = structlog.get_logger(__name__)

Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup
DrawCard = Callable[[str], Awaitable[dict[str, Any] | None]]
"""The content of a card by what it is about, a request's number or ``intake:5``: ``text``,
``markup``, and the ``topic`` that is made for it or the ``thread`` that it stands in."""
HasRoom = Callable[[int], bool]


def _always(_: int) -> bool:
    return True


class Presenter:
    """Shows one screen at a time to each who calls; see :mod:`assistant.runner.in_hand`."""

    def __init__(
        self,
        shop: WorkShop,
        bot: Bot,
        draw_card: DrawCard,
        has_room: HasRoom = _always,
        *,
        owner: int | None = None,
        queue: bool = False,
    ) -> None:
        """``queue``: whatever a card shows may change who waits, so that message is looked at,
        too. ``bot`` keeps to the send budget by itself; ``has_room`` says whether a chat's budget
        allows what could be left out; ``owner`` is this process, kept :func:`alive` by the
        caller."""
        self.woken = asyncio.Event()
        """Set when something may be owed that nobody has in hand."""
        self._has_room = has_room
        self.owner = owner
        self._shop = shop
        self._noting = Noting(shop, self.woken, queue=queue)
        self._bot = bot
        self._draw_card = draw_card
        self._forum: dict[int, bool] = {}
        self._topics = TopicKeeper(bot)

    async def take(self) -> OwedScreen | None:
        """Lease one that is owed; None when there is none, or all are in other hands."""
        async with self._shop.at_once() as connection:
            return await screens.take(connection, self.owner)

    async def show(self, owed: OwedScreen) -> None:
        """It is leased by us."""
        with structlog.contextvars.bound_contextvars(screen=owed.key, **owed.cause):
            await self._show_now(owed)

    async def _show_now(self, owed: OwedScreen) -> None:
        try:
            if owed.failures:
                await self._ask_whether_it_answers(owed)
            shown = await self._show(owed)
        except TelegramRetryAfter as later:
            await self._noting.rest(owed, timedelta(seconds=silence(later.retry_after)))
        except TelegramMigrateToChat as moved:
            await self._noting.moved(owed, moved.migrate_to_chat_id)
        except TelegramForbiddenError as error:
            await self._noting.closed(owed, error.message)
        except TelegramBadRequest as error:
            await self._noting.refused(owed, error.message)
        except (TelegramAPIError, OSError, TimeoutError) as error:
            await self._noting.silent(owed, str(error) or type(error).__name__)
        else:
            await self._noting.shown(owed, shown)

    async def _ask_whether_it_answers(self, owed: OwedScreen) -> None:
        """What failed before may stand there: it is not sent again as long as nothing is answered.
        Asked in a way that leaves nothing in the chat; any answer will do."""
        try:
            await self._bot.send_chat_action(
                owed.chat, ChatAction.TYPING, message_thread_id=owed.thread
            )
        except (TelegramNetworkError, TelegramServerError):
            raise
        except TelegramAPIError as error:
            log.debug("it answers", error=error.message)

    async def _show(self, owed: OwedScreen) -> Shown:
        if owed.is_card:
            return await self._show_card(owed)
        content = owed.content
        assert content is not None
        if content.get("buttons_gone"):
            await self._take_keyboard_away(owed, {})
            await self._remove_buttons(owed)
            return Shown(owed.message_id, None)
        await self._take_keyboard_away(owed, content)
        return Shown(await self._place(owed, content, None), None)

    async def _show_card(self, owed: OwedScreen) -> Shown:
        content = await self._draw_card(about_of(owed.key))
        if content is None:
            return Shown(owed.message_id, owed.thread)
        if content.pop("pin", False):
            return await self._show_pinned(owed, content)
        thread = owed.thread or await self._thread(owed, content)
        try:
            message = await self._place(owed, content, thread)
        except TelegramBadRequest as error:
            if about(error.message) is not RefusalScope.NO_TOPIC:
                raise
            topic = content.get("topic")
            thread = await self._topic(owed, topic) if topic else None
            message = await self._send(owed.chat, content, thread)
        if thread is not None and "closed" in content:
            wanted = TopicLook(content["topic"], content["icon"], content["closed"])
            await self._topics.keep(owed.chat, thread, owed.topic, wanted)
            await self._noting.topic_looks(owed, wanted)
        return Shown(message, thread)

    async def _show_pinned(self, owed: OwedScreen, content: dict[str, Any]) -> Shown:
        """Edited only where it says something else than what stands, and pinned when that is not
        known. It is noted before it is pinned: whatever dies in between, one is pinned."""
        drawn = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
        stands = owed.message_id
        if stands is not None and drawn == owed.drawn and not owed.fresh:
            return Shown(stands, owed.thread)
        message = await self._place(owed, content, content["thread"])
        if stands is not None and message != stands:
            await self._unpin(owed.chat, stands)
        if message != stands or owed.drawn is None:
            await self._noting.keep(owed, message_id=message, drawn=None)
            await self._pin(owed.chat, message)
        return Shown(message, content["thread"], drawn)

    async def _thread(self, owed: OwedScreen, content: dict[str, Any]) -> int | None:
        """A topic of its own, or the one that it names."""
        topic = content.get("topic")
        return await self._topic(owed, topic) if topic else content["thread"]

    async def _take_keyboard_away(self, owed: OwedScreen, content: dict[str, Any]) -> None:
        """A message removes the keyboard below the chat or has buttons of its own, not both: a
        word goes first."""
        if owed.keyboard is None or content.get("keyboard"):
            return
        await self._bot.send_message(
            owed.chat, owed.keyboard, reply_markup=ReplyKeyboardRemove(remove_keyboard=True)
        )
        await self._noting.keep(owed, keyboard=None)

    async def _place(self, owed: OwedScreen, content: dict[str, Any], thread: int | None) -> int:
        stands = owed.message_id is not None
        keyboard = owed.keyboard is not None or content.get("keyboard")
        if stands and not owed.fresh and not keyboard:
            edited = await self._edit(owed, content)
            if edited is not None:
                return edited
        sent = await self._send(owed.chat, content, thread)
        if content.get("pin"):
            await self._pin(owed.chat, sent)
        if stands and self._has_room(owed.chat):
            await self._remove_buttons(owed)
        return sent

    async def _edit(self, owed: OwedScreen, content: dict[str, Any]) -> int | None:
        """None when the message can't be edited (any more), for whatever reason: then a new one is
        sent."""
        markup = _markup(content)
        assert owed.message_id is not None
        try:
            await self._bot.edit_message_text(
                text=content["text"],
                chat_id=owed.chat,
                message_id=owed.message_id,
                reply_markup=markup if isinstance(markup, InlineKeyboardMarkup) else None,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )
        except TelegramBadRequest as error:
            if is_same_already(error.message):
                return owed.message_id
            log.info("window can't be edited", error=error.message)
            return None
        return owed.message_id

    async def _send(self, chat: int, content: dict[str, Any], thread: int | None) -> int:
        sent = await self._bot.send_message(
            chat,
            content["text"],
            message_thread_id=thread,
            reply_markup=_markup(content),
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )
        return sent.message_id

    async def _pin(self, chat: int, message_id: int) -> None:
        """It stands already: nothing that goes wrong here may show it once more."""
        try:
            await self._bot.pin_chat_message(chat, message_id, disable_notification=True)
        except TelegramAPIError as error:
            log.debug("not pinned", error=error.message)

    async def _unpin(self, chat: int, message_id: int) -> None:
        try:
            await self._bot.unpin_chat_message(chat, message_id=message_id)
        except TelegramAPIError as error:
            log.debug("not unpinned", error=error.message)

    async def _remove_buttons(self, owed: OwedScreen) -> None:
        """An old window keeps its words and loses its buttons.

        The new one stands by now: nothing that goes wrong here may show that once more.
        """
        try:
            await self._bot.edit_message_reply_markup(
                chat_id=owed.chat, message_id=owed.message_id, reply_markup=None
            )
        except TelegramAPIError as error:
            log.debug("old window keeps its buttons", error=error.message)

    async def _topic(self, owed: OwedScreen, title: str) -> int | None:
        """A new topic for a card, noted at once; General when the group has none, or when we may
        make none."""
        if owed.chat not in self._forum:
            self._forum[owed.chat] = bool((await self._bot.get_chat(owed.chat)).is_forum)
        if not self._forum[owed.chat]:
            return None
        try:
            topic = await self._bot.create_forum_topic(owed.chat, title[:128])
        except TelegramBadRequest as error:
            log.warning("no topic for a card", error=error.message)
            return None
        await self._noting.keep(owed, thread=topic.message_thread_id)
        return topic.message_thread_id


def _markup(content: dict[str, Any]) -> Markup | None:
    markup = content.get("markup")
    if not markup:
        return None
    if content.get("keyboard"):
        return ReplyKeyboardMarkup.model_validate(markup)
    return InlineKeyboardMarkup.model_validate(markup)
