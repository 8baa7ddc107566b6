"""``/pindah``: ask for services to be moved to another account."""

from __future__ import annotations

from assistant.dialogs.features import Feature
from assistant.dialogs.pindah.handlers import open_pindah
from assistant.dialogs.pindah.states import STEPS, PindahSG
from assistant.dialogs.pindah.windows import create_pindah_dialogs


def pindah_feature() -> Feature:
    return Feature("pindah", PindahSG, open_pindah, steps=STEPS, label="menu-pindah", row=2)


__all__ = ["create_pindah_dialogs", "pindah_feature"]
