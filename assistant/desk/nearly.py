"""A command of the staff chat that is nearly one of ours: what stands behind it was meant for
somebody, and whoever wrote it would believe that it went there."""

from __future__ import annotations

import re
from collections.abc import Iterable

from aiogram import Router
from aiogram.types import Message
from rapidfuzz.distance import OSA

from assistant.desk.talking import say_here
from assistant.domain.work import Work

_TYPED = re.compile(r"/([A-Za-z_]{2,32})(?=\s|$)")
"""Without a bot's name behind it: that of another bot is nothing to us."""
_VOWELS = re.compile("[aeiou]")
_SHORTEST = 4
"""Letters of the shortest that may have a slip."""
_TWO_SLIPS_FROM = 7


def add_nearly(router: Router, commands: Iterable[str]) -> None:
    """``commands``: all that count in the staff chat. To be added after each of them."""
    known = tuple(commands)

    async def is_nearly(message: Message) -> dict[str, str] | bool:
        typed = _TYPED.match(message.text or message.caption or "")
        near = nearly(typed[1].casefold(), known) if typed else None
        return {"typed": typed[1], "near": near} if typed and near else False

    router.message.register(_say, is_nearly)


def nearly(typed: str, known: Iterable[str]) -> str | None:
    """The command that was meant: a slip or two away, or written without its vowels."""
    slips = 0 if len(typed) < _SHORTEST else 1 + (len(typed) >= _TWO_SLIPS_FROM)
    fitting = [
        one
        for one in known
        if OSA.distance(typed, one) <= slips or (len(typed) > 2 and _VOWELS.sub("", one) == typed)
    ]
    return min(fitting, key=lambda one: OSA.distance(typed, one), default=None)


async def _say(message: Message, work: Work, key: str, typed: str, near: str) -> None:
    await say_here(work, message, key, "desk-nearly", typed=typed, near=near)
