"""The questions about words of a person's own: which of two, and what in the middle of a form."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager, ShowMode, Window

from assistant.dialogs.features import hearing_of
from assistant.dialogs.heard import Heard
from assistant.dialogs.hearing.routes import ROUTES, feature_for
from assistant.dialogs.kit import PRIMARY, T, buttons_only, grid, menu, press
from assistant.dialogs.turn import turn_of
from assistant.dialogs.understanding.meaning import AMBIGUOUS, HUMAN
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
    """*Lanjut mengisi* first: that is where the person was."""
    return Window(
        T("kata-aside", "text"),
        press("kata_on", "btn-stay", _go_on, style=PRIMARY),
        press("kata_answer", "kata-btn-answer", _take_as_answer),
        grid("kata_other", _follow, "items", width=1),
        buttons_only(),
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
    routes = heard.offer if heard.route == AMBIGUOUS else (heard.route,)
    open_ = [route for route in routes if feature_for(dialog_manager, route) is not None]
    return {
        "text": shorten(heard.text, _QUOTED),
        "items": [
            {"id": route, "label": turn.plain(ROUTES[route].label)}
            for route in dict.fromkeys((*open_, HUMAN))
        ],
    }


async def _follow(manager: DialogManager, route: str) -> None:
    if route in ROUTES:
        await hearing_of(manager).follow(manager, replace(_said(manager), route=route))


async def _go_on(manager: DialogManager) -> None:
    await manager.done(show_mode=ShowMode.EDIT)


async def _take_as_answer(manager: DialogManager) -> None:
    """What was typed is given to the window it was typed in."""
    typed = _said(manager).text
    turn_of(manager).is_answer = True
    await manager.done()
    event = manager.event
    if not isinstance(event, CallbackQuery) or not isinstance(event.message, Message):
        return
    dialog: Any = manager.dialog()  # type: ignore[attr-defined]
    window = dialog.windows[manager.current_context().state]
    message = event.message.model_copy(update={"text": typed, "photo": None, "contact": None})
    await window.process_message(message, dialog, manager)
    await manager.show(ShowMode.EDIT)
