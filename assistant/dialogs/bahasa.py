"""``/bahasa``: the language of the conversation."""

from __future__ import annotations

from dataclasses import replace

from aiogram.fsm.state import State, StatesGroup
from aiogram_dialog import Dialog, DialogManager, StartMode, Window

from assistant.dialogs.features import Feature, open_menu
from assistant.dialogs.kit import OnPress, T, buttons_only, press
from assistant.dialogs.turn import say_above, turn_of


class BahasaSG(StatesGroup):
    choose = State()


def bahasa_feature() -> Feature:
    return Feature("bahasa", BahasaSG, open_bahasa, needs_consent=False, label="menu-bahasa", row=4)


async def open_bahasa(manager: DialogManager, _: str) -> None:
    await manager.start(BahasaSG.choose, mode=StartMode.RESET_STACK)


def create_bahasa_dialogs() -> list[Dialog]:
    return [
        Dialog(
            Window(
                T("bahasa-ask"),
                press("bahasa_id", "bahasa-btn-id", _speak("id")),
                press("bahasa_en", "bahasa-btn-en", _speak("en")),
                press("bahasa_menu", "btn-menu", open_menu),
                buttons_only(),
                state=BahasaSG.choose,
            )
        )
    ]


def _speak(locale: str) -> OnPress:
    async def speak(manager: DialogManager) -> None:
        """The answer is in the new language already."""
        turn = turn_of(manager)
        await turn.work.people.set_locale(turn.person.id, locale)
        turn.person = replace(turn.person, locale=locale)
        say_above(manager, "bahasa-done")
        await open_menu(manager)

    return speak
