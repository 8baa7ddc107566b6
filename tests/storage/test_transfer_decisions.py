"""Staff decide on a move: by whom, on what conditions, once, and how it ends."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from assistant.domain.transfers.asking import cancel_transfer
from assistant.domain.transfers.deciding import (
    answer_question,
    decide,
    finish_transfer,
    note_trouble,
    want_decision,
)
from assistant.domain.transfers.following import ticket_opened
from assistant.domain.transfers.model import (
    Decision,
    DecisionState,
    TransferNote,
    TransferState,
    WantedDecision,
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
    told,
    wants,
)
from tests.things import Clock, client, make_shop

pytestmark = pytest.mark.usefixtures("budi")


@pytest.fixture
async def other(assistant_url: str, clock: Clock) -> WorkShop:
    """Another process."""
    shop = make_shop(assistant_url, clock)
    return shop


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
            await work.links.add(RINA, client())
            await work.links.add(DEWI, SITIS)
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
            await note_trouble(work, transfer.number, TransferNote.RULES, RED)
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
