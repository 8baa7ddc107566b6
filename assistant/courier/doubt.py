"""What staff hear of messages that were in doubt twice: of one outage once."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from assistant.domain.staff import DeliveryInDoubt
from assistant.storage import deliveries
from assistant.storage.database import alone
from assistant.storage.deliveries import Delivery
from assistant.storage.work import SqlWork

GATHERED = timedelta(seconds=30)
"""How long the word waits for others that the same outage leaves in doubt."""
ONE_OUTAGE = timedelta(minutes=30)
"""What comes within it after the one before belongs to the same."""
MOST_NAMES = 10
_MARK = "doubt"
_KEY = "desk-delivery-unknown"


async def tell_of_doubt(work: SqlWork, delivery: Delivery) -> None:
    """One word, which grows as long as it has not gone out, and is amended after that."""
    await alone(work.connection, f"assistant-{_MARK}")
    said = json.loads(await work.marks.get(_MARK) or "{}")
    same = bool(said) and work.now < datetime.fromisoformat(said["at"]) + ONE_OUTAGE
    key = said["key"] if same else f"{delivery.key}:{_KEY}"
    names = [*(said["names"] if same else []), name_of(delivery)]
    kept = {"key": key, "at": work.now.isoformat(), "names": names[:MOST_NAMES]}
    count = int(said.get("count", 0)) + 1 if same else 1
    await work.marks.set(_MARK, json.dumps({**kept, "count": count}))
    news = DeliveryInDoubt(_list(names[:MOST_NAMES], count))
    if not same:
        await work.desk.tell(news, unique=key)
        await deliveries.say_later(work.connection, key, work.now + GATHERED)
    elif not await deliveries.reword(work.connection, key, {"what": news.what}):
        await work.desk.amend(key, news, unique=f"{key}:{delivery.id}")


def name_of(delivery: Delivery) -> str:
    """As staff can look for it."""
    return f"{delivery.payload.name or delivery.payload.key} (#{delivery.id})"


def _list(names: list[str], count: int) -> str:
    more = count - len(names)
    return ", ".join(names) + (f" (+{more})" if more else "")
