"""Where Telegram takes nothing from us just now: one process finds out, all of them know.

Silence is about a chat, and with it about Telegram altogether (:data:`ANYWHERE`); any answer in the
chat ends its own, and any answer at all the other. A closed chat or topic is what Telegram says of
it; the first message that it takes ends that. What was owed there is then due at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from assistant.domain.channels import Channel, DeliveryState
from assistant.storage import tables as t
from assistant.storage.listening import OUTBOX_CHANNEL, SCREEN_CHANNEL, notify
from assistant.storage.screen_keys import CARDS

ANYWHERE = 0
"""In place of a chat: Telegram itself."""
WHOLE = 0
"""In place of a topic: the whole chat."""
GENERAL = 1
"""Telegram's number of the topic that messages without a topic stand in."""
LONGEST_PAUSE = timedelta(seconds=60)
"""Between two tries of what Telegram does not take: an outage's end is noticed within a minute."""

_c = t.trouble.c
_d = t.delivery.c


@dataclass(frozen=True, slots=True)
class Trouble:
    """``reason`` is Telegram's word, or the network's."""

    thread: int
    since: datetime
    last_at: datetime
    reason: str

    @property
    def whole(self) -> bool:
        """It is about the chat, not about one of its topics."""
        return self.thread == WHOLE


@dataclass(frozen=True, slots=True)
class Destination:
    """Where something was to go."""

    chat: int
    thread: int | None = None
    staff: bool = False
    """It is the chat of the staff, whose deliveries name no chat."""


async def note_silence(db: AsyncConnection, chat: int, reason: str, now: datetime) -> None:
    """A call about this chat was not answered, or by a server in trouble."""
    for place in sorted((ANYWHERE, chat)):  # in the order in which rows are locked everywhere
        await _note(db, "silent", place, WHOLE, reason, now)


async def note_closed(
    db: AsyncConnection, chat: int, thread: int, reason: str, now: datetime
) -> bool:
    """Telegram says that it may not be written there; True where that is news."""
    return await _note(db, "closed", chat, thread, reason, now)


async def _note(
    db: AsyncConnection, kind: str, chat: int, thread: int, reason: str, now: datetime
) -> bool:
    found = insert(t.trouble).values(
        kind=kind, chat=chat, thread=thread, since=now, last_at=now, reason=reason
    )
    noted = await db.execute(
        found.on_conflict_do_update(
            index_elements=["kind", "chat", "thread"], set_={"last_at": now, "reason": reason}
        ).returning(_c.since)
    )
    return bool(noted.scalar_one() == now)


async def answered(db: AsyncConnection, place: Destination, now: datetime) -> None:
    """Telegram answered a call about this chat, whatever it said."""
    await _ended(db, place, now, and_(_c.kind == "silent", _c.chat.in_((ANYWHERE, place.chat))))


async def taken(db: AsyncConnection, place: Destination, now: datetime) -> None:
    """Telegram took a message there."""
    silent = and_(_c.kind == "silent", _c.chat.in_((ANYWHERE, place.chat)))
    threads = (WHOLE, place.thread or GENERAL)
    closed = and_(_c.kind == "closed", _c.chat == place.chat, _c.thread.in_(threads))
    await _ended(db, place, now, or_(silent, closed))


async def _ended(
    db: AsyncConnection, place: Destination, now: datetime, which: ColumnElement[bool]
) -> None:
    key = (_c.kind, _c.chat, _c.thread)
    known = select(*key).where(which).order_by(_c.chat, _c.kind, _c.thread).with_for_update()
    ended = await db.execute(delete(t.trouble).where(tuple_(*key).in_(known)).returning(_c.chat))
    if place.chat in ended.scalars():
        await due_at_once(db, place, now)


async def let_in(db: AsyncConnection, chat: int, now: datetime) -> None:
    """The bot was put into the staff chat again, or given other rights there."""
    await db.execute(delete(t.trouble).where(_c.chat == chat))
    await due_at_once(db, Destination(chat, staff=True), now)


async def due_at_once(db: AsyncConnection, place: Destination, now: datetime) -> None:
    """What waits there for a better time is tried now."""
    screen = t.screen.c
    await _put(db, None, screen.chat == place.chat)
    failed = and_(_d.state == DeliveryState.QUEUED, _d.error.is_not(None), _d.not_before > now)
    whose = _d.chat == place.chat
    if place.staff:
        whose, failed = (
            _d.channel == Channel.STAFF,
            or_(failed, _d.state == DeliveryState.SUSPENDED),
        )
    await db.execute(
        update(t.delivery).where(whose, failed).values(state=DeliveryState.QUEUED, not_before=now)
    )
    await notify(db, SCREEN_CHANNEL)
    await notify(db, OUTBOX_CHANNEL)


async def silences(db: AsyncConnection, chat: int) -> tuple[Trouble | None, Trouble | None]:
    """That of this chat, and that of Telegram altogether, while they last."""
    silent = select(t.trouble).where(_c.kind == "silent", _c.chat.in_((chat, ANYWHERE)))
    found = {row.chat: _trouble(row) for row in await db.execute(silent)}
    return found.get(chat), found.get(ANYWHERE)


async def closed(db: AsyncConnection, chat: int) -> list[Trouble]:
    """What Telegram says of this chat and its topics, the chat itself first."""
    of_chat = select(t.trouble).where(_c.kind == "closed", _c.chat == chat)
    return [_trouble(row) for row in await db.execute(of_chat.order_by(_c.thread))]


def _trouble(row: Any) -> Trouble:
    return Trouble(row.thread, row.since, row.last_at, row.reason)


async def put_cards_off(db: AsyncConnection, chat: int, pause: timedelta) -> None:
    """One card of a chat in trouble is tried, not all of them."""
    screen = t.screen.c
    until = func.clock_timestamp() + pause
    earlier = func.coalesce(screen.not_before, func.clock_timestamp()) < until
    await _put(db, until, screen.chat == chat, screen.key.startswith(CARDS), earlier)


async def _put(db: AsyncConnection, until: Any, *which: ColumnElement[bool]) -> None:
    """The time of those that are owed and that nobody has in hand."""
    screen = t.screen.c
    free = (screen.shown < screen.wanted, screen.leased_by.is_(None), *which)
    keys = select(screen.key).where(*free).with_for_update(skip_locked=True)
    await db.execute(
        update(t.screen).where(screen.key.in_(keys.scalar_subquery())).values(not_before=until)
    )
