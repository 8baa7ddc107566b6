"""What staff write in the topics. Only a reply to the customer's words, or ``/balas``, goes to the
customer; all else stays among staff."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from aiogram import F, Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message, User

from assistant.desk.callbacks import TalkButton, TalkDo
from assistant.desk.places import answered_person, is_hidden, topic_of
from assistant.desk.tap import TapAnswer
from assistant.domain.support.answering import Answered, Staff, answer
from assistant.domain.support.model import Carrier
from assistant.domain.support.saying import edit_said
from assistant.domain.support.taking import (
    Taken,
    give_back,
    hand_over,
    hear,
    mute,
    pin_note,
    settle,
    take,
)
from assistant.domain.words import StaffMessage
from assistant.domain.work import Work
from assistant.messages import command_of, is_command, words_of

COMMANDS = ("balas", "ambil", "lepas", "serahkan", "catatan", "selesai", "bisukan", "dengar")
LONG = 2048
"""Characters from which a text may go on in another message."""
APART = 2
"""Seconds that may lie between its parts."""
LONGEST_NOTE = 300
_BALAS = re.compile(r"/balas(@\w+)?(\s+|$)", re.IGNORECASE)
_FOR_ANOTHER_BOT = re.compile(r"/\w+@")

_NOT_SAID: Mapping[Answered, str] = {
    Answered.GONE: "desk-not-said-gone",
    Answered.NO_CONVERSATION: "desk-not-said-nowhere",
    Answered.OWN: "desk-not-said-own",
    Answered.EMPTY: "desk-not-said-kind",
}
_NOT_TAKEN: Mapping[Taken, str] = {
    Taken.NO_CONVERSATION: "desk-no-conversation",
    Taken.ALREADY: "desk-taken-already",
    Taken.SOMEBODY_ELSES: "desk-taken-by-other",
}


def add_talking(router: Router) -> None:
    """Before whatever else takes a message: what is meant for a customer goes there."""
    router.callback_query.register(_tapped, TalkButton.filter())
    router.message.register(show_yourself, is_hidden, command_of(*COMMANDS))
    router.message.register(show_yourself, is_hidden, F.reply_to_message, _is_carried)
    router.message.register(_balas, command_of("balas"))
    router.message.register(_take, command_of("ambil"))
    router.message.register(_back, command_of("lepas"))
    router.message.register(_hand_over, command_of("serahkan"))
    router.message.register(_note, command_of("catatan"))
    router.message.register(_settle, command_of("selesai"))
    router.message.register(_mute, command_of("bisukan", "dengar"))
    router.message.register(_replied, _no_command, F.reply_to_message, _is_carried)
    router.message.register(_went_on, F.text, _no_command, _is_rest)
    router.edited_message.register(_edited)


def add_unsaid(router: Router) -> None:
    """After all commands: an answer that only looks like one must not get lost without a word."""
    router.message.register(_slashed, F.reply_to_message, _is_carried)
    router.message.register(_too_soon, F.reply_to_message.from_user.is_bot, _is_arriving)


def staff_of(user: User) -> Staff:
    return Staff(user.id, user.full_name)


async def number_here(work: Work, message: Message) -> str | None:
    """The conversation whose topic this is."""
    thread = topic_of(message)
    return await work.conversations.in_topic(message.chat.id, thread) if thread else None


async def say_here(
    work: Work, message: Message, key: str, words: str, /, **args: str | int
) -> None:
    """As an answer to a message, in the topic where it stands; once for ``key``, the update's."""
    said = StaffMessage(words, args, thread=topic_of(message), answers=message.message_id)
    await work.desk.say(said, unique=f"desk:{key}")


async def _no_command(message: Message) -> bool:
    return not (message.text or message.caption or "").startswith("/")


async def _is_carried(message: Message, work: Work) -> dict[str, Carrier] | bool:
    """Whether it answers a message that carries a customer's words."""
    answered = message.reply_to_message
    if answered is None or answered.forum_topic_created:
        return False
    carrier = await work.conversations.carrier(message.chat.id, answered.message_id)
    return {"carrier": carrier} if carrier else False


