"""What every portal must do with invoices, payments and credit."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from decimal import Decimal

import pytest

from assistant.domain.billing import BLOCKING, InvoiceStatus, PaidInvoice, ServiceKind
from assistant.domain.portal import EventType, Portal, PortalError, PortalFailure
from tests.portal.provider import World, now, someone, told

_PRODUCTS = {ServiceKind.HOSTING, ServiceKind.SERVER}
"""Not every portal tells the one from the other."""


class InvoiceContract:
    """Invoices."""

    # Invoices

    @pytest.mark.parametrize("status", [s for s in InvoiceStatus if s is not InvoiceStatus.DRAFT])
    async def test_every_status_of_an_invoice_is_read_and_blocks_or_not(
        self, portal: Portal, world: World, status: InvoiceStatus
    ) -> None:
        owner = await portal.create_client(someone())
        service = await world.add_service(owner.id, ServiceKind.DOMAIN, "contoh.example")
        number = await world.bill(owner.id, service, Decimal(250_000))
        await world.set_invoice(number, status)
        invoice = await portal.find_invoice(number)
        assert invoice is not None
        assert invoice.status is status
        assert (invoice.paid_at is not None) is (
            status in (InvoiceStatus.PAID, InvoiceStatus.REFUNDED)
        )
        blocking = await portal.blocking_invoices(owner.id)
        assert blocking == ([invoice] if status in BLOCKING else [])

    async def test_an_invoice_says_what_it_bills(self, portal: Portal, world: World) -> None:
        owner = await portal.create_client(someone())
        service = await world.add_service(owner.id, ServiceKind.DOMAIN, "contoh.example")
        number = await world.bill(owner.id, service, Decimal(250_000))
        found = await portal.find_invoice(f" {number.lower()} ")
        assert found is not None
        assert found == await portal.invoice(found.id)
        assert (found.number, found.client_id) == (number, owner.id)
        amounts = [found.subtotal, found.tax, found.total]
        assert amounts == [Decimal(250_000), Decimal(27_500), Decimal(277_500)]
        assert found.bills([service])
        assert not found.bills(["domain-999999"])
        assert found.due >= found.issued

    @pytest.mark.parametrize(
        ("kind", "name", "said"),
        [
            (ServiceKind.DOMAIN, "contoh.example", {ServiceKind.DOMAIN}),
            (ServiceKind.SERVER, "VPS Kilat 2 (a.example)", _PRODUCTS),
            (ServiceKind.HOSTING, "Hosting Kilat S (a.example)", _PRODUCTS),
        ],
    )
    async def test_each_line_says_whether_it_bills_a_domain_or_a_product(
        self, portal: Portal, world: World, kind: ServiceKind, name: str, said: set[ServiceKind]
    ) -> None:
        owner = await portal.create_client(someone())
        service = await world.add_service(owner.id, kind, name)
        found = await portal.find_invoice(await world.bill(owner.id, service, Decimal(250_000)))
        assert found is not None
        assert [item.kind in said for item in found.items] == [True]

    async def test_an_invoice_may_bill_no_service(self, portal: Portal, world: World) -> None:
        owner = await portal.create_client(someone())
        number = await world.bill(owner.id, None, Decimal(100_000))
        found = await portal.find_invoice(number)
        assert found is not None
        assert [item.service_id for item in found.items] == [None]

    async def test_invoices_that_block_come_oldest_first_and_only_the_clients_own(
        self, portal: Portal, world: World
    ) -> None:
        owner = await portal.create_client(someone())
        other = await portal.create_client(someone("lain@contoh.example"))
        numbers = [await world.bill(owner.id, None, Decimal(10_000)) for _ in range(3)]
        await world.bill(other.id, None, Decimal(10_000))
        await world.set_invoice(numbers[1], InvoiceStatus.PAID)
        blocking = await portal.blocking_invoices(owner.id)
        assert [one.number for one in blocking] == [numbers[0], numbers[2]]

    async def test_what_was_paid_in_a_time_is_listed(self, portal: Portal, world: World) -> None:
        owner = await portal.create_client(someone())
        paid, undone, _unpaid = [
            await world.bill(owner.id, None, Decimal(100_000)) for _ in range(3)
        ]
        for number in (paid, undone):
            await world.set_invoice(number, InvoiceStatus.PAID)
        await world.set_invoice(undone, InvoiceStatus.REFUNDED)
        invoice = await portal.find_invoice(paid)
        assert invoice is not None
        assert invoice.paid_at is not None
        begins, ends = invoice.paid_at - timedelta(hours=1), invoice.paid_at + timedelta(hours=1)
        listed = await portal.paid_invoices(begins, ends)
        assert listed.complete
        after = await portal.paid_invoices(ends, ends + timedelta(days=1))
        before = await portal.paid_invoices(begins - timedelta(days=1), invoice.paid_at)
        # A world may hold other people's invoices from the beginning.
        theirs = [
            [one for one in found.invoices if one.client_id == owner.id]
            for found in (listed, after, before)
        ]
        assert theirs == [[PaidInvoice(invoice.id, paid, owner.id, invoice.tax)], [], []]

    async def test_what_one_client_paid_in_a_time_is_listed_alone(
        self, portal: Portal, world: World
    ) -> None:
        owner = await portal.create_client(someone())
        other = await portal.create_client(someone("lain@contoh.example"))
        numbers = [await world.bill(owner.id, None, Decimal(100_000)) for _ in range(3)]
        theirs = await world.bill(other.id, None, Decimal(100_000))
        for number in (*numbers[:2], theirs):
            await world.set_invoice(number, InvoiceStatus.PAID)
        invoice = await portal.find_invoice(numbers[0])
        assert invoice is not None
        assert invoice.paid_at is not None
        begins, ends = invoice.paid_at - timedelta(days=120), invoice.paid_at + timedelta(hours=1)
        listed = await portal.paid_invoices(begins, ends, owner.id)
        assert ([one.number for one in listed.invoices], listed.complete) == (numbers[:2], True)
        before = await portal.paid_invoices(begins, invoice.paid_at, owner.id)
        assert before.invoices == ()

    async def test_an_invoice_names_its_currency_wherever_it_is_read(
        self, portal: Portal, world: World
    ) -> None:
        owner = await portal.create_client(someone())
        in_rupiah = await portal.find_invoice(await world.bill(owner.id, None, Decimal(100_000)))
        assert in_rupiah is not None
        assert (in_rupiah.currency, in_rupiah.in_rupiah) == ("IDR", True)
        abroad = await portal.create_client(someone("jane@contoh.example"))
        await world.set_currency(abroad.id, "USD")
        paid, unpaid = [await world.bill(abroad.id, None, Decimal(120)) for _ in range(2)]
        await world.set_invoice(paid, InvoiceStatus.PAID)
        found = await portal.find_invoice(paid)
        assert found is not None
        assert found.paid_at is not None
        assert (found.currency, found.in_rupiah) == ("USD", False)
        assert await portal.invoice(found.id) == found
        [blocking] = await portal.blocking_invoices(abroad.id)
        assert (blocking.number, blocking.currency) == (unpaid, "USD")
        around = found.paid_at - timedelta(hours=1), found.paid_at + timedelta(hours=1)
        listed = await portal.paid_invoices(*around, abroad.id)
        assert [one.currency for one in listed.invoices] == ["USD"]

    async def test_an_unknown_number_is_no_invoice(self, portal: Portal) -> None:
        for number in ("INV-1999-000001", "", "'; --", "\x00"):
            assert await portal.find_invoice(number) is None

    @pytest.mark.parametrize(
        ("steps", "event"),
        [
            ([InvoiceStatus.PAID], EventType.INVOICE_PAID),
            ([InvoiceStatus.CANCELLED], EventType.INVOICE_CANCELLED),
            ([InvoiceStatus.PAID, InvoiceStatus.REFUNDED], EventType.INVOICE_REFUNDED),
        ],
    )
    async def test_what_becomes_of_an_invoice_is_told(
        self, portal: Portal, world: World, steps: list[InvoiceStatus], event: EventType
    ) -> None:
        owner = await portal.create_client(someone())
        number = await world.bill(owner.id, None, Decimal(10_000))
        for step in steps:
            mark = await now(portal)
            await world.set_invoice(number, step)
        invoice = await portal.find_invoice(number)
        assert invoice is not None
        assert (event, {"invoice": invoice.id}) in await told(portal, mark)

    async def test_parts_are_paid_until_nothing_is_left(self, portal: Portal, world: World) -> None:
        client = await portal.create_client(someone())
        number = await world.bill(client.id, None, Decimal(100_000))
        invoice = await portal.find_invoice(number)
        assert invoice is not None
        assert await portal.payments(invoice.id) == []
        await portal.add_payment(
            invoice.id, Decimal(109_000), gateway="banktransfer", transaction="TRF-1"
        )
        assert (await portal.invoice(invoice.id)).status in BLOCKING
        await portal.add_payment(
            invoice.id, Decimal(2_000), gateway="pph23", transaction="2600A1B2C"
        )
        assert (await portal.invoice(invoice.id)).status is InvoiceStatus.PAID
        parts = await portal.payments(invoice.id)
        assert [(one.transaction, one.amount) for one in parts] == [
            ("TRF-1", Decimal(109_000)),
            ("2600A1B2C", Decimal(2_000)),
        ]

    async def test_a_transaction_is_booked_once_even_at_once(
        self, portal: Portal, world: World
    ) -> None:
        client = await portal.create_client(someone())
        number = await world.bill(client.id, None, Decimal(100_000))
        invoice = await portal.find_invoice(number)
        assert invoice is not None

        async def pay() -> None:
            await portal.add_payment(
                invoice.id, Decimal(2_000), gateway="pph23", transaction="2600A1B2C"
            )

        await asyncio.gather(pay(), pay(), pay())
        assert len(await portal.payments(invoice.id)) == 1

    @pytest.mark.parametrize("amount", [Decimal(0), Decimal(-1), Decimal(111_001)])
    async def test_more_than_is_left_or_nothing_is_not_booked(
        self, portal: Portal, world: World, amount: Decimal
    ) -> None:
        client = await portal.create_client(someone())
        number = await world.bill(client.id, None, Decimal(100_000))
        invoice = await portal.find_invoice(number)
        assert invoice is not None
        with pytest.raises(PortalError) as caught:
            await portal.add_payment(invoice.id, amount, gateway="pph23", transaction="X1")
        assert caught.value.code is PortalFailure.REFUSED
        assert await portal.payments(invoice.id) == []

    async def test_a_paid_invoice_takes_no_payment(self, portal: Portal, world: World) -> None:
        client = await portal.create_client(someone())
        number = await world.bill(client.id, None, Decimal(100_000))
        await world.set_invoice(number, InvoiceStatus.PAID)
        invoice = await portal.find_invoice(number)
        assert invoice is not None
        with pytest.raises(PortalError) as caught:
            await portal.add_payment(invoice.id, Decimal(2_000), gateway="pph23", transaction="X1")
        assert caught.value.code is PortalFailure.REFUSED

    async def test_credit_is_given_once(self, portal: Portal) -> None:
        client = await portal.create_client(someone())
        assert await portal.credits(client.id) == []
        for _ in range(2):
            await portal.add_credit(client.id, Decimal(2_000), "PPh 23 INV-2026-000001")
        await portal.add_credit(client.id, Decimal(500), "PPh 23 INV-2026-000002")
        given = [(one.description, one.amount) for one in await portal.credits(client.id)]
        assert given == [
            ("PPh 23 INV-2026-000001", Decimal(2_000)),
            ("PPh 23 INV-2026-000002", Decimal(500)),
        ]

    @pytest.mark.parametrize("client", ["0", "999999999"])
    async def test_nobody_is_given_no_credit(self, portal: Portal, client: str) -> None:
        with pytest.raises(PortalError) as caught:
            await portal.add_credit(client, Decimal(2_000), "PPh 23")
        assert caught.value.code is PortalFailure.NOT_FOUND
