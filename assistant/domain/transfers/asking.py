"""An owner asks that services be moved, or takes it back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial

from assistant.domain.accounts.model import Link, Snapshot
from assistant.domain.ids import Numbered
from assistant.domain.transfers.following import NOT_COMING, changed, tell_recipient
from assistant.domain.transfers.invitation import PAGE_PATH, fingerprint, mailed_token, waits
from assistant.domain.transfers.model import (
    ASKED_A_DAY,
    UNDECIDED,
    Agreement,
    NewTransfer,
    Transfer,
    TransferError,
    TransferNote,
    TransferProblem,
    TransferState,
)
from assistant.domain.transfers.rules import checklist, may_be_sent
from assistant.domain.words import HOME
from assistant.domain.work import Job, Work


async def request_transfer(
    work: Work, person: int, new: NewTransfer, snapshot: Snapshot
) -> Transfer:
    """Send a request to staff: a ticket of the owner's account, a card, and a mail to the
    recipient unless the destination is the person's own. Raises :class:`TransferError`."""
    owner = await work.links.find(person, new.from_account)
    if owner is None:
        raise TransferError(TransferProblem.NOT_LINKED)
    own = await work.links.find(person, new.to_account) if new.to_account else None
    await _check_new(work, person, new, owner, snapshot, own)
    transfer = _checked(_as_sent(work, person, new, owner, own), snapshot)
    await work.transfers.add(transfer)
    await work.jobs.put(Job.OPEN_TICKET, transfer.number)
    await work.cards.touch(transfer.number)
    await work.audit(f"person:{person}", "transfer-requested", f"transfer:{transfer.number}")
    if own is None:
        await _ask_recipient(work, transfer)
    return transfer


async def _check_new(
    work: Work,
    person: int,
    new: NewTransfer,
    owner: Link,
    snapshot: Snapshot,
    own: Link | None,
) -> None:
    if not new.services:
        raise TransferError(TransferProblem.NO_SERVICES)
    if new.to_account == new.from_account or new.to_email == owner.email:
        raise TransferError(TransferProblem.SAME_ACCOUNT)
    wanted = [service.id for service in new.services]
    busy = await services_on_the_move(work, person)
    if blocked := [service.name for service in new.services if service.id in busy]:
        raise TransferError(TransferProblem.ALREADY_ASKED, *blocked)
    agreement = Agreement.OWN if own else Agreement.ASKED
    if not may_be_sent(checklist(snapshot, wanted, agreement)):
        raise TransferError(TransferProblem.RULES)
    day = work.now - timedelta(days=1)
    if own is None and await work.transfers.asked_lately(new.to_email, day) >= ASKED_A_DAY:
        raise TransferError(TransferProblem.ASKED_OFTEN)


async def look_again_for_drafts(work: Work, account: str) -> None:
    """Something about the account's invoices has changed: whoever is about to move its services
    is shown how things stand, and a plan that waits for it goes on."""
    await work.snapshots.spoil(account)
    for link in await work.links.to(account):
        draft = await work.drafts.get(link.person, "pindah")
        moves = draft is not None and draft.account == account
        if moves or await work.portfolios.started_by([link.person]):
            await work.snapshots.want(account, link.person)


async def services_on_the_move(work: Work, person: int) -> set[str]:
    """The ids of the services in a request that has not ended, of this person or of another who
    is linked to the same account."""
    accounts = [link.account for link in await work.links.of(person)]
    requests = await work.transfers.unended(accounts)
    return {id_ for request in requests for id_ in request.service_ids}


def _as_sent(work: Work, person: int, new: NewTransfer, owner: Link, own: Link | None) -> Transfer:
    number = work.ids.number(Numbered.REQUEST)
    return Transfer(
        number=number,
        person=person,
        from_account=owner.account,
        from_label=owner.label,
        from_email=owner.email,
        to_account=own.account if own else None,
        to_label=own.label if own else "",
        to_email=own.email if own else new.to_email,
        agreement=Agreement.OWN if own else Agreement.ASKED,
        agreed_by=person if own else None,
        consent_token=work.ids.token(),
        services=new.services,
        department=new.department,
        subject=new.subject,
        message=new.message,
        reference=work.ids.number(Numbered.REFERENCE),
        ticket_id=None,
        ticket_number=None,
        state=TransferState.OPEN,
        taken_by=None,
        taken_by_name="",
        decided_by=None,
        decided_by_name="",
        reason="",
        checks=(),
        checked_at=None,
        note=TransferNote.NONE,
        owners={},
        looked_at=None,
        created_at=work.now,
        updated_at=work.now,
        waiting_since=work.now if own else None,
        edited=new.edited,
        consent_hash=None if own else fingerprint(mailed_token(work.code_key, number)),
        asked_at=None if own else work.now,
    )


def _checked(transfer: Transfer, snapshot: Snapshot) -> Transfer:
    """With the rules as the portal told them last, so that staff see them from the beginning."""
    checks = checklist(snapshot, transfer.service_ids, transfer.agreement)
    return replace(transfer, checks=checks, checked_at=snapshot.fetched_at)


async def remind_recipient(work: Work, person: int, number: str) -> bool:
    """Ask the recipient once more, at most once a day, and within what a mailbox takes whoever
    asks. False when it can't be asked now, or there is nothing to ask."""
    transfer = await work.transfers.locked(number)
    if transfer is None or transfer.person != person or not waits(transfer):
        return False
    day = work.now - timedelta(days=1)
    if transfer.agreed_by or transfer.promised_at or (transfer.asked_at or day) > day:
        return False
    if await work.transfers.asked_lately(transfer.to_email, day) >= ASKED_A_DAY:
        return False
    await work.transfers.save(replace(transfer, asked_at=work.now))
    await _ask_recipient(work, transfer, f":{work.now:%Y-%m-%dT%H:%M}")
    await work.audit(f"person:{person}", "recipient-reminded", f"transfer:{number}")
    return True


async def _ask_recipient(work: Work, transfer: Transfer, again: str = "") -> None:
    """The mail's token is put in when it is sent."""
    person = await work.people.get(transfer.person)
    await work.transfers.note_asked(transfer.to_email)
    args = {
        "services": ", ".join(service.name for service in transfer.services),
        "from": transfer.from_label,
        "number": transfer.number,
    }
    ask = partial(
        work.deliveries.mail,
        transfer.to_email,
        unique=f"consent:{transfer.number}{again}",
        locale=person.locale if person else HOME,
        proves=transfer.number,
    )
    if work.public_url:
        page = work.public_url + PAGE_PATH
        await ask("mail-consent-page", {**args, "page": page})
    else:
        await ask("mail-consent", args)


async def cancel_transfer(work: Work, person: int, number: str) -> bool:
    """The asker takes the request back. False when it is decided, ended, or not theirs."""
    transfer = await work.transfers.locked(number)
    if transfer is None or transfer.person != person or transfer.state not in UNDECIDED:
        return False
    cancelled = replace(transfer, state=TransferState.CANCELLED, updated_at=work.now)
    await changed(work, cancelled, f"person:{person}", "transfer-cancelled")
    await tell_recipient(work, cancelled, NOT_COMING)
    await work.jobs.put(Job.ANSWER_TICKET, f"{number}:cancelled")
    return True
