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

from assistant.domain.faktur import FakturSpecimen, Party
from assistant.portal.embedded.admin import Draw, Finance, PortalAdmin
from assistant.portal.embedded.outgoing import EVENTS_PATH, Address, MailServer, Outgoing
from assistant.portal.embedded.portal import EmbeddedPortal, Letterhead
from assistant.portal.embedded.schema import create_schema
from assistant.portal.embedded.store import Store
from assistant.storage.database import asyncpg_url

__all__ = ["EmbeddedPortal", "PortalAdmin", "open_admin", "open_portal"]

DEFAULT_EVENTS_URL = "http://127.0.0.1:8080"
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
                    events=_address(settings, "ASSISTANT_PORTAL_EVENTS_SECRET"),
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
    """The same portal for the provider's people. To issue a faktur it needs ASSISTANT_SELLER_NAME,
    _NPWP, _ADDRESS and, if it is not the head office, _NITKU, and ASSISTANT_FAKTUR_SECRET."""
    async with open_portal(settings, clock=clock, pool_size=3) as portal:
        yield PortalAdmin(
            portal,
            Finance(
                seller=_seller(settings),
                upload=_address(settings, "ASSISTANT_FAKTUR_SECRET"),
                draw=draw or _draw_specimen,
            ),
        )


def _draw_specimen(spec: FakturSpecimen) -> bytes:
    """Loads the PDF writer only when a faktur is issued."""
    from assistant.documents.specimen import write_specimen

    return write_specimen(spec)


def _address(settings: Mapping[str, str], secret: str) -> Address | None:
    """ASSISTANT_EVENTS_URL with or without its path: the assistant's two paths are beside."""
    if not settings.get(secret):
        return None
    url = (settings.get("ASSISTANT_EVENTS_URL") or DEFAULT_EVENTS_URL).rstrip("/")
    return Address(url.removesuffix(EVENTS_PATH), settings[secret])


def _mail_server(settings: Mapping[str, str]) -> MailServer | None:
    url, sender = settings.get("ASSISTANT_SMTP_URL"), settings.get("ASSISTANT_MAIL_FROM")
    return MailServer.of_url(url, sender) if url and sender else None


def _seller(settings: Mapping[str, str]) -> Party | None:
    name, npwp, address = (
        settings.get(f"ASSISTANT_SELLER_{part}") for part in ("NAME", "NPWP", "ADDRESS")
    )
    if not (name and npwp and address):
        return None
    digits = "".join(filter(str.isdecimal, npwp)).rjust(16, "0")
    return Party(name, address, digits, settings.get("ASSISTANT_SELLER_NITKU") or f"{digits}000000")
