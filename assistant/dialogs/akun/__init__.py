"""``/akun``: open a new account at the portal, for one company or one person."""

from __future__ import annotations

from assistant.dialogs.akun.handlers import open_akun
from assistant.dialogs.akun.states import STATES, AkunSG
from assistant.dialogs.akun.windows import create_akun_dialogs
from assistant.dialogs.features import Feature


def akun_feature() -> Feature:
    return Feature("akun", AkunSG, open_akun, STATES, label="menu-akun", row=1)


__all__ = ["akun_feature", "create_akun_dialogs"]
