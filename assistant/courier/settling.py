"""What became of a delivery, and what follows from it."""

from __future__ import annotations

from datetime import timedelta

import structlog

from assistant import metrics
from assistant.courier.budget import Budget
from assistant.courier.doubt import name_of, tell_of_doubt
from assistant.courier.outcomes import (
    CantEdit,
    Closed,
    FileGone,
    Moved,
    NotSent,
    Outcome,
    Refused,
    Sent,
    ThreadGone,
    TooFast,
    TopicClosed,
    Unknown,
)
from assistant.courier.posting import PostOffice, is_finance
from assistant.domain.accounts.groups import group_lost
from assistant.domain.channels import Channel, DeliveryState
from assistant.domain.staff import STAFF_CHAT_MARK, MailRefused
from assistant.domain.support.arriving import arrived, not_arrived
from assistant.domain.support.news import NotArrived
from assistant.retry import backoff_seconds
from assistant.storage import deliveries, screens, troubles
from assistant.storage.deliveries import Delivery
from assistant.storage.retrying import retry_while_away
from assistant.storage.work import SqlWork, WorkShop

FIRST_DOUBT = 20.0
"""Seconds before it is looked for the first time whether Telegram answers again."""
LONGEST_AWAY = 60.0
"""Seconds that an outcome waits for the database; with the call, less than the lease."""
LONGEST_PAUSE = troubles.LONGEST_PAUSE.total_seconds()
"""Between tries of what can't be sent just now."""

log = structlog.get_logger(__name__)


