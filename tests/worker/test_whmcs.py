"""Jobs over the stand-in for WHMCS: answers that are lost, and moves that people make by hand."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pgqueuer.errors import RetryRequested
from sqlalchemy import select

from assistant.desk import draw
from assistant.documents.letter import write_letter
from assistant.domain.accounts.model import RegistrationState
from assistant.domain.accounts.opening import request_account
from assistant.domain.staff import Standing
from assistant.domain.tickets import Ticket, TicketStatus
from assistant.domain.transfers.answering import write_answer
from assistant.domain.transfers.asking import request_transfer
from assistant.domain.transfers.model import (
    AnswerFile,
    Decision,
    MovedService,
    NewTransfer,
    Transfer,
    TransferState,
)
from assistant.portal.whmcs import WhmcsPortal
from assistant.storage import tables as t
from assistant.storage.database import make_engine
from assistant.storage.work import WorkSettings, WorkShop
from assistant.texts import Texts
from assistant.worker.accounts import AccountJobs
from assistant.worker.answers import CustomerAnswers
from assistant.worker.once import BETWEEN_LOOKS
from assistant.worker.tickets import TicketJobs
from assistant.worker.transfers import TransferJobs
from tests.portal.whmcs_world import SETTLES, WhmcsWorld, whmcs_world
from tests.things import new_client
from tests.worker.conftest import BUDI, RINA, until

MAIL = "rudi@contoh.example"


@dataclass
class Clock:
    """It goes on, and can be turned."""

    ahead: timedelta = timedelta(0)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@dataclass
class Office:
    """The worker's jobs over WHMCS."""

    world: WhmcsWorld
    shop: WorkShop
    clock: Clock
    texts: Texts

    @property
    def portal(self) -> WhmcsPortal:
        return self.world.portal

    @property
    def accounts(self) -> AccountJobs:
        return AccountJobs(self.shop, self.portal, None, self.texts)  # type: ignore[arg-type]

    @property
    def tickets(self) -> TicketJobs:
        letter = partial(write_letter, texts=self.texts)
        answers = CustomerAnswers(self.shop, self.texts, self._fetch)
        return TicketJobs(self.shop, self.portal, self.texts, letter, answers)

    @property
    def transfers(self) -> TransferJobs:
        async def decider(_: int) -> Standing:
            return Standing.DECIDER

        return TransferJobs(self.shop, self.portal, decider)

    async def _fetch(self, file_id: str) -> bytes:
        return b"%PDF-1.7 " + file_id.encode()

    def sent(self, action: str) -> int:
        return len(self.world.whmcs.calls(action))

    async def fault(self, action: str, **how: Any) -> None:
        await self.world.whmcs.sim.fault(f"whmcs:{action}", **how)

    async def asked(self) -> Transfer:
        """Budi asks to move a domain and its hosting from the demo's client to another of his."""
        owner = await self.portal.find_client("budi@majujaya.example")
        assert owner is not None
        heir = await self.portal.create_client(new_client(MAIL, "REF-HEIR"))
        services = [
            MovedService(one.id, one.name, str(one.kind))
            for one in await self.portal.services(owner.id)
            if "majujaya.example" in one.name
        ]
        assert len(services) >= 2
        await self.accounts.refresh_account(owner.id)
        async with self.shop.work() as work:
            await work.people.seen(BUDI, "Budi", None, "id")
            for client in (owner, heir):
                await work.links.add(BUDI, client)
            snapshot = await work.snapshots.get(owner.id)
            assert snapshot is not None
            new = NewTransfer(
                owner.id, tuple(services), heir.id, heir.email, "", "Info", "Pindah", "Mohon.",
            )  # fmt: skip
            return await request_transfer(work, BUDI, new, snapshot)

    async def approved(self) -> Transfer:
        asked = await self.asked()
        await self.tickets.open_ticket(asked.number)
        async with self.shop.work() as work:
            wanted = await work.transfers.want_decision(
                asked.number, RINA, "Rina", Decision.APPROVE, ""
            )
        await self.transfers.decide(str(wanted.id))
        return await self.get(asked)

    async def get(self, asked: Transfer) -> Transfer:
        async with self.shop.work() as work:
            found = await work.transfers.get(asked.number)
        assert found is not None
        return found

    async def ticket(self, asked: Transfer) -> Ticket:
        return await self.portal.ticket((await self.get(asked)).ticket_id or "")

    async def told(self, channel: str) -> list[str]:
        async with self.shop.work() as work:
            query = select(t.delivery).where(t.delivery.c.channel == channel)
            rows = await work.connection.execute(query.order_by(t.delivery.c.id))
            return [row.payload["key"] for row in rows]


