"""Updates waiting for the bot, and how it fetches them by long polling."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field

from sandbox.errors import conflict
from sandbox.model import Clock, Json
from sandbox.spoil import spoil
from sandbox.store import Store

UPDATE_LIFE = 24 * 3600.0
CALLBACK_LIFE = 150.0
"""Seconds after which a tap is dropped and can no longer be answered."""
LONGEST_POLL = 50
LEFT_OUT_BY_DEFAULT = ("chat_member", "message_reaction", "message_reaction_count")
NOT_WITH_WEBHOOK = (
    "can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
TERMINATED = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)


@dataclass(slots=True)
class _Poll:
    """One getUpdates call that waits."""

    woken: asyncio.Event = field(default_factory=asyncio.Event)
    terminated: bool = False


class UpdateQueue:
    """Updates in the order they happened. ``lane`` groups those that a webhook delivers one after
    the other: a chat's messages, a user's callbacks."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._poll: _Poll | None = None
        self._newest_given = 0
        self.repeated = 0
        """Updates that getUpdates gave once more, since the start."""
        self.expired: list[int] = []
        """Numbers of those that nobody confirmed in time, since the start."""
        self.spoiled = 0
        """Updates that got a part which nobody can read, since the start."""
        self.tap_lives = CALLBACK_LIFE
        self.on_change: Callable[[], None] = lambda: None
        """Called when updates were added; the webhook's delivery listens here."""
        self.keep_confirmed: Callable[[], bool] = lambda: False
        """Asked at each confirmation: whether the confirmed updates come once more."""
        self.spoil_next: Callable[[], bool] = lambda: False
        """Asked at each new update: whether a part of it is to be unreadable."""

    def add(self, kind: str, lane: str, body: Json) -> int | None:
        """Queue an update; None when allowed_updates leaves its kind out."""
        if not self._allowed(kind):
            return None
        if self.spoil_next():
            body = spoil(kind, body, self.spoiled)
            self.spoiled += 1
        update_id = self._store.count("update_id", first=int(self._clock()))
        self._store.run(
            "INSERT INTO pending VALUES (?, ?, ?, ?, ?)",
            update_id,
            kind,
            lane,
            self._clock(),
            json.dumps({"update_id": update_id, kind: body}),
        )
        self.changed()
        return update_id

    def _allowed(self, kind: str) -> bool:
        allowed = self._store.get("allowed_updates") or []
        return kind in allowed if allowed else kind not in LEFT_OUT_BY_DEFAULT

    def changed(self) -> None:
        if self._poll is not None:
            self._poll.woken.set()
        self.on_change()

    def stop(self) -> None:
        """End a poll that waits, with what there is."""
        if self._poll is not None:
            self._poll.woken.set()

    def expire(self) -> None:
        """Drop what nobody fetched in time."""
        now = self._clock()
        dropped = self._store.all(
            "DELETE FROM pending WHERE created < ? OR (kind = 'callback_query' AND created < ?)"
            " RETURNING update_id",
            now - UPDATE_LIFE,
            now - self.tap_lives,
        )
        self.expired += [number for (number,) in dropped]

    def pending_count(self) -> int:
        self.expire()
        row = self._store.one("SELECT count(*) FROM pending")
        return int(row[0]) if row else 0

    @property
    def last_id(self) -> int:
        """The id of the newest update there ever was; 0 before the first."""
        return int(self._store.get("update_id", 0))

    @property
    def polled(self) -> bool:
        """Whether a getUpdates call waits right now."""
        return self._poll is not None

    def clear(self) -> None:
        self._store.run("DELETE FROM pending")

    def waiting(self, limit: int) -> list[Json]:
        rows = self._store.all("SELECT body FROM pending ORDER BY update_id LIMIT ?", limit)
        return [json.loads(body) for (body,) in rows]

    # For the webhook

    def lanes(self) -> list[str]:
        rows = self._store.all("SELECT lane FROM pending GROUP BY lane ORDER BY min(update_id)")
        return [lane for (lane,) in rows]

    def first_in(self, lane: str) -> Json | None:
        row = self._store.one(
            "SELECT body FROM pending WHERE lane = ? ORDER BY update_id LIMIT 1", lane
        )
        return json.loads(row[0]) if row else None

    def done(self, update_id: int) -> None:
        self._store.run("DELETE FROM pending WHERE update_id = ?", update_id)

    # For long polling

    def confirm(self, offset: int) -> None:
        """Forget all below ``offset`` for good; a negative one keeps that many of the newest."""
        if offset < 0:
            rows = self._store.all(
                "SELECT update_id FROM pending ORDER BY update_id DESC LIMIT ?", -offset
            )
            offset = min((row[0] for row in rows), default=0)
        confirmed = self._store.one("SELECT 1 FROM pending WHERE update_id < ?", offset)
        if confirmed and not self.keep_confirmed():
            self._store.run("DELETE FROM pending WHERE update_id < ?", offset)

    async def poll(self, offset: int, limit: int, seconds: float) -> list[Json]:
        """getUpdates: what is there, else wait up to ``seconds`` for something.

        A newer call ends an older one that waits, which is then refused with a 409.
        """
        self._terminate_older()
        if offset:
            self.confirm(offset)
        self.expire()
        found = self.waiting(limit)
        if not found and seconds > 0:
            found = await self._wait(limit, min(seconds, LONGEST_POLL))
        self._note_given([update["update_id"] for update in found])
        return found

    def _note_given(self, numbers: list[int]) -> None:
        self.repeated += sum(number <= self._newest_given for number in numbers)
        self._newest_given = max([self._newest_given, *numbers])

    async def _wait(self, limit: int, seconds: float) -> list[Json]:
        poll = self._poll = _Poll()
        try:
            await asyncio.wait_for(poll.woken.wait(), seconds)
        except TimeoutError:
            pass
        finally:
            if self._poll is poll:
                self._poll = None
        if poll.terminated:
            raise conflict(TERMINATED)
        return self.waiting(limit)

    def _terminate_older(self) -> None:
        if self._poll is not None:
            self._poll.terminated = True
            self._poll.woken.set()
            self._poll = None
