"""The one place where words of the chat are handed over to people."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.domain.ids import Numbered, numbered
from assistant.domain.people.model import Person
from assistant.domain.support.beginning import begin
from assistant.domain.support.model import (
    About,
    Conversation,
    Media,
    Subject,
    Words,
)
from assistant.domain.support.saying import SayOutcome, say
from assistant.domain.work import Work

Message = tuple[int, str, Media | None]
"""Telegram's number of it in the person's chat, its words, and the file that it carries."""
_ERROR = re.compile(r"ERR-[0-9A-F]{8}")
_INVOICE = re.compile(r"INV-[0-9-]{4,40}")


def subject_of(about: str) -> Subject:
    """The thing that a number is of; what is none of ours is left out."""
    if numbered(about) is Numbered.REQUEST:
        return Subject(About.REQUEST, about)
    if _ERROR.fullmatch(about):
        return Subject(About.ERROR, about)
    if _INVOICE.fullmatch(about):
        return Subject(About.FAKTUR, about)
    return Subject()


def written(person: Person, messages: Sequence[Message]) -> list[Words]:
    """Staff get them as they are."""
    return [Words(person.id, number, text, media) for number, text, media in messages]


async def pass_words(
    work: Work, person: Person, words: Sequence[Words], *, about: str
) -> tuple[Conversation, SayOutcome]:
    """Into the conversation that ``about`` numbers, if it is the person's, else into the one about
    the same thing, or a new one."""
    of_conversation = numbered(about) is Numbered.CONVERSATION
    known = await work.conversations.get(about) if of_conversation else None
    if known is None or known.person != person.id:
        known = await begin(work, person.id, subject_of(about))
    heard = SayOutcome.SAID
    for one in words:
        heard = await say(work, person.id, known.number, one)
    return known, heard
