"""What a handler is given: one update's transaction, its person, and the words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import quote

from aiogram_dialog import DialogManager
from aiogram_dialog.api.entities import Context, NewMessage
from aiogram_dialog.api.internal import CONTEXT_KEY

from assistant.domain.billing import Invoice
from assistant.domain.people.model import Person
from assistant.domain.withholding.announcing import Subjects
from assistant.domain.withholding.keeping import SlipSettings
from assistant.domain.withholding.model import Payee
from assistant.domain.words import HOME, Arg, Say
from assistant.domain.work import Work
from assistant.texts import Texts

NOT_THAT = "go:cs:"
"""What the button below a window that words alone have opened says."""


@dataclass(frozen=True, slots=True)
class ChatSettings:
    """What the provider set, as far as the conversation needs it."""

    brand: str
    bot_username: str
    departments: tuple[str, ...]
    default_department: str
    terms_url: str
    privacy_url: str
    portal_url: str
    invoice_url: str = ""
    """Where one invoice is paid, with ``{id}``; empty where that is not known."""
    locale: str = HOME
    """Spoken with those whose Telegram is in no language of ours."""
    subjects: Subjects = field(default_factory=Subjects)
    """What is subject to PPh 23."""
    slips: SlipSettings = field(default_factory=lambda: SlipSettings(Payee("", "", "")))
    """How bukti potong are taken."""
    largest_files: int | None = None
    """Bytes of all files of one answer that the portal takes; None: no limit of its own."""

    def page_of(self, invoice: Invoice) -> str:
        return self.invoice_url.replace("{id}", quote(invoice.id, safe=""))


@dataclass(slots=True)
class Turn:
    """One update of one chat. Nothing here reaches the network."""

    work: Work
    person: Person
    texts: Texts
    settings: ChatSettings
    key: str
    """Unique for the update: what it asks for is asked once."""
    received_at: datetime | None = None
    """When the person sent it; None for news of ours."""
    notice: Say | None = None
    """Said above the window that is shown next."""
    may_be_wrong: bool = False
    """The window was opened by words alone: below it stands the way to people."""
    is_answer: bool = False
    """What was typed is meant for the window, whatever else it may sound like."""
    said_before: tuple[str, ...] = ()
    """What an earlier turn said (HTML) that nobody can have read yet: it stays said."""
    shown: NewMessage | None = None
    """The window to show after the commit."""
    tapped: int | None = None
    """The message whose button was pressed, if one was."""
    on_screen: int | None = None
    """The message that the chat's window stands in."""
    keyboard_gone: bool = False
    """The window that stands now must lose its buttons."""
    forgotten: bool = False
    """The person had all they are known by deleted: nothing of this turn may stay."""
    own_text: str | None = None
    """The message's own words, where it is the rest of a long text that came in parts."""
    known: dict[str, Any] = field(default_factory=dict)
    """What was read in this turn already (drafts)."""

    @property
    def tapped_the_window(self) -> bool:
        """The button pressed was in the window as it stands, not in an older message."""
        return self.tapped is not None and self.tapped == self.on_screen

    def html(self, key: str, **args: Arg) -> str:
        return self.texts.html(self.person.locale, key, args)

    def plain(self, key: str, **args: Arg) -> str:
        return self.texts.plain(self.person.locale, key, args)


def dialog_of(data: Mapping[str, Any]) -> Context | None:
    """Where in a dialog the chat stands, of what aiogram hands to filters and routers: they have
    no manager yet."""
    context: Context | None = data.get(CONTEXT_KEY)
    return context


def turn_of(manager: DialogManager) -> Turn:
    turn = manager.middleware_data["turn"]
    assert isinstance(turn, Turn)
    return turn


def say_above(manager: DialogManager, key: str, **args: Any) -> None:
    """Put a sentence above the window that is shown at the end of this turn."""
    turn_of(manager).notice = Say(key, args)