@pytest.fixture
async def office(assistant_url: str, tmp_path: Path, texts: Texts) -> AsyncIterator[Office]:
    engine = make_engine(assistant_url, pool_size=6)
    clock = Clock()
    shop = WorkShop(engine, WorkSettings("whmcs", b"secret", -100, clock=clock, draw=draw))
    async with whmcs_world(tmp_path) as world:
        yield Office(world, shop, clock, texts)
    await engine.dispose()


async def registration(office: Office) -> str:
    async with office.shop.work() as work:
        await work.people.seen(BUDI, "Budi", None, "id")
        return str((await request_account(work, BUDI, new_client(MAIL))).id)


async def put_off(job: Any) -> timedelta:
    with pytest.raises(RetryRequested) as caught:
        await job
    return caught.value.delay


class TestLostAnswers:
    async def test_a_client_is_made_once_though_the_answer_was_cut(self, office: Office) -> None:
        key = await registration(office)
        await office.fault("AddClient", kind="cut", effect="before")
        assert await put_off(office.accounts.create_account(key)) == SETTLES
        asked = len(office.world.whmcs.calls())
        assert timedelta(0) < await put_off(office.accounts.create_account(key)) <= SETTLES
        assert len(office.world.whmcs.calls()) == asked, "too early even to look"
        office.clock.ahead += SETTLES
        await office.accounts.create_account(key)
        assert office.sent("AddClient") == 1
        assert await office.world.password_mails(MAIL) == 1
        async with office.shop.work() as work:
            done = await work.registrations.get(int(key))
            left = (await work.connection.execute(select(t.unsettled))).all()
        assert done is not None
        assert done.state is RegistrationState.CREATED
        assert left == []

    async def test_a_ticket_that_was_never_made_is_looked_for_twice_and_then_made(
        self, office: Office
    ) -> None:
        asked = await office.asked()
        await office.fault("OpenTicket", kind="cut")
        await put_off(office.tickets.open_ticket(asked.number))
        office.clock.ahead += SETTLES
        assert await put_off(office.tickets.open_ticket(asked.number)) == BETWEEN_LOOKS
        assert office.sent("OpenTicket") == 1
        office.clock.ahead += BETWEEN_LOOKS
        await office.tickets.open_ticket(asked.number)
        assert office.sent("OpenTicket") == 2
        assert (await office.ticket(asked)).client_id == asked.from_account

    async def test_one_that_appears_between_two_looks_is_found_by_the_second(
        self, office: Office
    ) -> None:
        asked = await office.asked()
        await office.fault("OpenTicket", kind="html", code=504)
        await put_off(office.tickets.open_ticket(asked.number))
        office.clock.ahead += SETTLES
        await put_off(office.tickets.open_ticket(asked.number))
        call = office.world.whmcs.calls("OpenTicket")[-1]["parameters"]
        call.pop("action", None)
        await office.world.whmcs.call("OpenTicket", **call)  # WHMCS comes to it only now
        office.clock.ahead += BETWEEN_LOOKS
        await office.tickets.open_ticket(asked.number)
        assert office.sent("OpenTicket") == 2, "the lost one, and WHMCS's own late one"
        assert (await office.ticket(asked)).ref.id == (await office.get(asked)).ticket_id

    async def test_a_process_that_is_killed_while_it_waits_makes_no_second_ticket(
        self, office: Office
    ) -> None:
        asked = await office.asked()
        await office.fault("OpenTicket", kind="timeout", effect="before", seconds=30)
        job = asyncio.create_task(office.tickets.open_ticket(asked.number))

        async def sent() -> bool:
            return office.sent("OpenTicket") == 1

        await until(sent)
        job.cancel()
        await asyncio.gather(job, return_exceptions=True)
        await put_off(office.tickets.open_ticket(asked.number))
        office.clock.ahead += SETTLES
        await office.tickets.open_ticket(asked.number)
        assert office.sent("OpenTicket") == 1
        assert (await office.get(asked)).ticket_number is not None

    async def test_the_words_that_close_a_ticket_stand_in_it_once(self, office: Office) -> None:
        asked = await office.asked()
        await office.tickets.open_ticket(asked.number)
        await office.fault("AddTicketReply", kind="cut", effect="before")
        await put_off(office.tickets.answer_ticket(f"{asked.number}:cancelled"))
        office.clock.ahead += SETTLES
        await office.tickets.answer_ticket(f"{asked.number}:cancelled")
        ticket = await office.ticket(asked)
        assert (len(ticket.replies), ticket.status) == (1, TicketStatus.CLOSED)

    async def test_what_is_certain_not_to_be_done_is_simply_done_again(
        self, office: Office
    ) -> None:
        asked = await office.asked()
        await office.fault("OpenTicket", kind="maintenance")
        with pytest.raises(Exception, match="maintenance"):
            await office.tickets.open_ticket(asked.number)
        await office.tickets.open_ticket(asked.number)
        assert (await office.get(asked)).ticket_number is not None


