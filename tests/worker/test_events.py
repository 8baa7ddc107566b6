"""What the portal tells is looked up, and said once to whom it concerns."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from assistant.domain.billing import InvoiceStatus
from assistant.domain.clients import Client
from assistant.domain.fakturs.model import RequestState
from assistant.domain.portal import PortalError
from assistant.domain.tickets import TicketRef, TicketStatus
from assistant.domain.transfers.model import Transfer
from assistant.storage import tables as t
from assistant.worker.events import EventJobs
from tests.worker.conftest import BUDI, Office
from tests.worker.test_accounts import Down


@pytest.fixture
async def owner(office: Office) -> Client:
    return await office.linked(BUDI, "budi@majujaya.example")


async def event(office: Office, type_: str, **data: str) -> str:
    """The key of the job that an event of this kind becomes."""
    async with office.shop.engine.begin() as connection:
        row = await connection.execute(
            t.inbox.insert()
            .values(
                source="portal", key=f"e-{type_}-{data}", chat=None,
                body={"id": "e", "type": type_, "data": data}, received_at=office.provider.clock(),
            )
            .returning(t.inbox.c.id)
        )  # fmt: skip
        return str(row.scalar_one())


async def invoice_id(office: Office, number: str) -> str:
    invoice = await office.portal.find_invoice(number)
    assert invoice is not None
    return invoice.id


async def asked_with_ticket(office: Office, owner: Client) -> tuple[Transfer, TicketRef]:
    service = await office.service(owner)
    target = await office.client("baru@usahabaru.example", "PT Usaha Baru")
    asked = await office.transfer(owner, target, service)
    await office.tickets.open_ticket(asked.number)
    now = await office.get(asked.number)
    assert now.ticket_id is not None
    assert now.ticket_number is not None
    return now, TicketRef(now.ticket_id, now.ticket_number)


class TestInvoices:
    async def test_paid_is_told_once_though_it_comes_twice(
        self, office: Office, owner: Client
    ) -> None:
        number = await office.paid(owner)
        key = await event(office, "invoice.paid", invoice=await invoice_id(office, number))
        for _ in range(2):
            await office.events.handle(key)
        assert await office.told() == ["ntf-faktur-waiting"]

    async def test_an_event_that_says_paid_of_an_unpaid_invoice_is_not_believed(
        self, office: Office, owner: Client
    ) -> None:
        number = await office.unpaid(owner)
        key = await event(office, "invoice.paid", invoice=await invoice_id(office, number))
        await office.events.handle(key)
        assert await office.told() == []

    async def test_who_is_about_to_move_services_is_shown_how_things_stand_now(
        self, office: Office, owner: Client
    ) -> None:
        """The window that a payment was waited for in changes by itself."""
        number = await office.paid(owner)
        async with office.shop.work() as work:
            draft = {"account": owner.id}
            await work.drafts.put(BUDI, "pindah", 1, "summary", draft)
        key = await event(office, "invoice.paid", invoice=await invoice_id(office, number))
        await office.events.handle(key)
        async with office.shop.work() as work:
            assert await work.snapshots.waiting(owner.id) == [BUDI]

    async def test_a_refund_cancels_what_waits(self, office: Office, owner: Client) -> None:
        number = await office.paid(owner)
        id_ = await invoice_id(office, number)
        await office.events.handle(await event(office, "invoice.paid", invoice=id_))
        await office.provider.set_invoice(number, InvoiceStatus.REFUNDED)
        await office.events.handle(await event(office, "invoice.refunded", invoice=id_))
        async with office.shop.work() as work:
            request = await work.fakturs.request_of(number)
            assert request is not None
            assert request.state is RequestState.CANCELLED

    async def test_an_invoice_that_is_not_there_is_nothing(self, office: Office) -> None:
        await office.events.handle(await event(office, "invoice.paid", invoice="424242"))
        await office.events.handle("999999")
        assert await office.told() == []

    async def test_a_portal_that_is_down_leaves_it_to_be_tried_again(self, office: Office) -> None:
        key = await event(office, "invoice.paid", invoice="1")
        with pytest.raises(PortalError):
            await EventJobs(office.shop, Down(), office.talks).handle(key)  # type: ignore[arg-type]


class TestTickets:
    async def test_a_reply_of_staff_reaches_the_asker_once(
        self, office: Office, owner: Client
    ) -> None:
        _, ticket = await asked_with_ticket(office, owner)
        await office.provider.reply(ticket, "Kami periksa dahulu.")
        key = await event(office, "ticket.replied", ticket=ticket.id)
        for _ in range(2):
            await office.events.handle(key)
        assert await office.told() == ["ntf-ticket-replied"]

    async def test_our_own_words_are_not_echoed(self, office: Office, owner: Client) -> None:
        asked, ticket = await asked_with_ticket(office, owner)
        await office.tickets.answer_ticket(f"{asked.number}:done")
        await office.events.handle(await event(office, "ticket.replied", ticket=ticket.id))
        assert "ntf-ticket-replied" not in await office.told()

    async def test_a_ticket_closed_by_staff_is_told(self, office: Office, owner: Client) -> None:
        _, ticket = await asked_with_ticket(office, owner)
        await office.provider.set_ticket(ticket, TicketStatus.CLOSED)
        await office.events.handle(await event(office, "ticket.status", ticket=ticket.id))
        assert await office.told() == ["ntf-ticket-closed"]

    async def test_the_end_that_we_made_ourselves_is_not_told_as_news(
        self, office: Office, owner: Client
    ) -> None:
        asked, ticket = await asked_with_ticket(office, owner)
        from assistant.domain.transfers.asking import cancel_transfer

        async with office.shop.work() as work:
            assert await cancel_transfer(work, BUDI, asked.number)
        await office.tickets.answer_ticket(f"{asked.number}:cancelled")
        await office.events.handle(await event(office, "ticket.status", ticket=ticket.id))
        assert "ntf-ticket-closed" not in await office.told()


class TestServices:
    async def test_a_move_made_by_hand_is_looked_at(self, office: Office, owner: Client) -> None:
        service = await office.service(owner)
        target = await office.client("baru@usahabaru.example", "PT Usaha Baru")
        asked = await office.transfer(owner, target, service)
        async with office.shop.work() as work:
            from assistant.domain.transfers.model import Decision
            from tests.worker.conftest import RINA

            wanted = await work.transfers.want_decision(
                asked.number, RINA, "Rina", Decision.APPROVE, ""
            )
        await office.transfers.decide(str(wanted.id))
        await office.provider.transfer(service.id, target.id)
        before = (await office.jobs()).count(f"carry-out {asked.number}")
        assert before == 1
        await office.events.handle(await event(office, "service.changed", service=service.id))
        assert (await office.jobs()).count(f"carry-out {asked.number}") == 1, "one waits already"


class TestReconciling:
    async def inbox(self, office: Office) -> list[Any]:
        async with office.shop.work() as work:
            query = select(t.inbox).where(t.inbox.c.source == "portal")
            return list(await work.connection.execute(query))

    async def test_what_no_event_told_is_found_once(self, office: Office, owner: Client) -> None:
        number = await office.paid(owner)
        for _ in range(3):
            await office.events.reconcile()
        rows = await self.inbox(office)
        keys = [row.key for row in rows]
        assert len(keys) == len(set(keys))
        paid = [row for row in rows if row.body["type"] == "invoice.paid"]
        assert [row.body["data"] for row in paid] == [{"invoice": await invoice_id(office, number)}]

    async def test_while_the_portal_is_down_the_mark_stays(self, office: Office) -> None:
        with pytest.raises(PortalError):
            await EventJobs(office.shop, Down(), office.talks).reconcile()  # type: ignore[arg-type]
        async with office.shop.work() as work:
            assert await work.marks.get("portal-changes") == ""
