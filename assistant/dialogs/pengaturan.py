"""``/pengaturan``: language, quiet hours, where faktur go, and what one is told of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aiogram.fsm.state import State, StatesGroup
from aiogram_dialog import Dialog, DialogManager, StartMode, Window

from assistant.dialogs.faktur.opening import WHERE
from assistant.dialogs.features import Feature, open_feature
from assistant.dialogs.kit import (
    SayText,
    T,
    back_or_menu,
    buttons_only,
    grid,
    menu,
    opens,
    press,
    tick,
    ticking,
    to,
)
from assistant.dialogs.turn import say_above, turn_of
from assistant.domain.people.model import Quiet, Told, Wishes
from assistant.domain.words import Say

HOURS: Mapping[str, Quiet] = {
    "21-7": Quiet(21, 7),
    "20-8": Quiet(20, 8),
    "22-6": Quiet(22, 6),
    "18-9": Quiet(18, 9),
    "0-0": Quiet(0, 0),
}
"""The quiet hours to choose from; the last are none at all."""
_TOLD: Mapping[Told, str] = {
    Told.PAYMENTS: "pengaturan-told-payments",
    Told.STEPS: "pengaturan-told-steps",
}
_UNTOLD: Mapping[Told, str] = {
    Told.PAYMENTS: "pengaturan-untold-payments",
    Told.STEPS: "pengaturan-untold-steps",
}


class PengaturanSG(StatesGroup):
    home = State()
    quiet = State()
    told = State()


def pengaturan_feature() -> Feature:
    return Feature("pengaturan", PengaturanSG, _open, label="menu-pengaturan", row=4)


def create_pengaturan_dialogs() -> list[Dialog]:
    return [Dialog(_home(), _quiet(), _told())]


async def _open(manager: DialogManager, _: str) -> None:
    await manager.start(PengaturanSG.home, mode=StartMode.RESET_STACK)


async def _wishes(manager: DialogManager) -> Wishes:
    turn = turn_of(manager)
    return await turn.work.people.wishes(turn.person.id)


def _hours_say(quiet: Quiet) -> Say:
    if quiet.start == quiet.end:
        return Say("pengaturan-never")
    return Say("pengaturan-hours", {"start": f"{quiet.start:02}.00", "end": f"{quiet.end:02}.00"})


def _told_say(wishes: Wishes) -> tuple[Say, ...]:
    return tuple(Say((_UNTOLD if told in wishes.unwanted else _TOLD)[told], {}) for told in Told)


def _home() -> Window:
    return Window(
        T("pengaturan-home"),
        SayText("lines"),
        opens("pengaturan_bahasa", "menu-bahasa", "bahasa"),
        to("pengaturan_quiet", "pengaturan-btn-quiet", PengaturanSG.quiet),
        press("pengaturan_where", "pengaturan-btn-where", _where),
        to("pengaturan_told", "pengaturan-btn-told", PengaturanSG.told),
        menu("pengaturan"),
        buttons_only(),
        getter=_all,
        state=PengaturanSG.home,
    )


async def _all(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    wishes = await _wishes(dialog_manager)
    hours = turn_of(dialog_manager).plain(
        _hours_say(wishes.quiet).key, **_hours_say(wishes.quiet).args
    )
    return {"lines": (Say("pengaturan-quiet-line", {"hours": hours}), *_told_say(wishes))}


async def _where(manager: DialogManager) -> None:
    await open_feature(manager, "faktur", WHERE)


def _quiet() -> Window:
    return Window(
        T("pengaturan-quiet"),
        grid("pengaturan_hours", _choose_hours, "items", width=1),
        back_or_menu("pengaturan_quiet", PengaturanSG.home),
        buttons_only(),
        getter=_hours,
        state=PengaturanSG.quiet,
    )


async def _hours(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    turn, chosen = turn_of(dialog_manager), (await _wishes(dialog_manager)).quiet
    items = []
    for id_, quiet in HOURS.items():
        say = _hours_say(quiet)
        label = turn.plain(say.key, **say.args)
        items.append({"id": id_, "label": f"✅ {label}" if quiet == chosen else label})
    return {"items": items}


async def _choose_hours(manager: DialogManager, id_: str) -> None:
    turn = turn_of(manager)
    if id_ in HOURS:
        wishes = replace(await _wishes(manager), quiet=HOURS[id_])
        await turn.work.people.set_wishes(turn.person.id, wishes)
        say_above(manager, "pengaturan-saved")
    await manager.switch_to(PengaturanSG.home)


def _told() -> Window:
    return Window(
        T("pengaturan-told"),
        grid("pengaturan_what", ticking(_tell), "items", width=1),
        back_or_menu("pengaturan_told", PengaturanSG.home),
        buttons_only(),
        getter=_what,
        state=PengaturanSG.told,
    )


async def _what(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    turn, wishes = turn_of(dialog_manager), await _wishes(dialog_manager)
    return {
        "items": [
            {"id": tick(told.value, told not in wishes.unwanted), "label": turn.plain(line.key)}
            for told, line in zip(Told, _told_say(wishes), strict=True)
        ]
    }


async def _tell(manager: DialogManager, told: str, wanted: bool) -> None:
    turn, wishes = turn_of(manager), await _wishes(manager)
    if told in [one.value for one in Told]:
        others = wishes.unwanted - {Told(told)}
        wishes = replace(wishes, unwanted=others if wanted else others | {Told(told)})
        await turn.work.people.set_wishes(turn.person.id, wishes)
        say_above(manager, "pengaturan-saved")
