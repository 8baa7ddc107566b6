"""The billing system that the settings name, opened."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from typing import assert_never
from zoneinfo import ZoneInfo

from assistant.app.database import chosen_database
from assistant.app.settings import NEEDED_BY_PORTAL, PortalKind, Settings
from assistant.app.structure import Structure
from assistant.domain.portal import Portal
from assistant.portal.embedded import open_portal
from assistant.portal.whmcs import Credential, Provider, open_whmcs


@asynccontextmanager
async def open_chosen(
    settings: Settings, structure: Structure, database_url: str
) -> AsyncIterator[Portal]:
    """Raises SettingsError; the embedded portal also PortalError. WHMCS opens while it is down."""
    match settings.portal:
        case PortalKind.EMBEDDED:
            async with open_portal(settings.as_environment(database_url)) as embedded:
                yield embedded
        case PortalKind.WHMCS:
            async with _whmcs(settings, structure) as whmcs:
                yield whmcs
        case missing:
            assert_never(missing)


@asynccontextmanager
async def open_alone(settings: Settings, structure: Structure) -> AsyncIterator[Portal]:
    """Without the rest of the assistant; with a database only where the portal stands in it."""
    async with AsyncExitStack() as stack:
        embedded = settings.portal is PortalKind.EMBEDDED
        url = await stack.enter_async_context(chosen_database(settings)) if embedded else ""
        yield await stack.enter_async_context(open_chosen(settings, structure, url))


@asynccontextmanager
async def _whmcs(settings: Settings, structure: Structure) -> AsyncIterator[Portal]:
    settings.need(*NEEDED_BY_PORTAL[settings.portal])
    given = structure.whmcs
    credential = Credential(
        settings.required("WHMCS_IDENTIFIER"),
        settings.required("WHMCS_SECRET"),
        settings.text("WHMCS_ACCESS_KEY"),
    )
    provider = Provider(
        zone=ZoneInfo(given.timezone),
        fields=given.custom_fields,
        reply_as=given.reply_as,
        file_types=given.file_types,
    )
    longest = timedelta(seconds=given.longest_call)
    url = settings.required("WHMCS_URL")
    async with open_whmcs(
        url,
        credential,
        provider,
        settles_within=longest,
        largest_request=given.largest_request,
    ) as portal:
        yield portal
