"""What goes out: every delivery once, or once more and marked, and never a third time.

A delivery is a row, and the table is the queue. The order is: take a slot, commit *sending*, call,
commit the outcome. So a process that dies while waiting leaves the row queued, and one that dies
while calling leaves a row of which nobody knows whether it arrived.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

import structlog
from telegram import Bot

from assistant import metrics
from assistant.courier import queue
from assistant.courier.bot import Document, Earlier, Letter, make_bot, send
from assistant.courier.budget import Budget, HeldError
from assistant.courier.mailer import Attachment, Mailer, MailError, MailFailure
from assistant.courier.outcomes import (
    Closed,
    FileGone,
    Moved,
    NotSent,
    Outcome,
    Refused,
    Sent,
    ThreadGone,
    TooFast,
    Unknown,
)
from assistant.courier.queue import Delivery
from assistant.courier.words import LONGEST_CAPTION, LONGEST_TEXT, Words
from assistant.domain.accounts.groups import group_lost
from assistant.domain.finance.acting import finance_topic_lost
from assistant.domain.finance.model import TOPIC_MARK
from assistant.domain.words import HOME, Place, Priority
from assistant.pauses import Pauses, growing_pause
from assistant.storage.codec import load_args
from assistant.storage.insisting import insist
from assistant.storage.listening import listen
from assistant.storage.repositories.outgoing import OUTBOX_CHANNEL
from assistant.storage.work import SqlWork, WorkShop
from assistant.texts import TextError, Texts

__all__ = ["Courier", "make_bot"]

SENDERS = 8
"""Sent at once, each to a chat of its own."""
LOOK = 1.0
"""Seconds between looks when nothing is heard."""
GRACE = 5.0
"""Seconds that what is being sent may take when the process is told to stop."""
TOPIC_WAIT = timedelta(seconds=8)
"""How long a word to a topic waits for the topic."""
TOPIC_LOOK = timedelta(seconds=0.5)
REPEAT_AFTER = timedelta(seconds=5)
LONGEST_AWAY = 60.0
"""Seconds that an outcome waits for the database; with the call, less than the lease."""
LONGEST_PAUSE = 300.0
"""Seconds between tries of what can't be sent just now."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Post:
    """A delivery with all that was looked up for it."""

    delivery: Delivery
    words: Words
    letter: Letter | None
    """None: it goes by mail."""


class NotNowError(Exception):
    """It is put off without having been tried."""

    def __init__(self, until: timedelta) -> None:
        super().__init__()
        self.until = until


