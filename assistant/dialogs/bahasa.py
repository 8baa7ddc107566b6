"""``/bahasa``: the language of the conversation."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager, StartMode, Window
from aiogram_dialog.widgets.kbd import Button

from assistant.dialogs.features import Feature, open_menu
from assistant.dialogs.kit import T, TurnText, buttons_only, menu
from assistant.dialogs.turn import say_above, turn_of
from assistant.texts import LOCALES


class BahasaSG(StatesGroup):
    choose = State()


def bahasa_feature() -> Feature:
    return Feature("bahasa", BahasaSG, open_bahasa, needs_consent=False)


async def open_bahasa(manager: DialogManager, _: str) -> None:
    await manager.start(BahasaSG.choose, mode=StartMode.RESET_STACK)


def create_bahasa_dialogs() -> list[Dialog]:
    return [
        Dialog(
            Window(
                T("bahasa-ask"),
                *(_language(locale) for locale in LOCALES),
                menu("bahasa"),
                buttons_only(),
                state=BahasaSG.choose,
            )
        )
    ]


class _Name(TurnText):
    """A language by its own name."""

    def __init__(self, locale: str) -> None:
        super().__init__()
        self._locale = locale

    def words(self, data: dict[str, Any], manager: DialogManager) -> str:
        return turn_of(manager).texts.plain(self._locale, "bahasa-name")


def _language(locale: str) -> Button:
    async def speak(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
        """The answer is in the new language already."""
        turn = turn_of(manager)
        await turn.work.people.set_locale(turn.person.id, locale)
        turn.person = replace(turn.person, locale=locale)
        say_above(manager, "bahasa-done")
        await open_menu(manager)

    return Button(_Name(locale), f"bahasa_{locale}", on_click=speak)
