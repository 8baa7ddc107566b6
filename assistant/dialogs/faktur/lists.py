"""Lists to choose from, easy on a phone: a button per line, a page at a time."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.common import WhenCondition
from aiogram_dialog.widgets.kbd import Group, Keyboard, ScrollingGroup, Select

from assistant.dialogs.kit import ItemLabel

A_PAGE = 8

OnChosen = Callable[[DialogManager, str], Awaitable[None]]


def choice(
    id_: str, on_chosen: OnChosen, when: WhenCondition = None, items: str = "items"
) -> Keyboard:
    """The getter's ``items`` (id, label) as buttons."""
    return ScrollingGroup(
        _select(id_, on_chosen, items),
        id=f"faktur_{id_}_pages",
        width=1,
        height=A_PAGE,
        hide_on_single_page=True,
        when=when,
    )


def grid(id_: str, on_chosen: OnChosen, items: str, width: int, when: WhenCondition = None) -> Any:
    """A few short ones side by side, without pages."""
    return Group(_select(id_, on_chosen, items), width=width, when=when)


def _select(id_: str, on_chosen: OnChosen, items: str) -> Keyboard:
    async def chosen(query: CallbackQuery, _: Any, manager: DialogManager, item: str) -> None:
        await on_chosen(manager, item)

    return Select(
        ItemLabel(),
        id=f"faktur_{id_}",
        item_id_getter=lambda item: item["id"],
        items=items,
        on_click=chosen,
    )


def nothing(data: dict[str, Any], _: Any, manager: DialogManager) -> bool:
    """There are no items."""
    return not data["items"]
