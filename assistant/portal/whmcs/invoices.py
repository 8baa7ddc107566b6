"""Invoices of WHMCS: by id, by number, those that hold a move, and those that were paid."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from assistant.domain.billing import Invoice, InvoiceStatus, PaidInvoice, PaidInvoices
from assistant.domain.portal import PortalError, PortalFailure
from assistant.portal import ids
from assistant.portal.whmcs import mapping
from assistant.portal.whmcs.changes import OLDEST
from assistant.portal.whmcs.numbers import numbered_invoices
from assistant.portal.whmcs.pages import PAGE, all_entries
from assistant.portal.whmcs.parsing import client_of, day, entries, moment, whole
from assistant.portal.whmcs.transport import Transport

BLOCKING_LISTS = ("Unpaid", "Payment Pending", "Collections")
"""WHMCS's statuses that block a move. Overdue is Unpaid with a date that has passed."""
PAID_PAGES = 20
"""Pages of the paid invoices that a month is looked for in."""


@dataclass(frozen=True, slots=True)
class Invoices:
    transport: Transport
    zone: ZoneInfo
    """Of the moments that WHMCS writes."""
    today: Callable[[], date]
    """In that zone."""

    async def blocking(self, client_id: str) -> list[Invoice]:
        key = ids.key(client_id)
        lists = await asyncio.gather(
            *(
                all_entries(
                    self.transport, "GetInvoices", "invoices", "invoice", userid=key, status=status
                )
                for status in BLOCKING_LISTS
            )
        )
        lines = {str(whole(one, "id")): one for found in lists for one in found}
        invoices = await asyncio.gather(
            *(self._invoice(key, mapping.currency(one)) for key, one in lines.items())
        )
        return sorted(invoices, key=lambda one: (one.issued, int(one.id)))

    async def one(self, invoice_id: str) -> Invoice:
        return await self._invoice(invoice_id, "")

    async def _invoice(self, invoice_id: str, currency: str) -> Invoice:
        """GetInvoice does not name the currency: that stands in a list, or beside the client."""
        answer = await self.transport.ask("GetInvoice", invoiceid=ids.key(invoice_id))
        known = currency or await self._currency_of(whole(answer, "userid"))
        return mapping.invoice(answer, self.zone, self.today(), known)

    async def _currency_of(self, client: int) -> str:
        """Empty where WHMCS does not say, or does not know the client any more."""
        try:
            answer = await self.transport.ask("GetClientsDetails", clientid=client)
        except PortalError as error:
            if error.code in (PortalFailure.NOT_FOUND, PortalFailure.REFUSED):
                return ""
            raise
        return mapping.currency(client_of(answer))

    async def find(self, number: str) -> Invoice | None:
        """Where one invoice has the number and another has it as its id, the paid one is meant,
        and of two that are alike the one that has the number."""
        wanted = number.strip()
        if not wanted or "\x00" in wanted:
            return None
        numbered = await numbered_invoices(self.transport, wanted)
        found = list(
            await asyncio.gather(
                *(self._invoice(str(whole(one, "id")), mapping.currency(one)) for one in numbered)
            )
        )
        if re.fullmatch(r"[0-9]{1,18}", wanted) and not any(_is_paid(one) for one in found):
            found += await self._by_id(wanted)
        return next(filter(_is_paid, found), found[0] if found else None)

    async def _by_id(self, wanted: str) -> list[Invoice]:
        """The invoice whose id is its number, as it has none of its own."""
        try:
            found = await self.one(wanted)
        except PortalError as error:
            if error.code is PortalFailure.NOT_FOUND:
                return []
            raise
        return [found] if found.number == found.id else []

    async def paid(
        self, begins: datetime, ends: datetime, client_id: str | None = None
    ) -> PaidInvoices:
        """WHMCS can't list by the day of payment: the newest paid ones are read, back to those
        that are too old to have been paid then, and :data:`PAID_PAGES` pages at most."""
        whose = {} if client_id is None else {"userid": ids.key(client_id)}
        found: dict[str, PaidInvoice] = {}  # what is paid meanwhile moves others to the next page
        seen = 0
        for _ in range(PAID_PAGES):
            answer = await self.transport.ask(
                "GetInvoices", status="Paid", orderby="id", order="desc",
                limitstart=seen, limitnum=PAGE, **whose,
            )  # fmt: skip
            lines = entries(answer, "invoices", "invoice")
            for one in lines:
                paid = moment(one, "datepaid", self.zone)
                if paid is not None and begins <= paid < ends:
                    found.setdefault(str(whole(one, "id")), mapping.paid_invoice(one))
            seen += len(lines)  # a server may cap what it is asked for
            oldest = day(lines[-1], "date") if lines else None
            ended = not lines or seen >= whole(answer, "totalresults")
            if ended or (oldest is not None and oldest < begins.date() - OLDEST):
                return PaidInvoices(tuple(reversed(found.values())), complete=True)
        return PaidInvoices(tuple(reversed(found.values())), complete=False)


def _is_paid(invoice: Invoice) -> bool:
    return invoice.status is InvoiceStatus.PAID
