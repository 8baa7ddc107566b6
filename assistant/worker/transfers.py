"""Jobs about the move of services: the ticket, the decision, the move itself."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

import structlog
from pgqueuer.errors import RetryRequested

from assistant.domain.billing import Service
from assistant.domain.portal import Portal, PortalError, PortalFailure
from assistant.domain.staff import AskStanding, News, Standing
from assistant.domain.tickets import (
    Attachment,
    NewTicket,
    TicketAuthor,
    TicketRef,
    TicketStatus,
    carries,
    with_reference,
)
from assistant.domain.transfers.deciding import (
    conclude,
    finish_transfer,
    note_trouble,
    refused_by_standing,
    say_not_made,
)
from assistant.domain.transfers.following import ticket_opened
from assistant.domain.transfers.letter import WriteLetter, letter_of
from assistant.domain.transfers.model import (
    Check,
    Decision,
    DecisionState,
    RuleVerdict,
    Transfer,
    TransferState,
    WantedDecision,
)
from assistant.domain.transfers.moving import owners_read
from assistant.domain.transfers.news import FilesTooLarge, TicketCut
from assistant.domain.transfers.rules import check_rules, may_be_approved
from assistant.domain.words import HOME, Arg
from assistant.domain.work import Job
from assistant.storage.work import WorkShop
from assistant.texts import Texts
from assistant.worker.answers import CustomerAnswers
from assistant.worker.once import Once

log = structlog.get_logger(__name__)

TICKET_OPENS = timedelta(seconds=5)
"""How long until words for a ticket that is not open yet are tried again."""
LOOK_AGAIN = timedelta(minutes=2)
"""How long until a move that is stuck is tried again."""
SAID_BY_CUSTOMER = frozenset({"answer", "reply"})
"""Kinds of words after which a ticket goes on."""
FEW = 5
"""Services whose owners are asked one by one; of more, the two accounts' lists are read."""


_LAST_WORDS: Mapping[str, str] = {
    "cancelled": "ticket-cancelled",
    "declined": "ticket-declined",
    "refused": "ticket-refused",
    "done": "ticket-done",
}
"""In the ticket, by how the request ended."""


TellTapper = Callable[[str, DecisionState], Awaitable[bool]]
"""What came of a tap, to the tapper alone. False: it can't be said so any more."""


