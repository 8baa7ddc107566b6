"""The windows of ``/buktipotong``."""

from __future__ import annotations

from aiogram.fsm.state import State, StatesGroup


class BuktipotongSG(StatesGroup):
    none = State()
    """No account is linked."""
    home = State()
    one = State()
    """An invoice."""
    back = State()
    """How money is given back; the next four are for a refund."""
    bank = State()
    holder = State()
    number = State()
    sure = State()
    done = State()
