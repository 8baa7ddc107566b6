"""A conversation as staff see it: the card at the head of its topic, drawn anew at every change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from assistant.desk.callbacks import TalkButton, TalkDo
from assistant.desk.drawing import draw
from assistant.desk.lines import LONGEST_TOPIC, CardLine, page
from assistant.domain.people.model import Person
from assistant.domain.support.model import About, Conversation, ConversationState
from assistant.domain.support.news import (
    CustomerSaid,
    FileInPortal,
    FilesNotInTicket,
    NotArrived,
    SaidInPortal,
    SaidNotArrived,
)
from assistant.domain.words import Arg, Carries, StaffMessage
from assistant.texts import Texts

ICON: Mapping[ConversationState, str] = {
    ConversationState.OPEN: "🔴",
    ConversationState.ANSWERED: "💬",
    ConversationState.CLOSED: "✅",
}
"""Before the name of its topic."""
_FORGOTTEN = "⚪"
_STATE: Mapping[ConversationState, str] = {
    ConversationState.OPEN: "desk-talk-open",
    ConversationState.ANSWERED: "desk-talk-answered",
    ConversationState.CLOSED: "desk-talk-closed",
}
_NEXT: Mapping[ConversationState, str] = {
    ConversationState.OPEN: "desk-talk-next-open",
    ConversationState.ANSWERED: "desk-talk-next-answered",
    ConversationState.CLOSED: "desk-talk-next-closed",
}
ABOUT: Mapping[About, str] = {
    About.REQUEST: "desk-about-request",
    About.FAKTUR: "desk-about-faktur",
    About.ERROR: "desk-about-error",
    About.HELP: "desk-about-help",
    About.OTHER: "desk-about-other",
}
_NOT_ARRIVED: Mapping[NotArrived, str] = {
    NotArrived.CLOSED: "desk-not-arrived-closed",
    NotArrived.UNKNOWN: "desk-not-arrived-unknown",
    NotArrived.REFUSED: "desk-not-arrived-refused",
}


@dataclass(frozen=True, slots=True)
class Talk:
    """What its card shows."""

    conversation: Conversation
    person: Person
    account: str
    """The account's label; empty without one."""
    muted: bool = False
    links: Mapping[str, str] = field(default_factory=dict)
    """Pages of the portal's admin area, those that are set."""


def draw_conversation(texts: Texts, locale: str, talk: Talk) -> dict[str, Any]:
    """``text`` in HTML, ``markup`` as the Bot API takes it; the ``topic``'s title, and whether it
    is ``closed``."""
    conversation = talk.conversation
    lines = [texts.html(locale, key, args) for key, args in _lines(talk)]
    about = {"name": talk.person.name, "number": conversation.number}
    icon = ICON[conversation.state]
    return {
        "text": "\n".join([*lines, *talked(texts, locale, conversation)]),
        "markup": {"inline_keyboard": _buttons(texts, locale, conversation)},
        "topic": f"{icon} {texts.plain(locale, 'desk-talk-topic', about)}"[:LONGEST_TOPIC],
        "icon": icon,
        "closed": not waits(conversation),
    }


def draw_forgotten(texts: Texts, locale: str, number: str) -> dict[str, Any]:
    """What stays of the card when the customer had all that is held about them deleted."""
    return {
        "text": texts.html(locale, "desk-talk-forgotten", {"number": number}),
        "markup": {"inline_keyboard": []},
        "topic": f"{_FORGOTTEN} {number}",
        "icon": _FORGOTTEN,
        "closed": True,
    }


def waits(talk: Conversation | None) -> bool:
    """For anybody: its topic stays open."""
    return talk is not None and talk.state is not ConversationState.CLOSED


