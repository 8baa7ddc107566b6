"""A conversation, what was said in it, and what staff were asked to write.

One conversation is about one thing: a request to move services, a faktur, something that went
wrong, or anything else. It has one topic in the staff chat; a request's topic is its conversation,
and so the conversation of a request bears the request's number.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

PROMPT_LASTS = timedelta(minutes=15)
"""Within which somebody may answer what they were asked to write."""


class About(StrEnum):
    """The kind of thing that is talked about."""

    REQUEST = "request"
    FAKTUR = "faktur"
    """The reference is the number of its invoice."""
    ERROR = "error"
    """The reference is the one that the person was shown."""
    HELP = "help"
    """The reference is a page of the guide."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Subject:
    """What is talked about."""

    about: About = About.OTHER
    ref: str = ""
    """What people read: ``PND-7F3KQ2MX``, ``INV-1042``, ``ERR-0A1B2C3D``; empty without one."""
    account: str = ""
    """The portal's account that it concerns; empty: the person's only one, if they have one."""


class ConversationState(StrEnum):
    OPEN = "open"
    """It waits for staff."""
    ANSWERED = "answered"
    """It waits for the customer."""
    CLOSED = "closed"
    """Settled, until somebody says something again."""


@dataclass(frozen=True, slots=True)
class Conversation:
    number: str
    """``CS-7F3KQ2MX``, or the request's."""
    person: int
    about: About
    ref: str
    account: str | None
    state: ConversationState
    taken_by: int | None
    taken_by_name: str
    note: str
    """Of staff for staff, on the card."""
    noted_by: str
    reference: str
    """Unguessable; stands in the ticket, so that it can be found again."""
    ticket_id: str | None
    ticket_number: str | None
    opened_at: datetime
    updated_at: datetime
    waiting_since: datetime | None
    """When the first of the customer's words came that nobody has answered yet."""
    answered_at: datetime | None
    """When staff answered first."""
    reminded: int = 0
    """How late it was when staff were reminded last of what waits now; 0: not yet."""

    @property
    def of_request(self) -> bool:
        """Its topic and its ticket are the request's."""
        return self.about is About.REQUEST


class Side(StrEnum):
    CUSTOMER = "customer"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Media:
    """What a message carries besides words, as Telegram names it."""

    kind: str
    """``photo``, ``document``, ``voice``, ``video`` …: the field of the message."""
    file: str = ""
    """Telegram's id of it; empty where there is nothing to fetch (a place, a contact)."""
    name: str = ""
    size: int = 0
    """Bytes, as Telegram says."""

    @property
    def captioned(self) -> bool:
        """Whether words can stand under it."""
        return self.kind in _CAPTIONED


_CAPTIONED = frozenset({"photo", "document", "voice", "video", "audio", "animation"})


@dataclass(frozen=True, slots=True)
class Words:
    """A message that somebody wrote, as it is passed on."""

    chat: int
    message: int | None
    """Telegram's number of it in its chat; None: it was written in the portal."""
    text: str = ""
    """Or the caption of what it carries."""
    media: Media | None = None
    quotes: int | None = None
    """The message of the same chat that it is a reply to."""
    sent: int | None = None
    """When, by Telegram's clock: unix seconds."""

    @property
    def empty(self) -> bool:
        """Nothing of it can be passed on: a story, a game, what is new tomorrow."""
        return self.media is None and not self.text.strip()


@dataclass(frozen=True, slots=True)
class Said:
    """A message in a conversation."""

    id: int
    conversation: str
    side: Side
    who: int | None
    """Telegram's id of the writer; None: somebody in the portal."""
    who_name: str
    chat: int
    message: int | None
    text: str
    media: Media | None
    sent: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Carrier:
    """A message of the bot that belongs to a conversation: a reply to it is said there."""

    chat: int
    message: int
    conversation: str
    said: int | None
    """Whose copy it is; None: it carries words of ours, such as a question."""


class Ask(StrEnum):
    """What somebody in the staff chat is asked to write."""

    REFUSE = "refuse"
    """Why a request is refused."""
    ASK = "ask"
    """A question about a request."""
    ANSWER = "answer"
    """An answer that stands ready (a template): it only has to be looked at."""
    ASSIGN_FILE = "assign-file"
    """Of which invoice a held PDF is. This and the next two go to finance, and to no customer."""
    REFUSE_FILE = "refuse-file"
    REPLACE_FILE = "replace-file"
    """The PDF that takes its place."""


