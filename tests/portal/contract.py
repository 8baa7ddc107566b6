"""What every portal must do, whatever stands behind it.

A subclass brings two fixtures: ``portal``, the adapter, empty, and ``world``, the provider's own
people on the other side of it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from assistant.domain.billing import InvoiceStatus
from assistant.domain.portal import Portal, PortalEvent, PortalFailure
from assistant.domain.tickets import Attachment, NewTicket, TicketAuthor, TicketStatus
from tests.portal.client_contract import ClientContract
from tests.portal.invoice_contract import InvoiceContract
from tests.portal.provider import World, all_changes, ask, now, refusal, someone, tax
from tests.portal.ticket_contract import TicketContract

CALLS: dict[str, Callable[[Portal, str], Awaitable[object]]] = {
    "client": lambda portal, missing: portal.client(missing),
    "set_tax_profile": lambda portal, missing: portal.set_tax_profile(missing, tax()),
    "service": lambda portal, missing: portal.service(missing),
    "move_service": lambda portal, missing: portal.move_service(missing, "1"),
    "invoice": lambda portal, missing: portal.invoice(missing),
    "ticket": lambda portal, missing: portal.ticket(missing),
    "answer_ticket": lambda portal, missing: portal.answer_ticket(
        missing, "Halo\n\nr-1", author=TicketAuthor.CLIENT, reference="r-1"
    ),
    "add_note": lambda portal, missing: portal.add_note(missing, "Catatan"),
    "attachment": lambda portal, missing: portal.attachment(missing),
    "set_ticket_status": lambda portal, missing: portal.set_ticket_status(
        missing, TicketStatus.CLOSED
    ),
}
LOOKS: dict[str, Callable[[Portal, str], Awaitable[object]]] = {
    **CALLS,
    "find_client": lambda portal, _: portal.find_client("rudi@contoh.example"),
    "create_client": lambda portal, _: portal.create_client(someone()),
    "services": lambda portal, _: portal.services("1"),
    "blocking_invoices": lambda portal, _: portal.blocking_invoices("1"),
    "find_invoice": lambda portal, _: portal.find_invoice("INV-2026-000001"),
    "paid_invoices": lambda portal, _: portal.paid_invoices(
        datetime(2026, 10, 1, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC)
    ),
    "departments": lambda portal, _: portal.departments(),
    "open_ticket": lambda portal, _: portal.open_ticket(
        NewTicket("r-1", "1", "1", "Judul", "Pesan\n\nr-1", None)
    ),
    "find_created": lambda portal, _: portal.find_created("rudi@contoh.example", "r-1"),
    "find_ticket": lambda portal, _: portal.find_ticket("1", "r-1"),
    "changes_since": lambda portal, _: portal.changes_since(""),
}


class PortalContract(ClientContract, InvoiceContract, TicketContract):
    # Changes

    async def test_changes_come_in_order_each_once_and_stay_known(
        self, portal: Portal, world: World
    ) -> None:
        owner = await portal.create_client(someone())
        numbers = [await world.bill(owner.id, None, Decimal(10_000)) for _ in range(4)]
        mark = await now(portal)
        for number in numbers:
            await world.set_invoice(number, InvoiceStatus.PAID)
        ids = []
        for number in numbers:
            invoice = await portal.find_invoice(number)
            assert invoice is not None
            ids.append(invoice.id)
        events = await all_changes(portal, mark)
        assert [event.data["invoice"] for event in events] == ids
        assert len({event.id for event in events}) == len(events)
        assert await all_changes(portal, mark) == events
        last = await now(portal)
        nothing = await portal.changes_since(last)
        assert (nothing.events, nothing.mark) == ((), last)

    async def test_no_change_is_missed_while_many_happen(
        self, portal: Portal, world: World
    ) -> None:
        owner = await portal.create_client(someone())
        numbers = [await world.bill(owner.id, None, Decimal(10_000)) for _ in range(12)]
        mark = await now(portal)
        working = [
            asyncio.create_task(world.set_invoice(number, InvoiceStatus.PAID)) for number in numbers
        ]
        seen: list[PortalEvent] = []
        while len(seen) < len(numbers):
            changes = await portal.changes_since(mark)
            seen += changes.events
            mark = changes.mark
            if not changes.events and all(task.done() for task in working):
                break
        await asyncio.gather(*working)
        seen += await all_changes(portal, mark)
        assert len({event.data["invoice"] for event in seen}) == len(numbers)

    # What is not there

    @pytest.mark.parametrize("call", CALLS)
    async def test_what_is_not_there_is_not_found(self, portal: Portal, call: str) -> None:
        ids = ["999999", "domain-999999", "service-999999", "x", "", "-1", "9" * 40, "1;--", "\x00"]
        for missing in ids:
            assert await refusal(CALLS[call](portal, missing)) in (
                PortalFailure.NOT_FOUND,
                PortalFailure.UNSUPPORTED,
            )

    async def test_a_portal_that_cannot_be_reached_says_so_and_then_goes_on(
        self, portal: Portal, world: World
    ) -> None:
        made = await portal.create_client(someone("lain@contoh.example"))
        ref = await ask(portal, made, attachments=(Attachment("surat.pdf", b"%PDF-1.7"),))
        file = (await portal.ticket(ref.id)).attachments[0]
        ids = {"service": "domain-1", "move_service": "domain-1", "attachment": file.id}
        async with world.unreachable():
            for name, look in LOOKS.items():
                missing = ids.get(name, "1")
                code = await refusal(look(portal, missing))
                assert code in (PortalFailure.UNAVAILABLE, PortalFailure.UNSUPPORTED), name
        assert await portal.client(made.id) == made
        assert await portal.find_client("rudi@contoh.example") is None
