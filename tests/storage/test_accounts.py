"""Links, snapshots, registrations and tax profiles: whose they are, and how long."""

from __future__ import annotations

import pytest
from sqlalchemy import select, text

from assistant.domain.accounts.codes import CodeCheck, CodeOutcome, CodePurpose
from assistant.domain.accounts.linking import (
    link_account,
    link_proven,
    prove_for_link,
    unlink_account,
)
from assistant.domain.accounts.looking import look_at_account
from assistant.domain.accounts.model import (
    NotTheirsError,
    Pushes,
    RegistrationState,
    TaxChangeState,
)
from assistant.domain.accounts.opening import finish_registration, request_account
from assistant.domain.accounts.proving import send_code
from assistant.domain.accounts.taxing import save_tax_profile
from assistant.domain.billing import InvoiceStatus
from assistant.domain.portal import PortalFailure
from assistant.storage import tables as t
from assistant.storage.work import WorkShop
from tests.things import Clock, client, invoice, new_client, service, tax

BUDI, SITI = 1001, 1002


async def told(shop: WorkShop, person: int) -> list[str]:
    async with shop.work() as work:
        query = select(t.delivery).where(t.delivery.c.person == person).order_by(t.delivery.c.id)
        return [row.payload["key"] for row in await work.connection.execute(query)]


async def jobs(shop: WorkShop) -> list[str]:
    async with shop.work() as work:
        found = await work.connection.execute(text("select entrypoint from pgqueuer order by id"))
        return list(found.scalars())


class TestLinks:
    async def test_a_link_ends_180_days_after_the_code_that_proved_it(
        self, shop: WorkShop, clock: Clock
    ) -> None:
        async with shop.work() as work:
            await work.links.add(BUDI, client())
        clock.move(days=180, seconds=-1)
        async with shop.work() as work:
            link = await work.links.find(BUDI, "7")
            assert link is not None
            assert link.stands(work.now)
        clock.move(seconds=1)
        async with shop.work() as work:
            assert not link.stands(work.now)
            assert await work.links.find(BUDI, "7") is None
            assert await work.links.of(BUDI) == []
            assert await work.links.to("7") == []

    async def test_a_new_code_proves_it_anew_without_a_second_link(
        self, shop: WorkShop, clock: Clock
    ) -> None:
        async with shop.work() as work:
            await work.links.add(BUDI, client())
            await work.links.set_pushes(BUDI, "7", Pushes(chat=True, mail=True))
        clock.move(days=179)
        async with shop.work() as work:
            await work.links.add(BUDI, client(company="PT Nama Baru"))
        clock.move(days=179)
        async with shop.work() as work:
            (link,) = await work.links.of(BUDI)
            assert link.label == "PT Nama Baru"
            assert link.pushes == Pushes(chat=True, mail=True)

    async def test_a_revoked_link_can_be_made_again(self, shop: WorkShop, clock: Clock) -> None:
        async with shop.work() as work:
            await work.links.add(BUDI, client())
            await work.links.revoke(BUDI, "7")
            assert await work.links.find(BUDI, "7") is None
        clock.move(days=1)
        async with shop.work() as work:
            await work.links.add(BUDI, client())
            assert len(await work.links.of(BUDI)) == 1
            rows = (await work.connection.execute(select(t.link))).all()
            assert sorted(row.revoked_at is None for row in rows) == [False, True]

    async def test_many_accounts_of_one_person_come_by_label(self, shop: WorkShop) -> None:
        async with shop.work() as work:
            for id_, company in (("3", "PT C"), ("1", "PT A"), ("2", "PT B")):
                await work.links.add(BUDI, client(id_, f"{id_}@x.example", company))
            assert [link.label for link in await work.links.of(BUDI)] == ["PT A", "PT B", "PT C"]

    async def test_the_others_are_told_of_a_new_one_and_not_of_a_renewal(
        self, shop: WorkShop
    ) -> None:
        for person in (BUDI, SITI, SITI):
            async with shop.work() as work:
                await link_account(work, person, client())
        assert await told(shop, BUDI) == ["ntf-linked-by-other"]
        assert await told(shop, SITI) == []

    async def test_anyone_linked_may_revoke_and_the_other_is_told(self, shop: WorkShop) -> None:
        async with shop.work() as work:
            await work.links.add(BUDI, client())
            await work.links.add(SITI, client())
            assert not await unlink_account(work, 1003, "7", of=BUDI)
            assert await unlink_account(work, BUDI, "7", of=SITI)
            assert await work.links.find(SITI, "7") is None
            assert not await unlink_account(work, SITI, "7", of=BUDI)
        assert await told(shop, SITI) == ["ntf-unlinked-by-other"]

    async def test_a_proven_address_is_linked_once_the_portal_has_answered(
        self, shop: WorkShop
    ) -> None:
        email = "budi@majujaya.example"
        async with shop.work() as work:
            await send_code(work, BUDI, email, CodePurpose.LINK)
            code = await work.codes.newest(BUDI, email, CodePurpose.LINK)
            assert code is not None
            typed = code.digits(work.code_key)
            check, _, id_ = await prove_for_link(work, BUDI, email, typed)
            assert check is CodeCheck.RIGHT
            assert id_ == code.id
        for _ in range(2):
            async with shop.work() as work:
                await link_proven(work, code.id, client())
        async with shop.work() as work:
            proven = await work.codes.get(code.id)
            assert proven is not None
            assert (proven.outcome, proven.account) == (CodeOutcome.LINKED, "7")
            assert len(await work.links.of(BUDI)) == 1
            wakes = await work.connection.execute(select(t.inbox.c.body))
            assert [body["tell"] for body in wakes.scalars()] == ["ntf-linked"]

    async def test_an_account_whose_address_is_another_by_now_is_not_linked(
        self, shop: WorkShop
    ) -> None:
        email = "budi@majujaya.example"
        async with shop.work() as work:
            await send_code(work, BUDI, email, CodePurpose.LINK)
            code = await work.codes.newest(BUDI, email, CodePurpose.LINK)
            assert code is not None
            await prove_for_link(work, BUDI, email, code.digits(work.code_key))
            await link_proven(work, code.id, client(email="lain@majujaya.example"))
            assert await work.links.of(BUDI) == []


