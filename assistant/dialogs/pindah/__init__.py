"""``/pindah``: ask for services to be moved to another account."""

from __future__ import annotations

from aiogram_dialog import Dialog

from assistant.dialogs.features import Feature
from assistant.dialogs.pindah.draft import PindahDraft
from assistant.dialogs.pindah.form import (
    FORM,
    nobody_window,
    open_pindah,
    open_pindah_named,
    sent_window,
)


def pindah_feature() -> Feature:
    return Feature(
        "pindah",
        FORM.group,
        open_pindah,
        FORM.steps,
        label="menu-pindah",
        row=2,
        fills=open_pindah_named,
        draft=PindahDraft,
        under_way="feature-pindah",
    )


def create_pindah_dialogs() -> list[Dialog]:
    return [Dialog(nobody_window(), *FORM.windows(), sent_window())]
