"""The provider's own people on the other side of a portal, and what its tests ask of it."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from decimal import Decimal
from typing import Any, Protocol
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from assistant.domain.billing import InvoiceStatus, ServiceKind, ServiceStatus
from assistant.domain.clients import Client, NewClient, TaxKind, TaxProfile
from assistant.domain.portal import EventType, Portal, PortalError, PortalEvent, PortalFailure
from assistant.domain.tickets import Attachment, NewTicket, TicketRef, TicketStatus, with_reference


class World(Protocol):
    """What the provider's people do in their own admin area, and what arrives by mail."""

    async def add_service(self, client_id: str, kind: ServiceKind, name: str) -> str: ...

    async def set_service(self, service_id: str, status: ServiceStatus) -> None: ...

    async def bill(self, client_id: str, service_id: str | None, amount: Decimal) -> str:
        """The number of a new unpaid invoice of so many rupiah before tax."""

    async def set_currency(self, client_id: str, code: str) -> None:
        """What the client is billed in from now on; rupiah before."""

    async def set_invoice(self, number: str, status: InvoiceStatus) -> None:
        """By whatever way leads there."""

    async def transfer(self, service_id: str, to_client_id: str) -> None: ...

    async def reply(
        self, ticket: TicketRef, message: str, attachments: Sequence[Attachment] = ()
    ) -> None: ...

    async def set_ticket(self, ticket: TicketRef, status: TicketStatus) -> None: ...

    async def notes(self, client_id: str) -> list[str]:
        """What was noted beside a client, oldest first."""

    async def password_mails(self, email: str) -> int:
        """How many mails with a link to set a password went to this address."""

    def kept(self, written: str) -> str:
        """What the portal keeps of words: of some it may change characters, of none it loses any
        that can be read."""

    def unreachable(self) -> AbstractAsyncContextManager[None]:
        """While it lasts, the portal cannot be reached."""


ODD_TEXTS = [
    "Toko “Bunga” & Anak <b>Bangsa</b> #1",
    "شركة الاختبار المحدودة \u202e(rtl)",
    "🧑\u200d💻 PT Emoji 🏳️\u200d🌈 e\u0301",
    "'; drop table client; -- {{7*7}} %s {0} \\",
]
HUGE = "Baris panjang.\n" * 20_000
STORABLE = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=400
).filter(lambda text: bool(text.strip()))
MANY = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors],
)


def someone(email: str = "rudi@contoh.example", **changes: str) -> NewClient:
    new = NewClient(
        reference=uuid4().hex,
        email=email,
        first_name="Rudi",
        last_name="Hartono",
        company="PT Contoh Baru",
        phone="+6281234567890",
        address="Jl. Melati No. 5",
        city="Bandung",
        province="Jawa Barat",
        postcode="40115",
    )
    return replace(new, **changes)


def tax(**changes: Any) -> TaxProfile:
    profile = TaxProfile(
        kind=TaxKind.COMPANY,
        npwp="0012345674012000",
        nitku="0012345674012000000000",
        name="PT CONTOH BARU",
        address="JL. MELATI NO. 5, KOTA BANDUNG",
        email="pajak@contoh.example",
    )
    return replace(profile, **changes)


async def refusal(call: Awaitable[object]) -> PortalFailure:
    with pytest.raises(PortalError) as caught:
        await call
    return caught.value.code


async def all_changes(portal: Portal, mark: str = "") -> list[PortalEvent]:
    events: list[PortalEvent] = []
    while True:
        changes = await portal.changes_since(mark)
        events += changes.events
        if changes.mark == mark:
            return events
        mark = changes.mark


async def told(portal: Portal, mark: str) -> list[tuple[EventType, dict[str, str]]]:
    return [(event.type, event.data) for event in await all_changes(portal, mark)]


async def now(portal: Portal) -> str:
    """The mark after everything that has happened."""
    mark = ""
    while (changes := await portal.changes_since(mark)).mark != mark:
        mark = changes.mark
    return mark


async def ask(portal: Portal, client: Client, **changes: Any) -> TicketRef:
    return await portal.open_ticket(await a_ticket(portal, client, **changes))


async def a_ticket(portal: Portal, client: Client, **changes: Any) -> NewTicket:
    department = (await portal.departments())[0]
    reference = changes.pop("reference", uuid4().hex)
    new = NewTicket(
        reference=reference,
        client_id=client.id,
        department_id=department.id,
        subject="Pindah kepemilikan domain",
        message=with_reference("Mohon pindahkan contoh.example.", reference),
        service_id=None,
    )
    return replace(new, **changes)
