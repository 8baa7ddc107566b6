"""Jobs about the move of services, at a real portal that can move them."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from pgqueuer.errors import RetryRequested

from assistant.documents.letter import write_letter
from assistant.domain.clients import Client
from assistant.domain.portal import PortalError
from assistant.domain.staff import Standing
from assistant.domain.tickets import TicketAuthor, TicketStatus
from assistant.domain.transfers.asking import cancel_transfer
from assistant.domain.transfers.deciding import answer_question
from assistant.domain.transfers.letter import letter_of
from assistant.domain.transfers.model import (
    Decision,
    DecisionState,
    MovedService,
    Rule,
    RuleVerdict,
    Transfer,
    TransferState,
)
from assistant.worker.transfers import TransferJobs
from tests.worker.conftest import BUDI, DEWI, RINA, SITI, Office
from tests.worker.test_accounts import Down


@pytest.fixture
async def owner(office: Office) -> Client:
    return await office.linked(BUDI, "budi@majujaya.example")


@pytest.fixture
async def target(office: Office) -> Client:
    return await office.client("baru@usahabaru.example", "PT Usaha Baru")


@pytest.fixture
async def service(office: Office, owner: Client) -> MovedService:
    return await office.service(owner)


@pytest.fixture
async def asked(office: Office, owner: Client, target: Client, service: MovedService) -> Transfer:
    return await office.transfer(owner, target, service)


async def decision(
    office: Office, asked: Transfer, what: Decision, staff: int = RINA, words: str = ""
) -> DecisionState:
    async with office.shop.work() as work:
        wanted = await work.transfers.want_decision(asked.number, staff, "Rina", what, words)
    await office.transfers.decide(str(wanted.id))
    async with office.shop.work() as work:
        found = await work.transfers.wanted_decision(wanted.id)
        assert found is not None
        return found.state


def without_portal(office: Office) -> TransferJobs:
    return replace(office.transfers, portal=Down())  # type: ignore[arg-type]


class TestTicket:
    async def test_it_is_opened_once_as_the_owner_with_our_reference(
        self, office: Office, asked: Transfer, owner: Client
    ) -> None:
        for _ in range(2):
            await office.tickets.open_ticket(asked.number)
        now = await office.get(asked.number)
        assert now.ticket_id is not None
        ticket = await office.portal.ticket(now.ticket_id)
        assert ticket.client_id == owner.id
        assert ticket.subject == asked.subject
        assert asked.message in ticket.message
        assert asked.reference in ticket.message
        assert now.ticket_number == ticket.ref.number
        assert ticket.department == "Info"
        assert await office.woken() == [(BUDI, "ntf-ticket-opened")]

    async def test_the_request_is_attached_as_a_letter(
        self, office: Office, asked: Transfer
    ) -> None:
        await office.tickets.open_ticket(asked.number)
        now = await office.get(asked.number)
        [file] = (await office.portal.ticket(now.ticket_id or "")).attachments
        letter = await office.portal.attachment(file.id)
        assert letter.name == f"Surat-Permohonan-{asked.number}.pdf"
        assert letter.content == write_letter(letter_of(asked), office.texts)
        shown = await office.provider.admin.ticket(now.ticket_number or "")
        assert shown["attachments"] == [{"id": file.id, "name": letter.name}]

    async def test_a_ticket_whose_answer_was_lost_is_found_again(
        self, office: Office, asked: Transfer
    ) -> None:
        await asyncio.gather(*(office.tickets.open_ticket(asked.number) for _ in range(3)))
        overview = await office.provider.admin.overview()
        assert sum(len(account["tickets"]) for account in overview["accounts"]) == 1

    async def test_words_wait_for_the_ticket(self, office: Office, asked: Transfer) -> None:
        with pytest.raises(RetryRequested):
            await office.tickets.answer_ticket(f"{asked.number}:cancelled")

    async def test_the_customers_answer_stands_in_it_once(
        self, office: Office, asked: Transfer
    ) -> None:
        await office.tickets.open_ticket(asked.number)
        await decision(office, asked, Decision.ASK, words="Domain yang mana?")
        async with office.shop.work() as work:
            question = await work.transfers.question(1)
            assert question is not None
            assert await answer_question(work, BUDI, question.id, "toko.example")
        key = next(j for j in await office.jobs() if "answer-ticket" in j).split()[1]
        for _ in range(2):
            await office.tickets.answer_ticket(key)
        ticket = await office.portal.ticket((await office.get(asked.number)).ticket_id or "")
        (reply,) = ticket.replies
        assert reply.author is TicketAuthor.CLIENT
        assert "Domain yang mana?" in reply.message
        assert "toko.example" in reply.message
        assert ticket.status is not TicketStatus.CLOSED

    async def test_a_withdrawn_request_closes_its_ticket(
        self, office: Office, asked: Transfer
    ) -> None:
        await office.tickets.open_ticket(asked.number)
        async with office.shop.work() as work:
            assert await cancel_transfer(work, BUDI, asked.number)
        await office.tickets.answer_ticket(f"{asked.number}:cancelled")
        ticket = await office.portal.ticket((await office.get(asked.number)).ticket_id or "")
        assert ticket.status is TicketStatus.CLOSED
        assert len(ticket.replies) == 1


class TestDeciding:
    async def test_an_administrator_approves_and_the_move_begins(
        self, office: Office, asked: Transfer
    ) -> None:
        assert await decision(office, asked, Decision.APPROVE) is DecisionState.MADE
        now = await office.get(asked.number)
        assert now.state is TransferState.APPROVED
        assert all(check.verdict is RuleVerdict.OK for check in now.checks)
        assert f"carry-out {asked.number}" in await office.jobs()
        assert await office.told() == ["ntf-transfer-approved"]

    @pytest.mark.parametrize(
        ("standing", "state"),
        [
            (Standing.MEMBER, DecisionState.NOT_ALLOWED),
            (Standing.ANONYMOUS, DecisionState.ANONYMOUS),
            (TimeoutError("no answer"), DecisionState.COULD_NOT_ASK),
        ],
    )
    async def test_who_is_no_known_administrator_decides_nothing_and_is_told(
        self, office: Office, asked: Transfer, standing: Standing, state: DecisionState
    ) -> None:
        office.standings[RINA] = standing
        for what in Decision:
            assert await decision(office, asked, what, words="x") is state
        assert await office.get(asked.number) == asked
        assert await office.told("staff") == [f"desk-decision-{state}"] * 4

    async def test_when_the_portal_cannot_be_asked_nothing_is_approved(
        self, office: Office, asked: Transfer
    ) -> None:
        async with office.shop.work() as work:
            wanted = await work.transfers.want_decision(
                asked.number, RINA, "Rina", Decision.APPROVE, ""
            )
        await without_portal(office).decide(str(wanted.id))
        assert (await office.get(asked.number)).state is TransferState.OPEN
        assert await office.told("staff") == ["desk-decision-could-not-ask"]

    async def test_an_invoice_that_came_meanwhile_is_named_on_the_card(
        self, office: Office, asked: Transfer, owner: Client, service: MovedService
    ) -> None:
        number = await office.unpaid(owner, service)
        assert await decision(office, asked, Decision.APPROVE) is DecisionState.RULES
        now = await office.get(asked.number)
        assert now.state is TransferState.OPEN
        unpaid = next(check for check in now.checks if check.rule is Rule.NOTHING_UNPAID)
        assert (unpaid.verdict, unpaid.facts) == (RuleVerdict.BAD, (number,))
        await office.provider.admin.pay(number)
        assert await decision(office, asked, Decision.APPROVE) is DecisionState.MADE

    async def test_a_recipient_who_has_not_agreed_holds_it_up(
        self, office: Office, owner: Client, target: Client, service: MovedService
    ) -> None:
        asked = await office.transfer(owner, target, service, own=False)
        assert await decision(office, asked, Decision.APPROVE) is DecisionState.RULES

    async def test_the_asker_does_not_decide(self, office: Office, asked: Transfer) -> None:
        assert await decision(office, asked, Decision.APPROVE, BUDI) is DecisionState.OWN_REQUEST

    async def test_two_at_once_make_one_decision(self, office: Office, asked: Transfer) -> None:
        states = await asyncio.gather(
            decision(office, asked, Decision.APPROVE, RINA),
            decision(office, asked, Decision.REFUSE, DEWI, "tidak"),
        )
        assert sorted(states) == [DecisionState.MADE, DecisionState.TOO_LATE]

    async def test_the_same_tap_worked_off_twice_counts_once(
        self, office: Office, asked: Transfer
    ) -> None:
        async with office.shop.work() as work:
            wanted = await work.transfers.want_decision(
                asked.number, RINA, "Rina", Decision.ASK, "Yang mana?"
            )
        await asyncio.gather(*(office.transfers.decide(str(wanted.id)) for _ in range(3)))
        await office.transfers.decide(str(wanted.id))
        assert await office.told() == ["ntf-transfer-question"]
        assert await office.told("staff") == []


class TestMoving:
    async def approved(self, office: Office, asked: Transfer) -> None:
        assert await decision(office, asked, Decision.APPROVE) is DecisionState.MADE

    async def test_the_services_move_and_only_then_it_is_said(
        self, office: Office, asked: Transfer, target: Client, service: MovedService
    ) -> None:
        await self.approved(office, asked)
        for _ in range(2):
            await office.transfers.carry_out(asked.number)
        assert (await office.portal.service(service.id)).client_id == target.id
        assert (await office.get(asked.number)).state is TransferState.DONE
        assert await office.told() == ["ntf-transfer-approved", "ntf-transfer-done"]

    async def test_what_is_not_approved_does_not_move(
        self, office: Office, asked: Transfer, owner: Client, service: MovedService
    ) -> None:
        await office.transfers.carry_out(asked.number)
        assert (await office.portal.service(service.id)).client_id == owner.id

    async def test_a_new_unpaid_invoice_stops_it_until_it_is_paid(
        self, office: Office, asked: Transfer, owner: Client, target: Client, service: MovedService
    ) -> None:
        await self.approved(office, asked)
        number = await office.unpaid(owner, service)
        await office.transfers.carry_out(asked.number)
        stuck = await office.get(asked.number)
        assert (stuck.state, stuck.note) == (TransferState.APPROVED, "rules")
        assert (await office.portal.service(service.id)).client_id == owner.id
        await office.provider.admin.pay(number)
        await office.transfers.carry_out(asked.number)
        done = await office.get(asked.number)
        assert (done.state, done.note) == (TransferState.DONE, "")
        assert (await office.portal.service(service.id)).client_id == target.id

    async def test_a_move_that_was_half_done_is_finished(
        self, office: Office, owner: Client, target: Client, service: MovedService
    ) -> None:
        other = await office.service(owner, "kedua.example")
        asked = await office.transfer(owner, target, service, other)
        await self.approved(office, asked)
        await office.provider.transfer(service.id, target.id)
        await office.transfers.carry_out(asked.number)
        assert (await office.portal.service(other.id)).client_id == target.id
        assert (await office.get(asked.number)).state is TransferState.DONE

    async def test_a_portal_that_is_down_leaves_it_to_be_tried_again(
        self, office: Office, asked: Transfer
    ) -> None:
        await self.approved(office, asked)
        with pytest.raises(PortalError):
            await without_portal(office).carry_out(asked.number)
        assert (await office.get(asked.number)).state is TransferState.APPROVED

    async def test_the_recipient_is_told_too(
        self, office: Office, owner: Client, target: Client, service: MovedService
    ) -> None:
        asked = await office.transfer(owner, target, service, own=False)
        async with office.shop.work() as work:
            from assistant.domain.transfers.agreeing import agree

            await work.links.add(SITI, target)
            assert await agree(work, asked.consent_token, SITI, target.id) is not None
        await self.approved(office, asked)
        await office.transfers.carry_out(asked.number)
        assert "ntf-transfer-received" in await office.told()
