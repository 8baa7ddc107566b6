"""The system behind API and admin area: work on the books, then mails and hooks."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import asdict, fields, replace
from datetime import datetime
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from sandbox.model import Clock, Json
from sandbox.whmcs.answers import Oddities
from sandbox.whmcs.books import Books, Change, Mail

T = TypeVar("T")

ZONE = ZoneInfo("Asia/Jakarta")
"""Where the provider's server stands; what WHMCS writes is in its own time."""


Points = list[tuple[str, Json]]
"""Hook points that one request runs, with their variables."""


class Hooks(Protocol):
    """The hook files in ``includes/hooks``."""

    by: str
    """What runs them."""
    log: list[str]
    """What they wrote into WHMCS's activity log, and what went wrong with them."""

    async def run(self, points: Points) -> None:
        """Run what is registered for these points. Never raises: WHMCS goes on."""


class NoHooks:
    """No hook file is there."""

    by = "nothing"

    def __init__(self) -> None:
        self.log: list[str] = []

    async def run(self, points: Points) -> None:
        return None


class System:
    def __init__(
        self,
        books: Books,
        clock: Clock,
        send: Callable[[Mail], Awaitable[None]],
        hooks: Hooks | None = None,
    ) -> None:
        self.books = books
        self.clock = clock
        self.hooks: Hooks = hooks or NoHooks()
        self.complaints: list[str] = []
        """What WHMCS passed over in silence: unknown parameters, unreadable fields."""
        self._send = send

    @property
    def now(self) -> datetime:
        """WHMCS's own time, without saying so."""
        return datetime.fromtimestamp(self.clock(), ZONE).replace(tzinfo=None)

    async def change(self, work: Callable[[Change], T]) -> T:
        """Do this, all or nothing; then send the mails and run the hooks that follow."""
        change = Change(self.books, self.now, _random_digits, lambda: secrets.token_hex(16))
        with self.books.transaction():
            result = work(change)
        self.complaints.extend(change.complaints)
        # Even when whoever asked is gone by now.
        await asyncio.shield(asyncio.ensure_future(self._follow(change)))
        return result

    async def _follow(self, change: Change) -> None:
        for mail in change.mails:
            await self._send(mail)
        if change.hooks:
            await self.hooks.run(change.hooks)

    # What the provider's people set up

    @property
    def oddities(self) -> Oddities:
        return Oddities(**self.books.setting("oddities", {}))

    def set_oddities(self, **changes: bool) -> None:
        """Raises ValueError."""
        known = {one.name for one in fields(Oddities)}
        if changes.keys() - known:
            raise ValueError(f"oddities are {', '.join(sorted(known))}")
        self.books.set("oddities", asdict(replace(self.oddities, **changes)))


def _random_digits(count: int) -> str:
    return f"{secrets.randbelow(9 * 10 ** (count - 1)) + 10 ** (count - 1)}"
