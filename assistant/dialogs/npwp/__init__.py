"""``/npwp``: the tax identity of one account, typed, read back, confirmed and saved."""

from __future__ import annotations

from assistant.dialogs.features import Feature
from assistant.dialogs.npwp.handlers import open_npwp
from assistant.dialogs.npwp.states import STEPS, NpwpSG
from assistant.dialogs.npwp.windows import create_npwp_dialogs


def npwp_feature() -> Feature:
    return Feature(
        name="npwp",
        group=NpwpSG,
        open=open_npwp,
        steps=STEPS,
        label="menu-npwp",
        row=2,
    )


__all__ = ["create_npwp_dialogs", "npwp_feature"]