class TestFilesThatAreTooLarge:
    @pytest.mark.parametrize("limit", ["web_server", "post_max_size"])
    async def test_the_words_go_without_them_and_both_sides_are_told_once(
        self, office: Office, limit: str
    ) -> None:
        asked = await office.asked()
        await office.tickets.open_ticket(asked.number)
        office.world.whmcs.set_up(limits={limit: 150_000})
        async with office.shop.work() as work:
            file = AnswerFile("f" * 200_000, "besar.pdf")
            assert await write_answer(work, BUDI, asked.number, "Ini formulirnya.", (file,))
            [answer] = await work.connection.execute(select(t.ticket_answer.c.id))
        key = f"{asked.number}:reply:{answer.id}"
        await office.fault("AddTicketReply", kind="maintenance")
        with pytest.raises(Exception, match="maintenance"):
            await office.tickets.answer_ticket(key)
        for _ in range(2):
            await office.tickets.answer_ticket(key)
        [reply] = (await office.ticket(asked)).replies
        assert "Ini formulirnya." in reply.message
        assert "tidak disertakan: besar.pdf" in reply.message
        assert reply.attachments == ()
        assert await office.told("telegram") == ["ntf-balas-too-large"]
        assert (await office.told("staff"))[-1] == "desk-files-too-large"

    async def test_a_ticket_opens_without_its_letter_and_staff_are_told(
        self, office: Office
    ) -> None:
        asked = await office.asked()
        office.world.whmcs.set_up(limits={"web_server": 8_000})
        await office.tickets.open_ticket(asked.number)
        assert (await office.ticket(asked)).attachments == ()
        assert await office.told("staff") == ["desk-files-too-large"]