async def _is_arriving(message: Message, work: Work) -> bool:
    """Whether what it answers may be a customer's words that are being brought here: they stand in
    the topic a moment before that is known, and for good where Telegram's answer was lost."""
    number = await number_here(work, message)
    return number is not None and await work.conversations.is_arriving(number)


async def _too_soon(message: Message, work: Work, key: str) -> None:
    await say_here(work, message, key, "desk-not-said-yet")


async def _replied(
    message: Message, work: Work, key: str, carrier: Carrier, own_text: str | None
) -> None:
    await _answer(message, work, key, carrier.conversation, own_text)


async def _answer(message: Message, work: Work, key: str, number: str, text: str | None) -> None:
    if message.from_user is None:
        return
    said = await answer(work, staff_of(message.from_user), number, words_of(message, text))
    if said is not Answered.SAID:
        await say_here(work, message, key, _NOT_SAID[said])


async def _is_rest(message: Message, work: Work) -> dict[str, str] | bool:
    """Whether it is the rest of a long text that was said by the message before it: clients send
    what is too long in parts, of which only the first is a reply. What stands in another topic, or
    was forwarded, is something else."""
    if message.from_user is None or message.forward_origin is not None:
        return False
    before = await work.conversations.said_just_before(
        message.chat.id, message.message_id, message.from_user.id
    )
    if before is None:
        return False
    now = words_of(message).sent
    if now is None or before.sent is None or not 0 <= now - before.sent <= APART:
        return False
    if len(before.text) < LONG or await number_here(work, message) != before.conversation:
        return False
    return {"number": before.conversation}


async def _went_on(
    message: Message, work: Work, key: str, number: str, own_text: str | None
) -> None:
    await _answer(message, work, key, number, own_text)


async def _balas(message: Message, command: CommandObject, work: Work, key: str) -> None:
    """``/balas`` and the words, in the conversation's topic. As a reply to another customer's words
    it could be for either: it goes to nobody."""
    number = await number_here(work, message)
    text = (command.args or "").strip()
    carried = await _is_carried(message, work)
    if number is None:
        await say_here(work, message, key, "desk-balas-where")
    elif isinstance(carried, dict) and carried["carrier"].conversation != number:
        await say_here(work, message, key, "desk-balas-whose")
    elif message.media_group_id is not None:
        await say_here(work, message, key, "desk-balas-album")
    elif not text and words_of(message).media is None:
        await say_here(work, message, key, "desk-balas-how")
    else:
        await _answer(message, work, key, number, text)


async def _edited(message: Message, work: Work, key: str) -> None:
    """Of what went to a customer, the change goes there, too; an edit sends nothing that was not
    sent."""
    if message.from_user is None:
        return
    words = words_of(message)
    said = await work.conversations.said_in(message.chat.id, message.message_id)
    balas = _BALAS.match(words.text)
    text = words.text[balas.end() :].strip() if balas else words.text
    if said is None:
        if balas:
            await say_here(work, message, key, "desk-balas-edited")
    elif (not balas and is_command(message)) or replace(words, text=text).empty:
        await say_here(work, message, key, "desk-edit-not-passed")
    else:
        await edit_said(work, message.from_user.id, replace(words, text=text))


async def _slashed(message: Message, work: Work, key: str) -> None:
    """It begins with a slash, and is no command of ours."""
    if _FOR_ANOTHER_BOT.match(message.text or message.caption or "") is None:
        await say_here(work, message, key, "desk-not-said-slash")


async def show_yourself(message: Message, work: Work, key: str) -> None:
    """Nobody knows who it is: nothing goes out, and they are told."""
    await say_here(work, message, key, "desk-show-yourself")


# Who looks after it


