"""What became of a screen: it stands there, waits for a better time, or is given up."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import structlog

from assistant import metrics
from assistant.domain.staff import STAFF_CHAT_MARK
from assistant.refusal import RefusalScope, about
from assistant.retry import backoff_seconds
from assistant.storage import screens, troubles
from assistant.storage.database import Connection
from assistant.storage.retrying import retry_while_away
from assistant.storage.screen_keys import QUEUE, window_key
from assistant.storage.screens import LEASE, OwedScreen, TopicLook
from assistant.storage.troubles import GENERAL, WHOLE, Destination
from assistant.storage.work import WorkShop

log = structlog.get_logger(__name__)

FIRST_PAUSE = 2.0
"""Seconds after the first failure; they grow to :data:`troubles.LONGEST_PAUSE`."""
BEHIND = timedelta(seconds=3)
"""How long after the one card that is tried next the others of its chat are."""

Note = Callable[[Connection], Awaitable[None]]
"""What is written in one transaction."""


class Shown(NamedTuple):
    """Where it stands now."""

    message: int | None
    thread: int | None
    drawn: str | None = None
    """The digest of what was just shown, of a pinned card."""


class Noting:
    """Writes down what Telegram did, which is known here and nowhere else: as long as the lease
    stands the database is waited for."""

    def __init__(self, shop: WorkShop, woken: asyncio.Event, *, queue: bool) -> None:
        """``woken`` is set where something else may be owed by now. ``queue``: whatever a card
        shows may change who waits, so that message is looked at, too."""
        self._shop = shop
        self._woken = woken
        self._queue = queue

    async def shown(self, owed: OwedScreen, shown: Shown) -> None:
        if owed.is_card:
            await self._card_shown(owed, shown)
        else:
            await self._window_shown(owed, shown)
        if asked_at := (owed.content or {}).get("asked_at"):
            waited = datetime.now(UTC) - datetime.fromisoformat(asked_at)
            metrics.ANSWER_SECONDS.observe(max(0.0, waited.total_seconds()))
        log.debug("window shown")

    async def _window_shown(self, owed: OwedScreen, shown: Shown) -> None:
        """In one statement, which tells whether there is more to do: there hardly ever is."""

        async def note() -> screens.Noted:
            async with self._shop.at_once() as connection:
                return await screens.shown(connection, owed, shown.message, shown.thread)

        noted = await retry_while_away(note, LEASE.total_seconds() / 2)
        if noted.more:
            self._woken.set()
        if noted.troubled:
            async with self._shop.engine.begin() as connection:
                await troubles.taken(connection, Destination(owed.chat, shown.thread), self._now)

    async def _card_shown(self, owed: OwedScreen, shown: Shown) -> None:
        place, now = Destination(owed.chat, shown.thread, staff=True), self._now

        async def note(connection: Connection) -> None:
            await troubles.taken(connection, place, now)
            if self._queue and owed.key != QUEUE:
                await screens.touch_queue(connection, owed.chat)
            await screens.note(
                connection,
                owed,
                shown=owed.wanted,
                message_id=shown.message,
                thread=shown.thread,
                keyboard=(owed.content or {}).get("keyboard"),
                failures=0,
                not_before=None,
                leased_until=None,
                **({"drawn": shown.drawn} if shown.drawn else {}),
            )

        await self._write(note)
        self._woken.set()  # it may have changed meanwhile

    async def keep(self, owed: OwedScreen, **values: object) -> None:
        """These columns, while it is being shown."""

        async def note(connection: Connection) -> None:
            await screens.note(connection, owed, **values)

        await self._write(note)

    async def topic_looks(self, owed: OwedScreen, topic: TopicLook) -> None:
        async def note(connection: Connection) -> None:
            await screens.note_topic(connection, owed.key, topic)

        if topic != owed.topic:
            await self._write(note)

    async def rest(self, owed: OwedScreen, pause: timedelta) -> None:
        """Telegram asked for it, so it holds for whatever is wanted meanwhile."""

        async def note(connection: Connection) -> None:
            await screens.rest(connection, owed, pause)

        await self._write(note)

    async def silent(self, owed: OwedScreen, reason: str) -> None:
        """Nobody knows whether it stands there: it is shown again, for as long as it takes."""
        log.warning("window not shown", error=reason)

        async def note(connection: Connection) -> None:
            await troubles.note_silence(connection, owed.chat, reason, self._now)

        await self._put_off(owed, note)

    async def refused(self, owed: OwedScreen, reason: str) -> None:
        match about(reason):
            case RefusalScope.CHAT:
                await self.closed(owed, reason)
            case RefusalScope.TOPIC | RefusalScope.NO_TOPIC if owed.is_card:
                await self.closed(owed, reason, owed.thread or GENERAL)
            case _:
                log.error("window given up", error=reason)
                await self._give_up(owed)

    async def closed(self, owed: OwedScreen, reason: str, thread: int = WHOLE) -> None:
        """A card waits until the staff chat is open again. Somebody who comes back gets another
        window by what they come back with."""
        if not owed.is_card:
            await self._person_gone(owed)
            return

        async def note(connection: Connection) -> None:
            if await troubles.note_closed(connection, owed.chat, thread, reason, self._now):
                log.error("the staff chat is closed to the bot", reason=reason)

        await self._put_off(owed, note, alone=thread != WHOLE)

    async def _person_gone(self, owed: OwedScreen) -> None:
        async with self._shop.work() as work:
            if owed.key == window_key(owed.chat):
                await work.people.close_chat(owed.chat)
        await self._give_up(owed)

    async def _give_up(self, owed: OwedScreen) -> None:
        await self.keep(owed, shown=owed.wanted, leased_until=None)

    async def _put_off(self, owed: OwedScreen, note: Note, *, alone: bool = False) -> None:
        """It is tried after a pause that grows, unless something else is wanted by then; of several
        cards one is tried, if not ``alone`` this one is in trouble."""
        longest = troubles.LONGEST_PAUSE.total_seconds()
        seconds = backoff_seconds(owed.failures + 1, FIRST_PAUSE, longest)
        pause = timedelta(seconds=seconds)

        async def put_off(connection: Connection) -> None:
            await note(connection)
            if owed.is_card and not alone:
                await troubles.put_cards_off(connection, owed.chat, pause + BEHIND)
            await screens.put_off(connection, owed, pause)

        await self._write(put_off)

    async def moved(self, owed: OwedScreen, chat: int) -> None:
        """The staff chat has another id from now on."""
        async with self._shop.work() as work:
            await work.marks.set(STAFF_CHAT_MARK, str(chat))
        await self.keep(
            owed, chat=chat, message_id=None, thread=None, failures=0, not_before=None,
            leased_until=None,
        )  # fmt: skip

    async def _write(self, what: Note) -> None:
        async def write() -> None:
            async with self._shop.engine.begin() as connection:
                await what(connection)

        await retry_while_away(write, LEASE.total_seconds() / 2)

    @property
    def _now(self) -> datetime:
        return self._shop.settings.clock()
