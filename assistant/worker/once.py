"""Changes at a portal that knows no key of ours: sent once, though answers get lost.

Before a change is sent, a row says so. If the answer never comes, or this process dies before it
hears it, the row is still there and the outcome unknown. Then nothing is sent until the change
has either taken effect or never will (the portal's own limit), it is looked for twice, and only
then sent again. In between the job is put off; nobody sleeps.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

import structlog
from pgqueuer.errors import RetryRequested

from assistant.domain.portal import PortalError, PortalFailure
from assistant.storage import unsettled
from assistant.storage.work import WorkShop

log = structlog.get_logger(__name__)

T = TypeVar("T")

LOOKS = 2
"""How often an unknown change is looked for in vain before it is sent again."""
BETWEEN_LOOKS = timedelta(seconds=30)
"""A portal may show late what it has done."""


@dataclass(frozen=True, slots=True)
class Once:
    shop: WorkShop
    settles_within: timedelta | None
    """:attr:`Capabilities.settles_within`; None: the portal itself does a thing once."""

    async def __call__(
        self,
        key: str,
        do: Callable[[], Awaitable[T]],
        look: Callable[[], Awaitable[T | None]],
    ) -> T:
        """What ``do`` returns, or what ``look`` finds of an earlier ``do``.

        Raises RetryRequested while the outcome is unknown, and PortalError when it is certain
        that nothing was changed.
        """
        if self.settles_within is None:
            return await do()
        if not await self._claim(key):
            found = await self._settle(key, look)
            if found is not None:
                await self._forget(key)
                return found
        try:
            result = await do()
        except PortalError as error:
            if error.code is PortalFailure.UNKNOWN_OUTCOME:
                log.warning("the outcome of a change is unknown", change=key, error=error.detail)
                raise RetryRequested(self.settles_within, "the outcome is unknown") from error
            await self._forget(key)
            raise
        await self._forget(key)
        return result

    async def _claim(self, key: str) -> bool:
        """False when it was sent before and nobody knows what became of it."""
        assert self.settles_within is not None
        async with self.shop.work() as work:
            due_at = work.now + self.settles_within
            return await unsettled.claim(work.connection, key, work.now, due_at)

    async def _settle(self, key: str, look: Callable[[], Awaitable[T | None]]) -> T | None:
        """What was found; None when it has to be sent again, and is claimed for that."""
        async with self.shop.work() as work:
            row = await unsettled.find(work.connection, key)
            now = work.now
        if row is None:
            raise RetryRequested(timedelta(0), "it was settled meanwhile")
        if row.due_at > now:
            raise RetryRequested(row.due_at - now, "the outcome is unknown")
        found = await look()
        if found is not None:
            log.info("a change was made though its answer was lost", change=key)
            return found
        await self._looked(key, row.looks)
        return None

    async def _looked(self, key: str, looks: int) -> None:
        """In vain. Raises RetryRequested unless it is time to send again."""
        assert self.settles_within is not None
        again = looks + 1 < LOOKS
        async with self.shop.work() as work:
            pause = BETWEEN_LOOKS if again else self.settles_within
            count = looks + 1 if again else 0
            mine = await unsettled.looked(
                work.connection, key, looks, work.now, count, work.now + pause
            )
        if again or not mine:
            raise RetryRequested(BETWEEN_LOOKS, "looked for in vain")
        log.warning("a change is sent again", change=key)

    async def _forget(self, key: str) -> None:
        async with self.shop.work() as work:
            await unsettled.forget(work.connection, key)
