"""``/cs`` and *Tanya tim*: the customer's own words go to people."""

from __future__ import annotations

import re
from typing import Any

from aiogram.enums import ContentType
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import Message
from aiogram_dialog import Dialog, DialogManager, ShowMode, StartMode, Window
from aiogram_dialog.widgets.input import MessageInput

from assistant.dialogs.features import Feature, consented, open_menu
from assistant.dialogs.hearing import tell_muted, words_in
from assistant.dialogs.kit import T, footer, press
from assistant.dialogs.turn import say_above, turn_of
from assistant.domain.support.beginning import begin
from assistant.domain.support.model import About, Conversation, Subject
from assistant.domain.support.saying import say

_REQUEST = re.compile(r"PND-[0-9A-Z]{8}")
_ERROR = re.compile(r"ERR-[0-9A-F]{8}")
FAKTUR = "f."
"""Before the number of the invoice whose faktur it is about."""
LONGEST_REF = 40


class CsSG(StatesGroup):
    write = State()
    sent = State()


def cs_feature() -> Feature:
    """Open to everyone: who has not consented is told first what is kept."""
    return Feature("cs", CsSG, _open, needs_consent=False, label="menu-cs", row=4)


def create_cs_dialogs() -> list[Dialog]:
    return [Dialog(_write_window(), _sent_window())]


async def _open(manager: DialogManager, ref: str) -> None:
    """``ref``: what it is about, by the number that people read; empty: anything."""
    await manager.start(CsSG.write, data={"ref": ref}, mode=StartMode.RESET_STACK)


def subject_of(ref: str) -> Subject:
    """The thing that a number is of; what is none of ours is left out."""
    if _REQUEST.fullmatch(ref):
        return Subject(About.REQUEST, ref)
    if _ERROR.fullmatch(ref):
        return Subject(About.ERROR, ref)
    if ref.startswith(FAKTUR):
        return Subject(About.FAKTUR, ref.removeprefix(FAKTUR)[:LONGEST_REF])
    return Subject(About.HELP if ref == "help" else About.OTHER)


def _subject(manager: DialogManager) -> Subject:
    started: Any = manager.start_data or {}
    return subject_of(str(started.get("ref", "")))


async def _shown(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    ref = _subject(dialog_manager).ref
    known = await consented(dialog_manager)
    return {"ref": ref, "about": bool(ref), "anything": not ref, "guest": not known}


def _write_window() -> Window:
    return Window(
        T("cs-write", when="anything"),
        T("cs-write-about", "ref", when="about"),
        T("cs-kept", when="guest"),
        footer("cs_write"),
        MessageInput(_take, content_types=ContentType.ANY),
        getter=_shown,
        state=CsSG.write,
    )


async def _take(message: Message, _: MessageInput, manager: DialogManager) -> None:
    turn = turn_of(manager)
    words = words_in(turn, message)
    if not words.text.strip() and words.media is None:
        say_above(manager, "problem-empty")
        return
    if await turn.work.conversations.muted(turn.person.id):
        say_above(manager, "cs-muted")
        return
    conversation: Conversation = await begin(turn.work, turn.person.id, _subject(manager), words)
    manager.dialog_data["number"] = conversation.number
    await manager.switch_to(CsSG.sent)


def _sent_window() -> Window:
    return Window(
        T("cs-sent"),
        press("cs_sent_menu", "btn-menu", open_menu),
        MessageInput(_go_on, content_types=ContentType.ANY),
        state=CsSG.sent,
    )


async def _go_on(message: Message, _: MessageInput, manager: DialogManager) -> None:
    """Whatever is written below goes along, until the person goes elsewhere."""
    turn = turn_of(manager)
    number = str(manager.dialog_data["number"])
    heard = await say(turn.work, turn.person.id, number, words_in(turn, message))
    await tell_muted(turn, heard)
    manager.show_mode = ShowMode.NO_UPDATE
