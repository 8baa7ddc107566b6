"""The table ``screen``: what a chat should show, taken by whoever shows it, and noted as shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import case, func, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from assistant.storage import tables as t
from assistant.storage.database import driver_of
from assistant.storage.listening import SCREEN_CHANNEL, notify
from assistant.storage.owner import is_free_sql
from assistant.storage.screen_keys import CARDS, QUEUE, window_key

LEASE = timedelta(seconds=40)
"""Longer than one call may take; a screen whose process died is taken over after it."""

_s = t.screen.c
QUEUE_RESTS = timedelta(seconds=15)
"""Between two edits of it: what happens meanwhile is one edit."""


@dataclass(frozen=True, slots=True)
class TopicLook:
    """How a topic of the staff chat looks."""

    title: str | None
    icon: str | None
    """The sign before its name."""
    closed: bool


@dataclass(frozen=True, slots=True)
class OwedScreen:
    """A screen as it was when it was taken."""

    key: str
    chat: int
    content: dict[str, Any] | None
    wanted: int
    fresh: bool
    """As a new message at the chat's end."""
    message_id: int | None
    thread: int | None
    topic: TopicLook
    """Of a card: as it stands."""
    keyboard: str | None
    """What is said when the keyboard that stands below the chat is taken away."""
    failures: int
    drawn: str | None = None
    """The digest of what stands, of a pinned card."""

    @property
    def is_card(self) -> bool:
        return self.key.startswith(CARDS)

    @property
    def cause(self) -> dict[str, str]:
        """The update that wanted it, as the log names it."""
        update = (self.content or {}).get("update")
        return {"update": update} if update else {}


LEASED = f"interval '{LEASE.total_seconds()} seconds'"
FREE = is_free_sql("screen")

_TAKE = text(
    f"""
    update screen set leased_until = clock_timestamp() + {LEASED}, leased_by = :owner
    where key = (
        select key from screen
        where shown < wanted and {FREE}
          and (not_before is null or not_before < clock_timestamp())
        limit 1 for update skip locked)
    returning *
    """
)


async def take(connection: AsyncConnection, owner: int | None) -> OwedScreen | None:
    """Lease a screen that is owed and free. One statement, which commits by itself where no
    transaction was begun."""
    row = (await connection.execute(_TAKE, {"owner": owner})).mappings().first()
    return as_owed(dict(row)) if row else None


def as_owed(row: Mapping[str, Any]) -> OwedScreen:
    return OwedScreen(
        row["key"],
        row["chat"],
        row["content"],
        row["wanted"],
        row["shown"] < row["fresh"],
        row["message_id"],
        row["thread"],
        TopicLook(row["title"], row["icon"], row["closed"]),
        row["keyboard"],
        row["failures"],
        row["drawn"],
    )


_SHOWN = """
    update screen set shown = $2, message_id = $3, thread = $4, keyboard = $5, failures = 0,
        not_before = null, leased_until = null, leased_by = null
    where key = $1
    returning wanted > $2 as more, exists(select from trouble) as troubled,
        set_config('synchronous_commit', 'off', true)
"""
"""Nobody waits until this is on the disk: what a crash of the server takes back is shown again."""


@dataclass(frozen=True, slots=True)
class Noted:
    """What is found when a screen is noted as shown."""

    more: bool
    """Something else is wanted there by now."""
    troubled: bool
    """Something is kept of Telegram's troubles, with this chat or any other."""


async def shown(
    connection: AsyncConnection, owed: OwedScreen, message_id: int | None, thread: int | None
) -> Noted:
    """It stands there. One statement, like :func:`take`, and past SQLAlchemy: each tap ends so."""
    keyboard = (owed.content or {}).get("keyboard")
    given = (owed.key, owed.wanted, message_id, thread, keyboard)
    row = await driver_of(connection).fetchrow(_SHOWN, *given)
    return Noted(row["more"], row["troubled"]) if row else Noted(more=False, troubled=False)


async def follow(connection: AsyncConnection, chat: int) -> None:
    """Something came below this person's window: it is shown again at the end of the chat."""
    stands = _s.message_id.is_not(None) & _s.content["text"].astext.is_not(None)
    again = {"wanted": _s.wanted + 1, "fresh": _s.wanted + 1}
    row = update(t.screen).where(_s.key == window_key(chat), stands)
    if (await connection.execute(row.values(**again, failures=0, not_before=None))).rowcount:
        await notify(connection, SCREEN_CHANNEL)


async def note(connection: AsyncConnection, owed: OwedScreen, **values: object) -> None:
    """These columns; nobody has it in hand for longer than its lease says. A pinned card that was
    ``drawn`` rests."""
    if values.get("drawn"):
        values["not_before"] = func.clock_timestamp() + QUEUE_RESTS
    row = update(t.screen).where(_s.key == owed.key)
    await connection.execute(row.values(leased_by=None, **values))


async def rest(connection: AsyncConnection, owed: OwedScreen, pause: timedelta) -> None:
    """Nobody takes it for so long, whatever is wanted meanwhile."""
    await note(connection, owed, leased_until=func.clock_timestamp() + pause)


async def put_off(connection: AsyncConnection, owed: OwedScreen, pause: timedelta) -> None:
    """It failed once more, and waits for so long unless something else is wanted by now."""
    as_it_was = _s.wanted == owed.wanted
    until = func.clock_timestamp() + pause
    await note(
        connection,
        owed,
        failures=owed.failures + 1,
        not_before=case((as_it_was, until), else_=None),
        leased_until=None,
    )


async def touch_queue(connection: AsyncConnection, chat: int, *, anew: bool = False) -> None:
    """It may be out of date; it keeps resting. ``anew``: whatever stands there is not trusted."""
    again: dict[str, object] = {"wanted": _s.wanted + 1}
    if anew:
        again["drawn"] = None
    await connection.execute(
        insert(t.screen)
        .values(key=QUEUE, chat=chat, wanted=1)
        .on_conflict_do_update(index_elements=["key"], set_=again)
    )
    await notify(connection, SCREEN_CHANNEL)


async def note_topic(connection: AsyncConnection, key: str, topic: TopicLook) -> None:
    """That it looks so now."""
    values = {"title": topic.title, "icon": topic.icon, "closed": topic.closed}
    await connection.execute(update(t.screen).where(t.screen.c.key == key).values(**values))
