"""The questions about words of a person's own: which of two, and what in the middle of a form."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from aiogram.enums import ContentType
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager, ShowMode, Window
from aiogram_dialog.widgets.input import MessageInput

from assistant.dialogs.cs import keep_words
from assistant.dialogs.features import hearing_of
from assistant.dialogs.heard import Heard
from assistant.dialogs.hearing.routes import ROUTES, feature_for
from assistant.dialogs.kit import PRIMARY, T, buttons_only, grid, menu, press, viewed
from assistant.dialogs.turn import say_above, turn_of
from assistant.dialogs.understanding.meaning import AMBIGUOUS, HUMAN, says_yes
from assistant.wording.names import shorten

_QUOTED = 300
"""Characters of the words that are shown again."""


class ChooseSG(StatesGroup):
    ask = State()


class AsideSG(StatesGroup):
    ask = State()


def create_hearing_dialogs() -> list[Dialog]:
    return [Dialog(_choose()), Dialog(_aside())]


def _choose() -> Window:
    return Window(
        T("kata-which", "text"),
        grid("kata_route", _follow, "items", width=1),
        menu("kata_which"),
        buttons_only(),
        getter=_routes,
        state=ChooseSG.ask,
    )


def _aside() -> Window:
    """*Lanjut mengisi* first: that is where the person was. Who goes on writing is there again."""
    return Window(
        T("kata-aside", "text", when="form"),
        T("kata-aside-people", when="people"),
        press("kata_on", "btn-stay", _go_on, style=PRIMARY, when="form"),
        press("kata_answer", "kata-btn-answer", _take_as_answer, when="form"),
        press("kata_add", "kata-btn-add", _take_as_answer, style=PRIMARY, when="people"),
        grid("kata_other", _follow, "items", width=1),
        MessageInput(_typed, content_types=ContentType.ANY),
        getter=_routes,
        state=AsideSG.ask,
    )


def _said(manager: DialogManager) -> Heard:
    data: Any = manager.start_data
    heard = Heard.read(data["heard"])
    assert heard is not None
    return heard


async def _routes(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """What it may mean; people always."""
    turn, heard = turn_of(dialog_manager), _said(dialog_manager)
    people = bool(viewed(dialog_manager, "people"))
    routes = heard.offer if heard.route == AMBIGUOUS else (heard.route,)
    open_ = [route for route in routes if feature_for(dialog_manager, route) is not None]
    return {
        "text": shorten(heard.text, _QUOTED),
        "people": people,
        "form": not people,
        "items": [
            {"id": route, "label": turn.plain(ROUTES[route].label)}
            for route in dict.fromkeys((*open_, *(() if people else (HUMAN,))))
        ],
    }


async def _follow(manager: DialogManager, route: str) -> None:
    if route in ROUTES:
        if viewed(manager, "people"):
            say_above(manager, "kata-still-waits")
        await hearing_of(manager).follow(manager, replace(_said(manager), route=route))


async def _go_on(manager: DialogManager) -> None:
    await manager.done(show_mode=ShowMode.EDIT)


async def _take_as_answer(manager: DialogManager) -> None:
    """What was typed is given to the window it was typed in."""
    typed = _said(manager).text
    turn_of(manager).is_answer = True
    event = manager.event
    below = event.message if isinstance(event, CallbackQuery) else event
    if not isinstance(below, Message):
        await manager.done()
        return
    await manager.done()
    await _put_in(manager, below.model_copy(update={"text": typed, "photo": None, "contact": None}))
    await manager.show(ShowMode.EDIT)


async def _put_in(manager: DialogManager, message: Message) -> None:
    """Give this message to the window that stands now."""
    dialog: Any = manager.dialog()  # type: ignore[attr-defined]
    window = dialog.windows[manager.current_context().state]
    await window.process_message(message, dialog, manager)


async def _typed(message: Message, _: MessageInput, manager: DialogManager) -> None:
    """A yes is the first button; anything else is for the window that the question came from. The
    words in question stay with those for people; in a form, *Tanya tim* has them yet."""
    yes = says_yes(message.text or "")
    if viewed(manager, "people"):
        await _take_as_answer(manager)
    elif yes:
        await _go_on(manager)
    else:
        await keep_words(manager, _said(manager))
        await manager.done()
    if not yes:
        turn_of(manager).is_answer = False
        await _put_in(manager, message)
        await manager.show()
