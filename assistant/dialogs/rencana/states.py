"""The windows of ``/rencana``."""

from __future__ import annotations

from aiogram.fsm.state import State, StatesGroup


class RencanaSG(StatesGroup):
    paste = State()
    home = State()
    company = State()
    accounts = State()
    email = State()
    sure = State()
