"""``/buktipotong``: slips of withheld tax, announced, sent and followed."""

from __future__ import annotations

from aiogram_dialog import Dialog

from assistant.dialogs.buktipotong.announcing import announcing_windows
from assistant.dialogs.buktipotong.giving_back import giving_back_windows
from assistant.dialogs.buktipotong.opening import open_buktipotong
from assistant.dialogs.buktipotong.states import BuktipotongSG
from assistant.dialogs.features import Feature


def buktipotong_feature() -> Feature:
    return Feature(
        name="buktipotong",
        group=BuktipotongSG,
        open=open_buktipotong,
        label="menu-buktipotong",
        row=3,
    )


def create_buktipotong_dialogs() -> list[Dialog]:
    return [Dialog(*announcing_windows(), *giving_back_windows())]
