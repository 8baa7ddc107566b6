"""WHMCS as the portal, over its HTTP API.

``transport`` sends calls and says what a failure means; ``parsing`` and ``pages`` bear with the
forms that answers take; ``mapping`` makes the domain's objects of them; ``invoices`` and
``numbers`` find invoices, ``changes`` what no hook told; ``portal`` is the Protocol.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta

import httpx

from assistant.domain.portal import PortalError
from assistant.portal.whmcs.mapping import CustomFields, Provider
from assistant.portal.whmcs.portal import WhmcsPortal
from assistant.portal.whmcs.transport import (
    CONNECT_SECONDS,
    CONNECTIONS,
    LARGEST_REQUEST,
    READ_SECONDS,
    Credential,
    Transport,
    WhmcsError,
    WhmcsTrouble,
)

__all__ = [
    "Credential",
    "CustomFields",
    "Provider",
    "WhmcsError",
    "WhmcsPortal",
    "WhmcsTrouble",
    "open_whmcs",
]


def _now() -> datetime:
    return datetime.now(UTC)


@asynccontextmanager
async def open_whmcs(
    url: str,
    credential: Credential,
    provider: Provider,
    *,
    settles_within: timedelta,
    largest_request: int = LARGEST_REQUEST,
    clock: Callable[[], datetime] = _now,
) -> AsyncIterator[WhmcsPortal]:
    """The WHMCS at ``url``. Opens also while it is down: each call says what is wrong then."""
    async with httpx.AsyncClient(
        base_url=url,
        timeout=httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS),
        limits=httpx.Limits(max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS),
        headers={"User-Agent": "assistant"},
    ) as http:
        transport = Transport(http, credential, largest_request)
        portal = WhmcsPortal(transport, provider, clock, settles_within)
        learning = asyncio.create_task(_learn(portal))
        try:
            yield portal
        finally:
            learning.cancel()
            await asyncio.gather(learning, return_exceptions=True)


async def _learn(portal: WhmcsPortal) -> None:
    """So that the first customer need not wait for it."""
    with suppress(PortalError):
        await portal.learn_products()
