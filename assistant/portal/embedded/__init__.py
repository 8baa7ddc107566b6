"""A small billing system of our own: for the demo, the tests, and providers who have none yet.

It lives in the schema ``portal`` of the assistant's PostgreSQL, on connections of its own, and
reports to the assistant over HTTP like any other.
"""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from uuid import uuid4

import httpx
from sqlalchemy.ext.asyncio import create_async_engine

from assistant.portal.embedded.admin import PortalAdmin
from assistant.portal.embedded.finance import Draw, finance_of
from assistant.portal.embedded.outgoing import MailServer, Outgoing, address
from assistant.portal.embedded.portal import EmbeddedPortal, Letterhead
from assistant.portal.embedded.schema import create_schema
from assistant.portal.embedded.store import Store
from assistant.storage.database import asyncpg_url

__all__ = ["EmbeddedPortal", "PortalAdmin", "open_admin", "open_portal"]

PORTAL_URL = "https://portal.cloudkilat.example"

_HTTP_SECONDS = 10.0
_CONNECT_SECONDS = 5.0
_STATEMENT_SECONDS = 15.0


def _now() -> datetime:
    return datetime.now(UTC)


@asynccontextmanager
async def open_portal(
    settings: Mapping[str, str], *, clock: Callable[[], datetime] = _now, pool_size: int = 5
) -> AsyncIterator[EmbeddedPortal]:
    """The portal at ASSISTANT_DATABASE_URL, its schema made if it is not there.

    ``settings`` are environment variables by their full names. Without
    ASSISTANT_PORTAL_EVENTS_SECRET nothing is told, and without ASSISTANT_SMTP_URL no mail leaves:
    both wait in the database. Raises PortalError.
    """
    engine = create_async_engine(
        asyncpg_url(settings["ASSISTANT_DATABASE_URL"]),
        pool_size=pool_size,
        max_overflow=0,
        pool_pre_ping=True,
        pool_timeout=_CONNECT_SECONDS,
        connect_args={
            "timeout": _CONNECT_SECONDS,
            "command_timeout": _STATEMENT_SECONDS,
            "server_settings": {"application_name": "assistant portal", "timezone": "UTC"},
        },
    )
    store = Store(engine, clock, new_id=lambda: str(uuid4()))
    try:
        await create_schema(store)
        # The assistant is on the same machine: no proxy stands between.
        async with httpx.AsyncClient(timeout=_HTTP_SECONDS, trust_env=False) as http:
            yield EmbeddedPortal(
                store=store,
                outgoing=Outgoing(
                    store=store,
                    http=http,
                    events=address(settings, "ASSISTANT_PORTAL_EVENTS_SECRET"),
                    mail=_mail_server(settings),
                ),
                letterhead=Letterhead(settings.get("ASSISTANT_BRAND") or "CloudKilat", PORTAL_URL),
                token=lambda: secrets.token_urlsafe(32),
                below=secrets.randbelow,
            )
    finally:
        await engine.dispose()


@asynccontextmanager
async def open_admin(
    settings: Mapping[str, str],
    *,
    draw: Draw | None = None,
    clock: Callable[[], datetime] = _now,
) -> AsyncIterator[PortalAdmin]:
    """The same portal for the provider's people. ``finance_of`` says what a faktur needs."""
    async with open_portal(settings, clock=clock, pool_size=3) as portal:
        yield PortalAdmin(
            portal,
            finance_of(settings, draw),
        )


def _mail_server(settings: Mapping[str, str]) -> MailServer | None:
    url, sender = settings.get("ASSISTANT_SMTP_URL"), settings.get("ASSISTANT_MAIL_FROM")
    return MailServer.of_url(url, sender) if url and sender else None
