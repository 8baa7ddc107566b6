"""How fast all processes together may send: overall, to each private chat, to each group.

The budget lies in the database, on connections of its own and without transactions: a row a chat
and one for all, each with the moment at which the next message would be due if they were evenly
spaced (GCRA). A slot is reserved by moving that moment on, in one statement, and waited for here;
so nobody overtakes, and nobody asks twice.

What people wait for goes before what is pushed in bulk. A push reserves nothing: it gets a moment,
which every answer puts off, and when that has come it takes the slot that is there, if one is. And
answers may go one message earlier than pushes may, so that none waits for the slot after a push.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import TracebackType

import structlog

from assistant.retry import silence
from assistant.storage.send_budget import Rate, SendBudgetRows, Slot

log = structlog.get_logger(__name__)

BURST = 5
"""Messages that may go to one chat at once."""
_PUSHES_EARLY = 0.5
"""Who comes late to a slot delays none that follow."""
_ANSWERS_EARLY = 1.5
"""One more than pushes: or an answer would wait for the slot after each push, when there are as
many as may go. It is what keeps a tap as quick then as at any other time (``bench drain``)."""
_ALL = 0
"""The row of the whole bot; no chat has this id."""


class HeldError(Exception):
    """Telegram asked for silence; nothing may go there for so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"held for {seconds:.1f} s")
        self.seconds = seconds


def _overall_rate(per_second: float, early: float) -> Rate:
    """Evenly, so many messages ``early`` at most: any second holds that and one more than its
    share."""
    interval = 1 / per_second
    return Rate(_seconds(interval), _seconds(early * interval))


def _private_rate(per_second: float) -> Rate:
    """A burst, then evenly. Half a message is kept: between its slot and Telegram lie a commit and
    the network, which take longer for one than for another."""
    interval = 1 / per_second
    return Rate(_seconds(interval), _seconds((BURST - 1.5) * interval))


def _group_rate(per_minute: float) -> Rate:
    """A burst of a quarter of it at most, then the rest: no minute holds more than its share."""
    burst = max(1, min(BURST, int(per_minute / 4)))
    interval = 60 / (per_minute - burst if burst > 1 else per_minute)
    return Rate(_seconds(interval), _seconds((burst - 1) * interval))


def _seconds(seconds: float) -> timedelta:
    return timedelta(microseconds=math.ceil(seconds * 1e6))


@dataclass(frozen=True, slots=True)
class Timing:
    """Time, for tests to pass as they like."""

    clock: Callable[[], datetime] | None = None
    """None: the database's, which all processes share."""
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


class Budget:
    """A slot is taken before each send or edit. Answers to taps need none.

    Group chats have negative ids. ``send_rate`` and ``chat_rate`` are per second, overall and to
    one person; ``group_rate`` is per minute, to one group. Use it as ``async with``.

    What the rows said last is remembered, so that :meth:`resting`, :meth:`held` and
    :meth:`has_room` ask nobody; what other processes have done since is learned with the next slot.
    """

    def __init__(
        self,
        url: str,
        send_rate: float,
        chat_rate: float,
        group_rate: float,
        timing: Timing = Timing(),
    ) -> None:
        self._private = _private_rate(chat_rate)
        self._group = _group_rate(group_rate)
        self._timing = timing
        answers, pushes = (_overall_rate(send_rate, n) for n in (_ANSWERS_EARLY, _PUSHES_EARLY))
        self._rows = SendBudgetRows(url, answers, pushes)
        self._free_at: dict[int, float] = {}
        """When a chat's row will be as if nothing had been sent (monotonic)."""
        self._held_until: dict[int, float] = {}

    async def __aenter__(self) -> Budget:
        await self._rows.__aenter__()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._rows.__aexit__(kind, error, trace)

    async def slot(self, chat: int, *, bulk: bool = False) -> None:
        """Waits until a message to this chat may go.

        Raises :class:`HeldError` when that is after a silence that Telegram asked for, and
        ConnectionError when the database stays away.
        """
        rate = self._rate(chat)
        slot = self._noted(chat, await self._rows.take(chat, rate, bulk, self._now()))
        if slot.wait is None:
            await self._timing.sleep(slot.chat - _float(rate.interval + rate.ahead))
            slot = await self._go_on(chat, bulk, first=True)
        while not slot.taken:
            await self._timing.sleep(slot.wait or 0.0)
            slot = await self._go_on(chat, bulk, first=False)
        if slot.wait:
            await self._timing.sleep(slot.wait)
            self._raise_if_held(chat)

    async def _go_on(self, chat: int, bulk: bool, *, first: bool) -> Slot:
        return self._noted(chat, await self._rows.go_on(chat, bulk, first, self._now()))

    async def hold(self, chat: int, seconds: float) -> None:
        """Telegram asked to be left alone, which all processes obey. In a private chat we never
        send too fast by the chat's own measure, so it means all of us; in a group it means the
        group."""
        seconds = silence(seconds)
        whom = chat if chat < 0 else _ALL
        until = self._timing.monotonic() + seconds
        self._held_until[whom] = max(self._held_until.get(whom, until), until)
        log.warning("telegram asks for silence", chat=whom or "all", seconds=seconds)
        await self._rows.hold(whom, seconds, self._now())

    def resting(self) -> dict[int, float]:
        """The chats that nothing may go to just now, and for how many seconds."""
        now = self._timing.monotonic()
        self._forget(now)
        rests = {}
        for chat, free_at in self._free_at.items():
            rests[chat] = free_at - _float(self._rate(chat).ahead) - now
        for chat, until in self._held_until.items():
            if chat != _ALL:
                rests[chat] = max(rests.get(chat, 0.0), until - now)
        return {chat: seconds for chat, seconds in rests.items() if seconds > 0}

    def held(self) -> bool:
        """Whether Telegram asked for silence altogether."""
        return self._held_until.get(_ALL, 0.0) > self._timing.monotonic()

    def has_room(self, chat: int) -> bool:
        """Whether something that could be left out may go without holding up what can't."""
        ahead = self._free_at.get(chat, 0.0) - self._timing.monotonic()
        return ahead <= _float(self._rate(chat).ahead) / 2

    def _noted(self, chat: int, slot: Slot) -> Slot:
        """What it says of the chat is remembered. Raises :class:`HeldError`."""
        now = self._timing.monotonic()
        self._free_at[chat] = now + slot.chat
        if slot.held:
            self._held_until[chat if slot.chat_held else _ALL] = now + slot.held
            raise HeldError(slot.held)
        return slot

    def _now(self) -> datetime | None:
        return self._timing.clock() if self._timing.clock else None

    def _rate(self, chat: int) -> Rate:
        return self._group if chat < 0 else self._private

    def _raise_if_held(self, chat: int) -> None:
        """Somebody in this process was asked for silence while we waited."""
        until = max(self._held_until.get(_ALL, 0.0), self._held_until.get(chat, 0.0))
        seconds = until - self._timing.monotonic()
        if seconds > 0:
            raise HeldError(seconds)

    def _forget(self, now: float) -> None:
        for known in (self._free_at, self._held_until):
            for chat in [chat for chat, until in known.items() if until <= now]:
                del known[chat]


def _float(span: timedelta) -> float:
    return span.total_seconds()