async def _tapped(
    query: CallbackQuery, callback_data: TalkButton, work: Work, tap: TapAnswer
) -> None:
    staff, number = staff_of(query.from_user), callback_data.number
    match callback_data.do:
        case TalkDo.TAKE:
            await _tell_tapper(work, tap, number, await take(work, staff, number))
        case TalkDo.BACK:
            await _tell_tapper(work, tap, number, await give_back(work, staff, number))
        case TalkDo.SETTLE:
            if not await settle(work, staff, number):
                tap.say("desk-settled-already")


async def _tell_tapper(work: Work, tap: TapAnswer, number: str, taken: Taken) -> None:
    if taken is Taken.DONE:
        return
    if taken is not Taken.NO_CONVERSATION:
        await work.cards.touch(number)
    tap.say(_NOT_TAKEN[taken], name=await _taken_by(work, number))


async def _taken_by(work: Work, number: str) -> str:
    conversation = await work.conversations.get(number)
    return conversation.taken_by_name if conversation else ""


async def _take(message: Message, work: Work, key: str) -> None:
    await _do(take, message, work, key)


async def _back(message: Message, work: Work, key: str) -> None:
    await _do(give_back, message, work, key)


async def _do(
    act: Callable[[Work, Staff, str], Awaitable[Taken]], message: Message, work: Work, key: str
) -> None:
    number = await number_here(work, message)
    if message.from_user is None:
        return
    staff = staff_of(message.from_user)
    taken = await act(work, staff, number) if number else Taken.NO_CONVERSATION
    await _tell_writer(message, work, key, number, taken)


async def _hand_over(message: Message, work: Work, key: str) -> None:
    """As a reply to a colleague's message, or with their name chosen from Telegram's list."""
    number, to = await number_here(work, message), _colleague(message)
    if message.from_user is None:
        return
    if number is None or to is None:
        wrong = "desk-hand-over-how" if number else "desk-no-conversation"
        await say_here(work, message, key, wrong)
        return
    taken = await hand_over(work, staff_of(message.from_user), number, staff_of(to))
    await _tell_writer(message, work, key, number, taken)


def _colleague(message: Message) -> User | None:
    for entity in message.entities or ():
        if entity.user is not None and not entity.user.is_bot:
            return entity.user
    return answered_person(message)


async def _tell_writer(
    message: Message, work: Work, key: str, number: str | None, taken: Taken
) -> None:
    """The receipt of a command is a reaction, too; what did not happen is a word."""
    if taken is Taken.DONE:
        await work.deliveries.react(None, message.message_id, unique=f"desk:{key}")
        return
    name = await _taken_by(work, number) if number else ""
    await say_here(work, message, key, _NOT_TAKEN[taken], name=name)


async def _note(message: Message, command: CommandObject, work: Work, key: str) -> None:
    """``/catatan`` and the words, on the card; without words it goes from there."""
    number = await number_here(work, message)
    text = (command.args or "").strip()
    if message.from_user is None:
        return
    if len(text) > LONGEST_NOTE:
        most = LONGEST_NOTE
        await say_here(work, message, key, "desk-note-too-long", longest=most)
    elif number and await pin_note(work, staff_of(message.from_user), number, text):
        await work.deliveries.react(None, message.message_id, unique=f"desk:{key}")
    else:
        await say_here(work, message, key, "desk-no-conversation")


async def _settle(message: Message, work: Work, key: str) -> None:
    number = await number_here(work, message)
    if message.from_user is None:
        return
    if number and await settle(work, staff_of(message.from_user), number):
        await work.deliveries.react(None, message.message_id, unique=f"desk:{key}")
    else:
        await say_here(work, message, key, "desk-settled-not")


async def _mute(message: Message, command: CommandObject, work: Work, key: str) -> None:
    """``/bisukan``: nothing of this customer comes here any more; ``/dengar``: it does again."""
    number, who = await number_here(work, message), message.from_user
    do = mute if command.command.casefold() == "bisukan" else hear
    if number is None or who is None or not await do(work, staff_of(who), number):
        await say_here(work, message, key, "desk-no-conversation")
        return
    await work.deliveries.react(None, message.message_id, unique=f"desk:{key}")
