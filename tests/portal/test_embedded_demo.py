"""The demo's world in the embedded portal, and what the page reads of it."""

from __future__ import annotations

import asyncio

from assistant.domain.billing import InvoiceStatus, ServiceKind
from assistant.domain.months import tax_day
from assistant.domain.npwp import read_npwp
from assistant.domain.portal import PortalFailure
from assistant.domain.tickets import TicketStatus
from assistant.portal.embedded import open_admin
from tests.portal.embedded_world import EmbeddedWorld, account
from tests.portal.provider import ask, refusal, someone

SITI = "siti@sinarrahma.example"
BUDI = "budi@majujaya.example"


async def test_the_demos_world_is_made_once_even_by_two(world: EmbeddedWorld) -> None:
    async with open_admin(world.settings, clock=world.clock) as colleague:
        await asyncio.gather(world.admin.seed(), colleague.seed())
    before = await world.admin.overview()
    await world.admin.seed()
    assert await world.admin.overview() == before
    assert [one["email"] for one in before["accounts"]][:2] == [BUDI, SITI]
    assert {one["name"] for one in before["departments"]} == {"Info", "Billing", "Support"}
    assert world.mailbox.mails == []


async def test_in_the_demos_world_some_paid_this_month_and_the_assistant_hears_of_it(
    world: EmbeddedWorld,
) -> None:
    await world.admin.seed()
    today = world.admin.portal.store.today
    heard = []
    for event in world.assistant.events:
        assert event["type"] == "invoice.paid"
        invoice = await world.admin.portal.invoice(event["data"]["invoice"])
        assert invoice.paid_at is not None
        paid = tax_day(invoice.paid_at)
        assert paid.replace(day=1) == today.replace(day=1) <= paid <= today
        heard.append(await world.admin.portal.client(invoice.client_id))
    assert len(heard) == 4
    assert [client.company for client in heard if client.tax is None] == ["CV Kopi Bahari"]
    for client in heard:
        if client.tax is not None:
            assert read_npwp(client.tax.npwp, client.tax.kind).npwp16 == client.tax.npwp


async def test_in_the_demos_world_one_unpaid_invoice_blocks_one_domain(
    world: EmbeddedWorld,
) -> None:
    await world.admin.seed()
    portal = world.admin.portal
    budi, siti = await portal.find_client(BUDI), await portal.find_client(SITI)
    assert budi is not None
    assert siti is not None
    assert siti.tax is not None
    assert siti.tax.npwp == "0029998887423000"
    (blocking,) = await portal.blocking_invoices(budi.id)
    assert blocking.status is InvoiceStatus.UNPAID
    blocked = {one.name for one in await portal.services(budi.id) if blocking.bills([one.id])}
    assert blocked == {"tokobudi.example"}
    kinds = [one.kind for one in await portal.services(budi.id)]
    assert [kinds.count(kind) for kind in ServiceKind] == [2, 1, 2]
    assert await portal.blocking_invoices(siti.id) == []


async def test_the_overview_is_what_the_page_reads(world: EmbeddedWorld) -> None:
    await world.admin.seed()
    portal = world.admin.portal
    siti = await portal.find_client(SITI)
    assert siti is not None
    ref = await ask(portal, siti)
    seen = await account(world, SITI)
    assert {name: seen[name] for name in ("id", "email", "label", "company", "npwp")} == {
        "id": siti.id,
        "email": SITI,
        "label": "CV Sinar Rahma",
        "company": "CV Sinar Rahma",
        "npwp": "0029998887423000",
    }
    assert seen["tickets"] == [
        {
            "number": ref.number,
            "subject": "Pindah kepemilikan domain",
            "status": "open",
            "department": "Info",
        }
    ]
    invoices, services = seen["invoices"], seen["services"]
    assert isinstance(invoices, list)
    assert isinstance(services, list)
    assert invoices[0] == {
        "number": invoices[0]["number"],
        "status": "paid",
        "total": "194250",
        "issued": "2026-04-24",
        "paid_at": "2026-04-25T05:00:00+00:00",
        "faktur": None,
    }
    assert {one["kind"] for one in services} == {"domain", "hosting", "server"}


async def test_a_ticket_is_shown_with_its_replies(world: EmbeddedWorld) -> None:
    owner = await world.admin.portal.create_client(someone())
    ref = await ask(world.admin.portal, owner)
    await world.admin.reply(ref.number, "Baik, kami proses.")
    await world.admin.set_status(ref.number.removeprefix("#"), "on-hold")
    shown = await world.admin.ticket(ref.number)
    assert shown["status"] == TicketStatus.ON_HOLD
    told = {"author": "staff", "message": "Baik, kami proses.", "at": world.clock().isoformat()}
    assert shown["attachments"] == []
    assert shown["replies"] == [{**told, "attachments": []}]
    assert await refusal(world.admin.set_status(ref.number, "nonsense")) is PortalFailure.REFUSED
    assert await refusal(world.admin.ticket("#1")) is PortalFailure.NOT_FOUND


async def test_a_service_is_handed_to_a_client_by_address(world: EmbeddedWorld) -> None:
    await world.admin.seed()
    portal = world.admin.portal
    budi, siti = await portal.find_client(BUDI), await portal.find_client(SITI)
    assert budi is not None
    assert siti is not None
    domain = next(one for one in await portal.services(budi.id) if one.name == "majujaya.example")
    await world.admin.transfer(domain.id, SITI.upper())
    assert (await portal.service(domain.id)).client_id == siti.id
    nobody = world.admin.transfer(domain.id, "tidak.ada@contoh.example")
    assert await refusal(nobody) is PortalFailure.NOT_FOUND
