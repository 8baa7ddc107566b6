"""Questions to the portal."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

from assistant.domain.portal import PortalError, PortalFailure

T = TypeVar("T")
AT_ONCE = 4


async def known(asked: Awaitable[T]) -> T | None:
    """What was asked for; None where the portal does not know it."""
    try:
        return await asked
    except PortalError as error:
        if error.code is not PortalFailure.NOT_FOUND:
            raise
        return None


async def a_few_at_once(ask: Callable[[str], Awaitable[T]], ids: Iterable[str]) -> list[T]:
    """The answers, in the order of the ids."""
    few = asyncio.Semaphore(AT_ONCE)

    async def one(id_: str) -> T:
        async with few:
            return await ask(id_)

    return await asyncio.gather(*map(one, ids))
