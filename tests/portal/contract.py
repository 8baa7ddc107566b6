"""What every portal must do, whatever stands behind it.

A subclass brings two fixtures: ``portal``, the adapter, empty, and ``world``, the provider's own
people on the other side of it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, Protocol
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.domain.billing import (
    BLOCKING,
    InvoiceStatus,
    PaidInvoice,
    ServiceKind,
    ServiceStatus,
)
from assistant.domain.clients import Client, NewClient, TaxKind, TaxProfile
from assistant.domain.portal import EventType, Portal, PortalError, PortalEvent, PortalFailure
from assistant.domain.tickets import (
    Attachment,
    NewTicket,
    TicketAuthor,
    TicketRef,
    TicketStatus,
    with_reference,
)

_PRODUCTS = {ServiceKind.HOSTING, ServiceKind.SERVER}
"""Not every portal tells the one from the other."""


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


class PortalContract:
    # Clients

    async def test_nobody_is_found_at_an_unknown_address(self, portal: Portal) -> None:
        assert await portal.find_client("tidak.ada@contoh.example") is None

    async def test_a_new_client_is_found_whatever_the_case_of_the_address(
        self, portal: Portal
    ) -> None:
        made = await portal.create_client(someone("Rudi@Contoh.Example"))
        assert made.email.lower() == "rudi@contoh.example"
        assert (made.label, made.phone, made.tax) == ("PT Contoh Baru", "+6281234567890", None)
        for spelling in ("rudi@contoh.example", "RUDI@CONTOH.EXAMPLE", made.email):
            assert await portal.find_client(spelling) == made
        assert await portal.client(made.id) == made

    async def test_a_person_without_a_company_goes_by_name(self, portal: Portal) -> None:
        made = await portal.create_client(someone(company=""))
        assert made.label == "Rudi Hartono"

    async def test_a_new_client_gets_one_mail_with_a_password_link(
        self, portal: Portal, world: World
    ) -> None:
        new = someone()
        await portal.create_client(new)
        await portal.create_client(new)
        assert await world.password_mails(new.email) == 1

    async def test_the_same_reference_again_makes_no_second_client(self, portal: Portal) -> None:
        new = someone()
        assert await portal.create_client(new) == await portal.create_client(new)

    async def test_a_client_is_found_by_what_made_it(self, portal: Portal) -> None:
        new = someone()
        assert await portal.find_created(new.email, new.reference) is None
        made = await portal.create_client(new)
        assert await portal.find_created(new.email.upper(), new.reference) == made
        assert await portal.find_created(new.email, uuid4().hex) is None
        assert await portal.find_created("lain@contoh.example", new.reference) is None

    async def test_the_same_reference_at_once_makes_one_client(self, portal: Portal) -> None:
        new = someone()
        made = await asyncio.gather(*(portal.create_client(new) for _ in range(4)))
        assert len({client.id for client in made}) == 1

    async def test_an_address_belongs_to_one_client(self, portal: Portal) -> None:
        await portal.create_client(someone("rudi@contoh.example"))
        again = portal.create_client(someone("RUDI@contoh.example"))
        assert await refusal(again) is PortalFailure.ALREADY_REGISTERED

    async def test_of_two_who_want_an_address_at_once_one_gets_it(self, portal: Portal) -> None:
        results = await asyncio.gather(
            *(portal.create_client(someone()) for _ in range(3)), return_exceptions=True
        )
        made = [result for result in results if isinstance(result, Client)]
        refused = [result.code for result in results if isinstance(result, PortalError)]
        assert len(made) == 1
        assert refused == [PortalFailure.ALREADY_REGISTERED] * 2

    @pytest.mark.parametrize(
        "name", [one.name for one in fields(NewClient) if one.name not in ("company", "reference")]
    )
    async def test_a_required_field_may_not_be_empty(self, portal: Portal, name: str) -> None:
        new = someone(**{name: ""})
        assert await refusal(portal.create_client(new)) is PortalFailure.REFUSED
        assert await portal.find_client("rudi@contoh.example") is None

    @pytest.mark.parametrize(
        "email",
        ["rudi", "rudi@", "@contoh.example", "rudi@contoh", "a b@contoh.example", "a@b@c.d"],
    )
    async def test_an_address_without_the_form_of_one_is_refused(
        self, portal: Portal, email: str
    ) -> None:
        assert await refusal(portal.create_client(someone(email))) is PortalFailure.REFUSED

    @pytest.mark.parametrize("text", ODD_TEXTS)
    async def test_odd_names_are_kept_as_they_are(self, portal: Portal, text: str) -> None:
        made = await portal.create_client(someone(company=text, last_name=text))
        found = await portal.client(made.id)
        assert (found.company, found.last_name) == (text, text)

    async def test_a_tax_profile_is_kept_and_corrected(self, portal: Portal) -> None:
        made = await portal.create_client(someone())
        await portal.set_tax_profile(made.id, tax())
        assert (await portal.client(made.id)).tax == tax()
        corrected = tax(
            npwp="3171011708450001", nitku="3171011708450001000000", kind=TaxKind.PERSON
        )
        await portal.set_tax_profile(made.id, corrected)
        await portal.set_tax_profile(made.id, corrected)
        assert (await portal.client(made.id)).tax == corrected

    @pytest.mark.parametrize(
        "wrong", [{"npwp": "123"}, {"nitku": "1" * 22}, {"name": " "}, {"email": "pajak"}]
    )
    async def test_a_tax_profile_that_cannot_be_is_refused(
        self, portal: Portal, wrong: dict[str, str]
    ) -> None:
        made = await portal.create_client(someone())
        call = portal.set_tax_profile(made.id, tax(**wrong))
        assert await refusal(call) is PortalFailure.REFUSED
        assert (await portal.client(made.id)).tax is None

    async def test_a_note_stands_beside_its_client(self, portal: Portal, world: World) -> None:
        made = await portal.create_client(someone())
        await portal.add_note(made.id, "Dua layanan dipindahkan.")
        assert "Dua layanan dipindahkan." in await world.notes(made.id)
        assert await refusal(portal.add_note(made.id, " ")) is PortalFailure.REFUSED

    # Services

    async def test_a_client_sees_all_services_by_name_but_those_that_ended(
        self, portal: Portal, world: World
    ) -> None:
        owner = await portal.create_client(someone())
        other = await portal.create_client(someone("lain@contoh.example"))
        domain = await world.add_service(owner.id, ServiceKind.DOMAIN, "contoh.example")
        plan = await world.add_service(owner.id, ServiceKind.HOSTING, "Hosting (contoh.example)")
        server = await world.add_service(owner.id, ServiceKind.SERVER, "VPS (vps.contoh.example)")
        gone = await world.add_service(owner.id, ServiceKind.DOMAIN, "lama.example")
        await world.add_service(other.id, ServiceKind.DOMAIN, "bukan-milikku.example")
        await world.set_service(gone, ServiceStatus.ENDED)
        seen = await portal.services(owner.id)
        assert {one.id: one.kind for one in seen} == {
            domain: ServiceKind.DOMAIN,
            plan: ServiceKind.HOSTING,
            server: ServiceKind.SERVER,
        }
        assert [one.name for one in seen] == sorted(one.name for one in seen)
        assert {one.client_id for one in seen} == {owner.id}

    async def test_whoever_has_a_host_is_found_by_it(self, portal: Portal, world: World) -> None:
        owner = await portal.create_client(someone())
        other = await portal.create_client(someone("lain@contoh.example"))
        domain = await world.add_service(owner.id, ServiceKind.DOMAIN, "contoh.example")
        plan = await world.add_service(other.id, ServiceKind.HOSTING, "Hosting (contoh.example)")
        await world.add_service(other.id, ServiceKind.DOMAIN, "bukan-contoh.example")
        found = await portal.find_services("contoh.example")
        assert {one.id: one.client_id for one in found} == {domain: owner.id, plan: other.id}
        for nobodys in ("example", "lain.example", "\x00", "%"):
            assert await portal.find_services(nobodys) == []

    @pytest.mark.parametrize("status", list(ServiceStatus))
    async def test_every_status_of_a_service_is_read(
        self, portal: Portal, world: World, status: ServiceStatus
    ) -> None:
        owner = await portal.create_client(someone())
        service = await world.add_service(owner.id, ServiceKind.HOSTING, "Hosting")
        await world.set_service(service, status)
        assert (await portal.service(service)).status is status

    async def test_staff_move_a_service_and_it_is_told(self, portal: Portal, world: World) -> None:
        owner = await portal.create_client(someone())
        heir = await portal.create_client(someone("baru@contoh.example"))
        service = await world.add_service(owner.id, ServiceKind.DOMAIN, "contoh.example")
        mark = await now(portal)
        await world.transfer(service, heir.id)
        assert (await portal.service(service)).client_id == heir.id
        if portal.capabilities.moves_ownership:  # of others we read the owners of what moves
            assert (EventType.SERVICE_CHANGED, {"service": service}) in await told(portal, mark)

    async def test_a_service_moves_alone_and_once(self, portal: Portal, world: World) -> None:
        owner = await portal.create_client(someone())
        heir = await portal.create_client(someone("baru@contoh.example"))
        service = await world.add_service(owner.id, ServiceKind.DOMAIN, "contoh.example")
        stays = await world.add_service(owner.id, ServiceKind.HOSTING, "Hosting")
        number = await world.bill(owner.id, service, Decimal(250_000))
        mark = await now(portal)
        if not portal.capabilities.moves_ownership:
            call = portal.move_service(service, heir.id)
            assert await refusal(call) is PortalFailure.UNSUPPORTED
            return
        await portal.move_service(service, heir.id)
        await portal.move_service(service, heir.id)
        assert [one.id for one in await portal.services(heir.id)] == [service]
        assert [one.id for one in await portal.services(owner.id)] == [stays]
        invoice = await portal.find_invoice(number)
        assert invoice is not None
        assert invoice.client_id == owner.id
        assert await told(portal, mark) == [(EventType.SERVICE_CHANGED, {"service": service})]

    async def test_a_service_does_not_move_to_nobody(self, portal: Portal, world: World) -> None:
        owner = await portal.create_client(someone())
        service = await world.add_service(owner.id, ServiceKind.DOMAIN, "contoh.example")
        code = await refusal(portal.move_service(service, "999999"))
        assert code in (PortalFailure.NOT_FOUND, PortalFailure.UNSUPPORTED)
        assert (await portal.service(service)).client_id == owner.id

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

    # Tickets

    async def test_a_ticket_is_opened_and_read(self, portal: Portal) -> None:
        owner = await portal.create_client(someone())
        new = await a_ticket(portal, owner)
        ref = await portal.open_ticket(new)
        ticket = await portal.ticket(ref.id)
        assert ticket.ref == ref
        assert (ticket.client_id, ticket.subject) == (owner.id, new.subject)
        assert new.message in ticket.message
        assert ticket.status is TicketStatus.OPEN
        assert ticket.department == (await portal.departments())[0].name
        assert ticket.replies == ()

    async def test_the_same_reference_opens_one_ticket_even_at_once(self, portal: Portal) -> None:
        owner = await portal.create_client(someone())
        new = await a_ticket(portal, owner)
        refs = await asyncio.gather(*(portal.open_ticket(new) for _ in range(3)))
        assert len(set(refs)) == 1
        assert await portal.find_ticket(owner.id, new.reference) == refs[0]

    async def test_a_ticket_is_found_by_its_reference_among_its_owners_only(
        self, portal: Portal
    ) -> None:
        owner = await portal.create_client(someone())
        other = await portal.create_client(someone("lain@contoh.example"))
        new = await a_ticket(portal, owner)
        await portal.open_ticket(new)
        assert await portal.find_ticket(other.id, new.reference) is None
        assert await portal.find_ticket(owner.id, uuid4().hex) is None

    async def test_a_ticket_names_the_service_it_is_about(
        self, portal: Portal, world: World
    ) -> None:
        owner = await portal.create_client(someone())
        service = await world.add_service(owner.id, ServiceKind.DOMAIN, "contoh.example")
        ref = await ask(portal, owner, service_id=service)
        assert (await portal.ticket(ref.id)).client_id == owner.id

    async def test_a_ticket_of_nobody_is_not_opened(self, portal: Portal) -> None:
        owner = await portal.create_client(someone())
        new = await a_ticket(portal, owner, client_id="999999")
        assert await refusal(portal.open_ticket(new)) is PortalFailure.NOT_FOUND

    @pytest.mark.parametrize("wrong", [{"subject": ""}, {"message": " "}, {"message": "a\x00b"}])
    async def test_a_ticket_without_words_is_refused(
        self, portal: Portal, wrong: dict[str, str]
    ) -> None:
        owner = await portal.create_client(someone())
        new = await a_ticket(portal, owner, **wrong)
        assert await refusal(portal.open_ticket(new)) is PortalFailure.REFUSED

    @MANY
    @given(message=STORABLE)
    async def test_what_was_written_is_read_unchanged(
        self, portal: Portal, world: World, message: str
    ) -> None:
        owner = await portal.find_client("rudi@contoh.example") or await portal.create_client(
            someone()
        )
        reference = uuid4().hex
        written = with_reference(message, reference)
        ref = await ask(portal, owner, message=written, reference=reference)
        await portal.answer_ticket(ref.id, written, author=TicketAuthor.CLIENT, reference=reference)
        ticket = await portal.ticket(ref.id)
        assert ticket.message == world.kept(written)
        assert [reply.message for reply in ticket.replies] == [world.kept(written)]

    @pytest.mark.parametrize("message", [*ODD_TEXTS, HUGE])
    async def test_odd_and_huge_messages_are_kept_as_they_are(
        self, portal: Portal, world: World, message: str
    ) -> None:
        owner = await portal.create_client(someone())
        reference = uuid4().hex
        written = with_reference(message, reference)
        ref = await ask(portal, owner, message=written, reference=reference)
        assert ref.whole
        assert (await portal.ticket(ref.id)).message == world.kept(written)

    async def test_files_go_into_a_ticket_and_come_out_as_they_were(
        self, portal: Portal, world: World
    ) -> None:
        owner = await portal.create_client(someone())
        surat = Attachment("surat kuasa.pdf", b"%PDF-1.7\x00\xff")
        foto = Attachment("foto.png", bytes(range(256)))
        ref = await ask(portal, owner, attachments=(surat, foto))
        await portal.answer_ticket(
            ref.id, "Ini KTP-nya.\n\nr-7", author=TicketAuthor.CLIENT, reference="r-7",
            attachments=[foto],
        )  # fmt: skip
        await world.reply(ref, "Formulirnya terlampir.", [surat])
        ticket = await portal.ticket(ref.id)
        assert [one.name for one in ticket.attachments] == [surat.name, foto.name]
        assert [await portal.attachment(one.id) for one in ticket.attachments] == [surat, foto]
        named = [[one.name for one in reply.attachments] for reply in ticket.replies]
        assert named == [[foto.name], [surat.name]]
        staffs = ticket.replies[1].attachments[0]
        assert await portal.attachment(staffs.id) == surat

    async def test_a_file_without_a_name_is_refused(self, portal: Portal) -> None:
        owner = await portal.create_client(someone())
        nameless = await a_ticket(portal, owner, attachments=(Attachment(" ", b"x"),))
        assert await refusal(portal.open_ticket(nameless)) is PortalFailure.REFUSED

    async def test_staffs_reply_is_read_and_told(self, portal: Portal, world: World) -> None:
        owner = await portal.create_client(someone())
        ref = await ask(portal, owner)
        mark = await now(portal)
        await world.reply(ref, "Sedang kami periksa.")
        ticket = await portal.ticket(ref.id)
        assert [(one.author, one.message) for one in ticket.replies] == [
            (TicketAuthor.STAFF, "Sedang kami periksa.")
        ]
        assert ticket.status is TicketStatus.ANSWERED
        assert (EventType.TICKET_REPLIED, {"ticket": ref.id}) in await told(portal, mark)

    async def test_an_answer_is_added_once(self, portal: Portal) -> None:
        owner = await portal.create_client(someone())
        ref = await ask(portal, owner)
        thanks, done = with_reference("Terima kasih.", "r-1"), with_reference("Selesai.", "r-2")
        await asyncio.gather(
            *(
                portal.answer_ticket(ref.id, thanks, author=TicketAuthor.CLIENT, reference="r-1")
                for _ in range(3)
            )
        )
        await portal.answer_ticket(ref.id, done, author=TicketAuthor.STAFF, reference="r-2")
        ticket = await portal.ticket(ref.id)
        assert [(one.author, one.message) for one in ticket.replies] == [
            (TicketAuthor.CLIENT, thanks),
            (TicketAuthor.STAFF, done),
        ]

    async def test_a_clients_answer_shows_in_the_status(self, portal: Portal) -> None:
        owner = await portal.create_client(someone())
        ref = await ask(portal, owner)
        words = with_reference("Halo?", "r-1")
        await portal.answer_ticket(ref.id, words, author=TicketAuthor.CLIENT, reference="r-1")
        assert (await portal.ticket(ref.id)).status is TicketStatus.CUSTOMER_REPLY

    @pytest.mark.parametrize("status", list(TicketStatus))
    async def test_every_status_of_a_ticket_is_set_and_read(
        self, portal: Portal, world: World, status: TicketStatus
    ) -> None:
        owner = await portal.create_client(someone())
        ours, theirs = await ask(portal, owner), await ask(portal, owner)
        await portal.set_ticket_status(ours.id, status)
        await world.set_ticket(theirs, status)
        assert (await portal.ticket(ours.id)).status is status
        assert (await portal.ticket(theirs.id)).status is status

    async def test_a_new_status_is_told(self, portal: Portal, world: World) -> None:
        owner = await portal.create_client(someone())
        ref = await ask(portal, owner)
        mark = await now(portal)
        await world.set_ticket(ref, TicketStatus.IN_PROGRESS)
        assert (EventType.TICKET_STATUS, {"ticket": ref.id}) in await told(portal, mark)

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
