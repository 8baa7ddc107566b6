"""The table ``delivery`` as a queue: taken, begun, settled, each in a statement of its own."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, cast, or_, select, text, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from assistant.domain.channels import Channel, DeliveryState
from assistant.storage import tables as t
from assistant.storage.codec import dump_args
from assistant.storage.listening import OUTBOX_CHANNEL, SCREEN_CHANNEL, notify
from assistant.storage.owner import is_dead
from assistant.storage.payload import Payload
from assistant.storage.screen_keys import card_key

RESERVED = timedelta(seconds=30)
"""How long a delivery waits for its slot in one process before another may take it."""
LEASE = timedelta(seconds=150)
"""Longer than sending may take: after it, whoever was sending is gone."""

_d = t.delivery.c


@dataclass(frozen=True, slots=True)
class Delivery:
    """A row that this process has taken."""

    id: int
    key: str
    channel: Channel
    chat: int | None
    person: int | None
    address: str | None
    account: str | None
    payload: Payload
    document: str | None
    mail_key: str | None
    """The text of the mail that can go in its place."""
    priority: int
    attempts: int
    repeats: int
    created_at: datetime
    leased_by: int | None
    """The process that has it in hand."""

    @property
    def cause(self) -> dict[str, str]:
        """The update that wanted it, as the log names it."""
        update = self.payload.update
        return {"update": update} if update else {}


@dataclass(frozen=True, slots=True)
class Glance:
    """What there may be to do, at a glance."""

    due: bool
    """Something waits whose time has come."""
    abandoned: bool
    """Others are sending, or died while they were."""
    staff_closed: bool
    """Something is kept for a chat that is closed to us."""


_LOOK = text(
    """
    select exists(select from delivery where state = 'queued' and not_before <= :now) as due,
        exists(select from delivery where state = 'sending' and id <> all(:ours)) as abandoned,
        exists(select from trouble where kind = 'closed') as staff_closed
    """
)


async def look(connection: AsyncConnection, now: datetime, ours: Collection[int]) -> Glance:
    """One cheap statement; ``ours`` are in good hands."""
    row = (await connection.execute(_LOOK, {"now": now, "ours": list(ours)})).one()
    return Glance(row.due, row.abandoned, row.staff_closed)


async def take(
    connection: AsyncConnection,
    now: datetime,
    channels: Collection[Channel],
    not_to: Collection[int],
    owner: int | None,
) -> Delivery | None:
    """The next one by these channels that is due, reserved for ``owner``; it is still queued. None
    goes to the chats ``not_to``."""
    conditions = (
        _d.state == DeliveryState.QUEUED,
        _d.channel.in_(channels),
        _d.not_before <= now,
        or_(_d.leased_until.is_(None), _d.leased_until < now, is_dead(_d.leased_by)),
        or_(_d.chat.is_(None), _d.chat.not_in(not_to)),
    )
    due = (
        select(_d.id)
        .where(*conditions)
        .order_by(_d.priority, _d.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    reserved = (
        update(t.delivery)
        .where(_d.id == due)
        .values(leased_until=now + RESERVED, leased_by=owner)
        .returning(t.delivery)
    )
    row = (await connection.execute(reserved)).first()
    return _delivery(row) if row else None


async def chat_of(connection: AsyncConnection, delivery: Delivery) -> int | None:
    """Where it goes as of now."""
    query = select(_d.chat).where(_d.id == delivery.id)
    return (await connection.execute(query)).scalar_one_or_none()


async def begin(connection: AsyncConnection, delivery: Delivery, now: datetime) -> bool:
    """From the commit on, dying means that nobody knows. False: it is not ours any more. May be
    said again when the commit's answer was lost."""
    begun = await connection.execute(
        update(t.delivery)
        .where(*_ours(delivery))
        .values(state=DeliveryState.SENDING, leased_until=now + LEASE)
    )
    return begun.rowcount == 1


async def settle(
    connection: AsyncConnection, delivery: Delivery, state: DeliveryState, **values: object
) -> None:
    """Its new state; it is nobody's any more. Nothing happens where somebody else has it."""
    await connection.execute(
        update(t.delivery)
        .where(*_ours(delivery))
        .values(state=state, leased_until=None, leased_by=None, **values)
    )


async def let_go(connection: AsyncConnection, delivery: Delivery) -> None:
    """It was not begun: anybody may take it."""
    await connection.execute(
        update(t.delivery)
        .where(*_ours(delivery), _d.state == DeliveryState.QUEUED)
        .values(leased_until=None, leased_by=None)
    )


def _ours(delivery: Delivery) -> tuple[ColumnElement[bool], ...]:
    return (
        _d.id == delivery.id,
        _d.state.in_((DeliveryState.QUEUED, DeliveryState.SENDING)),
        _d.leased_by.is_not_distinct_from(delivery.leased_by),
    )


