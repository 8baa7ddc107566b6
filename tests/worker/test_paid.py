"""What was paid before an account was linked is known all the same, at either portal."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from assistant.documents.workers import FakturReader
from assistant.domain.accounts.linking import link_account
from assistant.domain.archive.explaining import explain, matching
from assistant.domain.archive.model import FactCode
from assistant.domain.billing import InvoiceStatus
from assistant.domain.clients import Client
from assistant.domain.fakturs.model import RequestState
from assistant.domain.fakturs.paid import looked_for_since
from assistant.domain.portal import Portal, PortalError, PortalFailure
from assistant.storage import tables as t
from assistant.storage.codec import load_args
from assistant.storage.database import make_engine
from assistant.storage.work import WorkSettings, WorkShop
from assistant.texts import Texts
from assistant.worker.paid import PaidJobs
from tests.portal.provider import World
from tests.portal.whmcs_world import whmcs_world
from tests.simclient import STAFF
from tests.things import new_client, tax
from tests.worker.conftest import BUDI, SITI, office_at

MAIL = "rudi@contoh.example"


@dataclass
class Clock:
    ahead: timedelta = timedelta(0)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@dataclass
class Scene:
    """A portal, its people, and the assistant's own records."""

    portal: Portal
    world: World
    shop: WorkShop
    clock: Clock

    @property
    def jobs(self) -> PaidJobs:
        return PaidJobs(self.shop, self.portal)

    async def owner(self, *, taxed: bool = True) -> Client:
        made = await self.portal.create_client(new_client(MAIL))
        if taxed:
            await self.portal.set_tax_profile(made.id, tax(email=MAIL))
        return await self.portal.client(made.id)

    async def paid(self, owner: Client, amount: int = 100_000) -> str:
        number = await self.world.bill(owner.id, None, Decimal(amount))
        await self.world.set_invoice(number, InvoiceStatus.PAID)
        return number

    async def link(self, owner: Client, person: int = BUDI) -> None:
        async with self.shop.work() as work:
            await work.people.seen(person, "Budi", None, "id")
            await link_account(work, person, owner)

    async def state(self, number: str) -> RequestState | None:
        async with self.shop.work() as work:
            found = await work.fakturs.request_of(number)
        return found.state if found else None

    async def told(self) -> list[tuple[int, str, Any]]:
        async with self.shop.work() as work:
            query = select(t.delivery).where(t.delivery.c.channel == "telegram")
            rows = await work.connection.execute(query.order_by(t.delivery.c.id))
            return [(r.chat, r.payload["key"], r.payload["args"].get("count")) for r in rows]

    async def codes(self, typed: str) -> list[FactCode]:
        async with self.shop.work() as work:
            [number] = await matching(work, BUDI, typed)
            told = await explain(work, BUDI, number)
            assert told is not None
            return [fact.code for fact in told.facts]

    async def queued(self) -> list[str]:
        async with self.shop.work() as work:
            rows = await work.connection.execute(
                text("select entrypoint, payload from pgqueuer order by id")
            )
            return [f"{row.entrypoint} {bytes(row.payload).decode()}" for row in rows]


@pytest.fixture(params=["embedded", "whmcs"])
async def scene(
    request: pytest.FixtureRequest,
    assistant_url: str,
    tmp_path: Path,
    reader: FakturReader,
    texts: Texts,
) -> AsyncIterator[Scene]:
    clock = Clock()
    engine = make_engine(assistant_url, pool_size=4)
    shop = WorkShop(engine, WorkSettings(request.param, b"secret", STAFF, clock=clock))
    if request.param == "embedded":
        async with office_at(assistant_url, tmp_path, reader, texts) as office:
            yield Scene(office.portal, office.provider, shop, clock)
    else:
        async with whmcs_world(tmp_path) as world:
            yield Scene(world.portal, world, shop, clock)
    await engine.dispose()


async def test_linking_has_them_found_and_everyone_linked_hears_of_all_at_once(
    scene: Scene,
) -> None:
    owner = await scene.owner()
    numbers = [await scene.paid(owner) for _ in range(3)]
    unpaid = await scene.world.bill(owner.id, None, Decimal(100_000))
    await scene.link(owner, SITI)
    await scene.link(owner)
    assert (await scene.queued()).count(f"find-paid {owner.id}") == 1
    for _ in range(2):
        await scene.jobs.find(owner.id)
    assert [await scene.state(one) for one in numbers] == [RequestState.WAITING] * 3
    assert await scene.state(unpaid) is None
    found = [one for one in await scene.told() if "linked" not in one[1]]
    assert sorted(found) == [(BUDI, "ntf-faktur-found", 3), (SITI, "ntf-faktur-found", 3)]
    assert FactCode.DUE in await scene.codes(numbers[1])
    async with scene.shop.work() as work:
        waiting = await work.fakturs.waiting([owner.id])
    assert {one.invoice_number for one in waiting} == set(numbers)


