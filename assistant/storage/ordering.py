"""What one person does in a group, in their order.

A group's updates have no order of their own, and several are handled at once. But a message and
its edit, or the two parts of a long text, have one: the later waits for the earlier.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

_EARLIER = text(
    """
    select id from inbox
    where source = 'telegram' and chat is null and done_at is null and id < :id and id > :id - 300
      and coalesce(body #>> '{message,from,id}', body #>> '{edited_message,from,id}') = :sender
    order by id for share
    """
)
_STILL = text("select 1 from inbox where id = any(:ids) and done_at is null limit 1")


class EarlierWaitsError(Exception):
    """What the same person did before is not handled yet: this is tried again after it."""

    sqlstate = "40001"
    """As a database says that a transaction should be repeated."""


async def after_earlier(db: AsyncConnection, id_: int, body: Mapping[str, Any]) -> None:
    """Wait until what the same person did before is handled. Raises EarlierWaitsError."""
    event = body.get("message") or body.get("edited_message")
    sender = event.get("from") if isinstance(event, Mapping) else None
    if not isinstance(sender, Mapping):
        return
    rows = await db.execute(_EARLIER, {"id": id_, "sender": str(sender.get("id"))})
    ids = list(rows.scalars())
    if ids and (await db.execute(_STILL, {"ids": ids})).first() is not None:
        raise EarlierWaitsError