async def abandoned(
    connection: AsyncConnection, now: datetime, ours: Collection[int]
) -> list[Delivery]:
    """Those whose process died while it was sending; locked. ``ours`` are in good hands."""
    rows = await connection.execute(
        select(t.delivery)
        .where(
            _d.state == DeliveryState.SENDING,
            or_(_d.leased_until < now, is_dead(_d.leased_by)),
            _d.id.not_in(ours),
        )
        .order_by(_d.id)
        .limit(50)
        .with_for_update(skip_locked=True)
    )
    return [_delivery(row) for row in rows]


async def resume_person(connection: AsyncConnection, person: int, now: datetime) -> None:
    resumed = await connection.execute(
        update(t.delivery)
        .where(_d.person == person, _d.state == DeliveryState.SUSPENDED)
        .values(state=DeliveryState.QUEUED, not_before=now, error=None)
    )
    if resumed.rowcount:
        await notify(connection, OUTBOX_CHANNEL)


_TRY_STAFF = text(
    """
    with due as (
        update trouble set last_at = :now
        where kind = 'closed' and chat = :chat and thread = 0 and last_at < :before
        returning chat)
    update delivery set state = 'queued', not_before = :now
    where id = (
        select id from delivery
        where exists (select from due) and channel = 'staff' and state = 'suspended'
        order by not_before, id limit 1)
    """
)


async def try_staff(
    connection: AsyncConnection, chat: int, now: datetime, pause: timedelta
) -> None:
    """While the staff chat is closed: one of what is kept for it is queued again, once a pause.
    Where that goes, the others follow."""
    await connection.execute(_TRY_STAFF, {"chat": chat, "now": now, "before": now - pause})


async def say_later(connection: AsyncConnection, key: str, when: datetime) -> None:
    await connection.execute(
        update(t.delivery)
        .where(_d.key == key, _d.state == DeliveryState.QUEUED)
        .values(not_before=when)
    )


async def reword(connection: AsyncConnection, key: str, args: Mapping[str, Any]) -> bool:
    """Other arguments for what waits; False when it does not wait any more."""
    waits = select(_d.id).where(
        _d.key == key, _d.state == DeliveryState.QUEUED, _d.leased_until.is_(None)
    )
    reworded = await connection.execute(
        update(t.delivery)
        .where(_d.id == waits.with_for_update().scalar_subquery())
        .values(payload=_d.payload.op("||")(cast({"args": dump_args(args)}, JSONB)))
    )
    return reworded.rowcount == 1


@dataclass(frozen=True, slots=True)
class CardTopic:
    """Where the staff card of a request or conversation stands."""

    thread: int | None
    shown: bool


async def topic(connection: AsyncConnection, number: str) -> CardTopic | None:
    query = select(t.screen.c.thread, t.screen.c.shown).where(t.screen.c.key == card_key(number))
    row = (await connection.execute(query)).first()
    return CardTopic(row.thread, row.shown > 0) if row else None


async def forget_topic(connection: AsyncConnection, number: str, thread: int) -> None:
    """It was deleted: the card is shown afresh, in a topic of its own."""
    screen = t.screen.c
    forgotten = await connection.execute(
        update(t.screen)
        .where(screen.key == card_key(number), screen.thread == thread)
        .values(
            thread=None,
            fresh=screen.wanted + 1,
            wanted=screen.wanted + 1,
            failures=0,
            not_before=None,
        )
    )
    if forgotten.rowcount:
        await notify(connection, SCREEN_CHANNEL)


@dataclass(frozen=True, slots=True)
class Target:
    """A delivery that another one edits."""

    state: DeliveryState
    message_id: int | None
    captioned: bool


async def target(connection: AsyncConnection, delivery: int) -> Target:
    row = (await connection.execute(select(t.delivery).where(_d.id == delivery))).one()
    captioned = row.document is not None or Payload.load(row.payload).copy is not None
    return Target(DeliveryState(row.state), row.message_id, captioned)


async def file_id(connection: AsyncConnection, sha256: str) -> str | None:
    query = select(t.document.c.file_id).where(t.document.c.sha256 == sha256)
    return (await connection.execute(query)).scalar_one_or_none()


async def remember_file(connection: AsyncConnection, sha256: str, file_id: str | None) -> None:
    await connection.execute(
        update(t.document).where(t.document.c.sha256 == sha256).values(file_id=file_id)
    )


async def faktur_address(
    connection: AsyncConnection, portal: str, account: str, sha256: str
) -> str | None:
    """Where the buyer of this faktur wants it mailed."""
    request = t.faktur_request.c
    query = (
        select(request.profile["email"].astext)
        .select_from(t.faktur.join(t.faktur_request, request.id == t.faktur.c.request))
        .where(
            and_(
                t.faktur.c.sha256 == sha256,
                t.faktur.c.account == account,
                request.portal == portal,
            )
        )
        .order_by(t.faktur.c.id.desc())
        .limit(1)
    )
    return (await connection.execute(query)).scalar_one_or_none()


def _delivery(row: Any) -> Delivery:
    return Delivery(
        row.id,
        row.key,
        Channel(row.channel),
        row.chat,
        row.person,
        row.address,
        row.account,
        Payload.load(row.payload),
        row.document,
        row.mail_key,
        row.priority,
        row.attempts,
        row.repeats,
        row.created_at,
        row.leased_by,
    )
