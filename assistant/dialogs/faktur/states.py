"""The windows of ``/faktur``."""

from __future__ import annotations

from aiogram.fsm.state import State, StatesGroup


class FakturSG(StatesGroup):
    none = State()
    """No account is linked."""
    home = State()
    """The months."""
    month = State()
    search = State()
    found = State()
    one = State()
    waiting = State()
    where = State()
    """Chat or e-mail, for each account."""
    where_one = State()
