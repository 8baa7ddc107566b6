"""What staff say to a customer: only by an act that can't happen by accident.

A reply to a message of the bot that carries the customer's words, or ``/balas``. Whatever else is
written in a topic stays among staff.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.domain.people.model import NOBODY
from assistant.domain.support.beginning import found
from assistant.domain.support.model import (
    Conversation,
    ConversationState,
    Side,
    Words,
)
from assistant.domain.support.saying import pass_on
from assistant.domain.transfers.deciding import hand_request
from assistant.domain.work import Work


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody in the staff chat."""

    id: int
    name: str

    @property
    def actor(self) -> str:
        return f"staff:{self.id}"


class Answered(StrEnum):
    """What became of the words of staff."""

    SAID = "said"
    """They go to the customer; the receipt comes when they stand there."""
    GONE = "gone"
    """The customer had their data deleted: nobody is there."""
    NO_CONVERSATION = "no-conversation"
    EMPTY = "empty"
    """Nothing of it can be passed on."""
    OWN = "own"
    """The writer is the customer."""


async def answer(work: Work, staff: Staff, number: str, words: Words) -> Answered:
    """The words go into the customer's chat, once. Whoever answers first takes the conversation."""
    if words.empty:
        return Answered.EMPTY
    conversation = await found(work, number)
    if conversation is None:
        return Answered.NO_CONVERSATION
    if conversation.person == NOBODY or await work.people.get(conversation.person) is None:
        return Answered.GONE
    if conversation.person == staff.id:
        return Answered.OWN
    said = await work.conversations.record(
        conversation.number, Side.STAFF, staff.id, staff.name, words
    )
    if said is None:
        return Answered.SAID
    now = answered(conversation, work, staff)
    await work.conversations.save(now)
    if now.of_request and now.taken_by == staff.id:
        await hand_request(work, now.number, staff.id, staff.name)
    await work.cards.touch(now.number)
    await pass_on(work, now, said, quotes=words.quotes)
    await work.audit(staff.actor, "conversation-answered", f"conversation:{now.number}")
    return Answered.SAID


def answered(conversation: Conversation, work: Work, staff: Staff) -> Conversation:
    """It waits for the customer now."""
    mine = conversation.taken_by is None
    return replace(
        conversation,
        state=ConversationState.ANSWERED,
        taken_by=staff.id if mine else conversation.taken_by,
        taken_by_name=staff.name if mine else conversation.taken_by_name,
        updated_at=work.now,
        waiting_since=None,
        answered_at=conversation.answered_at or work.now,
    )
