"""What is said about a request's ticket: staff in the portal, the customer in the chat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.domain.support.beginning import found
from assistant.domain.support.saying import wait_for_staff
from assistant.domain.transfers.following import NOT_COMING, changed, tell_owner, tell_recipient
from assistant.domain.transfers.model import (
    ENDED,
    UNDECIDED,
    AnswerFile,
    Transfer,
    TransferNote,
    TransferState,
)
from assistant.domain.transfers.news import WrittenToTicket
from assistant.domain.work import Job, Work


def may_be_answered(transfer: Transfer) -> bool:
    """Its ticket is open in the portal, and so is the request."""
    return transfer.ticket_id is not None and transfer.state not in ENDED


async def write_answer(
    work: Work, person: int, number: str, text: str, files: Sequence[AnswerFile] = ()
) -> bool:
    """The customer's words go into the ticket, once, and into the request's topic.

    False when the request is not theirs, has ended, or has no ticket yet.
    """
    transfer = await work.transfers.locked(number)
    if transfer is None or transfer.person != person or not may_be_answered(transfer):
        return False
    answer = await work.transfers.add_answer(number, text, tuple(files))
    news = WrittenToTicket(number, text, len(files))
    await work.desk.tell(news, unique=f"ticket-answer:{answer.id}")
    if (conversation := await found(work, number)) is not None:
        await wait_for_staff(work, conversation)
    await work.jobs.put(Job.ANSWER_TICKET, f"{number}:reply:{answer.id}")
    await work.audit(f"person:{person}", "ticket-answer", f"transfer:{number}")
    return True


async def ticket_closed(work: Work, number: str) -> None:
    """Staff closed the ticket in the portal. What was not decided ends with it; of what was
    approved the owners are read, for they may have moved it just before."""
    transfer = await work.transfers.locked(number)
    if transfer is None or transfer.state in ENDED:
        return
    if transfer.state not in UNDECIDED:
        await work.jobs.put(Job.CARRY_OUT, number, once=True)
        return
    ended = replace(
        transfer,
        state=TransferState.CANCELLED,
        note=TransferNote.TICKET_CLOSED,
        updated_at=work.now,
    )
    await changed(work, ended, work.portal_name, "ticket-closed")
    await tell_owner(
        work, ended, "ntf-ticket-closed", "closed", ticket=transfer.ticket_number or ""
    )
    await tell_recipient(work, ended, NOT_COMING)