class Settling:
    """Notes the outcome, and queues what goes another way instead."""

    def __init__(self, shop: WorkShop, office: PostOffice, budget: Budget) -> None:
        self._shop = shop
        self._office = office
        self._budget = budget

    async def settled(
        self, delivery: Delivery, outcome: Outcome, place: troubles.Destination | None = None
    ) -> None:
        """What became of it is known here and nowhere else: the database is waited for."""

        async def settle() -> None:
            async with self._shop.work() as work:
                if place is not None:
                    await _note(work, place, outcome)
                await self._settle(work, delivery, outcome)
                if place is not None and isinstance(outcome, Sent):
                    await _stands(work, delivery, place.chat, outcome.message_id)

        await retry_while_away(settle, LONGEST_AWAY)

    async def _settle(self, work: SqlWork, delivery: Delivery, outcome: Outcome) -> None:
        log.info("delivery", channel=delivery.channel, outcome=type(outcome).__name__.lower())
        metrics.DELIVERIES.labels(delivery.channel, type(outcome).__name__.lower()).inc()
        db = work.connection
        match outcome:
            case Sent(message_id, file_id):
                if file_id and delivery.document:
                    await deliveries.remember_file(db, delivery.document, file_id)
                await deliveries.settle(
                    db,
                    delivery,
                    DeliveryState.SENT,
                    message_id=message_id,
                    sent_at=work.now,
                    error=None,
                )
                if delivery.payload.asked and delivery.chat is not None:
                    await screens.follow(db, delivery.chat)
            case TooFast(seconds):
                await self._too_fast(work, delivery, seconds)
            case NotSent(reason) | TopicClosed(reason):
                await self.try_later(work, delivery, reason)
            case ThreadGone() if is_finance(delivery):
                await self.try_later(work, delivery, "the topic is gone")
            case Unknown(reason):
                pause = timedelta(seconds=FIRST_DOUBT)
                await self.in_doubt(work, delivery, reason, pause)
            case Closed(reason):
                await self._closed(work, delivery, reason)
            case Moved(chat):
                await self._moved(work, delivery, chat)
            case Refused(reason) | CantEdit(reason):
                await self._refused(work, delivery, reason)
            case ThreadGone() | FileGone():
                await self._refused(work, delivery, type(outcome).__name__)

    async def put_off(
        self, work: SqlWork, delivery: Delivery, pause: timedelta, **values: object
    ) -> None:
        await deliveries.settle(
            work.connection, delivery, DeliveryState.QUEUED, not_before=work.now + pause, **values
        )

    async def _too_fast(self, work: SqlWork, delivery: Delivery, seconds: float) -> None:
        """No attempt: nothing is wrong with it."""
        staff = delivery.channel is Channel.STAFF
        chat = await self._office.staff_chat(work) if staff else delivery.chat
        if chat is not None:
            await self._budget.hold(chat, seconds)
        await self.put_off(work, delivery, timedelta(seconds=seconds))

    async def try_later(
        self, work: SqlWork, delivery: Delivery, reason: str, first: float = 1.0
    ) -> None:
        attempts = delivery.attempts + 1
        pause = timedelta(seconds=backoff_seconds(attempts, first, LONGEST_PAUSE))
        await self.put_off(work, delivery, pause, attempts=attempts, error=reason)

    async def in_doubt(
        self, work: SqlWork, delivery: Delivery, reason: str, pause: timedelta
    ) -> None:
        """One repeat, marked as one; after that people look."""
        if delivery.repeats == 0:
            await self.put_off(work, delivery, pause, repeats=1, attempts=0, error=reason)
            return
        log.error("delivery unknown", reason=reason)
        await deliveries.settle(work.connection, delivery, DeliveryState.UNKNOWN, error=reason)
        await _not_arrived(work, delivery, NotArrived.UNKNOWN)
        await self.mail_instead(work, delivery)
        if delivery.channel is not Channel.STAFF:
            await tell_of_doubt(work, delivery)

    async def _closed(self, work: SqlWork, delivery: Delivery, reason: str) -> None:
        """Kept until they come back; what concerns an account goes by mail now. A group has to be
        chosen anew."""
        if delivery.channel is Channel.GROUP:
            await self._group_closed(work, delivery, reason)
            return
        pause = troubles.LONGEST_PAUSE
        await deliveries.settle(
            work.connection,
            delivery,
            DeliveryState.SUSPENDED,
            error=reason,
            not_before=work.now + pause,
        )
        if delivery.person is not None:
            await work.people.close_chat(delivery.person)
        await _not_arrived(work, delivery, NotArrived.CLOSED)
        await self.mail_instead(work, delivery)

    async def _group_closed(self, work: SqlWork, delivery: Delivery, reason: str) -> None:
        await deliveries.settle(work.connection, delivery, DeliveryState.FAILED, error=reason)
        await self.mail_instead(work, delivery)
        if delivery.chat is not None:
            await group_lost(work, delivery.chat)

    async def _moved(self, work: SqlWork, delivery: Delivery, chat: int) -> None:
        if delivery.channel is Channel.STAFF:
            await work.marks.set(STAFF_CHAT_MARK, str(chat))
            await self.put_off(work, delivery, timedelta(0))
            return
        if delivery.channel is Channel.GROUP and delivery.chat is not None:
            await work.groups.move(delivery.chat, chat)
        await self.put_off(work, delivery, timedelta(0), chat=chat)

    async def _refused(self, work: SqlWork, delivery: Delivery, reason: str) -> None:
        log.error("delivery failed", reason=reason)
        await deliveries.settle(work.connection, delivery, DeliveryState.FAILED, error=reason)
        await _not_arrived(work, delivery, NotArrived.REFUSED)
        await self.mail_instead(work, delivery)
        if delivery.channel is Channel.MAIL:
            news = MailRefused(name_of(delivery))
            await work.desk.tell(news, unique=f"{delivery.key}:desk-mail-failed")

    async def mail_instead(self, work: SqlWork, delivery: Delivery) -> None:
        """A document about an account that can't be put into the chat goes to its address, if it
        has a twin for mail."""
        if not (delivery.mail_key and delivery.document and delivery.account):
            return
        to = await self._address(work, delivery.account, delivery)
        if to is None:
            return
        about = delivery.payload.about
        await work.deliveries.mail(
            to,
            delivery.mail_key,
            delivery.payload.args,
            unique=f"{about}:mail:{to}" if about else f"{delivery.key}:mail",
            locale=await self._office.locale_of(work, delivery),
            document=delivery.document,
            document_name=delivery.payload.name,
        )

    async def _address(self, work: SqlWork, account: str, delivery: Delivery) -> str | None:
        """The faktur's own, otherwise the account's."""
        address = await deliveries.faktur_address(
            work.connection, work.portal_name, account, delivery.document or ""
        )
        if address or delivery.person is None:
            return address
        link = await work.links.find(delivery.person, account)
        return link.email if link else None


async def _stands(work: SqlWork, delivery: Delivery, chat: int, message: int | None) -> None:
    """Who looks for it finds it from now on: a reply to it, and whoever said it."""
    if message is None:
        return
    if carries := delivery.payload.carries:
        await arrived(work, carries, chat, message)
    if prompt := delivery.payload.prompt:
        await work.conversations.prompt_stands(prompt, chat, message)


async def _not_arrived(work: SqlWork, delivery: Delivery, why: NotArrived) -> None:
    if carries := delivery.payload.carries:
        await not_arrived(work, carries, why, delivery.key)


async def _note(work: SqlWork, place: troubles.Destination, outcome: Outcome) -> None:
    """What this says of the chat that it was for, for all who have something to send there."""
    db, now = work.connection, work.now
    match outcome:
        case Sent():
            await troubles.taken(db, place, now)
            return
        case Unknown(reason) | NotSent(reason):
            await troubles.note_silence(db, place.chat, reason, now)
            return
    await troubles.answered(db, place, now)
    if not place.staff:
        return
    match outcome:
        case Closed(reason):
            if await troubles.note_closed(db, place.chat, troubles.WHOLE, reason, now):
                log.error("the staff chat is closed to the bot", reason=reason)
        case TopicClosed(reason):
            thread = place.thread or troubles.GENERAL
            if await troubles.note_closed(db, place.chat, thread, reason, now):
                log.error("a topic is closed to the bot", thread=thread, reason=reason)
