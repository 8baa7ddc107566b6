"""The provider's people, and what they find in their portal: the embedded one, or WHMCS.

Counted is what stands in the portal itself, not what the assistant thinks of it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from decimal import Decimal
from typing import Protocol, TypeAlias

import asyncpg

from assistant.domain.clients import Client, NewClient, TaxProfile
from assistant.portal.embedded import PortalAdmin, open_admin
from assistant.portal.whmcs import WhmcsPortal, open_whmcs
from assistant.storage.embedded import dsn
from drill.stack import Stack
from sandbox.whmcs.admin import WhmcsAdmin
from tests.portal.whmcs_world import CREDENTIAL, PROVIDER, SETTLES
from tests.whmcs import FakeWhmcs

Admin: TypeAlias = PortalAdmin | WhmcsAdmin


class Accounts(Protocol):
    """What opens accounts before anybody is at work."""

    async def create_client(self, new: NewClient) -> Client: ...

    async def set_tax_profile(self, client_id: str, tax: TaxProfile) -> None: ...


class Provider(Protocol):
    @property
    def admin(self) -> Admin: ...

    @property
    def accounts(self) -> Accounts: ...

    async def pay_less(self, number: str, withheld: Decimal) -> None:
        """All of an invoice but so many rupiah."""

    async def tickets(self) -> list[str]:
        """How each begins."""

    async def replies(self) -> list[str]: ...

    async def slips(self, number: str) -> list[Decimal]:
        """What was booked for an invoice as tax withheld, rupiah."""

    async def flush(self) -> None:
        """Tell at once what waits to be told."""


class EmbeddedProvider:
    def __init__(self, admin: PortalAdmin, database_url: str) -> None:
        self.admin = admin
        self.accounts = admin.portal
        self._database_url = database_url

    async def pay_less(self, number: str, withheld: Decimal) -> None:
        invoice = await self.admin.portal.find_invoice(number)
        assert invoice is not None
        await self.admin.portal.add_payment(
            invoice.id, invoice.total - withheld,
            gateway="banktransfer", transaction=f"TRF-{number}",
        )  # fmt: skip

    async def tickets(self) -> list[str]:
        return [row[0] for row in await self._rows("select message from portal.ticket")]

    async def replies(self) -> list[str]:
        return [row[0] for row in await self._rows("select message from portal.ticket_reply")]

    async def slips(self, number: str) -> list[Decimal]:
        query = (
            "select amount from portal.payment p join portal.invoice i on i.id = p.invoice_id"
            " where i.number = $1 and p.gateway = 'pph23'"
        )
        return [row[0] for row in await self._rows(query, number)]

    async def flush(self) -> None:
        await self.admin.flush_events()

    async def _rows(self, query: str, *values: str) -> list[asyncpg.Record]:
        connection = await asyncpg.connect(dsn(self._database_url))
        try:
            return list(await connection.fetch(query, *values))
        finally:
            await connection.close()


class WhmcsProvider:
    def __init__(self, whmcs: FakeWhmcs, accounts: WhmcsPortal) -> None:
        self.admin = whmcs.admin
        self.accounts = accounts
        self._books = whmcs.inside.books

    async def pay_less(self, number: str, withheld: Decimal) -> None:
        accounts = (await self.admin.overview())["accounts"]
        lines = (line for account in accounts for line in account["invoices"])
        total = next(Decimal(line["total"]) for line in lines if line["number"] == number)
        await self.admin.pay_part(number, total - withheld)

    async def tickets(self) -> list[str]:
        return [text for (text,) in self._books.all("SELECT message FROM ticket")]

    async def replies(self) -> list[str]:
        return [text for (text,) in self._books.all("SELECT message FROM reply")]

    async def slips(self, number: str) -> list[Decimal]:
        query = (
            "SELECT amount FROM payment p JOIN invoice i ON i.id = p.invoice"
            " WHERE i.invoicenum = ? AND p.gateway = 'pph23'"
        )
        return [Decimal(amount) for (amount,) in self._books.all(query, number)]

    async def flush(self) -> None:
        """WHMCS tells once, and at once."""


@asynccontextmanager
async def provider_of(stack: Stack) -> AsyncIterator[Provider]:
    if stack.whmcs is None:
        async with open_admin(stack.environment) as admin:
            yield EmbeddedProvider(admin, stack.database_url)
        return
    stack.whmcs.set_up(oddities={"invoice_numbers": True})
    whmcs = open_whmcs(stack.whmcs.url, CREDENTIAL, PROVIDER, settles_within=SETTLES)
    async with whmcs as accounts:
        yield WhmcsProvider(stack.whmcs, accounts)
