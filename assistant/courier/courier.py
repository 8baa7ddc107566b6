"""What goes out: every delivery once, or once more and marked, and never a third time.

A delivery is a row, and the table is the queue. The order is: take a slot, commit *sending*, call,
commit the outcome. So a process that dies while waiting leaves the row queued, and one that dies
while calling leaves a row of which nobody knows whether it arrived. That is repeated once when
Telegram answers again, and not before; what the staff chat does not take waits for it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

import structlog
from telegram import Bot

from assistant.courier.bot import Letter, answers, send
from assistant.courier.budget import Budget, HeldError
from assistant.courier.mailer import Mailer, MailError, MailFailure
from assistant.courier.outcomes import (
    CantEdit,
    FileGone,
    NotSent,
    Outcome,
    Refused,
    Sent,
    ThreadGone,
    TooFast,
    Unknown,
)
from assistant.courier.posting import (
    CannotGoError,
    NotNowError,
    Post,
    PostOffice,
    is_finance,
    place_of,
)
from assistant.courier.settling import FIRST_DOUBT, LONGEST_AWAY, Settling
from assistant.domain.channels import Channel, DeliveryState
from assistant.domain.finance.topic import finance_topic_lost
from assistant.domain.tickets import Attachment
from assistant.domain.words import HOME, Priority
from assistant.retry import Backoff
from assistant.storage import deliveries, troubles
from assistant.storage.deliveries import Delivery
from assistant.storage.listening import OUTBOX_CHANNEL, listen
from assistant.storage.retrying import retry_while_away
from assistant.storage.work import SqlWork, WorkShop
from assistant.texts import TextError, Texts

SENDERS = 8
"""Sent at once, each to a chat of its own."""
GRACE = 5.0
"""Seconds that what is being sent may take when the process is told to stop."""
ABANDONED = timedelta(seconds=5)
"""Before what a killed process was sending is repeated: Telegram is not to blame."""
RECENT = timedelta(seconds=60)
"""How long a silence elsewhere speaks against repeating anything here."""

log = structlog.get_logger(__name__)


class Courier:
    """Drains the deliveries. Any number of processes may."""

    def __init__(
        self,
        shop: WorkShop,
        bot: Bot,
        mailer: Mailer,
        texts: Texts,
        staff_chat: int | None,
        budget: Budget,
        *,
        locale: str = HOME,
        owner: int | None = None,
    ) -> None:
        """``staff_chat``: the setting; the mark of a chat that migrated wins over it. ``locale``:
        of the staff chat, and of people who are not known. ``owner`` is this process, kept
        :func:`alive` by the caller."""
        self._shop = shop
        self._bot = bot
        self._mailer = mailer
        self._budget = budget
        self._office = PostOffice(shop, texts, staff_chat, locale)
        self._settling = Settling(shop, self._office, budget)
        self._owner = owner
        self._news = asyncio.Event()
        self._busy: dict[int, Delivery] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Until cancelled; then what is being sent is given a moment to end."""
        url = self._shop.engine.url.render_as_string(hide_password=False)
        heard = listen(url, {OUTBOX_CHANNEL: self._news}, self._shop.settings.clock)
        listening = asyncio.create_task(heard)
        try:
            await self._drain()
        finally:
            listening.cancel()
            await self._finish()

    async def _drain(self) -> None:
        backoff = Backoff(first=0.5, longest=15)
        while True:
            try:
                self._news.clear()
                await self._drain_once()
            except Exception as error:  # a database that is away comes back
                log.warning("deliveries wait", reason=type(error).__name__, exc_info=error)
                await asyncio.sleep(backoff.next())
                continue
            backoff.reset()
            await self._wait()

    async def _drain_once(self) -> None:
        """Mostly there is nothing: that is seen at a glance."""
        async with self._shop.at_once() as connection:
            now = self._shop.settings.clock()
            seen = await deliveries.look(connection, now, list(self._busy))
        if seen.abandoned:
            await self._settle_abandoned()
        if seen.staff_closed:
            await self._try_staff()
        if seen.due or seen.staff_closed:
            await self._start_all()

    async def _wait(self) -> None:
        """For news, for a sender to be free, or for a resting chat."""
        try:
            async with asyncio.timeout(min(self._budget.resting().values(), default=None)):
                await self._news.wait()
        except TimeoutError:
            return

    async def _start_all(self) -> None:
        """Give each free sender a delivery that is due, to a chat that nobody sends to."""
        while len(self._tasks) < SENDERS:
            delivery = await self._take()
            if delivery is None:
                return
            task = asyncio.create_task(self._deliver(delivery))
            self._busy[delivery.id] = delivery
            self._tasks.add(task)
            task.add_done_callback(self._done(delivery))

    async def _take(self) -> Delivery | None:
        busy = self._busy.values()
        resting = self._budget.resting().keys()
        channels = {Channel.MAIL} if self._budget.held() else set(Channel)
        async with self._shop.work() as work:
            staff_busy = any(delivery.channel is Channel.STAFF for delivery in busy)
            if staff_busy or await self._office.staff_chat(work) in resting:
                channels.discard(Channel.STAFF)
            not_to = {d.chat for d in busy if d.chat is not None} | resting
            return await deliveries.take(work.connection, work.now, channels, not_to, self._owner)

    def _done(self, delivery: Delivery) -> Callable[[asyncio.Task[None]], None]:
        def done(task: asyncio.Task[None]) -> None:
            self._tasks.discard(task)
            self._busy.pop(delivery.id, None)
            self._news.set()

        return done

    async def _finish(self) -> None:
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=GRACE)
        for task in self._tasks:
            task.cancel()

    async def _settle_abandoned(self) -> None:
        async with self._shop.work() as work:
            for delivery in await deliveries.abandoned(work.connection, work.now, list(self._busy)):
                await self._settling.in_doubt(work, delivery, "the process ended", ABANDONED)

    async def _try_staff(self) -> None:
        async with self._shop.work() as work:
            if chat := await self._office.staff_chat(work):
                await deliveries.try_staff(work.connection, chat, work.now, troubles.LONGEST_PAUSE)

    # One delivery

    async def _deliver(self, delivery: Delivery) -> None:
        with structlog.contextvars.bound_contextvars(delivery=delivery.id, **delivery.cause):
            try:
                await self._try(delivery)
            except Exception as error:
                # After the call began, its lease tells that the outcome is unknown.
                log.error("delivery interrupted", reason=type(error).__name__, exc_info=error)
                await self._let_go(delivery)

    async def _let_go(self, delivery: Delivery) -> None:
        """What has not been begun is taken again by whoever comes first."""

        async def let_go() -> None:
            async with self._shop.work() as work:
                await deliveries.let_go(work.connection, delivery)

        await retry_while_away(let_go, LONGEST_AWAY)

    async def _try(self, delivery: Delivery) -> None:
        try:
            post = await self._office.prepare(delivery)
        except NotNowError as later:
            async with self._shop.work() as work:
                await self._settling.put_off(work, delivery, later.until)
            return
        except (TextError, CannotGoError) as error:
            await self._settling.settled(delivery, Refused(str(error)))
            return
        letter = post.letter
        if letter is not None and not await self._may_go(delivery, letter):
            return
        if not await self._begin(delivery):
            return
        place = place_of(delivery, letter) if letter else None
        await self._settling.settled(delivery, await self._call(post), place)

    async def _may_go(self, delivery: Delivery, letter: Letter) -> bool:
        """After its slot has come. What is no answer gives way to what is."""
        if not await self._is_answered(delivery, letter):
            async with self._shop.work() as work:
                await self._settling.try_later(
                    work, delivery, "Telegram does not answer", FIRST_DOUBT
                )
            return False
        try:
            await self._budget.slot(letter.chat, bulk=delivery.priority > Priority.ANSWER)
        except HeldError as held:
            async with self._shop.work() as work:
                await self._settling.put_off(work, delivery, timedelta(seconds=held.seconds))
            return False
        return True

    async def _is_answered(self, delivery: Delivery, letter: Letter) -> bool:
        """Nothing goes out while Telegram is silent: it would be in doubt, and what is in doubt is
        sent once more only. Whether Telegram answers again is known from any call of anybody; if
        not, it is asked."""
        async with self._shop.work() as work:
            here, anywhere = await troubles.silences(work.connection, letter.chat)
            recently = work.now - RECENT
        if here is None and anywhere is None:
            return True
        last = max(here.last_at, recently) if here else recently
        if delivery.repeats and anywhere and anywhere.last_at > last:
            return False
        answered = await answers(self._bot, letter.chat, letter.thread)
        async with self._shop.work() as work:
            if answered:
                place = place_of(delivery, letter)
                await troubles.answered(work.connection, place, work.now)
            else:
                await troubles.note_silence(work.connection, letter.chat, "no answer", work.now)
        return answered

    async def _begin(self, delivery: Delivery) -> bool:
        """Commit *sending*, unless the person's link to the account has ended meanwhile."""

        async def begin() -> bool:
            async with self._shop.work() as work:
                if delivery.channel is Channel.GROUP and not await self._still_there(
                    work, delivery
                ):
                    return False
                if not await self._may_see(work, delivery):
                    await deliveries.settle(
                        work.connection, delivery, DeliveryState.FAILED, error="unlinked"
                    )
                    return False
                return await deliveries.begin(work.connection, delivery, work.now)

        return await retry_while_away(begin, LONGEST_AWAY)

    async def _still_there(self, work: SqlWork, delivery: Delivery) -> bool:
        """A group may have got another id while this waited, or the bot may be out of it: then
        what was meant for it goes by mail, to whom it concerns still."""
        chat = await deliveries.chat_of(work.connection, delivery)
        if chat != delivery.chat:
            await self._settling.put_off(work, delivery, timedelta(0))
            return False
        if chat is not None and await work.groups.get(chat) is not None:
            return True
        await deliveries.settle(work.connection, delivery, DeliveryState.FAILED, error="group lost")
        if delivery.account and await work.links.to(delivery.account):
            await self._settling.mail_instead(work, delivery)
        return False

    async def _may_see(self, work: SqlWork, delivery: Delivery) -> bool:
        """Whether the person's link still stands, or that of anybody who wants it in the group."""
        if delivery.account is None:
            return True
        if delivery.channel is Channel.GROUP:
            links = await work.links.to(delivery.account)
            return any(link.pushes.group == delivery.chat for link in links)
        if delivery.person is None:
            return True
        return await work.links.find(delivery.person, delivery.account) is not None

    async def _call(self, post: Post) -> Outcome:
        if post.letter is None:
            return await self._mail(post)
        letter = post.letter
        outcome = await send(self._bot, letter)
        while mended := await self._mended(post.delivery, letter, outcome):
            letter = mended
            try:
                await self._budget.slot(letter.chat)
            except HeldError as held:
                return TooFast(held.seconds)
            outcome = await send(self._bot, letter)
        if isinstance(outcome, ThreadGone) and letter.thread and is_finance(post.delivery):
            await self._finance_topic_lost(letter.thread)
        if isinstance(outcome, Unknown) and (letter.edits or letter.reacts_to):
            return NotSent(outcome.reason)  # edited twice is as good as once
        return outcome

    async def _finance_topic_lost(self, thread: int) -> None:
        async with self._shop.work() as work:
            await finance_topic_lost(work, thread)

    async def _mended(self, delivery: Delivery, letter: Letter, outcome: Outcome) -> Letter | None:
        """The letter without what is gone at Telegram; None when that is not what was wrong."""
        match outcome:
            case CantEdit(reason):
                log.info("a message can't be edited: a new one is sent", reason=reason)
                return replace(letter, edits=None)
            case ThreadGone() if letter.thread is not None and not is_finance(delivery):
                async with self._shop.work() as work:
                    if topic := delivery.payload.topic:
                        await deliveries.forget_topic(work.connection, topic, letter.thread)
                return replace(letter, thread=None)
            case FileGone() if _has_bytes_too(letter):
                assert delivery.document is not None
                assert letter.document is not None
                async with self._shop.work() as work:
                    await deliveries.remember_file(work.connection, delivery.document, None)
                return replace(letter, document=replace(letter.document, file_id=None))
        return None

    async def _mail(self, post: Post) -> Outcome:
        delivery, words = post.delivery, post.words
        try:
            attachment = await self._attachment(delivery)
            await self._mailer.send(
                delivery.address or "", words.subject, words.body, attachment, delivery.key
            )
        except (TextError, CannotGoError) as error:
            return Refused(str(error))
        except MailError as error:
            return _OF_MAIL[error.code](error.detail)
        return Sent()

    async def _attachment(self, delivery: Delivery) -> Attachment | None:
        async with self._shop.work() as work:
            document = await self._office.document(work, delivery)
        return Attachment(document.name, document.content) if document else None


def _has_bytes_too(letter: Letter) -> bool:
    """What was sent by its id can be sent by its bytes."""
    document = letter.document
    return document is not None and document.file_id is not None and document.content != b""


_OF_MAIL: Mapping[MailFailure, Callable[[str], Outcome]] = {
    MailFailure.NOT_SENT: NotSent,
    MailFailure.REFUSED: Refused,
    MailFailure.UNKNOWN: Unknown,
}
