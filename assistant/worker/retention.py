"""The jobs by which what is not needed any more goes, by the clock."""

from __future__ import annotations

from dataclasses import dataclass

import structlog

from assistant.storage import retention
from assistant.storage.work import WorkShop

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Retention:
    shop: WorkShop

    async def clean(self) -> None:
        """All of it; what fails is tried again the next time, and keeps nothing else from going."""
        for name, step in retention.STEPS.items():
            try:
                gone = await self._all(step)
            except Exception as error:
                log.error("not cleaned", what=name, reason=type(error).__name__, exc_info=error)
                continue
            if gone:
                log.info("cleaned", what=name, rows=gone)

    async def _all(self, step: retention.Step) -> int:
        total = 0
        while True:
            async with self.shop.work() as work:
                gone = await step(work)
            if gone == 0:
                return total
            total += gone