class TestTextsThatAreCut:
    async def test_there_is_one_ticket_though_the_answer_was_lost_and_nothing_is_cut(
        self, office: Office
    ) -> None:
        asked = await office.asked()
        async with office.shop.work() as work:
            await work.transfers.save(replace(asked, message="Mohon dibantu \U0001f64f ya."))
        office.world.whmcs.set_up(oddities={"utf8mb3": True})
        await office.fault("OpenTicket", kind="cut", effect="before")
        await put_off(office.tickets.open_ticket(asked.number))
        office.clock.ahead += SETTLES
        await office.tickets.open_ticket(asked.number)
        assert office.sent("OpenTicket") == 1
        ticket = await office.ticket(asked)
        assert "ya." in ticket.message
        assert asked.number in ticket.message
        assert await office.told("staff") == []

    async def test_a_cut_is_told_to_staff(
        self, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("assistant.portal.whmcs.portal.keepable", lambda text: text)
        asked = await office.asked()
        async with office.shop.work() as work:
            await work.transfers.save(replace(asked, message="Mohon dibantu \U0001f64f ya."))
        office.world.whmcs.set_up(oddities={"utf8mb3": True})
        await office.fault("OpenTicket", kind="cut", effect="before")
        await put_off(office.tickets.open_ticket(asked.number))
        office.clock.ahead += SETTLES
        await office.tickets.open_ticket(asked.number)
        assert office.sent("OpenTicket") == 1
        assert await office.told("staff") == ["desk-ticket-cut"]


class TestMovesByHand:
    async def test_the_customer_hears_only_when_every_service_has_arrived(
        self, office: Office
    ) -> None:
        asked = await office.approved()
        assert asked.state is TransferState.APPROVED
        await office.transfers.carry_out(asked.number)
        assert (await office.get(asked)).note == "waiting"
        assert await office.told("staff") == []
        first, *others = asked.service_ids
        assert asked.to_account is not None
        await office.world.transfer(first, asked.to_account)
        for _ in range(3):
            await office.transfers.carry_out(asked.number)
        assert await office.told("staff") == ["desk-move-partly-moved"], "once for this change"
        assert "ntf-transfer-done" not in await office.told("telegram")
        for other in others:
            await office.world.transfer(other, asked.to_account)
        await office.transfers.carry_out(asked.number)
        assert (await office.get(asked)).state is TransferState.DONE
        assert (await office.told("telegram")).count("ntf-transfer-done") == 1

    async def test_a_move_to_somebody_else_is_said_and_so_is_its_mending(
        self, office: Office
    ) -> None:
        asked = await office.approved()
        siti = await office.portal.find_client("siti@sinarrahma.example")
        assert siti is not None
        first = asked.service_ids[0]
        for owner in (siti.id, asked.from_account):
            await office.world.transfer(first, owner)
            await office.transfers.carry_out(asked.number)
        assert await office.told("staff") == ["desk-move-astray", "desk-move-waiting"]
        now = await office.get(asked)
        assert (now.state, now.note) == (TransferState.APPROVED, "waiting")
        assert now.looked_at is not None

    async def test_the_ticket_ends_with_a_summary_and_both_accounts_have_a_note(
        self, office: Office
    ) -> None:
        asked = await office.approved()
        await moved(office, asked)
        await office.fault("AddClientNote", kind="cut", effect="before")
        with pytest.raises(RetryRequested):
            await office.tickets.answer_ticket(f"{asked.number}:done")
        office.clock.ahead += SETTLES
        await office.tickets.answer_ticket(f"{asked.number}:done")
        ticket = await office.ticket(asked)
        assert ticket.status is TicketStatus.CLOSED
        assert len(ticket.replies) == 1
        assert all(service.name in ticket.replies[0].message for service in asked.services)
        for account in (asked.from_account, asked.to_account):
            assert len(await office.world.notes(account or "")) == 1

    async def test_looks_become_rarer_until_something_happens(self, office: Office) -> None:
        asked = await office.approved()
        pauses = []
        for hours in (0, 1, 12):
            office.clock.ahead += timedelta(hours=hours)
            await clear_jobs(office)
            await office.transfers.carry_out(asked.number)
            pauses.append(await next_look(office, asked))
        assert pauses == sorted(pauses)
        assert pauses[0] < timedelta(minutes=2)
        assert timedelta(minutes=25) < pauses[2] < timedelta(minutes=35)


async def moved(office: Office, asked: Transfer) -> None:
    assert asked.to_account is not None
    for service in asked.service_ids:
        await office.world.transfer(service, asked.to_account)
    await office.transfers.carry_out(asked.number)
    assert (await office.get(asked)).state is TransferState.DONE


async def clear_jobs(office: Office) -> None:
    async with office.shop.work() as work:
        await work.connection.exec_driver_sql("delete from pgqueuer")


async def next_look(office: Office, asked: Transfer) -> timedelta:
    async with office.shop.work() as work:
        rows = await work.connection.exec_driver_sql(
            "select execute_after - now() as pause from pgqueuer where entrypoint = 'carry-out'"
        )
        found = rows.scalar_one()
    assert isinstance(found, timedelta)
    return found
