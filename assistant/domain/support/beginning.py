"""A conversation begins with the first words that a customer has for people."""

from __future__ import annotations

from assistant.domain.ids import Numbered
from assistant.domain.support.model import (
    About,
    Conversation,
    ConversationState,
    Subject,
    Words,
)
from assistant.domain.support.saying import say
from assistant.domain.work import Job, Work


async def begin(work: Work, person: int, subject: Subject, *words: Words) -> Conversation:
    """The person's words about this go to people: into the conversation about the same thing, or
    into a new one. Without words it is only there."""
    found = await conversation_about(work, person, subject)
    for message in words:
        await say(work, person, found.number, message)
    return found


async def conversation_about(
    work: Work, person: int, subject: Subject, *, by: str = ""
) -> Conversation:
    """The one that there is, or a new one. ``by``: who begins it, if not the person."""
    if subject.about is About.REQUEST:
        transfer = await work.transfers.get(subject.ref)
        if transfer is None or transfer.person != person:
            subject = Subject()
    known = await work.conversations.about(person, subject)
    return known or await _new(work, person, subject, by)


async def conversation_of_request(work: Work, number: str) -> Conversation | None:
    """The conversation of a request; None: there is no such request."""
    transfer = await work.transfers.get(number)
    if transfer is None:
        return None
    known = await work.conversations.get(number)
    return known or await _new(
        work, transfer.person, Subject(About.REQUEST, number, transfer.from_account)
    )


async def found(work: Work, number: str) -> Conversation | None:
    """The conversation, locked; a request's begins where somebody first has to do with it."""
    if await work.conversations.get(number) is None:
        await conversation_of_request(work, number)
    return await work.conversations.locked(number)


async def _new(work: Work, person: int, subject: Subject, by: str = "") -> Conversation:
    of_request = subject.about is About.REQUEST
    conversation = Conversation(
        number=subject.ref if of_request else work.ids.number(Numbered.CONVERSATION),
        person=person,
        about=subject.about,
        ref=subject.ref,
        account=await _account(work, person, subject),
        state=ConversationState.CLOSED,  # until something is said
        taken_by=None,
        taken_by_name="",
        note="",
        noted_by="",
        reference=work.ids.number(Numbered.REFERENCE),
        ticket_id=None,
        ticket_number=None,
        opened_at=work.now,
        updated_at=work.now,
        waiting_since=None,
        answered_at=None,
    )
    await work.conversations.add(conversation)
    author = by or f"person:{person}"
    await work.audit(author, "conversation-begun", f"conversation:{conversation.number}")
    return conversation


async def _account(work: Work, person: int, subject: Subject) -> str | None:
    links = [link.account for link in await work.links.of(person)]
    if subject.account:
        return subject.account if subject.account in links else None
    return links[0] if len(links) == 1 else None


async def account_linked(work: Work, person: int, account: str) -> None:
    """What lived in the chat until now gets its ticket."""
    for one in await work.conversations.without_ticket(person):
        conversation = await work.conversations.locked(one.number)
        if conversation is None or conversation.account is not None:
            continue
        await work.conversations.give_account(conversation.number, account)
        await work.jobs.put(Job.TALK_IN_TICKET, conversation.number, once=True)
