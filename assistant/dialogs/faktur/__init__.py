"""``/faktur``: what was issued, what is waited for, and where it goes."""

from __future__ import annotations

from assistant.dialogs.faktur.handlers import open_faktur
from assistant.dialogs.faktur.states import FakturSG
from assistant.dialogs.faktur.windows import create_faktur_dialogs
from assistant.dialogs.features import Feature


def faktur_feature() -> Feature:
    return Feature(
        name="faktur",
        group=FakturSG,
        open=open_faktur,
        label="menu-faktur",
        row=3,
    )


__all__ = ["create_faktur_dialogs", "faktur_feature"]
