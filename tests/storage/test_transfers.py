"""The move of services, on a real PostgreSQL: who may ask, who decides, and each thing once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from assistant.domain.accounts.linking import link_account
from assistant.domain.transfers.agreeing import agree, decline
from assistant.domain.transfers.asking import cancel_transfer, request_transfer
from assistant.domain.transfers.invitation import mailed_token
from assistant.domain.transfers.model import (
    Agreement,
    Check,
    Decision,
    DecisionState,
    MovedService,
    NewTransfer,
    Rule,
    RuleVerdict,
    TransferError,
    TransferNote,
    TransferProblem,
    TransferState,
)
from assistant.storage import tables as t
from assistant.storage.work import WorkShop
from tests.storage.moving import (
    BUDI,
    DEWI,
    GREEN,
    RED,
    RINA,
    SITI,
    SITIS,
    agreed,
    decided,
    get,
    jobs,
    request,
    snapshot,
    told,
)
from tests.things import Clock, client, service, wanted_transfer

pytestmark = pytest.mark.usefixtures("budi")


class TestAsking:
    async def test_a_request_is_a_ticket_a_card_and_a_mail_to_the_recipient(
        self, shop: WorkShop
    ) -> None:
        transfer = await request(shop)
        assert transfer.state is TransferState.OPEN
        assert transfer.agreement is Agreement.ASKED
        assert await jobs(shop) == [f"open-ticket {transfer.number}"]
        assert await told(shop, "mail") == ["mail-consent"]
        async with shop.work() as work:
            (card,) = (await work.connection.execute(select(t.screen))).all()
            assert card.key == f"card:{transfer.number}"
            (audit,) = (await work.connection.execute(select(t.audit))).all()
            assert (audit.actor, audit.action) == (f"person:{BUDI}", "transfer-requested")

    async def test_it_comes_back_as_it_was_sent(self, shop: WorkShop) -> None:
        transfer = await request(shop)
        assert await get(shop, transfer.number) == transfer
        async with shop.work() as work:
            assert await work.transfers.by_token(transfer.consent_token) == transfer
            assert await work.transfers.by_token("nobody's") is None
            assert await work.transfers.of(BUDI) == [transfer]
            assert await work.transfers.of(SITI) == []

    async def test_every_field_can_be_changed_and_read_again(
        self, shop: WorkShop, clock: Clock
    ) -> None:
        transfer = await request(shop)
        changed = replace(
            transfer,
            to_account="9",
            agreement=Agreement.GIVEN,
            agreed_by=SITI,
            services=(*transfer.services, MovedService("s-2", "VPS <1> 🙂", "server")),
            ticket_id="55",
            ticket_number="#482913",
            state=TransferState.REFUSED,
            taken_by=RINA,
            decided_by=DEWI,
            decided_by_name="Dewi",
            reason="Belum lunas",
            checks=RED,
            checked_at=clock.now,
            note=TransferNote.RULES,
        )
        async with shop.work() as work:
            await work.transfers.save(changed)
        assert await get(shop, transfer.number) == changed
        async with shop.work() as work:
            assert await work.transfers.by_ticket("55") == changed

    async def test_staff_see_the_rules_as_they_were_when_it_was_asked(
        self, shop: WorkShop, clock: Clock
    ) -> None:
        transfer = await request(shop)
        assert transfer.checks == (*GREEN[:2], Check(Rule.RECIPIENT_AGREES, RuleVerdict.WAITING))
        assert transfer.checked_at == clock.now
        async with shop.work() as work:
            await work.links.add(SITI, SITIS)
            await agree(work, transfer.consent_token, SITI, "9")
        assert (await get(shop, transfer.number)).checks == GREEN

    async def test_a_destination_of_ones_own_is_ready_at_once(self, shop: WorkShop) -> None:
        async with shop.work() as work:
            await work.links.add(BUDI, SITIS)
        transfer = await request(shop, wanted_transfer(to_account="9"))
        assert transfer.agreement is Agreement.OWN
        assert (transfer.to_account, transfer.to_label) == ("9", "CV Sinar Rahma")
        assert await told(shop, "mail") == []

    async def test_an_account_of_another_is_not_taken_for_ones_own(self, shop: WorkShop) -> None:
        transfer = await request(shop, wanted_transfer(to_account="9"))
        assert transfer.agreement is Agreement.ASKED
        assert transfer.to_account is None

    @pytest.mark.parametrize(
        ("new", "person", "problem"),
        [
            (wanted_transfer(), SITI, TransferProblem.NOT_LINKED),
            (replace(wanted_transfer(), services=()), BUDI, TransferProblem.NO_SERVICES),
            (wanted_transfer(to_account="7"), BUDI, TransferProblem.SAME_ACCOUNT),
            (wanted_transfer("budi@majujaya.example"), BUDI, TransferProblem.SAME_ACCOUNT),
            (
                replace(wanted_transfer(), services=(MovedService("x-9", "x", "domain"),)),
                BUDI,
                TransferProblem.RULES,
            ),
        ],
    )
    async def test_what_may_not_be_asked_is_not_kept(
        self, shop: WorkShop, new: NewTransfer, person: int, problem: TransferProblem
    ) -> None:
        with pytest.raises(TransferError) as refused:
            await request(shop, new, person)
        assert refused.value.code is problem
        async with shop.work() as work:
            assert await work.transfers.of(person) == []
        assert await jobs(shop) == []

    async def test_an_unpaid_invoice_on_what_moves_blocks_it(self, shop: WorkShop) -> None:
        seen = await snapshot(shop, unpaid=True)
        async with shop.work() as work:
            with pytest.raises(TransferError) as refused:
                await request_transfer(work, BUDI, wanted_transfer(), seen)
        assert refused.value.code is TransferProblem.RULES

    async def test_a_service_is_in_one_request_at_a_time(self, shop: WorkShop) -> None:
        first = await request(shop)
        with pytest.raises(TransferError) as refused:
            await request(shop)
        assert refused.value.code is TransferProblem.ALREADY_ASKED
        assert refused.value.facts == ("toko.example",)
        async with shop.work() as work:
            assert await cancel_transfer(work, BUDI, first.number)
        assert (await request(shop)).number != first.number

    async def test_two_who_share_an_account_cannot_ask_for_the_same_service(
        self, shop: WorkShop
    ) -> None:
        async with shop.work() as work:
            await work.links.add(SITI, client())
        await request(shop)
        with pytest.raises(TransferError) as refused:
            await request(shop, wanted_transfer("lain@x.example"), person=SITI)
        assert refused.value.code is TransferProblem.ALREADY_ASKED


class TestAgreeing:
    async def test_the_recipient_agrees_with_the_account_that_was_asked(
        self, shop: WorkShop
    ) -> None:
        transfer = await agreed(shop)
        now = await get(shop, transfer.number)
        assert now.agreement is Agreement.GIVEN
        assert (now.to_account, now.agreed_by) == ("9", SITI)
        assert await told(shop) == ["ntf-transfer-agreed"]

    async def test_another_account_or_a_wrong_token_agrees_to_nothing(self, shop: WorkShop) -> None:
        transfer = await request(shop)
        async with shop.work() as work:
            await work.links.add(SITI, client("10", "lain@x.example"))
            assert await agree(work, transfer.consent_token, SITI, "10") is None
            assert await agree(work, transfer.consent_token, SITI, "9") is None
            await work.links.add(SITI, SITIS)
            assert await agree(work, "x" * 32, SITI, "9") is None
        assert (await get(shop, transfer.number)).agreement is Agreement.ASKED

    async def test_agreeing_or_declining_counts_once(self, shop: WorkShop) -> None:
        transfer = await agreed(shop)
        async with shop.work() as work:
            assert await agree(work, transfer.consent_token, SITI, "9") is None
            assert await decline(work, transfer.consent_token, SITI) is None

    async def test_declining_ends_the_request_and_its_ticket(self, shop: WorkShop) -> None:
        transfer = await request(shop)
        async with shop.work() as work:
            token = mailed_token(work.code_key, transfer.number)
            assert await decline(work, token, SITI) is not None
        ended = await get(shop, transfer.number)
        assert ended.state is TransferState.CANCELLED
        assert ended.agreement is Agreement.DECLINED
        assert f"answer-ticket {transfer.number}:declined" in await jobs(shop)
        assert await decided(shop, transfer.number, Decision.TAKE) is DecisionState.TOO_LATE

    async def test_who_proves_the_address_later_is_shown_the_request_once(
        self, shop: WorkShop
    ) -> None:
        transfer = await request(shop)
        async with shop.work() as work:
            await work.people.seen(SITI, "Siti", None, "id")
            await link_account(work, SITI, client("10", "lain@x.example"))
        assert await told(shop) == []
        for _ in range(2):
            async with shop.work() as work:
                await link_account(work, SITI, SITIS)
        assert await told(shop) == ["ntf-transfer-asks"]
        async with shop.work() as work:
            (row,) = (
                await work.connection.execute(
                    select(t.delivery.c.payload).where(t.delivery.c.channel == "telegram")
                )
            ).all()
        assert transfer.consent_token in str(row.payload["buttons"])

    async def test_what_is_answered_or_ended_is_not_shown_to_them(self, shop: WorkShop) -> None:
        transfer = await request(shop)
        async with shop.work() as work:
            assert await work.transfers.asking(SITIS.email) == [transfer]
            assert await cancel_transfer(work, BUDI, transfer.number)
            await link_account(work, SITI, SITIS)
        assert await told(shop) == []


class TestCancelling:
    async def test_only_the_asker_may_and_only_before_the_decision(self, shop: WorkShop) -> None:
        transfer = await agreed(shop)
        async with shop.work() as work:
            assert not await cancel_transfer(work, SITI, transfer.number)
            assert not await cancel_transfer(work, BUDI, "PND-00000000")
        await decided(shop, transfer.number, Decision.APPROVE, checks=GREEN)
        async with shop.work() as work:
            assert not await cancel_transfer(work, BUDI, transfer.number)
        assert (await get(shop, transfer.number)).state is TransferState.APPROVED


class TestAskingOften:
    """Asking for a move and taking it back mails the recipient three times a day at most."""

    async def test_a_mailbox_is_asked_three_times_a_day(self, shop: WorkShop, clock: Clock) -> None:
        await prepared(shop)
        for to in ("siti@sinar.example", "siti+1@sinar.example", "Siti+a@sinar.example".lower()):
            await asked_and_taken_back(shop, to)
        for to in ("siti@sinar.example", "siti+9@sinar.example"):
            with pytest.raises(TransferError) as refused:
                await asked_and_taken_back(shop, to)
            assert refused.value.code is TransferProblem.ASKED_OFTEN
        await asked_and_taken_back(shop, "lain@sinar.example")
        clock.move(hours=24, seconds=1)
        await prepared(shop)
        await asked_and_taken_back(shop, "siti@sinar.example")

    async def test_nor_does_deleting_ones_data_change_it(self, shop: WorkShop) -> None:
        for _ in range(3):
            await prepared(shop)
            await asked_and_taken_back(shop, "siti@sinar.example")
            async with shop.work() as work:
                await work.people.forget(BUDI)
        await prepared(shop)
        with pytest.raises(TransferError):
            await asked_and_taken_back(shop, "siti@sinar.example")


async def prepared(shop: WorkShop) -> None:
    owner = client()
    async with shop.work() as work:
        await work.people.seen(BUDI, "Budi", None, "id")
        await work.links.add(BUDI, owner)
        await work.snapshots.store(owner, [service()], [])


async def asked_and_taken_back(shop: WorkShop, to_email: str) -> None:
    async with shop.work() as work:
        snapshot = await work.snapshots.get("7")
        assert snapshot is not None
        transfer = await request_transfer(work, BUDI, wanted_transfer(to_email), snapshot)
        assert await cancel_transfer(work, BUDI, transfer.number)
