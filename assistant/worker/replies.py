"""What is written in a ticket of the portal comes into the customer's chat, or into the topic,
files and all."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.domain.portal import Portal
from assistant.domain.support.news import SaidInPortal
from assistant.domain.support.ticketing import answered_in_portal, in_parts
from assistant.domain.tickets import (
    Ticket,
    TicketAuthor,
    TicketReply,
    TicketStatus,
    is_ours,
)
from assistant.domain.transfers.answering import ticket_closed
from assistant.domain.transfers.model import Transfer
from assistant.domain.words import Carries, Go
from assistant.storage.work import WorkShop
from assistant.worker.talks import TalkJobs, tell_file


@dataclass(frozen=True, slots=True)
class Replies:
    shop: WorkShop
    portal: Portal
    talks: TalkJobs

    async def pass_on(self, ticket_id: str) -> None:
        """Staff's replies, each once, and the end of the ticket; never our own words back."""
        async with self.shop.work() as work:
            transfer = await work.transfers.by_ticket(ticket_id)
            talk = await work.conversations.by_ticket(ticket_id)
        if transfer is None and talk is not None:
            await self.talks.pass_on(talk, await self.portal.ticket(ticket_id))
        if transfer is None:
            return  # of a conversation, or a ticket that the assistant did not open
        ticket = await self.portal.ticket(ticket_id)
        for reply in ticket.replies:
            if is_ours(reply.message, transfer.reference):
                continue
            if reply.author is TicketAuthor.STAFF:
                await self._tell(transfer, ticket, reply)
            else:
                await self.talks.come(transfer.number, ticket.ref.number, reply)
        if ticket.status is TicketStatus.CLOSED:
            async with self.shop.work() as work:
                await ticket_closed(work, transfer.number)

    async def _tell(self, transfer: Transfer, ticket: Ticket, reply: TicketReply) -> None:
        unique = f"reply:{self.portal.name}:{reply.id}"
        async with self.shop.work() as work:
            if await work.deliveries.made(unique):
                return
        files = [(ref, await self.talks.file(ref)) for ref in reply.attachments]
        about = {"number": transfer.number, "ticket": ticket.ref.number}
        async with self.shop.work() as work:
            await answered_in_portal(work, transfer.number)
            for place, part in enumerate(in_parts(reply.message)):
                its = f"{unique}:{place}" if place else unique
                await work.deliveries.tell(
                    transfer.person,
                    "ntf-ticket-replied",
                    {**about, "message": part},
                    unique=its,
                    buttons=[
                        Go("btn-balas", "balas", transfer.number),
                        Go("btn-status", "tiket", transfer.number),
                    ],
                    carries=Carries(transfer.number),
                )
                news = SaidInPortal(transfer.number, ticket.ref.number, part)
                await work.desk.tell(news, unique=f"{its}:desk")
            for ref, file in files:
                its = f"{unique}:{ref.id}"
                named = {**about, "name": ref.name}
                await tell_file(work, transfer.person, transfer.from_account, named, file, its)
