"""Jobs about a request's ticket: it is opened, answered and closed as the request goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

import structlog
from pgqueuer.errors import RetryRequested

from assistant.domain.portal import Portal, PortalError, PortalFailure
from assistant.domain.staff import News
from assistant.domain.tickets import (
    Attachment,
    NewTicket,
    TicketAuthor,
    TicketRef,
    TicketStatus,
    carries,
    with_reference,
)
from assistant.domain.transfers.following import ticket_opened
from assistant.domain.transfers.letter import WriteLetter, letter_of
from assistant.domain.transfers.model import Transfer, TransferState
from assistant.domain.transfers.news import FilesTooLarge, TicketCut
from assistant.domain.words import HOME, Arg
from assistant.storage.work import WorkShop
from assistant.texts import Texts
from assistant.worker.answers import CustomerAnswers
from assistant.worker.asking import known
from assistant.worker.once import Once

log = structlog.get_logger(__name__)

TICKET_OPENS = timedelta(seconds=5)
"""How long until words for a ticket that is not open yet are tried again."""
SAID_BY_CUSTOMER = frozenset({"answer", "reply"})
"""Kinds of words after which a ticket goes on."""
_LAST_WORDS: Mapping[str, str] = {
    "cancelled": "ticket-cancelled",
    "declined": "ticket-declined",
    "refused": "ticket-refused",
    "done": "ticket-done",
}
"""In the ticket, by how the request ended."""


async def department_id(portal: Portal, name: str = "") -> str:
    """Of this name; the portal's first where it has none. Raises REFUSED where it has none at
    all."""
    departments = await portal.departments()
    if not departments:
        raise PortalError(PortalFailure.REFUSED, "the portal has no ticket department")
    return next((d for d in departments if d.name == name), departments[0]).id


async def stands(portal: Portal, ticket_id: str, reference: str) -> bool | None:
    """Whether an answer of ours is in the ticket; None: it is not."""
    ticket = await portal.ticket(ticket_id)
    return any(carries(reply.message, reference) for reply in ticket.replies) or None


@dataclass(frozen=True, slots=True)
class TicketJobs:
    shop: WorkShop
    portal: Portal
    texts: Texts
    write_letter: WriteLetter
    answers: CustomerAnswers

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
            department_id=await department_id(self.portal, transfer.department),
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
        service = await known(self.portal.service(transfer.service_ids[0]))
        return service.id if service and service.client_id == transfer.from_account else None

    async def _letter(self, transfer: Transfer) -> Attachment:
        name = f"Surat-Permohonan-{transfer.number}.pdf"
        return Attachment(name, await asyncio.to_thread(self.write_letter, letter_of(transfer)))

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
            f"answer:{reference}", answer, lambda: stands(self.portal, ticket, reference)
        )
        if not whole:
            await self._say_cut(transfer, transfer.ticket_number or "", f"{kind}{question_id}")

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

    async def _transfer(self, number: str) -> Transfer | None:
        async with self.shop.work() as work:
            return await work.transfers.get(number)


def _named(files: Sequence[Attachment]) -> str:
    return ", ".join(file.name for file in files)


def _needs_no_ticket(transfer: Transfer) -> bool:
    return transfer.forgotten or transfer.state is TransferState.CANCELLED


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