async def _nobody_told(tap: str, state: DecisionState) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class TransferJobs:
    shop: WorkShop
    portal: Portal
    texts: Texts
    standing: AskStanding
    write_letter: WriteLetter
    answers: CustomerAnswers
    tell_tapper: TellTapper = _nobody_told

    async def open_ticket(self, key: str) -> None:
        """The request becomes a ticket of the owner's account, once: it carries our reference.

        It may come late: one that was cancelled or whose words are deleted needs none, and a
        service that has moved is not the owner's any more.
        """
        transfer = await self._transfer(key)
        if transfer is None or transfer.ticket_id is not None or _needs_no_ticket(transfer):
            return
        ref = await self._once(
            f"ticket:{transfer.number}",
            lambda: self._open(transfer),
            lambda: self._opened(transfer),
        )
        async with self.shop.work() as work:
            await ticket_opened(work, transfer.number, ref.id, ref.number)
        if not ref.whole:
            await self._say_cut(transfer, ref.number, "ticket")

    @property
    def _once(self) -> Once:
        return Once(self.shop, self.portal.capabilities.settles_within)

    async def _open(self, transfer: Transfer) -> TicketRef:
        message = f"{transfer.message}\n\n{transfer.number}"
        new = NewTicket(
            reference=transfer.reference,
            client_id=transfer.from_account,
            department_id=await self._department(transfer.department),
            subject=transfer.subject,
            message=with_reference(message, transfer.reference),
            service_id=await self._related(transfer),
            attachments=(await self._letter(transfer),),
        )
        try:
            return await self.portal.open_ticket(new)
        except PortalError as error:
            if error.code is not PortalFailure.TOO_LARGE:
                raise
            news = FilesTooLarge(transfer.number, _named(new.attachments))
            await self._tell(news, f"desk-files-too-large:{transfer.number}:ticket")
            return await self.portal.open_ticket(replace(new, attachments=()))

    async def _opened(self, transfer: Transfer) -> TicketRef | None:
        """The ticket that an earlier try made. Asked for it again, the portal also says whether it
        kept all of it."""
        found = await self.portal.find_ticket(transfer.from_account, transfer.reference)
        return await self._open(transfer) if found else None

    async def _say_cut(self, transfer: Transfer, ticket: str, what: str) -> None:
        """Said once; ``what`` was written."""
        news = TicketCut(transfer.number, ticket)
        await self._tell(news, f"desk-ticket-cut:{transfer.number}:cut:{what}")

    async def _tell(self, news: News, unique: str) -> None:
        async with self.shop.work() as work:
            await work.desk.tell(news, unique=unique)

    async def _related(self, transfer: Transfer) -> str | None:
        """The one service that the ticket stands beside in the portal, while it is the owner's."""
        if len(transfer.services) != 1:
            return None
        try:
            service = await self.portal.service(transfer.service_ids[0])
        except PortalError as error:
            if error.code is not PortalFailure.NOT_FOUND:
                raise
            return None
        return service.id if service.client_id == transfer.from_account else None

    async def _letter(self, transfer: Transfer) -> Attachment:
        name = f"Surat-Permohonan-{transfer.number}.pdf"
        return Attachment(name, await asyncio.to_thread(self.write_letter, letter_of(transfer)))

    async def _department(self, name: str) -> str:
        """Its id in the portal; the portal's first where it has none of that name."""
        departments = await self.portal.departments()
        if not departments:
            raise PortalError(PortalFailure.REFUSED, "the portal has no ticket department")
        return next((d for d in departments if d.name == name), departments[0]).id

    async def answer_ticket(self, key: str) -> None:
        """A word into the ticket, and its end where the request has ended.

        The key is ``number:kind``, ``number:answer:question`` or ``number:reply:answer``.
        """
        number, kind, question_id = ((key + "::").split(":"))[:3]
        transfer = await self._transfer(number)
        if transfer is None or (transfer.forgotten and kind in SAID_BY_CUSTOMER):
            return
        if transfer.ticket_id is None:
            if _needs_no_ticket(transfer):
                return
            raise RetryRequested(TICKET_OPENS, "the ticket is not open yet")
        await self._answer(transfer, transfer.ticket_id, kind, question_id)
        if kind not in SAID_BY_CUSTOMER:
            await self.portal.set_ticket_status(transfer.ticket_id, TicketStatus.CLOSED)
        if kind == "done":
            await self._note_owners(transfer)

    async def _answer(self, transfer: Transfer, ticket: str, kind: str, question_id: str) -> None:
        by_client = kind in SAID_BY_CUSTOMER or kind == "cancelled"
        author = TicketAuthor.CLIENT if by_client else TicketAuthor.STAFF
        reference = f"{transfer.reference}-{kind}{question_id}"

        async def write(message: str, files: Sequence[Attachment] = ()) -> bool:
            return await self.portal.answer_ticket(
                ticket,
                with_reference(message, reference),
                author=author,
                reference=reference,
                attachments=files,
            )

        async def answer() -> bool:
            if kind != "reply":
                return await write(await self._ticket_message(transfer, kind, question_id))
            message, files = await self.answers.ready(int(question_id))
            try:
                return await write(message, files)
            except PortalError as error:
                if error.code is not PortalFailure.TOO_LARGE or not files:
                    raise
                left_out = await self.answers.too_large(int(question_id), files)
                return await write(f"{message}\n\n{left_out}")

        whole = await self._once(
            f"answer:{reference}", answer, lambda: self._stands(ticket, reference)
        )
        if not whole:
            await self._say_cut(transfer, transfer.ticket_number or "", f"{kind}{question_id}")

    async def _stands(self, ticket_id: str, reference: str) -> bool | None:
        """Whether an answer of ours is in the ticket; None: it is not."""
        ticket = await self.portal.ticket(ticket_id)
        return any(carries(reply.message, reference) for reply in ticket.replies) or None

    async def _note_owners(self, transfer: Transfer) -> None:
        """A word beside both accounts. Notes can't be read back, so one that may have been lost
        is not written again."""
        note = self.texts.plain(HOME, "client-note-moved", _about(transfer))
        for account in (transfer.from_account, transfer.to_account):
            try:
                await self._once(
                    f"note:{transfer.number}:{account}",
                    partial(self._write_note, account or "", note),
                    _taken_as_done,
                )
            except PortalError as error:
                log.warning("a note was not written", error=error.detail, number=transfer.number)

    async def _write_note(self, account: str, note: str) -> bool:
        await self.portal.add_note(account, note)
        return True

    async def _ticket_message(self, transfer: Transfer, kind: str, question_id: str) -> str:
        if kind == "answer":
            async with self.shop.work() as work:
                question = await work.transfers.question(int(question_id))
            args = {
                "question": question.text if question else "",
                "answer": (question.answer or "") if question else "",
            }
            return self.texts.plain(HOME, "ticket-answer", args)
        return self.texts.plain(HOME, _LAST_WORDS[kind], _about(transfer))

    async def decide(self, key: str) -> None:
        """Whether a tap in the staff chat counts: first ask, then commit it once."""
        async with self.shop.work() as work:
            wanted = await work.transfers.wanted_decision(int(key))
        if wanted is None or wanted.state is not DecisionState.WANTED:
            return
        standing = await self._ask_standing(wanted)
        checks = await self._ask_checks(wanted, standing)
        async with self.shop.work() as work:
            if await work.transfers.wanted_decision(wanted.id) != wanted:
                return  # the same job ran elsewhere meanwhile
            state = await conclude(work, wanted, standing, checks)
        told = wanted.tap is not None and await self.tell_tapper(wanted.tap, state)
        if state is not DecisionState.MADE and not told:
            async with self.shop.work() as work:
                await say_not_made(work, wanted, state)

    async def _ask_standing(self, wanted: WantedDecision) -> Standing | None:
        """None: Telegram gave no answer."""
        try:
            return await self.standing(wanted.staff)
        except Exception as error:
            log.warning("standing unknown", error=str(error))
            return None

    async def _ask_checks(
        self, wanted: WantedDecision, standing: Standing | None
    ) -> Sequence[Check] | None:
        """The rules where they count: for an approval of one who may. None: the portal gave no
        answer."""
        transfer = await self._transfer(wanted.transfer)
        needed = wanted.decision is Decision.APPROVE and not refused_by_standing(standing)
        if not needed or transfer is None:
            return ()
        try:
            return await self._checks(transfer)
        except PortalError as error:
            log.warning("the rules could not be checked", error=str(error))
            return None

    async def _checks(self, transfer: Transfer) -> tuple[Check, ...]:
        """The three rules as the portal has them now. What has left already is fine."""
        return await self._rules(transfer, await self._services(transfer))

    async def _services(self, transfer: Transfer) -> list[Service]:
        """What moves, wherever it is. Of many, all but the stray are in two accounts' lists."""
        known: dict[str, Service] = {}
        if len(transfer.services) > FEW:
            for account in filter(None, (transfer.from_account, transfer.to_account)):
                known |= {one.id: one for one in await self.portal.services(account)}
        return [known.get(id_) or await self.portal.service(id_) for id_ in transfer.service_ids]

    async def _rules(self, transfer: Transfer, services: Sequence[Service]) -> tuple[Check, ...]:
        blocking = await self.portal.blocking_invoices(transfer.from_account)
        return check_rules(
            from_account=transfer.from_account,
            services=services,
            wanted=[s.id for s in services if not _arrived(s, transfer)],
            blocking=blocking,
            agreement=transfer.agreement,
            recipient=await self.portal.find_client(transfer.to_email),
        )

    async def carry_out(self, key: str) -> None:
        """Move what was approved, read the owners back, and only then say that it is done."""
        transfer = await self._transfer(key)
        if transfer is None or transfer.state is not TransferState.APPROVED:
            return
        if self.portal.capabilities.moves_ownership:
            await self._move(transfer)
        else:
            await self._look(transfer)

    async def _move(self, transfer: Transfer) -> None:
        assert transfer.to_account is not None
        checks = await self._checks(transfer)
        if not may_be_approved(checks):
            await self._stuck(transfer, "rules", checks)
            return
        for service in transfer.service_ids:
            await self.portal.move_service(service, transfer.to_account)
        services = await self._services(transfer)
        if not all(_arrived(service, transfer) for service in services):
            moved = any(_arrived(service, transfer) for service in services)
            await self._stuck(transfer, "partly-moved" if moved else "waiting", checks)
            return
        async with self.shop.work() as work:
            await finish_transfer(work, transfer.number)

    async def _look(self, transfer: Transfer) -> None:
        """Staff move it by hand: how far are they?"""
        services = await self._services(transfer)
        async with self.shop.work() as work:
            if all(_arrived(service, transfer) for service in services):
                await finish_transfer(work, transfer.number)
            else:
                owners = {service.id: service.client_id for service in services}
                await owners_read(work, transfer.number, owners)

    async def _stuck(self, transfer: Transfer, note: str, checks: Sequence[Check]) -> None:
        async with self.shop.work() as work:
            bad = [check for check in checks if check.verdict is not RuleVerdict.OK]
            await note_trouble(work, transfer.number, note, checks if bad else None)
            await work.jobs.put(Job.CARRY_OUT, transfer.number, after=LOOK_AGAIN, once=True)

    async def _transfer(self, number: str) -> Transfer | None:
        async with self.shop.work() as work:
            return await work.transfers.get(number)


def _named(files: Sequence[Attachment]) -> str:
    return ", ".join(file.name for file in files)


def _needs_no_ticket(transfer: Transfer) -> bool:
    return transfer.forgotten or transfer.state is TransferState.CANCELLED


def _arrived(service: Service, transfer: Transfer) -> bool:
    return service.client_id == transfer.to_account


def _about(transfer: Transfer) -> dict[str, Arg]:
    return {
        "number": transfer.number,
        "services": ", ".join(service.name for service in transfer.services),
        "from": transfer.from_email,
        "to": transfer.to_email,
        "reason": transfer.reason,
    }


async def _taken_as_done() -> bool:
    return True
