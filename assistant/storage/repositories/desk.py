"""What the staff chat hears: drawn by the desk, sent as any delivery."""

from __future__ import annotations

from collections.abc import Callable

from assistant.domain.staff import News
from assistant.domain.words import Say, StaffMessage
from assistant.storage.repositories.outgoing import SqlDeliveries

Draw = Callable[[News], StaffMessage]
"""The desk's words for what happened."""


def draws_nothing(news: News) -> StaffMessage:
    """For programs that have nothing to say to staff."""
    raise RuntimeError(f"nobody draws {type(news).__name__} here")


class SqlDesk:
    def __init__(self, deliveries: SqlDeliveries, draw: Draw) -> None:
        self._deliveries = deliveries
        self._draw = draw

    async def tell(self, news: News, *, unique: str) -> None:
        await self.say(self._draw(news), unique=unique)

    async def amend(self, sent: str, news: News, *, unique: str) -> None:
        await self._deliveries.amend(sent, self._draw(news), unique=unique)

    async def reword(self, sent: str, news: News, *, unique: str) -> None:
        now = self._draw(news)
        await self._deliveries.carry_edit(sent, Say(now.key, now.args), unique=unique)

    async def say(self, message: StaffMessage, *, unique: str) -> None:
        await self._deliveries.tell_staff(message, unique=unique)
