"""Updates as Telegram writes them, and what became of them in the inbox."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from assistant.storage import tables as t

BOT = 1000000001


async def inbox(engine: AsyncEngine) -> list[Any]:
    async with engine.connect() as connection:
        return list(await connection.execute(select(t.inbox).order_by(t.inbox.c.id)))


def message(update_id: int, *, chat: int = 1001, kind: str = "private", **more: Any) -> Any:
    """An update with a message in it, as Telegram writes it."""
    return {
        "update_id": update_id,
        "message": {
            "message_id": update_id,
            "date": 1790000000,
            "chat": {"id": chat, "type": kind},
            "from": {"id": 1001, "is_bot": False, "first_name": "Budi"},
            "text": "halo",
            **more,
        },
    }
