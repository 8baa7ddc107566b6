"""What a customer says in a conversation goes into its topic, and into its ticket."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from assistant.domain.support.model import Conversation, ConversationState, Said, Side, Words
from assistant.domain.support.news import CustomerSaid
from assistant.domain.transfers.deciding import note_answer
from assistant.domain.words import Carries, Copy, Priority, Say
from assistant.domain.work import Job, Work

NEXT_MESSAGE = 2
"""A person's own next message is no further: at most a word about the hours stands between."""
IN_ONE_GO = 120
"""Seconds within which people write one thing in several messages."""


class SayOutcome(StrEnum):
    """What became of a customer's words."""

    SAID = "said"
    """They go to people; the receipt comes when they stand there."""
    MUTED = "muted"
    """Staff hear nothing of this person any more."""
    NOT_THEIRS = "not-theirs"
    EMPTY = "empty"
    """Nothing of it can be passed on."""


async def say(work: Work, person: int, number: str, words: Words) -> SayOutcome:
    """The customer's message goes into the conversation's topic, once, and opens it again where it
    was closed."""
    conversation = await work.conversations.locked(number)
    if conversation is None or conversation.person != person:
        return SayOutcome.NOT_THEIRS
    if await work.conversations.muted(person):
        return SayOutcome.MUTED
    if words.empty:
        return SayOutcome.EMPTY
    who = await work.people.get(person)
    name = who.name if who else ""
    said = await work.conversations.record(number, Side.CUSTOMER, person, name, words)
    if said is None:
        return SayOutcome.SAID
    await wait_for_staff(work, conversation)
    await pass_on(work, conversation, said, quotes=words.quotes)
    await answer_question(work, conversation, said)
    await _say_when(work, conversation)
    return SayOutcome.SAID


async def _say_when(work: Work, conversation: Conversation) -> None:
    """Nobody is there just now: once, until people come, the customer reads when that is."""
    opens = work.promise.hours.opens(work.now)
    if opens > work.now:
        await work.deliveries.tell(
            conversation.person,
            "ntf-out-of-hours",
            {"opens": opens},
            unique=f"out-of-hours:{conversation.number}:{opens.isoformat()}",
            priority=Priority.ANSWER,
            carries=Carries(conversation.number),
        )


async def hear_reply(work: Work, person: int, words: Words) -> SayOutcome | None:
    """The customer answered a message of the bot, or their own: what belongs to a conversation is
    said in it. None where it belongs to none."""
    if words.quotes is None:
        return None
    number = await conversation_of_message(work, words.chat, words.quotes)
    return await say(work, person, number, words) if number else None


async def conversation_of_message(work: Work, chat: int, message: int) -> str | None:
    """The number of the one that a message belongs to: a copy, a question of ours, or what the
    customer said themselves."""
    carrier = await work.conversations.carrier(chat, message)
    if carrier is not None:
        return carrier.conversation
    said = await work.conversations.said_in(chat, message)
    return said.conversation if said else None


async def hear_free_words(work: Work, person: int, words: Words) -> SayOutcome | None:
    """Whatever the customer says while a conversation waits for them is said in it, and so is what
    they say right after it (the next picture of an album, the next line). None: none waits."""
    waiting = await work.conversations.waiting(person)
    if waiting is not None:
        return await say(work, person, waiting.number, words)
    before = await _said_right_before(work, person, words)
    return await say(work, person, before.conversation, words) if before else None


async def _said_right_before(work: Work, person: int, words: Words) -> Said | None:
    """What the person said in a conversation by the message before, with nothing in between."""
    if words.message is None or words.sent is None:
        return None
    before = await work.conversations.said_just_before(words.chat, words.message, person)
    if before is None or before.message is None or before.sent is None:
        return None
    near = words.message - before.message <= NEXT_MESSAGE
    return before if near and 0 <= words.sent - before.sent <= IN_ONE_GO else None


async def edit_said(work: Work, person: int, words: Words) -> bool:
    """A person changed a message of theirs. False: it was said in no conversation."""
    if words.message is None:
        return False
    said = await work.conversations.said_in(words.chat, words.message)
    if said is None or said.who != person:
        return False
    if said.text == words.text or await work.conversations.muted(person):
        return True
    await work.conversations.reword(said.id, words.text)
    now = replace(said, text=words.text)
    conversation = await work.conversations.get(said.conversation)
    if conversation is not None:
        await _pass_edit_on(work, conversation, now)
    return True


async def pass_on(
    work: Work, conversation: Conversation, said: Said, *, quotes: int | None = None
) -> None:
    """A copy of it goes into the other chat, and into the ticket. ``quotes``: the message of the
    same chat that it answers, whose other copy is quoted there."""
    copy, quoted = _copy(said), await _quoted(work, said, quotes)
    if said.side is Side.CUSTOMER:
        await work.desk.tell(CustomerSaid(said, copy, quoted), unique=f"said:{said.id}")
    else:
        await work.deliveries.carry(
            conversation.person,
            _words(said),
            unique=f"said:{said.id}",
            carries=Carries(conversation.number, said.id),
            copy=copy,
            quotes=quoted,
            priority=Priority.ANSWER,
        )
    if conversation.account is not None and said.chat:
        await work.jobs.put(Job.TALK_IN_TICKET, conversation.number, once=True)


def _words(said: Said) -> Say:
    """With who says them."""
    if not said.who_name:
        return Say("ntf-said-portal", {"text": said.text})
    key = "ntf-said-file" if said.media else "ntf-said"
    return Say(key, {"name": said.who_name, "text": said.text})


def _copy(said: Said) -> Copy | None:
    """What is more than words is copied as it is."""
    if said.media is None or said.message is None:
        return None
    return Copy(said.chat, said.message, captioned=said.media.captioned)


async def _pass_edit_on(work: Work, conversation: Conversation, said: Said) -> None:
    sent, unique = f"said:{said.id}", f"said:{said.id}:{work.ids.token()}"
    if said.side is Side.CUSTOMER:
        await work.desk.reword(sent, CustomerSaid(said, None, None), unique=unique)
    else:
        await work.deliveries.carry_edit(sent, _words(said), unique=unique)
    if conversation.account is not None:
        await work.jobs.put(Job.TALK_IN_TICKET, conversation.number, once=True)


async def _quoted(work: Work, said: Said, quotes: int | None) -> int | None:
    """What was said by the message that this one answers; its copy in the other chat, or itself
    where it came from there, is quoted."""
    if quotes is None:
        return None
    carrier = await work.conversations.carrier(said.chat, quotes)
    if carrier is not None and carrier.conversation == said.conversation:
        return carrier.said
    own = await work.conversations.said_in(said.chat, quotes)
    return own.id if own and own.conversation == said.conversation else None


async def wait_for_staff(work: Work, conversation: Conversation) -> None:
    """Somebody has to look at it."""
    await work.conversations.save(
        replace(
            conversation,
            state=ConversationState.OPEN,
            updated_at=work.now,
            waiting_since=conversation.waiting_since or work.now,
            reminded=conversation.reminded if conversation.waiting_since else 0,
        )
    )
    await work.cards.touch(conversation.number)


async def answer_question(work: Work, conversation: Conversation, said: Said) -> None:
    """What staff asked about a request is answered by what its customer says then."""
    if conversation.of_request and said.text:
        question = await work.transfers.open_question(conversation.number)
        transfer = await work.transfers.locked(conversation.number)
        if question is not None and transfer is not None:
            await note_answer(work, transfer, question, said.text)
