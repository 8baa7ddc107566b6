"""``/npwp``: the tax identity of one account, typed, read back, confirmed and saved."""

from __future__ import annotations

from aiogram_dialog import Dialog

from assistant.dialogs.features import Feature
from assistant.dialogs.npwp.draft import NpwpDraft
from assistant.dialogs.npwp.form import FORM
from assistant.dialogs.npwp.looking import looking_windows, open_npwp, open_npwp_named


def npwp_feature() -> Feature:
    return Feature(
        "npwp",
        FORM.group,
        open_npwp,
        FORM.steps,
        label="menu-npwp",
        row=2,
        fills=open_npwp_named,
        draft=NpwpDraft,
        under_way="feature-npwp",
    )


def create_npwp_dialogs() -> list[Dialog]:
    return [Dialog(*looking_windows(), *FORM.windows())]
