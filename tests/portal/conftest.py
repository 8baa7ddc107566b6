"""The embedded portal beside a mail server and an assistant that listens."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from assistant.portal.embedded import EmbeddedPortal, open_admin
from tests.portal.embedded_world import (
    EVENTS_SECRET,
    FAKTUR_SECRET,
    Assistant,
    Clock,
    EmbeddedWorld,
    Mailbox,
    free_port,
)


@pytest.fixture
async def world(assistant_url: str) -> AsyncIterator[EmbeddedWorld]:
    clock = Clock()
    mailbox, assistant = Mailbox(free_port()), Assistant(free_port(), clock)
    settings = {
        "ASSISTANT_DATABASE_URL": assistant_url,
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
