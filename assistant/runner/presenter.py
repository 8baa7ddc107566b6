"""Shows what is owed: customers' windows and staff cards, after the commit that wanted them.

A screen is a wanted version and a shown one. However often it changes, only the newest is shown;
a process that dies in between leaves the screen owed, and another shows it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramRetryAfter,
)
from aiogram.types import (
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from sqlalchemy import func, or_, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncConnection

from assistant import metrics
from assistant.pauses import Pauses
from assistant.runner.loop import wait_for_any
from assistant.runner.window import window_key
from assistant.storage import tables as t
from assistant.storage.insisting import insist
from assistant.storage.owner import is_dead
from assistant.storage.work import WorkShop

log = structlog.get_logger(__name__)

LEASE = timedelta(seconds=40)
"""Longer than one call may take; a screen whose process died is taken over after it."""
MOST_FAILURES = 12

Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup


@dataclass(frozen=True, slots=True)
class Owed:
    """A screen as it was when it was taken."""

    key: str
    chat: int
    content: dict[str, Any] | None
    wanted: int
    fresh: bool
    """As a new message at the chat's end."""
    message_id: int | None
    thread: int | None
    keyboard: str | None
    """What is said when the keyboard that stands below the chat is taken away."""
    failures: int

    @property
    def cause(self) -> dict[str, str]:
        """The update that wanted it, as the log names it."""
        update = (self.content or {}).get("update")
        return {"update": update} if update else {}


DrawCard = Callable[[str], Awaitable[dict[str, Any] | None]]
"""The content of a card by what it is about, a request's number or ``intake:5``: ``text``,
``markup``, and the ``topic`` that is made for it or the ``thread`` that it stands in."""


HasRoom = Callable[[int], bool]


def _always(_: int) -> bool:
    return True


class Presenter:
    """One task a screen at a time; several of them side by side."""

    def __init__(
        self,
        shop: WorkShop,
        bot: Bot,
        draw_card: DrawCard,
        has_room: HasRoom = _always,
        *,
        owner: int | None = None,
    ) -> None:
        """``bot`` keeps to the send budget by itself; ``has_room`` says whether a chat's budget
        allows what could be left out; ``owner`` is this process, kept :func:`alive` by the
        caller."""
        self._has_room = has_room
        self._owner = owner
        self._shop = shop
        self._bot = bot
        self._draw_card = draw_card
        self._forum: dict[int, bool] = {}

    async def show_one(self) -> bool:
        """Show one owed screen; False when none is owed (or all are in other hands)."""
        async with self._shop.engine.begin() as connection:
            owed = await _take(connection, self._owner)
        if owed is None:
            return False
        with structlog.contextvars.bound_contextvars(screen=owed.key, **owed.cause):
            await self._show_now(owed)
        return True

    async def _show_now(self, owed: Owed) -> None:
        try:
            shown = await self._show(owed)
        except TelegramRetryAfter as later:
            await self._put_off(owed, timedelta(seconds=later.retry_after))
        except TelegramForbiddenError:
            await self._close_chat(owed)
        except TelegramMigrateToChat as moved:
            await self._moved(owed, moved.migrate_to_chat_id)
        except (TelegramAPIError, OSError, TimeoutError) as error:
            log.warning("window not shown", error=str(error))
            pause = timedelta(seconds=min(60, 2**owed.failures))
            await self._put_off(owed, pause, failed=True)
        else:
            await self._shown(owed, *shown)

    async def _show(self, owed: Owed) -> tuple[int | None, int | None]:
        """The message and the thread that it stands in now."""
        if owed.key.startswith("card:"):
            return await self._show_card(owed)
        content = owed.content
        assert content is not None
        if content.get("buttons_gone"):
            await self._take_keyboard_away(owed, {})
            await self._remove_buttons(owed)
            return owed.message_id, None
        await self._take_keyboard_away(owed, content)
        return await self._place(owed, content, None), None

    async def _show_card(self, owed: Owed) -> tuple[int | None, int | None]:
        content = await self._draw_card(owed.key.removeprefix("card:"))
        if content is None:
            return owed.message_id, owed.thread
        thread = owed.thread or await self._thread(owed, content)
        try:
            message = await self._place(owed, content, thread)
        except TelegramBadRequest as error:
            if "message thread not found" not in error.message:
                raise
            topic = content.get("topic")
            thread = await self._topic(owed, topic) if topic else None
            message = await self._send(owed.chat, content, thread)
        return message, thread

    async def _thread(self, owed: Owed, content: dict[str, Any]) -> int | None:
        """A topic of its own, or the one that it names."""
        topic = content.get("topic")
        return await self._topic(owed, topic) if topic else content["thread"]

    async def _take_keyboard_away(self, owed: Owed, content: dict[str, Any]) -> None:
        """A message removes the keyboard below the chat or has buttons of its own, not both: a
        word goes first."""
        if owed.keyboard is None or content.get("keyboard"):
            return
        await self._bot.send_message(
            owed.chat, owed.keyboard, reply_markup=ReplyKeyboardRemove(remove_keyboard=True)
        )
        await self._update(owed, keyboard=None)

    async def _place(self, owed: Owed, content: dict[str, Any], thread: int | None) -> int:
        stands = owed.message_id is not None
        keyboard = owed.keyboard is not None or content.get("keyboard")
        if stands and not owed.fresh and not keyboard:
            edited = await self._edit(owed, content)
            if edited is not None:
                return edited
        sent = await self._send(owed.chat, content, thread)
        if stands and self._has_room(owed.chat):
            await self._remove_buttons(owed)
        return sent

    async def _edit(self, owed: Owed, content: dict[str, Any]) -> int | None:
        """None when the message can't be edited (any more): then a new one is sent."""
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
            if "message is not modified" in error.message:
                return owed.message_id
            if "can't be edited" in error.message or "message to edit not found" in error.message:
                return None
            raise
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

    async def _remove_buttons(self, owed: Owed) -> None:
        """An old window keeps its words and loses its buttons.

        The new one stands by now: nothing that goes wrong here may show that once more.
        """
        try:
            await self._bot.edit_message_reply_markup(
                chat_id=owed.chat, message_id=owed.message_id, reply_markup=None
            )
        except TelegramAPIError as error:
            log.debug("old window keeps its buttons", error=error.message)

    async def _topic(self, owed: Owed, title: str) -> int | None:
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
        await self._update(owed, thread=topic.message_thread_id)
        return topic.message_thread_id

    async def _shown(self, owed: Owed, message_id: int | None, thread: int | None) -> None:
        await self._update(
            owed,
            shown=owed.wanted,
            message_id=message_id,
            thread=thread,
            keyboard=(owed.content or {}).get("keyboard"),
            failures=0,
            leased_until=None,
        )
        if asked_at := (owed.content or {}).get("asked_at"):
            waited = datetime.now(UTC) - datetime.fromisoformat(asked_at)
            metrics.ANSWER_SECONDS.observe(max(0.0, waited.total_seconds()))
        log.debug("window shown")

    async def _put_off(self, owed: Owed, pause: timedelta, *, failed: bool = False) -> None:
        failures = owed.failures + (1 if failed else 0)
        if failures >= MOST_FAILURES:
            log.error("window given up")
            await self._update(owed, shown=owed.wanted, leased_until=None)
            return
        await self._update(owed, failures=failures, leased_until=func.clock_timestamp() + pause)

    async def _close_chat(self, owed: Owed) -> None:
        async with self._shop.work() as work:
            if owed.key == window_key(owed.chat):
                await work.people.close_chat(owed.chat)
        await self._update(owed, shown=owed.wanted, leased_until=None)

    async def _moved(self, owed: Owed, chat: int) -> None:
        async with self._shop.work() as work:
            await work.marks.set("staff-chat", str(chat))
        await self._update(
            owed, chat=chat, message_id=None, thread=None, failures=0, leased_until=None
        )

    async def _update(self, owed: Owed, **values: object) -> None:
        """As long as the lease stands the database is waited for: what Telegram did is known here
        and nowhere else."""

        async def write() -> None:
            async with self._shop.engine.begin() as connection:
                row = update(t.screen).where(t.screen.c.key == owed.key)
                await connection.execute(row.values(leased_by=None, **values))

        await insist(write, LEASE.total_seconds() / 2)


