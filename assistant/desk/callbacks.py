"""What the buttons in the staff chat carry."""

from __future__ import annotations

from aiogram.filters.callback_data import CallbackData

from assistant.domain.finance import Act
from assistant.domain.transfers import Decision


class CardButton(CallbackData, prefix="card"):
    """``card:approve:PND-7F3KQ2MX``; the number is read again from the database."""

    action: Decision
    number: str


class LookButton(CallbackData, prefix="look"):
    """``look:PND-7F3KQ2MX``: the services of this request are moved, look at once."""

    number: str


class FinanceButton(CallbackData, prefix="fin"):
    """``fin:take-role:2003``; who may is found out when it is tapped."""

    act: Act
    subject: str
