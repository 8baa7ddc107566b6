"""Who looks after a conversation, what staff note about it, whether its customer is heard, and when
it is settled."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from assistant.domain.people.model import NOBODY
from assistant.domain.support.answering import Staff
from assistant.domain.support.beginning import found
from assistant.domain.support.model import Conversation, ConversationState
from assistant.domain.support.rating import ask_opinion
from assistant.domain.transfers.deciding import hand_request
from assistant.domain.words import Carries
from assistant.domain.work import Job, Work


class Taken(StrEnum):
    """What became of a wish to take a conversation, or to give it away."""

    DONE = "done"
    NO_CONVERSATION = "no-conversation"
    ALREADY = "already"
    """It is (or was) theirs."""
    SOMEBODY_ELSES = "somebody-elses"


async def take(work: Work, staff: Staff, number: str) -> Taken:
    """It is looked after by ``staff`` from now on, if by nobody yet."""
    conversation = await found(work, number)
    if conversation is None:
        return Taken.NO_CONVERSATION
    if conversation.taken_by is not None:
        mine = conversation.taken_by == staff.id
        return Taken.ALREADY if mine else Taken.SOMEBODY_ELSES
    await _give(work, conversation, staff, staff, "conversation-taken")
    return Taken.DONE


async def give_back(work: Work, staff: Staff, number: str) -> Taken:
    """Nobody looks after it any more; whoever may write in the topic may say so."""
    conversation = await found(work, number)
    if conversation is None:
        return Taken.NO_CONVERSATION
    if conversation.taken_by is None:
        return Taken.ALREADY
    await _give(work, conversation, staff, None, "conversation-given-back")
    return Taken.DONE


async def hand_over(work: Work, staff: Staff, number: str, to: Staff) -> Taken:
    """``to`` looks after it from now on."""
    conversation = await found(work, number)
    if conversation is None:
        return Taken.NO_CONVERSATION
    if conversation.taken_by == to.id:
        return Taken.ALREADY
    await _give(work, conversation, staff, to, "conversation-handed-over")
    return Taken.DONE


async def _give(
    work: Work, conversation: Conversation, by: Staff, to: Staff | None, action: str
) -> None:
    now = replace(
        conversation,
        taken_by=to.id if to else None,
        taken_by_name=to.name if to else "",
        updated_at=work.now,
    )
    await work.conversations.save(now)
    if conversation.of_request:
        await hand_request(work, conversation.number, to.id if to else None, now.taken_by_name)
    await work.cards.touch(conversation.number)
    await work.audit(
        by.actor, action, f"conversation:{conversation.number}", to=to.id if to else None
    )


async def pin_note(work: Work, staff: Staff, number: str, text: str) -> bool:
    """A word of staff for staff, on the card; empty: there is none any more."""
    conversation = await found(work, number)
    if conversation is None:
        return False
    noted = replace(conversation, note=text, noted_by=staff.name, updated_at=work.now)
    await work.conversations.save(noted)
    await work.cards.touch(number)
    await work.audit(staff.actor, "conversation-noted", f"conversation:{number}")
    return True


async def mute(work: Work, staff: Staff, number: str) -> bool:
    """Nothing of this customer reaches staff any more. False where there is no conversation."""
    return await _listen(work, staff, number, staff.id, "person-muted")


async def hear(work: Work, staff: Staff, number: str) -> bool:
    """It does again."""
    return await _listen(work, staff, number, None, "person-heard")


async def _listen(work: Work, staff: Staff, number: str, muted_by: int | None, action: str) -> bool:
    conversation = await work.conversations.get(number)
    if conversation is None:
        return False
    await work.conversations.mute(conversation.person, muted_by)
    await work.audit(staff.actor, action, f"person:{conversation.person}")
    await work.cards.touch(number)
    return True


async def settle(work: Work, staff: Staff, number: str) -> bool:
    """It is settled. False: it is already, or there is none; a request is settled by a
    decision."""
    conversation = await found(work, number)
    if conversation is None or conversation.of_request:
        return False
    if conversation.state is ConversationState.CLOSED:
        return False
    await close(work, conversation, "ntf-settled")
    await work.audit(staff.actor, "conversation-settled", f"conversation:{number}")
    return True


async def close(work: Work, conversation: Conversation, key: str) -> None:
    """It is settled, which the customer reads where anything was said; the next word of theirs
    opens it again."""
    number = conversation.number
    await work.conversations.save(
        replace(
            conversation,
            state=ConversationState.CLOSED,
            updated_at=work.now,
            waiting_since=None,
        )
    )
    await work.cards.touch(number)
    if conversation.person != NOBODY and await work.conversations.all_said(number):
        await work.deliveries.tell(
            conversation.person,
            key,
            {"number": number},
            carries=Carries(number),
            unique=f"settled:{number}:{work.now.isoformat()}",
        )
    await ask_opinion(work, conversation)
    if conversation.account is not None:
        await work.jobs.put(Job.TALK_IN_TICKET, number, once=True)
