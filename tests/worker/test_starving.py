"""No job's chance is taken by a later step of the same story, however late the job comes.

One kind of job is starved while people and all other jobs go on to the end of the story, and is
let go then: nothing may be left over, parked or waiting, and nothing may be done twice.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from pgqueuer.errors import RetryRequested
from sqlalchemy import select, text

from assistant.documents.recap import write_recap
from assistant.documents.sheets import write_sheet
from assistant.domain.accounts.codes import CodePurpose
from assistant.domain.accounts.opening import request_account
from assistant.domain.accounts.proving import send_code
from assistant.domain.accounts.taxing import save_tax_profile
from assistant.domain.acting.model import Act
from assistant.domain.acting.wanting import want_act
from assistant.domain.archive.files import want_file
from assistant.domain.archive.model import FileKind, Period
from assistant.domain.billing import Invoice, InvoiceStatus
from assistant.domain.clients import Client
from assistant.domain.fakturs.intake import drop
from assistant.domain.fakturs.model import UploadState
from assistant.domain.months import tax_day
from assistant.domain.people.rights import forget_person
from assistant.domain.support.answering import Staff, answer
from assistant.domain.support.beginning import begin
from assistant.domain.support.model import Subject, Words
from assistant.domain.support.taking import settle
from assistant.domain.tickets import TicketAuthor, TicketStatus
from assistant.domain.transfers.answering import write_answer
from assistant.domain.transfers.asking import cancel_transfer
from assistant.domain.transfers.deciding import answer_question, want_decision
from assistant.domain.transfers.model import Decision, Transfer
from assistant.domain.withholding.announcing import Subjects
from assistant.domain.withholding.model import PaidHow
from assistant.domain.withholding.receiving import receive_slip
from assistant.domain.work import Job, Work
from assistant.storage import tables as t
from assistant.worker.archives import ArchiveJobs
from assistant.worker.paid import PaidJobs
from tests.simclient import STAFF
from tests.things import new_client, tax
from tests.worker.conftest import BUDI, RINA, Office
from tests.worker.slips import Desk, slip_for
from tests.worker.test_events import event, invoice_id
from tests.worker.test_fakturs import pdf_for
from tests.worker.test_intake import jobs as intake_jobs
from tests.worker.test_intake import zipped

MOVING = (
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
COMING_IN = (
    Job.TALK_IN_TICKET,
    Job.PORTAL_EVENT,
    Job.FINANCE_ACT,
    Job.TAKE_IN,
    Job.READ_PACKED,
    Job.READ_FAKTUR,
    Job.ASSIGN_FAKTUR,
    Job.READ_SLIP,
    Job.SETTLE_SLIPS,
    Job.MOVE_MONEY,
    Job.MAKE_FILE,
)
"""Those of what comes in: words, files, slips."""
APART: Mapping[Job, str] = {
    Job.FIND_PAID: "looks for what was paid before an account was linked; nothing waits for it",
    Job.FIND_RECIPIENT: "looks for an account until there is one, however late",
    Job.READ_SHEET: "reads one list; until then its plan is not there",
    Job.DECIDE_SLIP: "nothing of a held slip goes on before it",
    Job.FINANCE_TOPIC: "makes a topic; who writes meanwhile does so in General",
    Job.ASK_NPWP: "asks by what is so when it comes",
    Job.EXPORT_CORETAX: "only reads, and makes a file of what is so when it comes",
    Job.EXPORT_RETAIL: "only reads, as the export does",
    Job.RECONCILE_MONTH: "only reads",
    Job.SLIP_MONTH: "only reads",
    Job.FIGURES: "only reads",
    Job.LOOK_UP: "only reads",
}
"""Jobs without a later step that could take their chance, and why there is none."""
MOST_ROUNDS = 20


@dataclass
class Queue:
    """Does what is queued, one job after the other, but for those that are starved."""

    office: Office
    slips: Desk

    @property
    def _handlers(self) -> Mapping[str, Callable[[str], Awaitable[None]]]:
        accounts, tickets = self.office.accounts, self.office.tickets
        transfers, fakturs = self.office.transfers, self.office.fakturs
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
            Job.TALK_IN_TICKET: self.office.talks.talk,
            Job.PORTAL_EVENT: self.office.events.handle,
            Job.FINANCE_ACT: self.office.finance.act,
            Job.TAKE_IN: intake_jobs(self.office, self.office.files).take_in,
            Job.READ_PACKED: fakturs.read_packed,
            Job.READ_FAKTUR: fakturs.read,
            Job.ASSIGN_FAKTUR: fakturs.assign,
            Job.READ_SLIP: self.slips.jobs.read,
            Job.SETTLE_SLIPS: self.slips.jobs.settle,
            Job.MOVE_MONEY: self.slips.jobs.move,
            Job.MAKE_FILE: ArchiveJobs(
                self.office.shop, write_sheet, write_recap, self.office.texts, Subjects()
            ).make,
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


def test_every_job_is_starved_or_said_to_stand_apart() -> None:
    assert sorted([*MOVING, *COMING_IN, *APART]) == sorted(Job)


@pytest.mark.parametrize("deleted", [False, True], ids=["", "data-deleted"])
@pytest.mark.parametrize("starved", MOVING, ids=str)
async def test_nothing_is_left_over_when_one_kind_of_job_comes_late(
    office: Office, starved: Job, deleted: bool
) -> None:
    queue = Queue(office, Desk(office))
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


@pytest.mark.parametrize("starved", COMING_IN, ids=str)
async def test_what_comes_in_is_done_once_when_one_kind_of_job_comes_late(
    office: Office, starved: Job
) -> None:
    queue = Queue(office, Desk(office))
    owner = await office.linked(BUDI, "budi@majujaya.example")
    numbers = [await office.paid(owner) for _ in range(3)]
    owing = await queue.slips.hosting(owner)
    await all_comes_in(queue, owner, numbers, owing, starved)
    await people_answer(queue, owner, numbers, starved)
    await queue.run()
    await finance_is_sure_of_what_is_held(office, numbers[2])
    await queue.run()
    assert await office.jobs() == []
    await everything_was_said_once_in_a_closed_ticket(office, owner)
    await each_faktur_went_out_once(office)
    payments = await office.portal.payments(owing.id)
    assert [one.amount for one in payments if one.amount == 20_000] == [20_000]
    assert (await office.portal.invoice(owing.id)).status is InvoiceStatus.PAID
    assert [row.done_at is not None for row in await office.rows(t.file_request)] == [True]


async def all_comes_in(
    queue: Queue, owner: Client, numbers: list[str], owing: Invoice, starved: Job
) -> None:
    """Words, what the portal tells, a slip for what was paid net, and three fakturs: in a ZIP, by
    itself, and one whose amount differs."""
    office = queue.office
    packed, alone, differing = numbers
    await office.do(lambda w: begin(w, BUDI, Subject(), Words(BUDI, 11, "Website saya mati")))
    for number in numbers:
        key = await event(office, "invoice.paid", invoice=await invoice_id(office, number))
        await office.do(lambda w, k=key: w.jobs.put(Job.PORTAL_EVENT, k))
    (owed,) = await queue.slips.say(owing, PaidHow.NET)
    await office.portal.add_payment(
        owing.id, owing.total - owed.amount, gateway="transfer", transaction="TRF"
    )
    queue.slips.files["slip"] = queue.slips.reader.write(slip_for(owed))
    await office.do(lambda w: receive_slip(w, "chat", "bupot.pdf", person=BUDI, telegram="slip"))
    await queue.run(starved)
    office.files["a.zip"] = zipped({"a.pdf": await pdf_for(office, packed, nsfp="2600000000121")})
    office.files["b.pdf"] = await pdf_for(office, alone, nsfp="2600000000122")
    office.files["c.pdf"] = await pdf_for(
        office, differing, nsfp="2600000000123", wrong_amount=True
    )
    for name, content in office.files.items():
        size = len(content)
        await office.do(lambda w, n=name, s=size: drop(w, RINA, "Rina", n, n, s))
    await queue.run(starved)


async def people_answer(queue: Queue, owner: Client, numbers: list[str], starved: Job) -> None:
    """Each does what comes next, as far as their screen lets them."""
    office = queue.office
    talk = await the_conversation(office)
    rina = Staff(RINA, "Rina")
    await office.do(lambda w: answer(w, rina, talk.number, Words(STAFF, 21, "Kami periksa")))
    await finance_is_sure_of_what_is_held(office, numbers[2])
    await queue.run(starved)
    month = Period(await office.do(this_month))
    await office.do(lambda w: want_file(w, BUDI, owner.id, FileKind.ZIP, month))
    await office.do(lambda w: settle(w, rina, talk.number))
    await queue.run(starved)


async def this_month(work: Work) -> date:
    return tax_day(work.now).replace(day=1)


async def the_conversation(office: Office) -> Any:
    async with office.shop.work() as work:
        return (await work.connection.execute(select(t.conversation))).one()


async def finance_is_sure_of_what_is_held(office: Office, number: str) -> None:
    held = [r.id for r in await office.rows(t.upload) if r.state == UploadState.HELD]
    due = [r.id for r in await office.rows(t.faktur_request) if r.invoice_number == number]
    for subject in [f"{upload}-{request}" for upload in held for request in due]:
        await office.do(lambda w, s=subject: want_act(w, RINA, "Rina", Act.ASSIGN_SURE, s))


async def everything_was_said_once_in_a_closed_ticket(office: Office, owner: Client) -> None:
    listed = await office.provider.admin.overview()
    [account] = [one for one in listed["accounts"] if one["id"] == owner.id]
    [ticket] = account["tickets"]
    assert ticket["status"] == TicketStatus.CLOSED
    talk = await the_conversation(office)
    replies = (await office.portal.ticket(talk.ticket_id)).replies
    assert [reply.author for reply in replies] == [TicketAuthor.CLIENT, TicketAuthor.STAFF]


async def each_faktur_went_out_once(office: Office) -> None:
    assert {row.state for row in await office.rows(t.upload)} == {UploadState.ISSUED}
    sent = [row for row in await office.rows(t.delivery) if row.payload["key"] == "ntf-faktur"]
    assert len(sent) == len({row.document for row in sent}) == 3
