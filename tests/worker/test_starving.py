"""No job's chance is taken by a later step of the same story, however late the job comes.

One kind of job is starved while people and all other jobs go on to the end of the story, and is
let go then: nothing may be left over, parked or waiting, and nothing may be done twice.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

import pytest
from pgqueuer.errors import RetryRequested
from sqlalchemy import select, text

from assistant.domain.accounts.codes import CodePurpose
from assistant.domain.accounts.opening import request_account
from assistant.domain.accounts.proving import send_code
from assistant.domain.accounts.taxing import save_tax_profile
from assistant.domain.clients import Client
from assistant.domain.people.rights import forget_person
from assistant.domain.tickets import TicketStatus
from assistant.domain.transfers.answering import write_answer
from assistant.domain.transfers.asking import cancel_transfer
from assistant.domain.transfers.deciding import answer_question, want_decision
from assistant.domain.transfers.model import Decision, Transfer
from assistant.domain.work import Job
from assistant.storage import tables as t
from assistant.worker.paid import PaidJobs
from tests.things import new_client, tax
from tests.worker.conftest import BUDI, RINA, Office

STARVED = (
    Job.SEND_CODE,
    Job.LINK_ACCOUNT,
    Job.CREATE_ACCOUNT,
    Job.SET_TAX,
    Job.REFRESH_ACCOUNT,
    Job.OPEN_TICKET,
    Job.ANSWER_TICKET,
    Job.DECIDE,
    Job.CARRY_OUT,
)
MOST_ROUNDS = 20


@dataclass
class Queue:
    """Does what is queued, one job after the other, but for those that are starved."""

    office: Office

    @property
    def _handlers(self) -> Mapping[str, Callable[[str], Awaitable[None]]]:
        accounts, tickets = self.office.accounts, self.office.tickets
        transfers = self.office.transfers
        return {
            Job.SEND_CODE: accounts.send_code,
            Job.LINK_ACCOUNT: accounts.link_account,
            Job.CREATE_ACCOUNT: accounts.create_account,
            Job.SET_TAX: accounts.set_tax,
            Job.REFRESH_ACCOUNT: accounts.refresh_account,
            Job.OPEN_TICKET: tickets.open_ticket,
            Job.ANSWER_TICKET: tickets.answer_ticket,
            Job.DECIDE: transfers.decide,
            Job.CARRY_OUT: transfers.carry_out,
            Job.FIND_PAID: PaidJobs(self.office.shop, self.office.portal).find,
        }

    async def run(self, starved: Job | None = None) -> None:
        """Until nothing that may run gets anywhere."""
        for _ in range(MOST_ROUNDS):
            if not await self._round(starved):
                return
        raise AssertionError(f"it goes on for ever: {await self.office.jobs()}")

    async def _round(self, starved: Job | None) -> bool:
        done = False
        async with self.office.shop.work() as work:
            query = text("select id, entrypoint, payload from pgqueuer order by id")
            rows = list(await work.connection.execute(query))
        for row in rows:
            if row.entrypoint == starved:
                continue
            try:
                await self._handlers[row.entrypoint](bytes(row.payload).decode())
            except RetryRequested:
                continue
            async with self.office.shop.work() as work:
                await work.connection.execute(
                    text("delete from pgqueuer where id = :id"), {"id": row.id}
                )
            done = True
        return done


@pytest.mark.parametrize("deleted", [False, True], ids=["", "data-deleted"])
@pytest.mark.parametrize("starved", STARVED, ids=str)
async def test_nothing_is_left_over_when_one_kind_of_job_comes_late(
    office: Office, starved: Job, deleted: bool
) -> None:
    queue = Queue(office)
    owner = await office.linked(BUDI, "budi@majujaya.example")
    other = await office.client("baru@usahabaru.example", "PT Usaha Baru")
    moves = [
        await office.transfer(owner, other, await office.service(owner, f"{name}.example"))
        for name in ("approved", "refused", "cancelled")
    ]
    await queue.run(starved)
    await people_go_on(office, owner, moves, lambda: queue.run(starved))
    if deleted:
        await office.do(lambda work: forget_person(work, BUDI))
        await queue.run(starved)
    await queue.run()
    assert await office.jobs() == []
    await every_ticket_stands_once_and_is_closed(office, owner)


async def people_go_on(
    office: Office, owner: Client, moves: list[Transfer], run: Callable[[], Awaitable[None]]
) -> None:
    """Each does what comes next, as far as their screen lets them."""
    approved, refused, cancelled = moves
    await office.do(lambda w: send_code(w, BUDI, "lain@usahabaru.example", CodePurpose.LINK))
    await office.do(lambda w: request_account(w, BUDI, new_client("tiga@usahatiga.example", "R3")))
    await office.do(lambda w: save_tax_profile(w, BUDI, owner.id, tax()))
    await run()
    for move in (approved, refused):
        await decide(office, move, Decision.TAKE)
        await decide(office, move, Decision.ASK, "Untuk apa?")
    await run()
    for number in (1, 2):
        await office.do(lambda w, n=number: answer_question(w, BUDI, n, "Untuk faktur"))
    await office.do(lambda w: write_answer(w, BUDI, approved.number, "Segera, ya"))
    await office.do(lambda w: cancel_transfer(w, BUDI, cancelled.number))
    await run()
    await decide(office, approved, Decision.APPROVE)
    await decide(office, refused, Decision.REFUSE, "Bukan milik Anda")
    await run()


async def decide(office: Office, move: Transfer, what: Decision, words: str = "") -> None:
    await office.do(lambda w: want_decision(w, move.number, RINA, "Rina", what, words))


async def every_ticket_stands_once_and_is_closed(office: Office, owner: Client) -> None:
    listed = await office.provider.admin.overview()
    [account] = [one for one in listed["accounts"] if one["id"] == owner.id]
    tickets = account["tickets"]
    async with office.shop.work() as work:
        requests = list(await work.connection.execute(select(t.transfer)))
    assert sorted(one["number"] for one in tickets) == sorted(
        row.ticket_number for row in requests if row.ticket_number
    )
    assert {one["status"] for one in tickets} <= {TicketStatus.CLOSED}
