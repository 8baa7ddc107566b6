"""What staff decide of a request to move services, who may decide it, and what comes of it.

A decision counts once. It is an administrator's of the staff chat, under their own name, and never
of someone who is linked to either side of the request.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.domain.people.model import Told
from assistant.domain.staff import Standing
from assistant.domain.transfers.following import (
    NOT_COMING,
    RECEIVED,
    changed,
    tell_owner,
    tell_recipient,
)
from assistant.domain.transfers.model import (
    UNDECIDED,
    Check,
    Decision,
    DecisionState,
    Question,
    Transfer,
    TransferNote,
    TransferState,
    WantedDecision,
)
from assistant.domain.transfers.news import DecisionNotMade, QuestionAnswered
from assistant.domain.transfers.rules import has_agreed, may_be_approved
from assistant.domain.words import Carries, Go
from assistant.domain.work import Job, Work


async def want_decision(
    work: Work,
    number: str,
    staff: int,
    staff_name: str,
    decision: Decision,
    text: str = "",
    *,
    tap: str | None = None,
) -> None:
    """Somebody in the staff chat wants this. Whether it counts, a job finds out: it asks
    Telegram for their standing and the portal for the rules, and
    then calls :func:`conclude`. ``tap``: the tap of a button that it came with; the job answers
    it."""
    wanted = await work.transfers.want_decision(number, staff, staff_name, decision, text, tap)
    await work.jobs.put(Job.DECIDE, wanted.id)


def refused_by_standing(standing: Standing | None) -> DecisionState | None:
    """Why somebody of this standing decides nothing; None when they may. Without a standing
    Telegram gave no answer."""
    if standing is None:
        return DecisionState.COULD_NOT_ASK
    if standing is Standing.ANONYMOUS:
        return DecisionState.ANONYMOUS
    return None if standing is Standing.DECIDER else DecisionState.NOT_ALLOWED


async def touches(work: Work, transfer: Transfer, staff: int) -> bool:
    """Whether a decider was linked to either side of the request at any time since it was made, so
    that it is not theirs to decide."""
    if staff in (transfer.person, transfer.agreed_by):
        return True
    sides = [
        transfer.from_account,
        *([transfer.to_account] if transfer.to_account else []),
    ]
    return await work.links.stood(staff, sides, transfer.created_at)


async def conclude(
    work: Work,
    wanted: WantedDecision,
    standing: Standing | None,
    checks: Sequence[Check] | None,
) -> DecisionState:
    """Make a wanted decision if it counts. The caller has locked it and just asked for both; None:
    there was no answer. Whoever wanted it is told by the caller."""
    refusal = refused_by_standing(standing)
    if refusal is None and checks is None:
        refusal = DecisionState.COULD_NOT_ASK
    state = refusal or await decide(work, wanted, checks or ())
    await work.transfers.finish_decision(wanted.id, state)
    return state


async def say_not_made(work: Work, wanted: WantedDecision, why: DecisionState) -> None:
    """In the request's topic, where the one who tapped could not be told alone."""
    await work.desk.tell(DecisionNotMade(wanted, why), unique=f"decision:{wanted.id}")


async def decide(work: Work, wanted: WantedDecision, checks: Sequence[Check]) -> DecisionState:
    """Make the decision once, of one who may decide. ``checks`` count for an approval only."""
    transfer = await work.transfers.locked(wanted.transfer)
    if transfer is None or transfer.state not in UNDECIDED:
        return DecisionState.TOO_LATE
    if await touches(work, transfer, wanted.staff):
        return DecisionState.OWN_REQUEST
    if wanted.decision is Decision.TAKE:
        return await _take(work, transfer, wanted)
    if wanted.decision is Decision.ASK:
        return await _ask(work, transfer, wanted)
    if wanted.decision is Decision.REFUSE:
        return await _refuse(work, transfer, wanted)
    return await _approve(work, transfer, wanted, checks)


async def _take(work: Work, transfer: Transfer, wanted: WantedDecision) -> DecisionState:
    if transfer.state is TransferState.TAKEN:
        return DecisionState.TOO_LATE
    taken = replace(
        transfer,
        state=TransferState.TAKEN,
        taken_by=wanted.staff,
        taken_by_name=wanted.staff_name,
        updated_at=work.now,
    )
    await changed(work, taken, f"staff:{wanted.staff}", "transfer-taken")
    conversation = await work.conversations.locked(transfer.number)
    if conversation is not None:
        await work.conversations.save(
            replace(conversation, taken_by=wanted.staff, taken_by_name=wanted.staff_name)
        )
    wishes = await work.people.wishes(taken.person)
    in_a_plan = await work.portfolios.about(taken.number)  # whose progress shows it
    if Told.STEPS not in wishes.unwanted and in_a_plan is None:
        await tell_owner(work, taken, "ntf-transfer-taken", "taken")
    return DecisionState.MADE