class PromptState(StrEnum):
    CHOOSING = "choosing"
    """The ready ones are offered."""
    ASKED = "asked"
    """To be written, as a reply."""
    LOOKING = "looking"
    """Written: to be looked at before it goes."""
    SENT = "sent"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Prompt:
    """One person in the staff chat was asked to write something, for a customer or to finance."""

    id: int
    staff: int
    staff_name: str
    conversation: str
    """Or the request's number: the same; of what finance is asked, the number of the upload."""
    ask: Ask
    state: PromptState
    text: str
    source: int | None
    """The message in the staff chat in which they wrote it."""
    message: int | None
    """The one of the bot that asks them now, as soon as it stands there."""
    at: datetime

    def over(self, now: datetime) -> bool:
        return now > self.at + PROMPT_LASTS


@dataclass(frozen=True, slots=True)
class Template:
    """An answer that stands ready."""

    id: int
    locale: str
    name: str
    text: str
    """May hold ``{nama}``, ``{akun}`` and ``{nomor}``."""


class Conversations(Protocol):
    async def add(self, conversation: Conversation) -> None: ...

    async def get(self, number: str) -> Conversation | None: ...

    async def locked(self, number: str) -> Conversation | None:
        """The same, and nobody else changes it until the transaction ends."""

    async def about(self, person: int, subject: Subject) -> Conversation | None:
        """The newest one of this person about this; without a reference one that is not closed."""

    async def of(self, person: int) -> list[Conversation]:
        """Newest first."""

    async def waiting(self, person: int) -> Conversation | None:
        """The one that waits for this customer; of several the one that was answered last."""

    async def in_topic(self, chat: int, thread: int) -> str | None:
        """The number of the conversation (or of the request) whose topic this is."""

    async def by_ticket(self, ticket_id: str) -> Conversation | None: ...

    async def without_ticket(self, person: int) -> list[Conversation]:
        """Those of a person that live in the chat only."""

    async def save(self, conversation: Conversation) -> None:
        """All but its account and its ticket."""

    async def give_account(self, number: str, account: str) -> None: ...

    async def ticket_opened(self, number: str, ticket_id: str, ticket_number: str) -> None: ...

    async def record(
        self,
        conversation: str,
        side: Side,
        who: int | None,
        who_name: str,
        words: Words,
        *,
        reply: str | None = None,
    ) -> Said | None:
        """None where this message was said before. ``reply``: the reply in a ticket that it is,
        by the portal and its number there."""

    async def said(self, said: int) -> Said | None: ...

    async def said_in(self, chat: int, message: int) -> Said | None:
        """What was said by this message of a person."""

    async def said_just_before(self, chat: int, message: int, who: int) -> Said | None:
        """What the same person said last before this message, if it was among the few that came
        before it."""

    async def reword(self, said: int, text: str) -> None: ...

    async def all_said(self, conversation: str) -> list[Said]:
        """Oldest first."""

    async def not_in_ticket(self, conversation: str) -> list[tuple[Said, str | None]]:
        """What is not in the ticket as it reads now, with the words that are; oldest first."""

    async def stands_in_ticket(self, said: int, text: str) -> None: ...

    async def carry(self, carrier: Carrier) -> None: ...

    async def carrier(self, chat: int, message: int) -> Carrier | None: ...

    async def is_arriving(self, number: str) -> bool:
        """Whether a message that carries something of it is on its way to staff, or may stand there
        without our knowing where."""

    async def copy_of(self, said: int) -> Carrier | None:
        """The message in the other chat; the newest where there are two."""

    async def prompt(
        self, staff: int, staff_name: str, conversation: str, ask: Ask, text: str = ""
    ) -> Prompt: ...

    async def get_prompt(self, prompt: int) -> Prompt | None:
        """Nobody else changes it until the transaction ends."""

    async def prompt_at(self, chat: int, message: int) -> Prompt | None:
        """The one whose question is this message of the bot; locked."""

    async def prompt_written_in(self, message: int) -> Prompt | None:
        """The one that was answered by this message, and is looked at or was sent; locked."""

    async def prompt_stands(self, prompt: int, chat: int, message: int) -> None:
        """Its question is this message of the bot."""

    async def save_prompt(self, prompt: Prompt) -> None: ...

    async def templates(self) -> list[Template]:
        """By name."""

    async def template(self, template: int) -> Template | None: ...

    async def put_template(self, locale: str, name: str, text: str) -> None:
        """A new one, or other words for the one of this name in this language."""

    async def drop_template(self, template: int) -> None: ...

    async def muted(self, person: int) -> bool: ...

    async def mute(self, person: int, by: int | None) -> None:
        """Nothing of theirs reaches staff any more; ``by`` None: it does again."""
