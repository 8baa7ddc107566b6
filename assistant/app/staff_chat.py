"""Whether the staff chat takes our messages: for ``/readyz`` and for ``assistant doctor``."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.gateway.health import HealthCheck, NotFitError
from assistant.storage import troubles
from assistant.storage.database import Connection, Engine


def staff_chat_open(engine: Engine, staff_chat: int | None) -> HealthCheck:
    """For as long as a message there is refused for the chat's sake, it is not: the reason is
    Telegram's."""

    async def check() -> bool:
        async with engine.connect() as connection:
            why = await why_closed(connection, staff_chat)
        if why is not None:
            raise NotFitError(why)
        return True

    return check


async def why_closed(connection: Connection, staff_chat: int | None) -> str | None:
    """What Telegram said last; None where all is well."""
    closed = await troubles.closed(connection, staff_chat) if staff_chat is not None else []
    if not closed:
        return None
    first = closed[0]
    where = "the staff chat" if first.whole else f"topic {first.thread} of the staff chat"
    return f"{where} is closed to the bot since {first.since:%Y-%m-%d %H:%M} UTC: {first.reason}"


def may_not_write(chat: Mapping[str, object], member: Mapping[str, object]) -> bool:
    """By the bot's own standing, or by what everybody there may."""
    status = member.get("status")
    if status == "restricted":
        return not member.get("can_send_messages")
    everybody = chat.get("permissions")
    allowed = everybody.get("can_send_messages") if isinstance(everybody, Mapping) else True
    return status == "member" and allowed is False