async def test_without_an_npwp_that_is_what_is_asked_for(scene: Scene) -> None:
    owner = await scene.owner(taxed=False)
    number = await scene.paid(owner)
    await scene.link(owner)
    await scene.jobs.find(owner.id)
    assert await scene.state(number) is RequestState.NO_NPWP
    assert await scene.told() == [(BUDI, "ntf-faktur-found-npwp-by", 1)]
    async with scene.shop.work() as work:
        query = select(t.delivery.c.payload).where(t.delivery.c.channel == "telegram")
        args = (await work.connection.execute(query)).scalar_one()["args"]
        request = await work.fakturs.request_of(number)
        assert request is not None
        assert load_args(args)["until"] == work.office_days.cutoff(request.paid_on)


async def test_what_was_paid_since_is_told_as_if_its_event_had_come(scene: Scene) -> None:
    owner = await scene.owner()
    scene.clock.ahead = -timedelta(hours=1)
    await scene.link(owner)
    scene.clock.ahead = timedelta(0)
    number = await scene.paid(owner)
    await scene.jobs.find(owner.id)
    assert await scene.state(number) is RequestState.WAITING
    assert [key for _, key, _ in await scene.told()] == ["ntf-faktur-waiting"]


async def test_what_is_too_old_for_a_faktur_makes_none(scene: Scene) -> None:
    owner = await scene.owner()
    number = await scene.paid(owner)
    scene.clock.ahead = timedelta(days=160)
    await scene.link(owner)
    await scene.jobs.find(owner.id)
    assert await scene.state(number) is None
    scene.clock.ahead = timedelta(days=95)
    await scene.jobs.find(owner.id)
    assert await scene.state(number) is RequestState.WAITING, "it may have one for months yet"


async def test_what_is_not_in_rupiah_is_held_and_never_a_number(scene: Scene) -> None:
    owner = await scene.owner()
    await scene.world.set_currency(owner.id, "USD")
    number = await scene.paid(owner, 120)
    await scene.link(owner)
    for _ in range(2):
        await scene.jobs.find(owner.id)
    assert await scene.state(number) is None
    assert await scene.told() == []
    assert await scene.codes(number) == [FactCode.PAID, FactCode.FOREIGN]
    async with scene.shop.work() as work:
        [held] = await work.fakturs.foreign_of([owner.id])
        month = await work.books.of(held.paid_on)
        assert [one.number for one in await work.fakturs.foreign(held.paid_on)] == [number]
    assert (held.currency, list(month.foreign)) == ("USD", [held])


class Away:
    """A portal that does not answer, whatever it is asked."""

    def __getattr__(self, name: str) -> Any:
        async def closed(*_: object) -> None:
            raise PortalError(PortalFailure.UNAVAILABLE, name)

        return closed


async def test_of_an_account_that_nobody_has_linked_the_portal_is_not_asked(scene: Scene) -> None:
    owner = await scene.owner()
    await scene.paid(owner)
    await PaidJobs(scene.shop, Away()).find(owner.id)  # type: ignore[arg-type]
    assert await scene.told() == []


async def test_while_the_portal_is_away_it_waits_to_be_tried_again(scene: Scene) -> None:
    owner = await scene.owner()
    number = await scene.paid(owner)
    await scene.link(owner)
    with pytest.raises(PortalError) as caught:
        await PaidJobs(scene.shop, Away()).find(owner.id)  # type: ignore[arg-type]
    assert caught.value.code is PortalFailure.UNAVAILABLE
    await scene.jobs.find(owner.id)
    assert await scene.state(number) is RequestState.WAITING


@pytest.mark.parametrize(
    ("now", "since"),
    [
        (datetime(2026, 11, 25, 3, tzinfo=UTC), datetime(2026, 6, 30, 17, tzinfo=UTC)),
        # It is December in Jakarta already.
        (datetime(2026, 11, 30, 18, tzinfo=UTC), datetime(2026, 7, 31, 17, tzinfo=UTC)),
        (datetime(2027, 2, 28, 3, tzinfo=UTC), datetime(2026, 9, 30, 17, tzinfo=UTC)),
    ],
)
def test_four_whole_tax_months_before_this_one_are_looked_at(
    now: datetime, since: datetime
) -> None:
    assert looked_for_since(now) == since
