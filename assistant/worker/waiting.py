"""Every minute: who has waited too long, what is silent, and whether the pinned queue is true."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from assistant.domain.support.answering import Staff
from assistant.domain.support.watching import close_silent, remind_of_waiting, waits_twice
from assistant.storage.work import WorkShop

AskAdministrators = Callable[[], Awaitable[Sequence[Staff] | None]]
"""Those of the staff chat, as Telegram names them now; None: it did not answer."""


@dataclass(frozen=True, slots=True)
class WaitingWatch:
    shop: WorkShop
    administrators: AskAdministrators

    async def look(self) -> None:
        """Safe to be called at any time and by several at once: each word is said once."""
        async with self.shop.work() as work:
            twice = await waits_twice(work)
        named = await self.administrators() if twice else None
        more = True
        while more:
            async with self.shop.work() as work:
                more = await remind_of_waiting(work, named) > 0
        more = True
        while more:
            async with self.shop.work() as work:
                more = await close_silent(work) > 0
        async with self.shop.work() as work:
            await work.cards.touch_queue()
