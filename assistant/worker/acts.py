"""Jobs for finance in the staff chat: whether a wanted act counts, and the topic it lives in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from assistant.domain.acting.model import ActState
from assistant.domain.finance.model import LOST_TOPIC_MARK, TOPIC_MARK
from assistant.domain.performing import perform
from assistant.domain.staff import AskStanding
from assistant.storage.work import WorkShop
from assistant.worker.standing import standing_of

MakeTopic = Callable[[], Awaitable[int | None]]
"""The id of a new topic; None where the staff chat has none, or lets us make none."""


@dataclass(frozen=True, slots=True)
class FinanceJobs:
    shop: WorkShop
    standing: AskStanding
    make_topic: MakeTopic
    configured_topic: int | None
    """The one that the settings name."""

    async def act(self, key: str) -> None:
        """Whether something wanted counts: first ask, then do it once."""
        async with self.shop.work() as work:
            wanted = await work.acts.get(int(key))
        if wanted is None or wanted.state is not ActState.WANTED:
            return
        standing = await standing_of(self.standing, wanted.staff)
        async with self.shop.work() as work:
            if await work.acts.locked(wanted.id) != wanted:
                return  # the same job ran elsewhere meanwhile
            await perform(work, wanted, standing)

    async def topic(self, key: str) -> None:
        """See that there is a finance topic: the one that is set, else one of our own making."""
        async with self.shop.work() as work:
            known = await work.marks.get(TOPIC_MARK)
            lost = await work.marks.get(LOST_TOPIC_MARK)
        chosen = str(self.configured_topic or "")
        if chosen in ("", lost):
            if known not in ("", "0"):
                return
            chosen = str(await self.make_topic() or 0)
        async with self.shop.work() as work:
            await work.marks.set(TOPIC_MARK, chosen)
