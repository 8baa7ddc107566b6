"""What somebody is in the staff chat, for jobs that find out whether a wanted act counts."""

from __future__ import annotations

import structlog

from assistant.domain.staff import AskStanding, Standing

log = structlog.get_logger(__name__)


async def standing_of(ask: AskStanding, staff: int) -> Standing | None:
    """None: Telegram gave no answer."""
    try:
        return await ask(staff)
    except Exception as error:
        log.warning("standing unknown", error=str(error))
        return None
