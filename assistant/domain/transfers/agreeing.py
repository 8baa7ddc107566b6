"""The recipient agrees to take the services, or declines."""

from __future__ import annotations

from dataclasses import replace

from assistant.domain.accounts.codes import CodeOutcome, CodePurpose
from assistant.domain.accounts.model import Link
from assistant.domain.transfers.following import changed, tell_owner
from assistant.domain.transfers.model import (
    UNDECIDED,
    Agreement,
    Check,
    Rule,
    Transfer,
    TransferState,
    Verdict,
)
from assistant.domain.transfers.news import RecipientAgreed
from assistant.domain.work import Job, Work


async def agree(work: Work, token: str, person: int, account: str) -> Transfer | None:
    """The recipient agrees, with one of their own linked accounts that has the address asked.

    None when the token opens nothing, the request has ended, or the account is not that one.
    """
    transfer = await _answerable(work, token)
    link = await work.links.find(person, account)
    if transfer is None or link is None or link.email != transfer.to_email:
        return None
    agreed = replace(
        transfer,
        agreement=Agreement.GIVEN,
        agreed_by=person,
        to_account=link.account,
        to_label=link.label,
        checks=tuple(map(_agreed_now, transfer.checks)),
        updated_at=work.now,
        waiting_since=work.now,
    )
    await changed(work, agreed, f"person:{person}", "transfer-agreed")
    await tell_owner(work, agreed, "ntf-transfer-agreed", "agreed")
    news = RecipientAgreed(agreed.number, agreed.to_label)
    await work.desk.tell(news, unique=f"agreed:{agreed.number}")
    return agreed


async def agree_by_link(work: Work, token: str, person: int) -> bool:
    """The recipient agrees and has no linked account of that address yet.

    The mailed link went to that address alone, so whoever opens it has proven it: the account is
    looked up and linked as after a right code, and :func:`agree` follows where there is one. False
    when the token opens nothing.
    """
    transfer = await _answerable(work, token)
    if transfer is None or transfer.person == person:
        return False
    await work.transfers.save(replace(transfer, agreed_by=person, updated_at=work.now))
    code = await work.codes.add(
        person, transfer.to_email, CodePurpose.LINK, work.ids.nonce(), work.now
    )
    await work.codes.close(code.id)
    await work.codes.note(code.id, CodeOutcome.CHECKING)
    await work.jobs.put(Job.LINK_ACCOUNT, code.id)
    await work.audit(f"person:{person}", "address-proven", f"transfer:{transfer.number}")
    return True


async def agree_as_promised(work: Work, link: Link) -> list[str]:
    """An account was linked: its owner may have agreed before. The numbers of those requests."""
    agreed = []
    for transfer in await work.transfers.asking(link.email):
        if transfer.agreed_by == link.person:
            await agree(work, transfer.consent_token, link.person, link.account)
            agreed.append(transfer.number)
    return agreed


def _agreed_now(check: Check) -> Check:
    return replace(check, verdict=Verdict.OK) if check.rule is Rule.RECIPIENT_AGREES else check


async def decline(work: Work, token: str, person: int) -> Transfer | None:
    """The holder of the mailed link says no; the request ends."""
    transfer = await _answerable(work, token)
    if transfer is None:
        return None
    declined = replace(
        transfer,
        agreement=Agreement.DECLINED,
        state=TransferState.CANCELLED,
        updated_at=work.now,
    )
    await changed(work, declined, f"person:{person}", "transfer-declined")
    await tell_owner(work, declined, "ntf-transfer-declined", "declined")
    await work.jobs.put(Job.ANSWER_TICKET, f"{declined.number}:declined")
    return declined


async def _answerable(work: Work, token: str) -> Transfer | None:
    found = await work.transfers.by_token(token)
    transfer = await work.transfers.locked(found.number) if found else None
    if transfer is None or transfer.state not in UNDECIDED:
        return None
    return transfer if transfer.agreement is Agreement.ASKED else None
