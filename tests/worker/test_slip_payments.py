"""A portal that books a slip's payment and then gives no answer: it is paid once."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from pgqueuer.errors import RetryRequested
from sqlalchemy import text

from assistant.domain.billing import Invoice, ServiceKind
from assistant.domain.clients import Client, TaxKind, TaxProfile
from assistant.domain.withholding.keeping import SettlementKind, SettlementState
from assistant.domain.withholding.model import Announcement, PaidHow
from tests.portal.whmcs_world import WhmcsWorld, whmcs_world
from tests.things import new_client
from tests.worker.conftest import BUDI, Office
from tests.worker.slips import Desk


async def invoice_of(world: WhmcsWorld) -> tuple[Client, Invoice]:
    made = await world.portal.create_client(new_client("rudi@payakecil.example", "REF-1"))
    npwp = "0013121660091000"
    profile = TaxProfile(
        TaxKind.COMPANY, npwp, f"{npwp}000000", "PT MAJU JAYA", "JL. CONTOH 1", made.email
    )
    await world.portal.set_tax_profile(made.id, profile)
    service = await world.add_service(made.id, ServiceKind.SERVER, "VPS Kilat 2 (a.example)")
    number = await world.bill(made.id, service, Decimal(1_000_000))
    invoice = await world.portal.find_invoice(number)
    assert invoice is not None
    return await world.portal.client(made.id), invoice


async def due(office: Office, client: Client, invoice: Invoice, kind: SettlementKind) -> int:
    async with office.shop.work() as work:
        said = Announcement(
            invoice.id, invoice.number, client.id, client.label, BUDI, "0013121660091000",
            invoice.total, (), PaidHow.NET, work.now,
        )  # fmt: skip
        await work.withholding.announce(said)
        made = await work.dues.add(
            said, kind, SettlementState.DUE, Decimal(20_000), f"2600A1B2C+{invoice.number}"
        )
    assert made is not None
    return made.id


async def until_done(desk: Desk, id_: int, times: int = 12) -> SettlementState:
    """As the queue would: each retry after its time, which passes at once here."""
    for _ in range(times):
        with suppress(RetryRequested):
            await desk.jobs.move(str(id_))
        async with desk.office.shop.work() as work:
            await work.connection.execute(
                text("update unsettled set due_at = now() - interval '1h'")
            )
            found = await work.dues.get(id_)
        assert found is not None
        if found.state is SettlementState.DONE:
            return found.state
    return found.state


@pytest.mark.parametrize("effect", ["before", "after", "none"])
async def test_a_payment_whose_answer_was_lost_is_booked_once(
    office: Office, tmp_path: Path, effect: str
) -> None:
    folder = tmp_path / "whmcs"
    folder.mkdir()
    async with whmcs_world(folder, timedelta(seconds=120)) as world:
        client, invoice = await invoice_of(world)
        desk = Desk(office, portal=world.portal)
        id_ = await due(office, client, invoice, SettlementKind.SETTLE)
        await world.whmcs.sim.fault("whmcs:AddInvoicePayment", kind="cut", times=1, effect=effect)
        assert await until_done(desk, id_) is SettlementState.DONE
        assert [one.amount for one in await world.portal.payments(invoice.id)] == [20_000]


@pytest.mark.parametrize("effect", ["before", "none"])
async def test_credit_whose_answer_was_lost_is_given_once(
    office: Office, tmp_path: Path, effect: str
) -> None:
    folder = tmp_path / "whmcs"
    folder.mkdir()
    async with whmcs_world(folder, timedelta(seconds=120)) as world:
        client, invoice = await invoice_of(world)
        desk = Desk(office, portal=world.portal)
        id_ = await due(office, client, invoice, SettlementKind.CREDIT)
        await world.whmcs.sim.fault("whmcs:AddCredit", kind="cut", times=1, effect=effect)
        assert await until_done(desk, id_) is SettlementState.DONE
        assert [one.amount for one in await world.portal.credits(client.id)] == [20_000]


async def test_what_the_portal_refuses_is_left_to_people(office: Office, tmp_path: Path) -> None:
    folder = tmp_path / "whmcs"
    folder.mkdir()
    async with whmcs_world(folder) as world:
        client, invoice = await invoice_of(world)
        await world.whmcs.admin.pay(invoice.number)
        desk = Desk(office, portal=world.portal)
        id_ = await due(office, client, invoice, SettlementKind.SETTLE)
        assert await until_done(desk, id_, times=2) is SettlementState.DUE
        assert await office.told("staff") == ["bp-money-settle"]
        assert replace(invoice).number == invoice.number
