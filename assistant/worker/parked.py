"""A job that gave up is told to staff, with what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import structlog

from assistant.domain.staff import JobParked
from assistant.storage.jobs import readable
from assistant.storage.work import WorkShop

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class GaveUp:
    """A job that failed for the last time."""

    id: int
    job: str
    key: str
    tried_at: datetime
    """When it was due; another when it is released and fails again."""
    error: Exception


async def tell_staff(shop: WorkShop, gave_up: GaveUp) -> None:
    """Once, in their chat, with what to do."""
    log.error("job parked", parked=gave_up.id, job=f"{gave_up.job}:{gave_up.key}")
    async with shop.work() as work:
        error = readable(f"{type(gave_up.error).__name__}: {gave_up.error}")
        parked = JobParked(gave_up.id, f"{gave_up.job} {gave_up.key}", error)
        await work.desk.tell(
            parked, unique=f"parked:{gave_up.id}:{gave_up.tried_at.timestamp():.0f}"
        )