async def hand_request(work: Work, number: str, staff: int | None, staff_name: str) -> None:
    """Somebody else (or nobody) looks after it; nothing is decided by that."""
    transfer = await work.transfers.locked(number)
    if transfer is None or transfer.state not in UNDECIDED:
        return
    state = TransferState.OPEN if staff is None else TransferState.TAKEN
    await work.transfers.save(
        replace(
            transfer, state=state, taken_by=staff, taken_by_name=staff_name, updated_at=work.now
        )
    )


async def _ask(work: Work, transfer: Transfer, wanted: WantedDecision) -> DecisionState:
    question = await work.transfers.ask(transfer.number, wanted.text)
    asked = replace(transfer, waiting_since=None, reminded=0, updated_at=work.now)
    await changed(work, asked, f"staff:{wanted.staff}", "transfer-question")
    await work.deliveries.tell(
        transfer.person,
        "ntf-transfer-question",
        {"number": transfer.number, "question": wanted.text},
        unique=f"question:{question.id}",
        buttons=[Go("btn-answer", "jawab", str(question.id))],
        carries=Carries(transfer.number),
    )
    return DecisionState.MADE


async def answer_question(work: Work, person: int, question_id: int, text: str) -> bool:
    """The customer's answer goes to the request's topic and into its ticket.

    False when the question is not for this person, or is answered.
    """
    question = await work.transfers.question(question_id)
    transfer = await work.transfers.locked(question.transfer) if question else None
    if question is None or transfer is None or transfer.person != person:
        return False
    if question.answer is not None:
        return False
    await note_answer(work, transfer, question, text)
    news = QuestionAnswered(transfer.number, question.text, text)
    await work.desk.tell(news, unique=f"answer:{question.id}")
    await work.jobs.put(Job.ANSWER_TICKET, f"{transfer.number}:answer:{question.id}")
    await work.audit(f"person:{person}", "transfer-answer", f"transfer:{transfer.number}")
    return True


async def note_answer(work: Work, transfer: Transfer, question: Question, text: str) -> None:
    """The customer has answered: it is for staff again to decide."""
    await work.transfers.answer(question.id, text)
    if transfer.state in UNDECIDED and has_agreed(transfer):
        waits = replace(transfer, waiting_since=transfer.waiting_since or work.now)
        await work.transfers.save(waits)
        await work.cards.touch(transfer.number)


async def _refuse(work: Work, transfer: Transfer, wanted: WantedDecision) -> DecisionState:
    refused = replace(
        transfer,
        state=TransferState.REFUSED,
        decided_by=wanted.staff,
        decided_by_name=wanted.staff_name,
        reason=wanted.text,
        updated_at=work.now,
    )
    await changed(work, refused, f"staff:{wanted.staff}", "transfer-refused")
    await tell_owner(work, refused, "ntf-transfer-refused", "refused", reason=wanted.text)
    await tell_recipient(work, refused, NOT_COMING)
    await work.jobs.put(Job.ANSWER_TICKET, f"{refused.number}:refused")
    return DecisionState.MADE


async def _approve(
    work: Work, transfer: Transfer, wanted: WantedDecision, checks: Sequence[Check]
) -> DecisionState:
    if await work.links.find(transfer.person, transfer.from_account) is None:
        return DecisionState.ASKER_GONE
    checked = replace(transfer, checks=tuple(checks), checked_at=work.now, updated_at=work.now)
    if not has_agreed(transfer) or not may_be_approved(checks):
        await work.transfers.save(checked)
        await work.cards.touch(transfer.number)
        return DecisionState.RULES
    approved = replace(
        checked,
        state=TransferState.APPROVED,
        decided_by=wanted.staff,
        decided_by_name=wanted.staff_name,
    )
    await changed(work, approved, f"staff:{wanted.staff}", "transfer-approved")
    if await work.portfolios.about(approved.number) is None:  # its progress shows it
        await tell_owner(work, approved, "ntf-transfer-approved", "approved")
    await work.jobs.put(Job.CARRY_OUT, approved.number)
    return DecisionState.MADE


async def finish_transfer(work: Work, number: str) -> bool:
    """The portal shows the new owner on every service: say so. False when it was said before."""
    transfer = await work.transfers.locked(number)
    if transfer is None or transfer.state is not TransferState.APPROVED:
        return False
    done = replace(transfer, state=TransferState.DONE, note=TransferNote.NONE, updated_at=work.now)
    await changed(work, done, work.portal_name, "transfer-done")
    for account in (done.from_account, done.to_account):
        if account:
            await work.snapshots.spoil(account)
    await tell_owner(work, done, "ntf-transfer-done", "done", buttons=[Go("btn-faktur", "faktur")])
    await tell_recipient(work, done, RECEIVED)
    await work.jobs.put(Job.ANSWER_TICKET, f"{done.number}:done")
    return True


async def note_trouble(
    work: Work, number: str, note: TransferNote, checks: Sequence[Check] | None = None
) -> None:
    """The move is stuck: the card says why."""
    transfer = await work.transfers.locked(number)
    if transfer is None or (transfer.note is note and checks is None):
        return
    noted = replace(transfer, note=note, updated_at=work.now)
    if checks is not None:
        noted = replace(noted, checks=tuple(checks), checked_at=work.now)
    await work.transfers.save(noted)
    await work.cards.touch(number)