class CannotGoError(Exception):
    """It can't be sent at all; the message says why, in a word for the log."""


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
        self._texts = texts
        self._staff_setting = staff_chat
        self._budget = budget
        self._locale = locale
        self._owner = owner
        self._news = asyncio.Event()
        self._busy: dict[int, Delivery] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Until cancelled; then what is being sent is given a moment to end."""
        url = self._shop.engine.url.render_as_string(hide_password=False)
        listening = asyncio.create_task(listen(url, {OUTBOX_CHANNEL: self._news}))
        try:
            await self._drain()
        finally:
            listening.cancel()
            await self._finish()

    async def _drain(self) -> None:
        pauses = Pauses(first=0.5, longest=15)
        while True:
            try:
                self._news.clear()
                await self._settle_abandoned()
                await self._start_all()
            except Exception as error:  # a database that is away comes back
                log.warning("deliveries wait", reason=type(error).__name__, exc_info=error)
                await asyncio.sleep(pauses.next())
                continue
            pauses.reset()
            await self._wait()

    async def _wait(self) -> None:
        """For news, for a sender to be free, for a resting chat, or for :data:`LOOK`."""
        seconds = min([LOOK, *self._budget.resting().values()])
        try:
            async with asyncio.timeout(seconds):
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
        channels = {"mail"} if self._budget.held() else {"mail", "telegram", "group", "staff"}
        async with self._shop.work() as work:
            staff_busy = any(delivery.channel == "staff" for delivery in busy)
            if staff_busy or await self._staff_chat(work) in resting:
                channels.discard("staff")
            not_to = {d.chat for d in busy if d.chat is not None} | resting
            return await queue.take(work.connection, work.now, channels, not_to, self._owner)

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
            for delivery in await queue.abandoned(work.connection, work.now, list(self._busy)):
                await self._settle(work, delivery, Unknown("the process ended"))

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
                await queue.let_go(work.connection, delivery)

        await insist(let_go, LONGEST_AWAY)

    async def _try(self, delivery: Delivery) -> None:
        try:
            post = await self._prepare(delivery)
        except NotNowError as later:
            async with self._shop.work() as work:
                await self._settle_queued(work, delivery, later.until)
            return
        except (TextError, CannotGoError) as error:
            await self._settled(delivery, Refused(str(error)))
            return
        if post.letter is not None and not await self._may_go(delivery, post.letter):
            return
        if not await self._begin(delivery):
            return
        await self._settled(delivery, await self._call(post))

    async def _may_go(self, delivery: Delivery, letter: Letter) -> bool:
        """After its slot has come. What is no answer gives way to what is."""
        try:
            await self._budget.slot(letter.chat, bulk=delivery.priority > Priority.ANSWER)
        except HeldError as held:
            async with self._shop.work() as work:
                await self._settle_queued(work, delivery, timedelta(seconds=held.seconds))
            return False
        return True

    async def _prepare(self, delivery: Delivery) -> Post:
        """Words and address. Raises TextError, NotNowError, CannotGoError."""
        async with self._shop.work() as work:
            words = Words(self._texts, await self._locale_of(work, delivery), delivery.payload)
            if delivery.channel == "mail":
                return Post(delivery, words, None)
            edits = await self._edited(work, delivery)
            chat, thread = await self._place(work, delivery)
            document = await self._document(work, delivery)
        longest = LONGEST_CAPTION if document or (edits and edits.captioned) else LONGEST_TEXT
        html = words.html(longest, again=delivery.repeats > 0 and edits is None)
        letter = Letter(chat, html, thread, words.buttons, document, edits)
        return Post(delivery, words, letter)

    async def _edited(self, work: SqlWork, delivery: Delivery) -> Earlier | None:
        """The message that is to be edited, as soon as it is known."""
        target = delivery.payload.get("edits")
        if target is None:
            return None
        there = await queue.target(work.connection, target)
        if there.state in ("queued", "sending"):
            raise NotNowError(TOPIC_LOOK)
        if there.message_id is None:
            raise CannotGoError("the message to edit was never sent")
        return Earlier(there.message_id, there.has_document)

    async def _locale_of(self, work: SqlWork, delivery: Delivery) -> str:
        if delivery.channel in ("mail", "group"):
            return str(delivery.payload.get("locale", self._locale))
        person = await work.people.get(delivery.person) if delivery.person else None
        return person.locale if person else self._locale

    async def _place(self, work: SqlWork, delivery: Delivery) -> tuple[int, int | None]:
        """The chat and the topic in it; None is General."""
        if delivery.channel == "staff":
            chat = await self._staff_chat(work)
            if chat is None:
                raise CannotGoError("no staff chat")
            return chat, await self._thread(work, delivery)
        if delivery.chat is None:
            raise CannotGoError("no chat")
        return delivery.chat, None

    async def _staff_chat(self, work: SqlWork) -> int | None:
        moved = await work.marks.get("staff-chat")
        return int(moved) if moved else self._staff_setting

    async def _thread(self, work: SqlWork, delivery: Delivery) -> int | None:
        if _is_finance(delivery):
            return await self._finance_thread(work, delivery)
        transfer = delivery.payload.get("transfer")
        topic = await queue.topic(work.connection, transfer) if transfer else None
        if topic is None:
            return None
        young = work.now < delivery.created_at + TOPIC_WAIT
        if topic.thread is None and not topic.shown and young:
            raise NotNowError(TOPIC_LOOK)
        return topic.thread

    async def _finance_thread(self, work: SqlWork, delivery: Delivery) -> int | None:
        known = await work.marks.get(TOPIC_MARK)
        if not known and work.now < delivery.created_at + TOPIC_WAIT:
            raise NotNowError(TOPIC_LOOK)
        return int(known or 0) or None

    async def _document(self, work: SqlWork, delivery: Delivery) -> Document | None:
        if delivery.document is None:
            return None
        content = await work.documents.get(delivery.document)
        by_id = delivery.channel != "mail"
        known = await queue.file_id(work.connection, delivery.document) if by_id else None
        if not content and not known:
            raise CannotGoError("the document's time has passed")
        return Document(delivery.payload.get("name") or "dokumen.pdf", content or b"", known)

    async def _begin(self, delivery: Delivery) -> bool:
        """Commit *sending*, unless the person's link to the account has ended meanwhile."""

        async def begin() -> bool:
            async with self._shop.work() as work:
                if delivery.channel == "group" and not await self._still_there(work, delivery):
                    return False
                if not await self._may_see(work, delivery):
                    await queue.settle(work.connection, delivery, "failed", error="unlinked")
                    return False
                return await queue.begin(work.connection, delivery, work.now)

        return await insist(begin, LONGEST_AWAY)

    async def _still_there(self, work: SqlWork, delivery: Delivery) -> bool:
        """A group may have got another id while this waited, or the bot may be out of it: then
        what was meant for it goes by mail, to whom it concerns still."""
        chat = await queue.chat_of(work.connection, delivery)
        if chat != delivery.chat:
            await self._settle_queued(work, delivery, timedelta(0))
            return False
        if chat is not None and await work.groups.get(chat) is not None:
            return True
        await queue.settle(work.connection, delivery, "failed", error="group lost")
        if delivery.account and await work.links.to(delivery.account):
            await self._mail_instead(work, delivery)
        return False

    async def _may_see(self, work: SqlWork, delivery: Delivery) -> bool:
        """Whether the person's link still stands, or that of anybody who wants it in the group."""
        if delivery.account is None:
            return True
        if delivery.channel == "group":
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
        if isinstance(outcome, ThreadGone) and letter.thread and _is_finance(post.delivery):
            await self._finance_topic_lost(letter.thread)
            return NotSent("the topic is gone")
        return outcome

    async def _finance_topic_lost(self, thread: int) -> None:
        async with self._shop.work() as work:
            await finance_topic_lost(work, thread)

    async def _mended(self, delivery: Delivery, letter: Letter, outcome: Outcome) -> Letter | None:
        """The letter without what is gone at Telegram; None when that is not what was wrong."""
        match outcome:
            case ThreadGone() if letter.thread is not None and not _is_finance(delivery):
                async with self._shop.work() as work:
                    transfer = delivery.payload["transfer"]
                    await queue.forget_topic(work.connection, transfer, letter.thread)
                return replace(letter, thread=None)
            case FileGone() if _has_bytes_too(letter):
                assert delivery.document is not None
                assert letter.document is not None
                async with self._shop.work() as work:
                    await queue.remember_file(work.connection, delivery.document, None)
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
            document = await self._document(work, delivery)
        return Attachment(document.name, document.content) if document else None

    # What became of it

    async def _settled(self, delivery: Delivery, outcome: Outcome) -> None:
        """What became of it is known here and nowhere else: the database is waited for."""

        async def settle() -> None:
            async with self._shop.work() as work:
                await self._settle(work, delivery, outcome)

        await insist(settle, LONGEST_AWAY)

    async def _settle(self, work: SqlWork, delivery: Delivery, outcome: Outcome) -> None:
        log.info("delivery", channel=delivery.channel, outcome=type(outcome).__name__.lower())
        metrics.DELIVERIES.labels(delivery.channel, type(outcome).__name__.lower()).inc()
        db = work.connection
        match outcome:
            case Sent(message_id, file_id):
                if file_id and delivery.document:
                    await queue.remember_file(db, delivery.document, file_id)
                await queue.settle(
                    db, delivery, "sent", message_id=message_id, sent_at=work.now, error=None
                )
            case TooFast(seconds):
                await self._too_fast(work, delivery, seconds)
            case NotSent(reason):
                await self._try_later(work, delivery, reason)
            case Unknown(reason):
                await self._unknown(work, delivery, reason)
            case Closed(reason):
                await self._closed(work, delivery, reason)
            case Moved(chat):
                await self._moved(work, delivery, chat)
            case Refused(reason):
                await self._refused(work, delivery, reason)
            case ThreadGone() | FileGone():
                await self._refused(work, delivery, type(outcome).__name__)

    async def _settle_queued(
        self, work: SqlWork, delivery: Delivery, pause: timedelta, **values: object
    ) -> None:
        await queue.settle(
            work.connection, delivery, "queued", not_before=work.now + pause, **values
        )

    async def _too_fast(self, work: SqlWork, delivery: Delivery, seconds: float) -> None:
        """No attempt: nothing is wrong with it."""
        staff = delivery.channel == "staff"
        chat = await self._staff_chat(work) if staff else delivery.chat
        if chat is not None:
            await self._budget.hold(chat, seconds)
        await self._settle_queued(work, delivery, timedelta(seconds=seconds))

    async def _try_later(self, work: SqlWork, delivery: Delivery, reason: str) -> None:
        attempts = delivery.attempts + 1
        pause = timedelta(seconds=growing_pause(attempts, 1, LONGEST_PAUSE))
        await self._settle_queued(work, delivery, pause, attempts=attempts, error=reason)

    async def _unknown(self, work: SqlWork, delivery: Delivery, reason: str) -> None:
        """One repeat, marked as one; after that people look."""
        if delivery.repeats == 0:
            await self._settle_queued(work, delivery, REPEAT_AFTER, repeats=1, error=reason)
            return
        log.error("delivery unknown", reason=reason)
        await queue.settle(work.connection, delivery, "unknown", error=reason)
        await self._mail_instead(work, delivery)
        await self._tell_staff(work, delivery, "desk-delivery-unknown")

    async def _closed(self, work: SqlWork, delivery: Delivery, reason: str) -> None:
        """Kept until they come back; what concerns an account goes by mail now. A group has to be
        chosen anew."""
        if delivery.channel == "group":
            await self._group_closed(work, delivery, reason)
            return
        await queue.settle(work.connection, delivery, "suspended", error=reason)
        if delivery.channel == "staff":
            log.error("the staff chat is closed to the bot", reason=reason)
        elif delivery.person is not None:
            await work.people.close_chat(delivery.person)
        await self._mail_instead(work, delivery)

    async def _group_closed(self, work: SqlWork, delivery: Delivery, reason: str) -> None:
        await queue.settle(work.connection, delivery, "failed", error=reason)
        await self._mail_instead(work, delivery)
        if delivery.chat is not None:
            await group_lost(work, delivery.chat)

    async def _moved(self, work: SqlWork, delivery: Delivery, chat: int) -> None:
        if delivery.channel == "staff":
            await work.marks.set("staff-chat", str(chat))
            await self._settle_queued(work, delivery, timedelta(0))
            return
        if delivery.channel == "group" and delivery.chat is not None:
            await work.groups.move(delivery.chat, chat)
        await self._settle_queued(work, delivery, timedelta(0), chat=chat)

    async def _refused(self, work: SqlWork, delivery: Delivery, reason: str) -> None:
        if delivery.channel == "group" and "chat not found" in reason.lower():
            await self._group_closed(work, delivery, reason)  # it was deleted
            return
        log.error("delivery failed", reason=reason)
        await queue.settle(work.connection, delivery, "failed", error=reason)
        await self._mail_instead(work, delivery)
        if delivery.channel == "mail":
            await self._tell_staff(work, delivery, "desk-mail-failed")

    async def _mail_instead(self, work: SqlWork, delivery: Delivery) -> None:
        """A document about an account that can't be put into the chat goes to its address, if it
        is one that is mailed."""
        by_chat = delivery.channel in ("telegram", "group")
        if not by_chat or not delivery.document or not delivery.account:
            return
        to = await self._address(work, delivery.account, delivery)
        if to is None:
            return
        key = delivery.payload["key"].replace("ntf-", "mail-", 1)
        if not self._texts.has(key):
            return
        about = delivery.payload.get("about")
        await work.deliveries.mail(
            to,
            key,
            load_args(delivery.payload["args"]),
            unique=f"{about}:mail:{to}" if about else f"{delivery.key}:mail",
            locale=await self._locale_of(work, delivery),
            document=delivery.document,
            document_name=delivery.payload.get("name"),
        )

    async def _address(self, work: SqlWork, account: str, delivery: Delivery) -> str | None:
        """The faktur's own, otherwise the account's."""
        address = await queue.faktur_address(
            work.connection, work.portal, account, delivery.document or ""
        )
        if address or delivery.person is None:
            return address
        link = await work.links.find(delivery.person, account)
        return link.email if link else None

    async def _tell_staff(self, work: SqlWork, delivery: Delivery, key: str) -> None:
        """A failing word to the staff chat is not told to the staff chat."""
        if delivery.channel == "staff":
            return
        name = delivery.payload.get("name") or delivery.payload["key"]
        what = f"{name} (#{delivery.id})"
        await work.deliveries.tell_staff(key, {"what": what}, unique=f"{delivery.key}:{key}")


def _is_finance(delivery: Delivery) -> bool:
    return delivery.payload.get("place") == Place.FINANCE


def _has_bytes_too(letter: Letter) -> bool:
    """What was sent by its id can be sent by its bytes."""
    document = letter.document
    return document is not None and document.file_id is not None and document.content != b""


_OF_MAIL: Mapping[MailFailure, Callable[[str], Outcome]] = {
    MailFailure.NOT_SENT: NotSent,
    MailFailure.REFUSED: Refused,
    MailFailure.UNKNOWN: Unknown,
}
