"""The move of services, on a real PostgreSQL: who may ask, who decides, and each thing once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from assistant.domain.accounts.linking import link_account
from assistant.domain.accounts.model import Snapshot
from assistant.domain.billing import InvoiceStatus
from assistant.domain.transfers.agreeing import agree, decline
from assistant.domain.transfers.asking import cancel_transfer, request_transfer
from assistant.domain.transfers.consent import mailed_token
from assistant.domain.transfers.deciding import (
    answer_question,
    decide,
    finish_transfer,
    note_trouble,
    want_decision,
)
from assistant.domain.transfers.following import ticket_opened
from assistant.domain.transfers.model import (
    Agreement,
    Check,
    Decision,
    DecisionState,
    MovedService,
    NewTransfer,
    Rule,
    RuleVerdict,
    Transfer,
    TransferError,
    TransferProblem,
    TransferState,
    WantedDecision,
)
from assistant.storage import tables as t
from assistant.storage.work import WorkShop
from tests.things import Clock, client, invoice, make_shop, service, wanted_transfer

BUDI, SITI, RINA, DEWI = 1001, 1002, 2001, 2002
SITIS = client("9", "siti@sinarrahma.example", "CV Sinar Rahma")
GREEN = tuple(Check(rule, RuleVerdict.OK) for rule in Rule)
RED = (Check(Rule.NOTHING_UNPAID, RuleVerdict.BAD, ("INV-1",)), *GREEN[1:])


async def snapshot(shop: WorkShop, *, unpaid: bool = False) -> Snapshot:
    blocking = [invoice(status=InvoiceStatus.UNPAID)] if unpaid else []
    async with shop.work() as work:
        await work.snapshots.store(client(), [service()], blocking, work.now)
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
        await work.links.add(SITI, SITIS, work.now)
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


@pytest.fixture(autouse=True)
async def budi(shop: WorkShop) -> None:
    async with shop.work() as work:
        await work.people.seen(BUDI, "Budi", None, "id")
        await work.links.add(BUDI, client(), work.now)


@pytest.fixture
async def other(assistant_url: str, clock: Clock) -> AsyncIterator[WorkShop]:
    """Another process."""
    shop = make_shop(assistant_url, clock)
    yield shop
    await shop.engine.dispose()


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
            note="rules",
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
            await work.links.add(SITI, SITIS, work.now)
            await agree(work, transfer.consent_token, SITI, "9")
        assert (await get(shop, transfer.number)).checks == GREEN

    async def test_a_destination_of_ones_own_is_ready_at_once(self, shop: WorkShop) -> None:
        async with shop.work() as work:
            await work.links.add(BUDI, SITIS, work.now)
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
            await work.links.add(SITI, client(), work.now)
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
            await work.links.add(SITI, client("10", "lain@x.example"), work.now)
            assert await agree(work, transfer.consent_token, SITI, "10") is None
            assert await agree(work, transfer.consent_token, SITI, "9") is None
            await work.links.add(SITI, SITIS, work.now)
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


class TestDeciding:
    async def test_it_is_taken_by_the_first(self, shop: WorkShop) -> None:
        transfer = await request(shop)
        assert await decided(shop, transfer.number, Decision.TAKE) is DecisionState.MADE
        again = await decided(shop, transfer.number, Decision.TAKE, DEWI)
        assert again is DecisionState.TOO_LATE
        assert (await get(shop, transfer.number)).taken_by == RINA

    async def test_two_approvals_at_once_make_one_decision(
        self, shop: WorkShop, other: WorkShop
    ) -> None:
        transfer = await agreed(shop)
        first = await wants(shop, transfer.number, Decision.APPROVE, RINA)
        second = await wants(shop, transfer.number, Decision.APPROVE, DEWI)

        async def approve(process: WorkShop, wanted: WantedDecision) -> DecisionState:
            async with process.work() as work:
                return await decide(work, wanted, GREEN)

        states = await asyncio.gather(approve(shop, first), approve(other, second))
        assert sorted(states) == [DecisionState.MADE, DecisionState.TOO_LATE]
        assert (await jobs(shop)).count(f"carry-out {transfer.number}") == 1
        assert (await told(shop)).count("ntf-transfer-approved") == 1

    async def test_approving_and_cancelling_at_once_end_one_way(
        self, shop: WorkShop, other: WorkShop
    ) -> None:
        transfer = await agreed(shop)
        wanted = await wants(shop, transfer.number, Decision.APPROVE)

        async def approve() -> bool:
            async with shop.work() as work:
                return await decide(work, wanted, GREEN) is DecisionState.MADE

        async def cancel() -> bool:
            async with other.work() as work:
                return await cancel_transfer(work, BUDI, transfer.number)

        approved, cancelled = await asyncio.gather(approve(), cancel())
        assert approved is not cancelled
        state = (await get(shop, transfer.number)).state
        assert state is (TransferState.APPROVED if approved else TransferState.CANCELLED)

    @pytest.mark.parametrize("staff", [BUDI, SITI, RINA, DEWI])
    async def test_nobody_decides_on_what_touches_an_account_of_theirs(
        self, shop: WorkShop, staff: int
    ) -> None:
        transfer = await agreed(shop)
        async with shop.work() as work:
            await work.links.add(RINA, client(), work.now)
            await work.links.add(DEWI, SITIS, work.now)
        for decision in Decision:
            state = await decided(shop, transfer.number, decision, staff, "x", GREEN)
            assert state is DecisionState.OWN_REQUEST

    async def test_a_red_rule_stands_on_the_card_and_nothing_is_approved(
        self, shop: WorkShop
    ) -> None:
        transfer = await agreed(shop)
        state = await decided(shop, transfer.number, Decision.APPROVE, checks=RED)
        assert state is DecisionState.RULES
        now = await get(shop, transfer.number)
        assert now.state is TransferState.OPEN
        assert now.checks == RED
        assert "ntf-transfer-approved" not in await told(shop)

    async def test_without_the_recipients_account_nothing_is_approved(self, shop: WorkShop) -> None:
        transfer = await request(shop)
        state = await decided(shop, transfer.number, Decision.APPROVE, checks=GREEN)
        assert state is DecisionState.RULES

    async def test_who_agreed_learns_that_nothing_is_coming(self, shop: WorkShop) -> None:
        transfer = await agreed(shop)
        async with shop.work() as work:
            assert await cancel_transfer(work, BUDI, transfer.number)
        assert (await told(shop)).count("ntf-transfer-not-coming") == 1

    async def test_a_refusal_carries_its_reason(self, shop: WorkShop) -> None:
        transfer = await request(shop)
        await decided(shop, transfer.number, Decision.REFUSE, words="Data tidak cocok")
        now = await get(shop, transfer.number)
        assert (now.state, now.reason) == (TransferState.REFUSED, "Data tidak cocok")
        assert now.decided_by == RINA
        assert f"answer-ticket {transfer.number}:refused" in await jobs(shop)

    async def test_a_question_is_answered_once_by_its_customer(self, shop: WorkShop) -> None:
        transfer = await request(shop)
        await decided(shop, transfer.number, Decision.ASK, words="Domain yang mana?")
        async with shop.work() as work:
            (row,) = (await work.connection.execute(select(t.question))).all()
            assert not await answer_question(work, SITI, row.id, "bukan saya")
            assert await answer_question(work, BUDI, row.id, "toko.example")
            assert not await answer_question(work, BUDI, row.id, "lagi")
        assert await told(shop, "staff") == ["desk-answer"]
        assert f"answer-ticket {transfer.number}:answer:{row.id}" in await jobs(shop)

    async def test_a_tap_is_kept_with_the_job_that_finds_out_whether_it_counts(
        self, shop: WorkShop
    ) -> None:
        transfer = await request(shop)
        async with shop.work() as work:
            await want_decision(work, transfer.number, RINA, "Rina", Decision.TAKE)
        assert (await jobs(shop))[-1].startswith("decide ")
        async with shop.work() as work:
            wanted = await work.transfers.wanted_decision(int((await jobs(shop))[-1].split()[1]))
            assert wanted is not None
            assert (wanted.staff, wanted.state) == (RINA, DecisionState.WANTED)
            await work.transfers.finish_decision(wanted.id, DecisionState.MADE)
            made = await work.transfers.wanted_decision(wanted.id)
            assert made is not None
            assert made.state is DecisionState.MADE

    async def test_the_database_itself_refuses_a_decision_without_a_decider(
        self, shop: WorkShop
    ) -> None:
        transfer = await request(shop)

        async def approve_by_nobody() -> None:
            async with shop.work() as work:
                broken = replace(transfer, state=TransferState.APPROVED, to_account="9")
                await work.transfers.save(broken)

        with pytest.raises(IntegrityError):
            await approve_by_nobody()


class TestFinishing:
    async def test_it_is_said_once_to_both_sides(self, shop: WorkShop) -> None:
        transfer = await agreed(shop)
        await decided(shop, transfer.number, Decision.APPROVE, checks=GREEN)
        async with shop.work() as work:
            assert await finish_transfer(work, transfer.number)
        async with shop.work() as work:
            assert not await finish_transfer(work, transfer.number)
        said = await told(shop)
        assert said.count("ntf-transfer-done") == 1
        assert said.count("ntf-transfer-received") == 1
        assert (await jobs(shop)).count(f"answer-ticket {transfer.number}:done") == 1
        async with shop.work() as work:
            seen = await work.snapshots.get("7")
            assert seen is not None
            assert not seen.fresh(work.now)
            assert await work.transfers.moving() == []

    async def test_what_is_not_approved_is_not_finished(self, shop: WorkShop) -> None:
        transfer = await agreed(shop)
        async with shop.work() as work:
            assert not await finish_transfer(work, transfer.number)

    async def test_trouble_is_noted_on_the_card(self, shop: WorkShop) -> None:
        transfer = await agreed(shop)
        async with shop.work() as work:
            await note_trouble(work, transfer.number, "rules", RED)
        now = await get(shop, transfer.number)
        assert (now.note, now.checks) == ("rules", RED)

    async def test_the_first_ticket_stays(self, shop: WorkShop) -> None:
        transfer = await request(shop)
        for id_ in ("55", "56"):
            async with shop.work() as work:
                await ticket_opened(work, transfer.number, id_, f"#{id_}")
        assert (await get(shop, transfer.number)).ticket_number == "#55"
        async with shop.work() as work:
            assert len((await work.connection.execute(select(t.inbox))).all()) == 1


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
        await work.links.add(BUDI, owner, work.now)
        await work.snapshots.store(owner, [service()], [], work.now)


async def asked_and_taken_back(shop: WorkShop, to_email: str) -> None:
    async with shop.work() as work:
        snapshot = await work.snapshots.get("7")
        assert snapshot is not None
        transfer = await request_transfer(work, BUDI, wanted_transfer(to_email), snapshot)
        assert await cancel_transfer(work, BUDI, transfer.number)
