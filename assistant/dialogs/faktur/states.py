"""The windows of ``/faktur``."""

from __future__ import annotations

from aiogram.fsm.state import State, StatesGroup


class FakturSG(StatesGroup):
    none = State()
    """No account is linked."""
    home = State()
    """The companies; of a single one, its months."""
    account = State()
    """The months of a company, a year at a time."""
    month = State()
    search = State()
    found = State()
    one = State()
    waiting = State()
    why = State()
    """Where the faktur of one invoice stands, fact by fact."""
    where = State()
    where_one = State()
    """Where the faktur of one account go."""
    group = State()
    group_sure = State()
