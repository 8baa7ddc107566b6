"""What the buttons in the staff chat carry."""

from __future__ import annotations

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from assistant.domain.finance.model import Act
from assistant.domain.transfers.model import Decision


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


class HeldDo(StrEnum):
    """What can be done about a PDF that is held."""

    ASSIGN = "assign"
    SURE = "sure"
    """Assign it in spite of what differs."""
    DRAFT = "draft"
    REPLACE = "replace"
    REFUSE = "refuse"


class HeldButton(CallbackData, prefix="held"):
    """``held:sure:12:34``: the upload, and the request where there is one."""

    do: HeldDo
    upload: int
    request: int
