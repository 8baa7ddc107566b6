"""The stand-in for WHMCS with the adapter over it, and what its provider's people do."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from assistant.domain.billing import InvoiceStatus, ServiceKind, ServiceStatus
from assistant.domain.tickets import Attachment, TicketRef, TicketStatus
from assistant.portal.whmcs import (
    Credential,
    CustomFields,
    Provider,
    WhmcsPortal,
    open_whmcs,
)
from assistant.portal.whmcs.words import keepable
from tests.whmcs import WHMCS, FakeWhmcs, running_whmcs

FIELDS = CustomFields(name=11, address=12, nitku=13, email=14, kind=15)
PROVIDER = Provider(ZoneInfo("Asia/Jakarta"), FIELDS)
CREDENTIAL = Credential(WHMCS["ASSISTANT_WHMCS_IDENTIFIER"], WHMCS["ASSISTANT_WHMCS_SECRET"])
SETTLES = timedelta(seconds=120)


@dataclass
class WhmcsWorld:
    """The provider's people of a WHMCS."""

    whmcs: FakeWhmcs
    portal: WhmcsPortal

    async def add_service(self, client_id: str, kind: ServiceKind, name: str) -> str:
        return str((await self.whmcs.admin.add_service(client_id, kind, name))["service"])

    async def set_service(self, service_id: str, status: ServiceStatus) -> None:
        await self.whmcs.admin.set_service_status(service_id, status)

    async def bill(self, client_id: str, service_id: str | None, amount: Decimal) -> str:
        return str((await self.whmcs.admin.bill(client_id, service_id, amount))["invoice"])

    async def set_currency(self, client_id: str, code: str) -> None:
        await self.whmcs.admin.set_currency(client_id, code)

    def kept(self, written: str) -> str:
        """Old tables cut at a character above U+FFFF, so none is sent."""
        return keepable(written)

    async def set_invoice(self, number: str, status: InvoiceStatus) -> None:
        if status is InvoiceStatus.UNPAID:
            return
        if status is InvoiceStatus.REFUNDED:
            invoice = await self.portal.find_invoice(number)
            if invoice is not None and invoice.status is not InvoiceStatus.PAID:
                await self.whmcs.admin.pay(number)
        await self.whmcs.admin.set_invoice_status(number, status)

    async def transfer(self, service_id: str, to_client_id: str) -> None:
        await self.whmcs.admin.transfer(service_id, to_client_id)

    async def reply(
        self, ticket: TicketRef, message: str, attachments: Sequence[Attachment] = ()
    ) -> None:
        await self.whmcs.admin.reply(ticket.number, message, attachments)

    async def set_ticket(self, ticket: TicketRef, status: TicketStatus) -> None:
        await self.whmcs.admin.set_status(ticket.number, status)

    async def notes(self, client_id: str) -> list[str]:
        books = self.whmcs.inside.books
        rows = books.rows("SELECT note FROM note WHERE client = ? ORDER BY id", int(client_id))
        return [str(one["note"]) for one in rows]

    async def password_mails(self, email: str) -> int:
        books = self.whmcs.inside.books
        query = (
            "SELECT count(*) FROM password_link JOIN client ON client.id = password_link.client "
            "WHERE client.email = ?"
        )
        return books.count(query, email)

    @asynccontextmanager
    async def unreachable(self) -> AsyncIterator[None]:
        """WHMCS is in maintenance: a page for whatever is asked, and nothing is done."""
        await self.whmcs.sim.fault("whmcs:*", kind="maintenance", times=10_000)
        try:
            yield
        finally:
            await self.whmcs.sim.fault("whmcs:*", kind="clear")


@asynccontextmanager
async def whmcs_world(
    folder: Path, settles_within: timedelta = SETTLES
) -> AsyncIterator[WhmcsWorld]:
    async with (
        running_whmcs(folder) as whmcs,
        open_whmcs(whmcs.url, CREDENTIAL, PROVIDER, settles_within=settles_within) as portal,
    ):
        yield WhmcsWorld(whmcs, portal)
