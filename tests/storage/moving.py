"""Budi's request to move a service to Siti, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select, text

from assistant.domain.accounts.model import Snapshot
from assistant.domain.billing import InvoiceStatus
from assistant.domain.transfers.agreeing import agree
from assistant.domain.transfers.asking import request_transfer
from assistant.domain.transfers.deciding import decide
from assistant.domain.transfers.model import (
    Check,
    Decision,
    DecisionState,
    NewTransfer,
    Rule,
    RuleVerdict,
    Transfer,
    WantedDecision,
)
from assistant.storage import tables as t
from assistant.storage.work import WorkShop
from tests.things import client, invoice, service, wanted_transfer

BUDI, SITI, RINA, DEWI = 1001, 1002, 2001, 2002
SITIS = client("9", "siti@sinarrahma.example", "CV Sinar Rahma")
GREEN = tuple(Check(rule, RuleVerdict.OK) for rule in Rule)
RED = (Check(Rule.NOTHING_UNPAID, RuleVerdict.BAD, ("INV-1",)), *GREEN[1:])


async def snapshot(shop: WorkShop, *, unpaid: bool = False) -> Snapshot:
    blocking = [invoice(status=InvoiceStatus.UNPAID)] if unpaid else []
    async with shop.work() as work:
        await work.snapshots.store(client(), [service()], blocking)
        seen = await work.snapshots.get("7")
        assert seen is not None
        return seen


async def request(shop: WorkShop, new: NewTransfer | None = None, person: int = BUDI) -> Transfer:
    seen = await snapshot(shop)
    async with shop.work() as work:
        return await request_transfer(work, person, new or wanted_transfer(), seen)


async def agreed(shop: WorkShop) -> Transfer:
    transfer = await request(shop)
    async with shop.work() as work:
        await work.links.add(SITI, SITIS)
        assert await agree(work, transfer.consent_token, SITI, "9") is not None
    return transfer


async def wants(
    shop: WorkShop, number: str, decision: Decision, staff: int = RINA, words: str = ""
) -> WantedDecision:
    async with shop.work() as work:
        return await work.transfers.want_decision(number, staff, f"S{staff}", decision, words)


async def decided(
    shop: WorkShop,
    number: str,
    decision: Decision,
    staff: int = RINA,
    words: str = "",
    checks: Sequence[Check] = (),
) -> DecisionState:
    wanted = await wants(shop, number, decision, staff, words)
    async with shop.work() as work:
        return await decide(work, wanted, checks)


async def get(shop: WorkShop, number: str) -> Transfer:
    async with shop.work() as work:
        transfer = await work.transfers.get(number)
        assert transfer is not None
        return transfer


async def told(shop: WorkShop, channel: str = "telegram") -> list[str]:
    async with shop.work() as work:
        query = select(t.delivery).where(t.delivery.c.channel == channel).order_by(t.delivery.c.id)
        return [row.payload["key"] for row in await work.connection.execute(query)]


async def jobs(shop: WorkShop) -> list[str]:
    async with shop.work() as work:
        rows = await work.connection.execute(
            text("select entrypoint, payload from pgqueuer order by id")
        )
        return [f"{row.entrypoint} {bytes(row.payload).decode()}" for row in rows]
