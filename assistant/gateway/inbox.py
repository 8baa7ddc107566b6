"""Store, then acknowledge: the one thing that is done with whatever comes in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

import structlog

from assistant import metrics
from assistant.domain.portal import PortalEvent
from assistant.gateway.incoming import NotAnUpdateError, Update, read_update
from assistant.storage import inbox
from assistant.storage.database import Connection, Engine
from assistant.storage.inbox import InboxRow

IGNORED = "ignored"
"""The result of an update that nobody does anything with: kept by its number, without its body."""

log = structlog.get_logger(__name__)


async def store_update(engine: Engine, bot_id: int, raw: object) -> bool:
    """Keep one update; when this returns it is safe to acknowledge it. False: it was known.

    Raises :class:`NotAnUpdateError`.
    """
    row = _row(bot_id, read_update(raw))
    async with engine.connect() as connection:
        return await _store(connection, "telegram", [row]) == 1


async def store_batch(connection: Connection, bot_id: int, batch: Sequence[object]) -> int:
    """Keep a polled batch, all of it or nothing; the number of those that are new.

    What is no update is left out: it would come again for ever.
    """
    rows = [_row(bot_id, update) for update in _updates(batch)]
    return await _store(connection, "telegram", rows)


class AnotherEventError(Exception):
    """An event's id was used before, for something else."""


async def store_event(engine: Engine, event: PortalEvent) -> bool:
    """Keep what the portal told. False: it was told before. Raises AnotherEventError."""
    body = {"id": event.id, "type": str(event.type), "data": event.data}
    async with engine.connect() as connection:
        if await _store(connection, "portal", [InboxRow(event.id, json.dumps(body))]) == 1:
            return True
        known = await inbox.body_of_event(connection, event.id)
    if known is not None and known != body:
        raise AnotherEventError
    return False


def _updates(batch: Iterable[object]) -> Iterable[Update]:
    for raw in batch:
        try:
            yield read_update(raw)
        except NotAnUpdateError as error:
            metrics.RECEIVED.labels("telegram", "no-update").inc()
            log.warning("not an update", reason=str(error))


def _row(bot_id: int, update: Update) -> InboxRow:
    key = f"{bot_id}:{update.id}"
    if not update.handled:
        return InboxRow(key, None, result=IGNORED)
    return InboxRow(key, json.dumps(update.body), update.chat)


async def _store(connection: Connection, source: str, rows: Sequence[InboxRow]) -> int:
    """The number of rows that were not there."""
    stored = await inbox.store(connection, source, rows)
    _count(source, rows, set(stored))
    return len(stored)


def _count(source: str, rows: Sequence[InboxRow], new: set[str]) -> None:
    for row in rows:
        outcome = (row.result or "new") if row.key in new else "repeated"
        new.discard(row.key)  # the same once more in one batch is a repetition
        metrics.RECEIVED.labels(source, outcome).inc()