def _lines(talk: Talk) -> Iterator[CardLine]:
    conversation, person = talk.conversation, talk.person
    yield CardLine("desk-talk-head", {"number": conversation.number})
    if person.username:
        yield CardLine("desk-talk-who-at", {"name": person.name, "username": person.username})
    else:
        yield CardLine("desk-talk-who", {"name": person.name})
    yield CardLine(ABOUT[conversation.about], {"ref": conversation.ref})
    if talk.account:
        yield CardLine("desk-talk-account", {"account": talk.account})
    yield from ticket_lines(conversation.ticket_id, conversation.ticket_number, talk.links)
    if conversation.account is None:
        yield CardLine("desk-talk-no-ticket")
    if conversation.taken_by_name:
        yield CardLine("desk-card-taken", {"name": conversation.taken_by_name})
    if talk.muted:
        yield CardLine("desk-talk-muted")


def ticket_lines(
    id_: str | None, number: str | None, links: Mapping[str, str], *, letter: bool = False
) -> Iterator[CardLine]:
    """The ticket's number, with its page and that of the letter that is attached to it."""
    if not number:
        return
    if url := page(links, "ticket", id_):
        yield CardLine("desk-card-ticket-link", {"ticket": number, "url": url})
    else:
        yield CardLine("desk-card-ticket-number", {"ticket": number})
    if letter and (url := page(links, "letter", id_)):
        yield CardLine("desk-card-letter", {"url": url})


def talked(texts: Texts, locale: str, talk: Conversation | None) -> list[str]:
    """The lines about what is said: for whom it waits, what comes next, and the note."""
    if talk is None:
        return []
    lines = [CardLine(_STATE[talk.state]), CardLine(_NEXT[talk.state])]
    if talk.note:
        lines.append(CardLine("desk-talk-note", {"note": talk.note, "by": talk.noted_by}))
    return [texts.html(locale, key, args) for key, args in lines]


def _buttons(texts: Texts, locale: str, conversation: Conversation) -> list[list[dict[str, str]]]:
    def button(do: TalkDo, key: str) -> dict[str, str]:
        data = TalkButton(do=do, number=conversation.number).pack()
        return {"text": texts.plain(locale, key), "callback_data": data}

    free = conversation.taken_by is None
    hand = button(TalkDo.TAKE, "desk-btn-take") if free else button(TalkDo.BACK, "desk-btn-back")
    rows = [[hand, button(TalkDo.READY, "desk-btn-ready")]]
    if waits(conversation):
        rows.append([button(TalkDo.SETTLE, "desk-btn-settle")])
    return rows


@draw.register
def _customer_said(news: CustomerSaid) -> StaffMessage:
    said = news.said
    key = "desk-said-file" if said.media else "desk-said"
    about: dict[str, Arg] = {"name": said.who_name, "text": said.text}
    if not said.who_name:
        key, about = "desk-said-portal", {"text": said.text}
    return StaffMessage(
        key,
        about,
        topic=said.conversation,
        carries=Carries(said.conversation, said.id),
        copy=news.copy,
        quotes=news.quotes,
        whole=True,
    )


@draw.register
def _said_not_arrived(news: SaidNotArrived) -> StaffMessage:
    return StaffMessage(
        _NOT_ARRIVED[news.why],
        {"text": news.text},
        topic=news.number,
        answers=news.message,
    )


@draw.register
def _said_in_portal(news: SaidInPortal) -> StaffMessage:
    about = {"ticket": news.ticket, "text": news.text}
    return StaffMessage("desk-ticket-staff", about, topic=news.number)


@draw.register
def _file_in_portal(news: FileInPortal) -> StaffMessage:
    key = "desk-ticket-file" if news.sha256 else "desk-ticket-file-left"
    about = {"ticket": news.ticket, "name": news.name}
    name = news.name if news.sha256 else None
    return StaffMessage(key, about, topic=news.number, document=news.sha256, document_name=name)


@draw.register
def _files_not_in_ticket(news: FilesNotInTicket) -> StaffMessage:
    about = {"ticket": news.ticket, "names": news.names}
    return StaffMessage("desk-talk-files-not-in-ticket", about, topic=news.number)