class TestSnapshots:
    async def test_looking_at_an_account_that_is_not_ones_own_is_refused(
        self, shop: WorkShop
    ) -> None:
        async with shop.work() as work:
            await work.snapshots.store(client(), [service()], [])
            with pytest.raises(NotTheirsError):
                await look_at_account(work, BUDI, "7")

    async def test_it_is_loaded_by_one_job_for_all_who_wait(self, shop: WorkShop) -> None:
        for person in (BUDI, SITI, BUDI):
            async with shop.work() as work:
                await work.links.add(person, client())
                assert await look_at_account(work, person, "7") is None
        assert await jobs(shop) == ["refresh-account"]
        async with shop.work() as work:
            await work.snapshots.store(client(), [service()], [])
            assert await work.snapshots.waiting("7") == [BUDI, SITI]
            assert await work.snapshots.waiting("7") == []

    async def test_what_was_stored_comes_back_whole(self, shop: WorkShop) -> None:
        owner = client(profile=tax())
        unpaid = invoice(status=InvoiceStatus.UNPAID)
        async with shop.work() as work:
            await work.links.add(BUDI, owner)
            await work.snapshots.store(owner, [service(), service("s-2", "VPS")], [unpaid])
        async with shop.work() as work:
            seen = await look_at_account(work, BUDI, "7")
            assert seen is not None
            assert seen.client == owner
            assert seen.services == (service(), service("s-2", "VPS"))
            assert seen.blocking == (unpaid,)

    async def test_it_is_fresh_for_two_minutes(self, shop: WorkShop, clock: Clock) -> None:
        async with shop.work() as work:
            await work.links.add(BUDI, client())
            await work.snapshots.store(client(), [], [])
        clock.move(seconds=119)
        async with shop.work() as work:
            assert await look_at_account(work, BUDI, "7") is not None
        clock.move(seconds=1)
        async with shop.work() as work:
            assert await look_at_account(work, BUDI, "7") is None

    async def test_a_failure_is_seen_until_somebody_tries_again(self, shop: WorkShop) -> None:
        async with shop.work() as work:
            await work.links.add(BUDI, client())
            await look_at_account(work, BUDI, "7")
            await work.snapshots.fail("7", PortalFailure.UNAVAILABLE)
        async with shop.work() as work:
            seen = await look_at_account(work, BUDI, "7")
            assert seen is not None
            assert seen.failed == PortalFailure.UNAVAILABLE
            assert await work.snapshots.waiting("7") == [BUDI]
            await work.snapshots.spoil("7")
            assert await look_at_account(work, BUDI, "7") is None
            assert await work.snapshots.waiting("7") == [BUDI]


class TestRegistrations:
    async def test_a_new_account_is_linked_and_told_once(self, shop: WorkShop) -> None:
        async with shop.work() as work:
            asked = await request_account(work, BUDI, new_client())
        assert await jobs(shop) == ["create-account"]
        for _ in range(2):
            async with shop.work() as work:
                await finish_registration(work, asked.id, RegistrationState.CREATED, client())
        async with shop.work() as work:
            done = await work.registrations.newest(BUDI)
            assert done is not None
            assert (done.state, done.account) == (RegistrationState.CREATED, "7")
            assert done.new == new_client()
            assert await work.links.find(BUDI, "7") is not None
            assert len((await work.connection.execute(select(t.inbox))).all()) == 1

    async def test_a_refusal_is_kept_with_what_the_portal_said(self, shop: WorkShop) -> None:
        async with shop.work() as work:
            asked = await request_account(work, BUDI, new_client())
            await finish_registration(
                work, asked.id, RegistrationState.REFUSED, detail="bad postcode"
            )
            done = await work.registrations.get(asked.id)
            assert done is not None
            assert (done.state, done.detail) == (RegistrationState.REFUSED, "bad postcode")
            assert await work.links.of(BUDI) == []


class TestTaxChanges:
    async def test_only_somebody_linked_may_save_a_profile(
        self, shop: WorkShop, clock: Clock
    ) -> None:
        async with shop.work() as work:
            with pytest.raises(NotTheirsError):
                await save_tax_profile(work, BUDI, "7", tax())
            await work.links.add(BUDI, client())
        clock.move(days=180)
        async with shop.work() as work:
            with pytest.raises(NotTheirsError):
                await save_tax_profile(work, BUDI, "7", tax())
        assert await jobs(shop) == []

    async def test_the_newest_change_of_an_account_is_found_with_all_it_says(
        self, shop: WorkShop
    ) -> None:
        async with shop.work() as work:
            await work.links.add(BUDI, client())
            await save_tax_profile(work, BUDI, "7", tax())
            corrected = await save_tax_profile(work, BUDI, "7", tax(name="PT BARU"))
            await work.tax_changes.finish(corrected.id, TaxChangeState.SAVED, "")
            newest = await work.tax_changes.newest(BUDI, "7")
            assert newest is not None
            assert newest.profile == tax(name="PT BARU")
            assert newest.state is TaxChangeState.SAVED
            assert await work.tax_changes.newest(SITI, "7") is None
        assert await jobs(shop) == ["set-tax", "set-tax"]
