"""``/data_saya`` and ``/hapus_data``: what we hold about a person, as a file, and its deletion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aiogram.fsm.state import State, StatesGroup
from aiogram_dialog import Dialog, DialogManager, StartMode, Window

from assistant.dialogs.features import Feature, open_menu
from assistant.dialogs.kit import DANGER, PRIMARY, T, buttons_only, menu, opens, press, provider, to
from assistant.dialogs.turn import say_above, turn_of
from assistant.domain.people.rights import forget_person, hand_over_data, requests_in_the_way


class DataSayaSG(StatesGroup):
    explain = State()


class HapusDataSG(StatesGroup):
    explain = State()
    sure = State()
    moving = State()
    done = State()


@dataclass(frozen=True, slots=True)
class _Opens:
    state: State

    async def __call__(self, manager: DialogManager, _: str) -> None:
        await manager.start(self.state, mode=StartMode.RESET_STACK)


def data_features() -> list[Feature]:
    """Open to those who have not consented, too."""
    return [
        Feature("data_saya", DataSayaSG, _Opens(DataSayaSG.explain), needs_consent=False),
        Feature("hapus_data", HapusDataSG, _Opens(HapusDataSG.explain), needs_consent=False),
    ]


def create_data_dialogs() -> list[Dialog]:
    return [
        Dialog(_explain_data()),
        Dialog(_explain_deletion(), _sure(), _moving(), _done()),
    ]


def _explain_data() -> Window:
    return Window(
        T("data-explain", "brand"),
        press("data_send", "data-btn-send", _send_data, style=PRIMARY),
        opens("data_delete", "data-btn-delete", "hapus_data"),
        menu("data"),
        buttons_only(),
        getter=provider,
        state=DataSayaSG.explain,
    )


async def _send_data(manager: DialogManager) -> None:
    turn = turn_of(manager)
    await hand_over_data(turn.work, turn.person.id, turn.key)
    say_above(manager, "data-on-its-way")
    await open_menu(manager)


def _explain_deletion() -> Window:
    return Window(
        T("data-delete-explain", "brand"),
        press("data_want", "data-btn-want", _want, style=DANGER),
        press("data_want_not", "data-btn-keep", open_menu),
        buttons_only(),
        getter=provider,
        state=HapusDataSG.explain,
    )


async def _want(manager: DialogManager) -> None:
    turn = turn_of(manager)
    moving = await requests_in_the_way(turn.work, turn.person.id)
    await manager.switch_to(HapusDataSG.moving if moving else HapusDataSG.sure)


def _sure() -> Window:
    return Window(
        T("data-delete-sure"),
        press("data_sure", "data-btn-sure", _delete, style=DANGER),
        press("data_sure_not", "data-btn-keep", open_menu),
        buttons_only(),
        state=HapusDataSG.sure,
    )


async def _delete(manager: DialogManager) -> None:
    turn = turn_of(manager)
    if not await forget_person(turn.work, turn.person.id):
        await manager.switch_to(HapusDataSG.moving)
        return
    turn.forgotten = True
    await manager.switch_to(HapusDataSG.done)


def _moving() -> Window:
    return Window(
        T("data-delete-moving", "numbers", when="numbers"),
        T("data-delete-moved", when="moved"),
        to("data_try_again", "btn-retry", HapusDataSG.explain),
        menu("data_moving"),
        buttons_only(),
        getter=_in_the_way,
        state=HapusDataSG.moving,
    )


async def _in_the_way(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    turn = turn_of(dialog_manager)
    numbers = await requests_in_the_way(turn.work, turn.person.id)
    return {"numbers": ", ".join(numbers), "moved": not numbers}


def _done() -> Window:
    """No buttons: nothing is left that they could belong to."""
    return Window(T("data-deleted"), state=HapusDataSG.done)
