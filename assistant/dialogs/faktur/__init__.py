"""``/faktur``: what was issued, what is waited for and why, and where it goes."""

from __future__ import annotations

from aiogram_dialog import Dialog

from assistant.dialogs.faktur.archive import archive_windows
from assistant.dialogs.faktur.finding import find_faktur
from assistant.dialogs.faktur.opening import open_faktur
from assistant.dialogs.faktur.states import FakturSG
from assistant.dialogs.faktur.waiting import waiting_windows
from assistant.dialogs.faktur.where import where_windows
from assistant.dialogs.features import Feature


def faktur_feature() -> Feature:
    return Feature(
        name="faktur",
        group=FakturSG,
        open=open_faktur,
        label="menu-faktur",
        row=3,
        fills=find_faktur,
    )


def create_faktur_dialogs() -> list[Dialog]:
    return [Dialog(*archive_windows(), *waiting_windows(), *where_windows())]
