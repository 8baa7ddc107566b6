"""A delivery made ready to go: its words, its address, its document."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from assistant.courier.bot import Document, Earlier, Letter
from assistant.courier.words import LONGEST_CAPTION, LONGEST_TEXT, DeliveryText
from assistant.domain.channels import Channel, DeliveryState
from assistant.domain.finance.model import TOPIC_MARK
from assistant.domain.people.model import Quiet
from assistant.domain.staff import STAFF_CHAT_MARK
from assistant.domain.transfers.invitation import mailed_token
from assistant.domain.words import Place, Priority
from assistant.storage import deliveries, troubles
from assistant.storage.deliveries import Delivery
from assistant.storage.payload import Payload
from assistant.storage.work import SqlWork, WorkShop
from assistant.texts import Texts

TOPIC_WAIT = timedelta(seconds=8)
"""How long a word to a topic waits for the topic."""
TOPIC_LOOK = timedelta(seconds=0.5)
AWAY_LOOK = timedelta(minutes=10)
"""How often a change of words looks whether its message went out to somebody who was away."""


@dataclass(frozen=True, slots=True)
class Post:
    """A delivery with all that was looked up for it."""

    delivery: Delivery
    words: DeliveryText
    letter: Letter | None
    """None: it goes by mail."""


class NotNowError(Exception):
    """It is put off without having been tried."""

    def __init__(self, until: timedelta) -> None:
        super().__init__()
        self.until = until


class CannotGoError(Exception):
    """It can't be sent at all; the message says why, in a word for the log."""


class PostOffice:
    """Looks up what a delivery needs."""

    def __init__(self, shop: WorkShop, texts: Texts, staff_chat: int | None, locale: str) -> None:
        """``staff_chat``: the setting; the mark of a chat that migrated wins over it. ``locale``:
        of the staff chat, and of people who are not known."""
        self._shop = shop
        self._texts = texts
        self._staff_setting = staff_chat
        self._locale = locale

    async def prepare(self, delivery: Delivery) -> Post:
        """Words and address. Raises TextError, NotNowError, CannotGoError."""
        async with self._shop.work() as work:
            payload = self._with_proof(delivery.payload)
            words = DeliveryText(self._texts, await self.locale_of(work, delivery), payload)
            if delivery.channel is Channel.MAIL:
                return Post(delivery, words, None)
            edits = await self._edited(work, delivery)
            chat, thread = await self._place(work, delivery)
            document = await self.document(work, delivery)
            silent = await self._is_silent(work, delivery)
            answered = await self._answered(work, delivery, chat)
        captioned = document or payload.copy or (edits and edits.captioned)
        longest = LONGEST_CAPTION if captioned else LONGEST_TEXT
        html = words.html(longest, again=delivery.repeats > 0 and edits is None)
        letter = Letter(
            chat, html, thread, words.buttons, document, edits, silent,
            copies=payload.copy,
            replies_to=answered,
            asks=payload.asks,
            reacts_to=payload.reacts,
        )  # fmt: skip
        return Post(delivery, words, letter)

    def _with_proof(self, payload: Payload) -> Payload:
        """The token that proves whoever reads this mail goes in here and stands nowhere else."""
        if not payload.proves:
            return payload
        token = mailed_token(self._shop.settings.code_key, payload.proves)
        return replace(payload, args={**payload.args, "token": token})

    async def _answered(self, work: SqlWork, delivery: Delivery, chat: int) -> int | None:
        """The message of this chat that it answers; of what was said, where that stands here."""
        if (quoted := delivery.payload.quotes) is None:
            return delivery.payload.answers
        said = await work.conversations.said(quoted)
        if said is not None and said.chat == chat:
            return said.message
        there = await work.conversations.copy_of(quoted)
        return there.message if there and there.chat == chat else None

    @staticmethod
    async def _is_silent(work: SqlWork, delivery: Delivery) -> bool:
        """In the person's quiet hours as they are now, and a company's faktur in the usual ones;
        what answers them is heard."""
        if delivery.priority <= Priority.ANSWER:
            return False
        if delivery.channel is Channel.GROUP:
            return delivery.document is not None and Quiet().covers(work.now)
        if delivery.person is None:
            return False
        return (await work.people.wishes(delivery.person)).quiet.covers(work.now)

    async def _edited(self, work: SqlWork, delivery: Delivery) -> Earlier | None:
        """The message to edit, as soon as it is known."""
        if known := delivery.payload.edits_message:
            return Earlier(known, captioned=False)
        target = delivery.payload.edits
        if target is None:
            return None
        there = await deliveries.target(work.connection, target)
        if there.state in (DeliveryState.QUEUED, DeliveryState.SENDING):
            raise NotNowError(TOPIC_LOOK)
        if there.state is DeliveryState.SUSPENDED:
            raise NotNowError(AWAY_LOOK)
        if there.message_id is None:
            raise CannotGoError("the message to edit was never sent")
        return Earlier(there.message_id, there.captioned)

    async def locale_of(self, work: SqlWork, delivery: Delivery) -> str:
        if delivery.channel in (Channel.MAIL, Channel.GROUP):
            return delivery.payload.locale or self._locale
        person = await work.people.get(delivery.person) if delivery.person else None
        return person.locale if person else self._locale

    async def _place(self, work: SqlWork, delivery: Delivery) -> tuple[int, int | None]:
        """The chat and the topic in it; None is General."""
        if delivery.channel is Channel.STAFF:
            chat = await self.staff_chat(work)
            if chat is None:
                raise CannotGoError("no staff chat")
            return chat, await self._thread(work, delivery)
        if delivery.chat is None:
            raise CannotGoError("no chat")
        return delivery.chat, None

    async def staff_chat(self, work: SqlWork) -> int | None:
        moved = await work.marks.get(STAFF_CHAT_MARK)
        return int(moved) if moved else self._staff_setting

    async def _thread(self, work: SqlWork, delivery: Delivery) -> int | None:
        if known := delivery.payload.thread:
            return known
        if is_finance(delivery):
            return await self._finance_thread(work, delivery)
        number = delivery.payload.topic
        topic = await deliveries.topic(work.connection, number) if number else None
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

    async def document(self, work: SqlWork, delivery: Delivery) -> Document | None:
        if delivery.document is None:
            return None
        content = await work.documents.get(delivery.document)
        by_id = delivery.channel is not Channel.MAIL
        known = await deliveries.file_id(work.connection, delivery.document) if by_id else None
        if not content and not known:
            raise CannotGoError("the document's time has passed")
        return Document(delivery.payload.name or "dokumen.pdf", content or b"", known)


def is_finance(delivery: Delivery) -> bool:
    """It is for finance's topic."""
    return delivery.payload.place is Place.FINANCE


def place_of(delivery: Delivery, letter: Letter) -> troubles.Destination:
    return troubles.Destination(letter.chat, letter.thread, staff=delivery.channel is Channel.STAFF)
