"""What is said in the portal's ticket comes into the conversation."""

from __future__ import annotations

from dataclasses import replace

from assistant.domain.support.beginning import found
from assistant.domain.support.model import (
    Conversation,
    ConversationState,
    Side,
    Words,
)
from assistant.domain.support.news import SaidInPortal
from assistant.domain.support.saying import answer_question, pass_on, wait_for_staff
from assistant.domain.work import Work

A_PART = 3500
"""Characters: a message of Telegram has 4,096, and says besides who wrote it."""


def in_parts(text: str) -> list[str]:
    """Of a long text nothing is cut."""
    return [text[at : at + A_PART] for at in range(0, len(text), A_PART)] or [""]


async def said_in_portal(work: Work, number: str, side: Side, text: str, source: str) -> bool:
    """A reply that was written in the portal, passed on to whom it is for. ``source`` is unique for
    it; False: it was passed on before."""
    conversation = await found(work, number)
    if conversation is None:
        return False
    new = False
    for place, part in enumerate(in_parts(text)):
        words = Words(0, None, part)
        said = await work.conversations.record(
            number, side, None, "", words, reply=f"{source}:{place}"
        )
        if said is None:
            continue
        new = True
        await work.conversations.stands_in_ticket(said.id, part)
        await pass_on(work, conversation, said)
        if side is Side.CUSTOMER:
            await answer_question(work, conversation, said)
        if side is Side.STAFF:
            news = SaidInPortal(number, conversation.ticket_number or "", part)
            await work.desk.tell(news, unique=f"portal-said:{said.id}")
    if new:
        await _waits(work, conversation, side)
    return new


async def _waits(work: Work, conversation: Conversation, side: Side) -> None:
    if side is Side.CUSTOMER:
        await wait_for_staff(work, conversation)
        return
    now = replace(
        conversation,
        state=ConversationState.ANSWERED,
        updated_at=work.now,
        waiting_since=None,
        answered_at=conversation.answered_at or work.now,
    )
    await work.conversations.save(now)
    await work.cards.touch(now.number)


async def answered_in_portal(work: Work, number: str) -> None:
    """Staff answered in the ticket of a request, which has its own way to the customer: nobody
    waits for them in its conversation any more."""
    conversation = await work.conversations.locked(number)
    if conversation is not None and conversation.state is ConversationState.OPEN:
        await _waits(work, conversation, Side.STAFF)


async def closed_in_portal(work: Work, number: str) -> None:
    """Staff closed the ticket there: it is settled here, unless something was said since that is on
    its way into the ticket, and opens it again."""
    conversation = await work.conversations.locked(number)
    if conversation is None or conversation.of_request:
        return
    if conversation.state is ConversationState.CLOSED:
        return
    if conversation.account is not None and await work.conversations.not_in_ticket(number):
        return
    settled = replace(
        conversation, state=ConversationState.CLOSED, updated_at=work.now, waiting_since=None
    )
    await work.conversations.save(settled)
    await work.cards.touch(number)
