"""What an update becomes: news of ours, words with an answer edited, a turn of a dialog or of the
desk. All of it in the transaction that it is given.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol

import structlog
from aiogram import Bot, Dispatcher
from aiogram.types import Chat, Update, User
from aiogram_dialog.api.entities import (
    DEFAULT_STACK_ID,
    DialogAction,
    DialogUpdate,
    DialogUpdateEvent,
)

from assistant.desk.tap import TapAnswer
from assistant.dialogs.turn import ChatSettings, Turn
from assistant.domain.people.model import Person
from assistant.domain.support.saying import edit_said
from assistant.domain.work import Job
from assistant.messages import own_text, words_of
from assistant.runner import edits
from assistant.runner.current import handling
from assistant.runner.flood import PASSED_OVER, TOO_MANY, pass_over
from assistant.runner.joining import joined_in_group, joined_to_last
from assistant.runner.reading import is_said, raw_sender, read, tap_of
from assistant.runner.window import owed_window
from assistant.storage.codec import load_args
from assistant.storage.dialog_state import ChatState, current_chat_state
from assistant.storage.ordering import after_earlier
from assistant.storage.turn_statements import Inbound, KnownChat, OwedWindow
from assistant.storage.work import SqlWork, WorkShop
from assistant.texts import LOCALES, Texts

log = structlog.get_logger(__name__)

SEEN_AGAIN = timedelta(hours=1)
"""How exactly it is known when somebody last wrote."""
NOTHING_SAID = "nothing-said"
"""The result of what a chat says of itself: a pin, a timer, a theme."""
NOT_UNDERSTOOD = "not-understood"
FORGOTTEN = "forgotten"
"""The result of an update by which a person deletes their data: its body goes at once."""


@dataclass(frozen=True, slots=True)
class TurnResult:
    """What a turn leaves behind."""

    result: str
    state: ChatState | None = None
    window: OwedWindow | None = None


class AnswersTap(Protocol):
    def __call__(self, tap: str, words: str = "", /) -> None:
        """Answers a callback query, in the background; ``words`` are for the tapper alone."""


PersonReturned = Callable[[SqlWork, int], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Updates:
    """Handles them one by one. Shared by all workers of a process."""

    shop: WorkShop
    customers: Dispatcher
    staff: Dispatcher
    bot: Bot
    """Offline."""
    texts: Texts
    settings: ChatSettings
    answer: AnswersTap
    returned: PersonReturned
    staff_returned: Callable[[SqlWork, int], Awaitable[None]] | None = None
    """Of the staff chat: the bot was put into it, or given other rights there."""
    staff_lost: Callable[[SqlWork, int, str], Awaitable[None]] | None = None

    async def ending(self, work: SqlWork, inbound: Inbound) -> TurnResult:
        if inbound.source == "portal":
            await work.jobs.put(Job.PORTAL_EVENT, inbound.id)
            return TurnResult("queued")
        if inbound.source == "self":
            return await self._news(work, inbound)
        if await self._is_passed_over(work, inbound):
            return TurnResult(PASSED_OVER)
        return await self._update(work, inbound)

    async def _is_passed_over(self, work: SqlWork, inbound: Inbound) -> bool:
        if inbound.chat is None or inbound.behind < TOO_MANY:
            return False
        return await pass_over(work, inbound.chat, inbound.id)

    async def _update(self, work: SqlWork, inbound: Inbound) -> TurnResult:
        body = inbound.body
        if "edited_message" in body and inbound.chat is not None:
            return await self._edited(work, inbound)
        if inbound.chat is not None and not is_said(body.get("message")):
            return TurnResult(NOTHING_SAID)
        return await self._whole(work, inbound, body)

    async def _edited(self, work: SqlWork, inbound: Inbound) -> TurnResult:
        """An answer takes the place of what it edits; where that is too late, it is told."""
        if await self._edits_said(work, inbound):
            return TurnResult("said-edited")
        sent = edits.as_if_sent(inbound.known.state, inbound.body)
        if sent is not None:
            return await self._whole(work, inbound, sent)
        person = inbound.known.person
        if person is None or not edits.is_worth_a_word(inbound.body):
            return TurnResult(NOTHING_SAID)
        unique = f"edit:{person.id}:{inbound.body['edited_message'].get('message_id')}"
        await work.deliveries.tell(person.id, "problem-edit-not-seen", unique=unique)
        return TurnResult("edit-not-seen")

    async def _edits_said(self, work: SqlWork, inbound: Inbound) -> bool:
        """Words for people, that have gone to them."""
        update_ = read(inbound.body, self.bot).update
        message = update_.edited_message if update_ else None
        if message is None or message.from_user is None:
            return False
        return await edit_said(work, message.from_user.id, words_of(message))

    async def _whole(self, work: SqlWork, inbound: Inbound, body: dict[str, Any]) -> TurnResult:
        """With the words that Telegram split together again, and without what can't be read."""
        if inbound.chat is None:
            await after_earlier(work.connection, inbound.id, body)
            part = await joined_in_group(work.connection, inbound.id, body)
        else:
            part = joined_to_last(inbound.known.state, body)
        found = read(part or body, self.bot)
        if found.left_out:
            log.warning("a part of an update can't be read", parts=", ".join(found.left_out))
        if found.update is None:
            return await self._not_understood(work, inbound)
        if inbound.chat is None:
            return await self._in_group(work, inbound, found.update, body)
        return await self._in_private(work, inbound, found.update, body, is_part=part is not None)

    async def _not_understood(self, work: SqlWork, inbound: Inbound) -> TurnResult:
        """The line in the log has its number; whoever said something is told."""
        log.error("an update can't be read", kinds=", ".join(sorted(inbound.body)))
        if inbound.chat is None or "my_chat_member" in inbound.body:
            return TurnResult(NOT_UNDERSTOOD)  # nobody said anything, or not to us
        if inbound.known.person is not None or await self.told_later(work, inbound):
            unique = f"not-understood:{inbound.id}"
            await work.deliveries.tell(inbound.chat, "problem-not-understood", unique=unique)
        return TurnResult(NOT_UNDERSTOOD)

    async def _in_group(
        self, work: SqlWork, inbound: Inbound, update_: Update, body: dict[str, Any]
    ) -> TurnResult:
        """A tap is answered when it was handled, or by the job that finds out what came of it."""
        await self._standing_with_staff(work, update_)
        tap = TapAnswer()
        await self.staff.feed_update(
            self.bot,
            update_,
            work=work,
            key=inbound.key,
            tap=tap,
            texts=self.texts,
            own_text=own_text(body),
        )
        if (tapped := tap_of(body)) and not tap.later:
            self._answer_tap(tapped, tap)
        return TurnResult(f"staff:{update_.event_type}")

    def _answer_tap(self, tapped: str, tap: TapAnswer) -> None:
        """In the background: Telegram's word on it is of no use to anybody."""
        words = tap.alert and self.texts.plain(self.settings.locale, tap.alert.key, tap.alert.args)
        self.answer(tapped, words or "")

    async def _in_private(
        self,
        work: SqlWork,
        inbound: Inbound,
        update_: Update,
        body: dict[str, Any],
        *,
        is_part: bool,
    ) -> TurnResult:
        known, kind = inbound.known, update_.event_type
        if update_.callback_query is not None and known.person is None and known.has_window:
            return TurnResult(
                FORGOTTEN
            )  # tapped twice under our farewell: only a message greets again
        person = await self._greet(work, update_, known)
        if update_.my_chat_member is not None:
            return await self._chat_changed(work, update_)
        if person is None:
            return TurnResult("ignored")
        turn = self._turn(work, person, inbound)
        if is_part:
            turn.said_before = ()  # of the whole it is said anew
        if update_.callback_query is not None and update_.callback_query.message is not None:
            turn.tapped = update_.callback_query.message.message_id
        answer = edits.begin_answer(known.state, body)
        ending = await self._feed(kind, inbound, turn, update_)
        if answer is not None and ending.result != FORGOTTEN:
            edits.end_answer(known.state, answer)
        if turn.forgotten:
            self._answer_the_rest(work, body)
        return ending

    def _answer_the_rest(self, work: SqlWork, body: dict[str, Any]) -> None:
        """The taps that waited behind the one that had everything deleted."""
        for tap in work.people.unanswered_taps:
            if tap != tap_of(body):
                self.answer(tap)

    async def _greet(self, work: SqlWork, update_: Update, known: KnownChat) -> Person | None:
        """The person as they are now; written only where that is news, or an hour after the last
        time."""
        sender = _sender(update_)
        if sender is None or sender.is_bot:
            return None
        before = known.person
        if (
            before is not None
            and _is_as_before(before, sender)
            and not known.seen_before(work.now - SEEN_AGAIN)
        ):
            return before
        person = await self._remember(work, sender)
        if before is not None and not before.chat_open:
            await self.returned(work, person.id)
        return person

    async def _remember(self, work: SqlWork, sender: User) -> Person:
        locale = _spoken(sender.language_code, self.settings.locale)
        return await work.people.seen(sender.id, sender.first_name, sender.username, locale)

    async def _chat_changed(self, work: SqlWork, update_: Update) -> TurnResult:
        """Whoever caused it."""
        member = update_.my_chat_member
        if member is not None and member.new_chat_member.status in ("kicked", "left"):
            await work.people.close_chat(member.chat.id)
            return TurnResult("chat-closed")
        return TurnResult("chat-opened")

    async def _standing_with_staff(self, work: SqlWork, update_: Update) -> None:
        """The bot was put into the staff chat again: what was kept back goes out. Or it was put
        out: what is owed there is kept."""
        member = update_.my_chat_member
        if member is None or member.chat.id != self.shop.settings.staff_chat:
            return
        status = member.new_chat_member.status
        if status in ("left", "kicked") and self.staff_lost:
            log.error("the bot was put out of the staff chat", status=status)
            await self.staff_lost(work, member.chat.id, f"the bot was put out of it ({status})")
        elif status in ("member", "administrator", "restricted") and self.staff_returned:
            await self.staff_returned(work, member.chat.id)

    async def _news(self, work: SqlWork, inbound: Inbound) -> TurnResult:
        """A word of ours: the person's window is shown afresh, or they are told."""
        assert inbound.chat is not None
        person = inbound.known.person
        if person is None:
            return TurnResult(FORGOTTEN)
        news = {**inbound.body, "args": load_args(inbound.body["args"])}
        event = DialogUpdateEvent(
            from_user=User(id=person.id, is_bot=False, first_name=person.name),
            chat=Chat(id=person.id, type="private"),
            action=DialogAction.UPDATE,
            data=news,
            intent_id=None,
            stack_id=DEFAULT_STACK_ID,
            thread_id=None,
            business_connection_id=None,
        ).as_(self.bot)
        return await self._feed(
            f"news:{inbound.body['feature']}",
            inbound,
            self._turn(work, person, inbound),
            DialogUpdate(aiogd_update=event).as_(self.bot),
            event_from_user=event.from_user,
            event_chat=event.chat,
        )

    def _turn(self, work: SqlWork, person: Person, inbound: Inbound) -> Turn:
        """What was said above a window that is not shown yet stays said; and what is said above the
        one that stands, as long as it is only refreshed by us."""
        ours, known = inbound.source != "telegram", inbound.known
        return Turn(
            work,
            person,
            self.texts,
            self.settings,
            inbound.key,
            received_at=None if ours else inbound.received_at,
            said_before=known.said if known.unshown or ours else (),
            own_text=own_text(inbound.body),
        )

    async def _feed(
        self, result: str, inbound: Inbound, turn: Turn, update_: Update, **context: object
    ) -> TurnResult:
        state = inbound.known.state
        turn.on_screen = inbound.known.message_id
        with current_chat_state(state), handling(turn):
            await self.customers.feed_update(self.bot, update_, turn=turn, **context)
        if turn.forgotten:
            state.clear()
        window = owed_window(turn.person.id, turn)
        return TurnResult(FORGOTTEN if turn.forgotten else result, state, window)

    async def told_later(self, work: SqlWork, inbound: Inbound) -> bool:
        """Someone whose very first update failed is remembered now, so that they can be told."""
        sender = raw_sender(inbound.body)
        if sender is None or sender.is_bot:
            return False
        await self._remember(work, sender)
        return True


def _is_as_before(person: Person, sender: User) -> bool:
    is_ = (sender.id, sender.first_name, sender.username, True)
    return (person.id, person.name, person.username, person.chat_open) == is_


def _spoken(language_code: str | None, otherwise: str) -> str:
    """The locale for somebody whose Telegram speaks this language."""
    language = (language_code or "").partition("-")[0]
    return language if language in LOCALES else otherwise


def _sender(update_: Update) -> User | None:
    for event in (update_.message, update_.callback_query, update_.my_chat_member):
        if event is not None:
            return event.from_user
    return None
