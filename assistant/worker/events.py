"""What the portal tells us: an event names ids only, the truth is read from the portal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.domain.accounts.suspending import compare_links
from assistant.domain.fakturs.holding import reconsider
from assistant.domain.fakturs.paid import invoice_paid, invoice_undone
from assistant.domain.portal import EventType, Portal
from assistant.domain.transfers.asking import look_again_for_drafts
from assistant.domain.work import Job
from assistant.storage import inbox
from assistant.storage.work import WorkShop
from assistant.worker.asking import known
from assistant.worker.replies import Replies
from assistant.worker.talks import TalkJobs

MARK = "portal-changes"
TICKET_MARK = "tickets-looked-at"
TICKETS_A_ROUND = 10
"""Calls that a round of reconciliation makes for tickets, however many there are."""
LINK_MARK = "links-looked-at"
ACCOUNTS_A_ROUND = 10
"""The same for linked accounts, whose e-mail may have changed and nobody told."""


@dataclass(frozen=True, slots=True)
class EventJobs:
    shop: WorkShop
    portal: Portal
    talks: TalkJobs

    async def handle(self, key: str) -> None:
        """An event from the inbox. What it is about may be gone by now: then there is nothing."""
        async with self.shop.work() as work:
            body = await inbox.body(work.connection, int(key))
        if body is None:
            return
        await known(self._happened(EventType(body["type"]), body["data"]))

    async def _happened(self, what: EventType, data: Mapping[str, str]) -> None:
        match what:
            case EventType.INVOICE_PAID:
                await self._invoice_paid(data["invoice"])
            case EventType.INVOICE_REFUNDED | EventType.INVOICE_CANCELLED:
                await self._invoice_undone(data["invoice"])
            case EventType.TICKET_REPLIED | EventType.TICKET_STATUS:
                await Replies(self.shop, self.portal, self.talks).pass_on(data["ticket"])
            case EventType.SERVICE_CHANGED:
                await self._service(data["service"])
            case EventType.CLIENT_CHANGED:
                await self._client(data["client"])

    async def _invoice_paid(self, invoice_id: str) -> None:
        invoice = await self.portal.invoice(invoice_id)
        client = await self.portal.client(invoice.client_id)
        async with self.shop.work() as work:
            await look_again_for_drafts(work, client.id)
            await compare_links(work, client)
            await invoice_paid(work, client, invoice)
            await reconsider(work, invoice.number)

    async def _invoice_undone(self, invoice_id: str) -> None:
        invoice = await self.portal.invoice(invoice_id)
        async with self.shop.work() as work:
            await look_again_for_drafts(work, invoice.client_id)
            await invoice_undone(work, invoice)

    async def _service(self, service_id: str) -> None:
        """Something about a service changed, perhaps its owner: look at what waits for that."""
        service = await self.portal.service(service_id)
        async with self.shop.work() as work:
            await work.snapshots.spoil(service.client_id)
            for transfer in await work.transfers.moving():
                if service_id in transfer.service_ids:
                    await work.jobs.put(Job.CARRY_OUT, transfer.number, once=True)

    async def _client(self, client_id: str) -> None:
        client = await self.portal.client(client_id)
        async with self.shop.work() as work:
            await work.snapshots.spoil(client.id)
            await compare_links(work, client)

    async def reconcile(self) -> None:
        """Find what no event told: what changed since the mark goes through the inbox, once."""
        async with self.shop.work() as work:
            mark = await work.marks.get(MARK)
        changes = await self.portal.changes_since(mark)
        async with self.shop.work() as work:
            for event in changes.events:
                body = {"id": event.id, "type": str(event.type), "data": event.data}
                await inbox.put(work.connection, "portal", event.id, body, work.now, chat=None)
            await work.marks.set(MARK, changes.mark)
        await self._look_at_tickets()
        await self._look_at_accounts()

    async def _look_at_tickets(self) -> None:
        """Some of the tickets of requests that have not ended, in turn: whatever a portal's list
        of changes leaves out is found by this."""
        async with self.shop.work() as work:
            after = await work.marks.get(TICKET_MARK)
            some = await work.transfers.with_tickets(after, TICKETS_A_ROUND)
            last = some[-1].number if len(some) == TICKETS_A_ROUND else ""
            await work.marks.set(TICKET_MARK, last)
        for transfer in some:
            replies = Replies(self.shop, self.portal, self.talks)
            await known(replies.pass_on(transfer.ticket_id or ""))

    async def _look_at_accounts(self) -> None:
        """Some of the linked accounts, in turn: a portal that tells of no change of a client's data
        is found out by this."""
        async with self.shop.work() as work:
            some = await work.links.some(await work.marks.get(LINK_MARK), ACCOUNTS_A_ROUND)
            last = some[-1] if len(some) == ACCOUNTS_A_ROUND else ""
            await work.marks.set(LINK_MARK, last)
        for account in some:
            client = await known(self.portal.client(account))
            if client is not None:
                async with self.shop.work() as work:
                    await compare_links(work, client)
