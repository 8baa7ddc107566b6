"""Words for people that are written without a form: they go into the conversation that they answer,
or that waits for them. The receipt is a reaction; no window is shown for it."""

from __future__ import annotations

from collections.abc import Mapping

from aiogram.types import Message
from aiogram_dialog import DialogManager, ShowMode

from assistant.dialogs.turn import Turn, turn_of
from assistant.domain.ids import parse_id
from assistant.domain.support.model import Words
from assistant.domain.support.saying import (
    SayOutcome,
    conversation_of_message,
    hear_free_words,
    hear_reply,
)
from assistant.domain.words import Priority
from assistant.messages import is_command, words_of


def words_in(turn: Turn, message: Message) -> Words:
    """Of the rest of a long text only the rest: what came before was said before."""
    return words_of(message, turn.own_text if message.text else None)


async def answers_people(message: Message, turn: Turn) -> bool:
    """A filter: it is a reply to a message that belongs to a conversation."""
    answered = message.reply_to_message
    if answered is None or is_command(message):
        return False
    if parse_id(str(answered.message_id)) is None:
        return False  # no number of a message
    chat, replied = message.chat.id, answered.message_id
    return await conversation_of_message(turn.work, chat, replied) is not None


async def heard_reply(message: Message, dialog_manager: DialogManager) -> None:
    turn = turn_of(dialog_manager)
    heard = await hear_reply(turn.work, turn.person.id, words_in(turn, message))
    await tell_unsaid(turn, heard)


async def heard_free(message: Message, manager: DialogManager) -> bool:
    """Whether a conversation waits for this person; then it was said there."""
    turn = turn_of(manager)
    if is_command(message):
        return False
    heard = await hear_free_words(turn.work, turn.person.id, words_in(turn, message))
    if heard is None:
        return False
    await tell_unsaid(turn, heard)
    manager.show_mode = ShowMode.NO_UPDATE
    return True


UNSAID: Mapping[SayOutcome, str] = {
    SayOutcome.MUTED: "cs-muted",
    SayOutcome.EMPTY: "cs-kind",
    SayOutcome.NOT_THEIRS: "cs-gone",
}


async def tell_unsaid(turn: Turn, heard: SayOutcome | None) -> None:
    """What goes to nobody is never passed over in silence."""
    if heard is not None and heard in UNSAID:
        unique = f"unsaid:{turn.key}"
        await turn.work.deliveries.tell(
            turn.person.id, UNSAID[heard], unique=unique, priority=Priority.ANSWER
        )
