"""``/rencana``: many services for many companies, from one paste to the last move."""

from __future__ import annotations

from aiogram_dialog import Dialog

from assistant.dialogs.features import Feature
from assistant.dialogs.rencana.company import company_windows
from assistant.dialogs.rencana.going_on import go_on_by_itself
from assistant.dialogs.rencana.states import RencanaSG
from assistant.dialogs.rencana.windows import (
    home_window,
    open_listed,
    open_rencana,
    paste_window,
    sure_windows,
)


def rencana_feature() -> Feature:
    return Feature(
        "rencana",
        RencanaSG,
        open_rencana,
        label="menu-rencana",
        row=2,
        woken=go_on_by_itself,
        fills=open_listed,
    )


def create_rencana_dialogs() -> list[Dialog]:
    return [Dialog(paste_window(), home_window(), *company_windows(), *sure_windows())]
