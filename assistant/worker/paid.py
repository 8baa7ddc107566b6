"""What was paid before anybody here knew of an account: found when it is linked, and looked for
again when it is refreshed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import structlog

from assistant.domain.accounts.model import Link
from assistant.domain.accounts.suspending import compare_links
from assistant.domain.billing import Invoice, PaidInvoice
from assistant.domain.clients import Client
from assistant.domain.fakturs.holding import reconsider
from assistant.domain.fakturs.paid import invoice_paid, looked_for_since, paid_before
from assistant.domain.portal import Portal, PortalError, PortalFailure
from assistant.storage.work import WorkShop
from assistant.worker.asking import a_few_at_once

log = structlog.get_logger(__name__)

MOST_READ = 200
"""Invoices that one look reads; the next one goes on."""
AHEAD = timedelta(days=1)
"""A portal's clock may be before ours."""


@dataclass(frozen=True, slots=True)
class PaidJobs:
    shop: WorkShop
    portal: Portal

    async def find(self, account: str) -> None:
        """The paid invoices of a linked account that nothing is on record of, by the same way as
        an event would have told of each."""
        async with self.shop.work() as work:
            now, links = work.now, await work.links.to(account)
        if not links:
            return
        try:
            listed = await self.portal.paid_invoices(looked_for_since(now), now + AHEAD, account)
            new = await self._unknown(listed.invoices)
            if not new:
                return
            client = await self.portal.client(account)
            invoices = await a_few_at_once(self.portal.invoice, (one.id for one in new))
        except PortalError as error:
            if error.code in (PortalFailure.NOT_FOUND, PortalFailure.REFUSED):
                log.warning("an account's payments were not read", error=error.detail)
                return
            raise
        await self._note(client, invoices, links)

    async def _unknown(self, listed: Sequence[PaidInvoice]) -> list[PaidInvoice]:
        async with self.shop.work() as work:
            known = await work.fakturs.known(frozenset(one.id for one in listed))
        return [one for one in listed if one.id not in known][:MOST_READ]

    async def _note(
        self, client: Client, invoices: Sequence[Invoice], links: Sequence[Link]
    ) -> None:
        """What was paid since somebody is linked is told as always: its event got lost."""
        since = min(link.proven_at for link in links)
        before = [one for one in invoices if one.paid_at is None or one.paid_at < since]
        async with self.shop.work() as work:
            await compare_links(work, client)
            await paid_before(work, client, before)
            for invoice in invoices:
                if invoice not in before:
                    await invoice_paid(work, client, invoice)
            for invoice in invoices:
                await reconsider(work, invoice.number)
            for link in links:
                await work.wake(link.person, "faktur")
