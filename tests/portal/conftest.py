"""The embedded portal beside a mail server and an assistant that listens."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from uuid import uuid4

import pytest

from assistant.portal.embedded import EmbeddedPortal, open_admin, open_portal
from tests.portal.embedded_world import (
    EVENTS_SECRET,
    FAKTUR_SECRET,
    Assistant,
    Clock,
    EmbeddedWorld,
    Mailbox,
    administer,
    database,
    free_port,
)


@pytest.fixture(scope="session")
def portal_template(postgres_url: str) -> str:
    """The name of a database with the portal's schema in it, to be copied."""
    name = f"portal_{uuid4().hex}"

    async def make() -> None:
        await administer(postgres_url, f'create database "{name}" template template0')
        async with open_portal({"ASSISTANT_DATABASE_URL": database(postgres_url, name)}):
            pass

    asyncio.run(make())
    return name


@pytest.fixture
async def portal_url(postgres_url: str, portal_template: str) -> AsyncIterator[str]:
    """A fresh database with the portal's schema, for one test."""
    name = f"test_{uuid4().hex}"
    await administer(postgres_url, f'create database "{name}" template "{portal_template}"')
    yield database(postgres_url, name)
    await administer(postgres_url, f'drop database "{name}" with (force)')


@pytest.fixture
async def world(portal_url: str) -> AsyncIterator[EmbeddedWorld]:
    clock = Clock()
    mailbox, assistant = Mailbox(free_port()), Assistant(free_port(), clock)
    settings = {
        "ASSISTANT_DATABASE_URL": portal_url,
        "ASSISTANT_EVENTS_URL": assistant.url,
        "ASSISTANT_PORTAL_EVENTS_SECRET": EVENTS_SECRET,
        "ASSISTANT_FAKTUR_SECRET": FAKTUR_SECRET,
        "ASSISTANT_SMTP_URL": f"smtp://127.0.0.1:{mailbox.port}",
        "ASSISTANT_MAIL_FROM": "CloudKilat <noreply@cloudkilat.example>",
        "ASSISTANT_BRAND": "CloudKilat",
        "ASSISTANT_SELLER_NAME": "PT CLOUD CONTOH INDONESIA",
        "ASSISTANT_SELLER_NPWP": "0012345674012000",
        "ASSISTANT_SELLER_ADDRESS": "JL. CONTOH NO. 1, JAKARTA",
    }
    await assistant.start()
    mailbox.start()
    try:
        async with open_admin(settings, clock=clock) as admin:
            for name in ("Info", "Billing"):
                await admin.add_department(name)
            yield EmbeddedWorld(admin, clock, mailbox, assistant, settings)
    finally:
        mailbox.stop()
        await assistant.stop()


@pytest.fixture
def portal(world: EmbeddedWorld) -> EmbeddedPortal:
    return world.admin.portal