async def _take(connection: AsyncConnection, owner: int | None) -> Owed | None:
    """Lease a screen that is owed and in nobody's hands, or in a dead process's."""
    now = func.clock_timestamp()
    query = (
        select(t.screen)
        .where(
            t.screen.c.shown < t.screen.c.wanted,
            or_(
                t.screen.c.leased_until.is_(None),
                t.screen.c.leased_until < now,
                is_dead(t.screen.c.leased_by),
            ),
        )
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    row = (await connection.execute(query)).first()
    if row is None:
        return None
    await connection.execute(
        update(t.screen)
        .where(t.screen.c.key == row.key)
        .values(leased_until=now + LEASE, leased_by=owner)
    )
    return Owed(
        row.key,
        row.chat,
        row.content,
        row.wanted,
        row.shown < row.fresh,
        row.message_id,
        row.thread,
        row.keyboard,
        row.failures,
    )


def _markup(content: dict[str, Any]) -> Markup | None:
    markup = content.get("markup")
    if not markup:
        return None
    if content.get("keyboard"):
        return ReplyKeyboardMarkup.model_validate(markup)
    return InlineKeyboardMarkup.model_validate(markup)


async def present(presenter: Presenter, woken: asyncio.Event, stopping: asyncio.Event) -> None:
    """Show what is owed until ``stopping``; ``woken`` is set when something may be."""
    pauses = Pauses(first=0.2, longest=10)
    while not stopping.is_set():
        woken.clear()
        try:
            while not stopping.is_set() and await presenter.show_one():
                pauses.reset()
        except (DBAPIError, PoolTimeoutError, OSError) as error:
            log.warning("the presenter lost its database", error=str(error))
            await asyncio.sleep(pauses.next())
            continue
        except Exception:
            log.exception("the presenter stumbled")
            await asyncio.sleep(pauses.next())
            continue
        await wait_for_any(woken, stopping)
