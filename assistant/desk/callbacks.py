"""What a card's buttons carry."""

from __future__ import annotations

from aiogram.filters.callback_data import CallbackData

from assistant.domain.transfers import Decision


class CardButton(CallbackData, prefix="card"):
    """``card:approve:PND-7F3KQ2MX``; the number is read again from the database."""

    action: Decision
    number: str
